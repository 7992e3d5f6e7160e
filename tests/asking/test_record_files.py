"""What may be kept with a record: told by the content, whatever the name says."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from asking.record_files import ENDINGS, FileRefused, checked
from easyread.pictures.photos import MOST_BYTES


def a_docx() -> bytes:
    """Minutes in Word."""
    out, made = io.BytesIO(), docx.Document()
    made.add_paragraph("Minutes")
    made.save(out)
    return out.getvalue()


def an_xlsx() -> bytes:
    """A list in Excel."""
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def a_zip(*names: str) -> bytes:
    """An archive that holds files of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return out.getvalue()


def a_photo() -> bytes:
    """A photo that says where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[270] = "taken at 1 Secret Street"
    Image.new("RGB", (3000, 2000), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 ...", "minutes.pdf"),
        (a_docx(), "minutes.docx"),
        (an_xlsx(), "minutes.xlsx"),
        ("Kötbullar\r\n".encode(), "minutes.txt"),
        (b"OggS" + bytes(range(256)), "minutes.ogg"),
        (bytes(3) + b"\x20ftypM4A " + bytes(range(256)), "minutes.m4a"),
        (b"RIFF\xff\x00\x00\x00WAVE" + bytes(range(256)), "minutes.wav"),
    ],
)
def test_what_staff_have_is_taken(data: bytes, name: str) -> None:
    """Each is kept as it came, under an ending that fits what it is, whatever its name claimed."""
    found = checked(data, "C:\\papers\\minutes.exe")
    assert (found.data, found.name) == (data, name)


def test_a_photo_loses_what_it_says_beside_the_picture() -> None:
    """Written anew: where and when is gone, and it stays large enough to read a page of minutes."""
    found = checked(a_photo(), "page 1.png")
    assert b"Secret Street" in a_photo()
    assert b"Secret Street" not in found.data
    assert (found.name, max(Image.open(io.BytesIO(found.data)).size)) == ("page 1.jpg", 2400)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (a_zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (a_zip("a.txt"), "not taken"),
        (b"PK\x03\x04 no archive", "broken"),
        (b"\xd0\xcf\x11\xe0 an old Word file", "old Word"),
        (bytes(4) + b"ftypheic" + bytes(99), "Save the photo as JPEG"),
        (b"\xff\xd8\xff no photo", "picture"),
        (b"MZ\x90\x00 a program" + bytes(99), "not taken"),
        (b"RIFF\xff\x00\x00\x00AVI " + bytes(99), "not taken"),
        (b"%PDF-" + bytes(MOST_BYTES), "larger than 10 MB"),
    ],
)
def test_anything_else_is_refused_with_a_reason(data: bytes, says: str) -> None:
    """The sentence says what is wrong; a name that promises a PDF helps nobody."""
    with pytest.raises(FileRefused, match=says):
        checked(data, "minutes.pdf")


@given(st.binary(max_size=200), st.text(max_size=200))
def test_nothing_breaks_it(data: bytes, name: str) -> None:
    """Whatever is sent: it is refused, or kept under a name that no file system or header trips over."""
    try:
        found = checked(data, name)
    except FileRefused:
        return
    assert not set(found.name) & set('/\\:*?"<>|\r\n\0;')
    assert found.name.endswith(f".{ENDINGS[found.mime]}")
    assert len(found.name) <= 90
