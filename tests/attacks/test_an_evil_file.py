"""A file that is not what it says: too large once it is opened, two kinds at once, or with more in it than is seen."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from asking.errors import RecordingRefused
from asking.permissions import Role
from asking.record_files import Checked, FileRefused, checked
from asking.recordings import photo_anew
from easyread.pictures import photos
from easyread.pictures.photos import PhotoRefused, cleaned
from tests.staff.doors import HERE
from tests.staff.doors_records import a_record
from tests.staff.office import Office

GPS = 0x8825
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
GATES = {
    "a person's photo": photo_anew,
    "the provider's own picture": cleaned,
    "a record's photo": lambda data: checked(data, "a.jpg"),
}

FALSE = (SVG, HTML, b"GIF89a/*" + HTML, b"", b"\xff\xd8\xff" + HTML, b"\x89PNG\r\n\x1a\n" + HTML)


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that is a wall of points once it is opened."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compressobj(9)
    body = b"".join(rows.compress(b"\0" * (side + 1)) for _ in range(side)) + rows.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def from_a_phone() -> bytes:
    """A JPEG that says where and with what it was taken, with a page hidden behind its end."""
    exif = Image.Exif()
    exif[0x010F] = "Secret Phone"
    exif.get_ifd(GPS)[2] = (51.0, 30.0, 0.0)
    out = io.BytesIO()
    Image.new("RGB", (200, 100), "green").save(out, "JPEG", exif=exif, comment=b"secret comment")
    return out.getvalue() + HTML


def data_of(made: object) -> bytes:
    """The bytes that are kept."""
    assert isinstance(made, Checked | photos.Photo)
    return made.data


@pytest.mark.parametrize("gate", GATES)
def test_a_picture_that_would_fill_the_memory_is_not_opened(gate: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is read before any of it; with a higher limit the very same file is opened."""
    evil = bomb(2_000)
    assert len(evil) < 10_000
    monkeypatch.setattr(photos, "MOST_PIXELS", 1_000_000)
    with pytest.raises((PhotoRefused, RecordingRefused, FileRefused)):
        GATES[gate](evil)
    monkeypatch.setattr(photos, "MOST_PIXELS", 50_000_000)
    assert data_of(GATES[gate](evil))


@pytest.mark.parametrize("gate", GATES)
def test_nothing_but_the_picture_is_kept(gate: str) -> None:
    """Where it was taken, with what, comments, and a page behind its end: all in the file, none in what is kept."""
    sent = from_a_phone()
    assert HTML in sent
    assert b"Secret Phone" in sent
    assert b"secret comment" in sent
    kept = data_of(GATES[gate](sent))
    for part in (HTML, b"Secret Phone", b"secret comment", b"Exif"):
        assert part not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert not dict(image.getexif())
    with Image.open(io.BytesIO(sent)) as image:
        assert dict(image.getexif().get_ifd(GPS))


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("evil", FALSE)
def test_what_only_looks_like_a_picture_is_refused(gate: str, evil: bytes) -> None:
    """By what is in it, not by its name or its first bytes; a real picture is taken."""
    try:
        kept = GATES[gate](evil)
    except (PhotoRefused, RecordingRefused, FileRefused):
        pass
    else:
        assert isinstance(kept, Checked)
        assert kept.mime == "text/plain"  # a record may be a text, and is never shown as a page
    assert data_of(GATES[gate](from_a_phone()))


async def test_a_records_file_never_runs(office: Office) -> None:
    """A page or PDF that was kept with a record is saved by the browser, in a box where nothing runs."""
    await office.sign_in("Mo", Role.ADMINISTRATOR)
    number = await a_record(office, HERE)
    answer = await office.get(f"/staff/records/{number}/file")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert answer.headers["x-content-type-options"] == "nosniff"
    page = await office.get(f"/staff/records/{number}")
    assert "sandbox" not in page.headers["content-security-policy"]  # what shows that the header is the file's own


def test_macros_and_false_names_are_refused() -> None:
    """A document with small programs in it, and a program with a document's name."""
    with_macros = io.BytesIO()
    with zipfile.ZipFile(with_macros, "w") as made:
        for part in ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"):
            made.writestr(part, "x")
    false = ((with_macros.getvalue(), "a.docx"), (b"MZ\x90\x00" + bytes(90), "a.pdf"), (b"PK\x03\x04", "a.docx"))
    for evil, name in false:
        with pytest.raises(FileRefused):
            checked(evil, name)
    without = io.BytesIO()
    with zipfile.ZipFile(without, "w") as made:
        for part in ("[Content_Types].xml", "word/document.xml"):
            made.writestr(part, "x")
    assert checked(without.getvalue(), "a.exe").name == "a.docx"


async def test_sound_and_photos_are_what_they_are_called(filled: Office) -> None:
    """What people sent is served under its own kind, and no browser looks for another in it."""
    await filled.sign_in("Sal", Role.LEAD)
    for path, kind in (("/staff/recordings/1/sound", "audio/"), ("/staff/recordings/2/photo", "image/")):
        answer = await filled.get(path)
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "script-src 'self'" in answer.headers["content-security-policy"]
