"""Files that are kept with records: told by their content, whatever their name claims."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from asking.errors import RecordingRefused
from asking.recordings import sound_kind
from easyread.pictures.photos import MOST_BYTES, PhotoRefused, cleaned

LONGEST_SIDE = 2400
"""Pixels, so that a photographed page of minutes can be read."""
ENDINGS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "image/png": "png",
    "image/jpeg": "jpg",
    "text/plain": "txt",
    "audio/ogg": "ogg",
    "audio/webm": "weba",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/x-caf": "caf",
    "audio/flac": "flac",
}
"""What is taken, and how the name of each ends from then on: nothing that opens as something else."""
OFFICE = {"word/document.xml": "wordprocessingml.document", "xl/workbook.xml": "spreadsheetml.sheet"}
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
OLD_OFFICE, PDF, ZIP = b"\xd0\xcf\x11\xe0", b"%PDF-", b"PK\x03\x04"
SOUND_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso5", b"iso6", b"dash", b"3gp4", b"3gp5")
"""Other files of this family are photos and films."""
TAKEN = "PDF, Word (DOCX), Excel (XLSX), photo (JPEG or PNG), text or sound"
LONGEST_NAME = 80


class FileRefused(Exception):
    """A file that cannot be kept; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept."""

    data: bytes
    mime: str
    name: str


def checked(data: bytes, name: str) -> Checked:
    """What is kept of a file. Photos are written anew; it takes up to a second, so not on the event loop.

    Args:
        data: The file.
        name: What it was called; only for people to recognise it.

    Raises:
        FileRefused: It is too large, broken, or none of what is taken.
    """
    if len(data) > MOST_BYTES:
        raise FileRefused(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Choose a smaller one.")
    if data.startswith(PICTURES):
        try:
            photo = cleaned(data, LONGEST_SIDE)
        except PhotoRefused as refused:
            raise FileRefused(str(refused)) from refused
        return Checked(photo.data, photo.mime, _named(name, photo.mime))
    mime = _mime(data)
    return Checked(data, mime, _named(name, mime))


def _mime(data: bytes) -> str:
    if data.startswith(PDF):
        return "application/pdf"
    if data.startswith(ZIP):
        return _office(data)
    if data.startswith(OLD_OFFICE):
        raise FileRefused("This is a file of an old Word or Excel. Save it as DOCX, XLSX or PDF, and choose that one.")
    if data[4:8] == b"ftyp" and data[8:12] not in SOUND_BRANDS:
        raise FileRefused("This is a photo or film of a phone. Save the photo as JPEG, and choose that one.")
    if data[:4] == b"RIFF" and data[8:12] != b"WAVE":
        raise FileRefused(f"This kind of file is not taken. Choose a {TAKEN} file.")
    return "text/plain" if _is_text(data) else _sound(data)


def _office(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            inside = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise FileRefused("The file is broken. Save it again, and use the new file.") from error
    names = {one.filename for one in inside}
    if any(one.lower().endswith(".bin") and "vba" in one.lower() for one in names):
        raise FileRefused("The file has macros: small programs. Save it as DOCX or XLSX without them.")
    kind = next((kind for part, kind in OFFICE.items() if part in names and "[Content_Types].xml" in names), "")
    if not kind:
        raise FileRefused(f"This kind of file is not taken. Choose a {TAKEN} file.")
    return f"application/vnd.openxmlformats-officedocument.{kind}"


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text) and all(char.isprintable() or char.isspace() for char in text)


def _sound(data: bytes) -> str:
    try:
        return sound_kind(data, "")
    except RecordingRefused as refused:
        raise FileRefused(f"This kind of file is not taken. Choose a {TAKEN} file.") from refused


def _named(name: str, mime: str) -> str:
    """The name without folders, without signs that file systems or headers trip over, with the ending of its kind."""
    last = re.split(r"[\\/]", name)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    clean = "".join(char if char.isalnum() or char in " -_()" else " " for char in stem)
    return f"{' '.join(clean.split())[:LONGEST_NAME].strip() or 'file'}.{ENDINGS[mime]}"
