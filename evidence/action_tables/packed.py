"""XLSX and DOCX are packed XML. What could fill the memory or name other files is refused before it is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

MOST_MEMBERS = 2_000
MOST_XML = 8_000_000
"""Of one member, unpacked: a plan of 300 actions has about half a megabyte."""
MOST_UNPACKED = 60_000_000
MOST_RATIO = 400
"""Text packs to a tenth; what packs to less than a four hundredth was made to be large."""
SMALL = 1_000_000
LOCKED = 0x1
DECLARES = re.compile(
    rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|<\x00?!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y", re.IGNORECASE
)


class Refused(Exception):
    """A file that is not read: why, and how to mend it."""

    def __init__(self, why: str, mend: str) -> None:
        super().__init__(why)
        self.why, self.mend = why, mend


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed file that may be read."""

    data: bytes
    members: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Whether it holds a member of this name."""
        return name in self.members

    @property
    def document(self) -> str:
        """The main part of a document; '' where it is none."""
        if self.has("word/document.xml"):
            return "word/document.xml"
        return next((one for one in self.members if re.fullmatch(r"word/document\d*\.xml", one)), "")

    def text(self, name: str) -> bytes:
        """One member, unpacked."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as opened:
            return _member(opened, opened.getinfo(name))


def unpacked(data: bytes) -> Packed:
    """Looks through a packed file.

    Raises:
        Refused: It is broken, locked, too large when it is unpacked, or its XML declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            members = opened.infolist()
            _sizes(members)
            for one in members:
                if one.filename.endswith((".xml", ".rels")) and DECLARES.search(_member(opened, one)):
                    raise Refused("It holds instructions that no table needs.", "Copy the table into a new file.")
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise Refused("It is damaged.", "Save it again, or send it as CSV.") from error
    return Packed(data, tuple(one.filename for one in members))


def _sizes(members: list[zipfile.ZipInfo]) -> None:
    if any(one.flag_bits & LOCKED for one in members):
        raise Refused("It is locked with a password.", "Save it without a password.")
    large = len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED
    for one in members:
        ratio = one.file_size / max(one.compress_size, 1)
        is_xml = one.filename.endswith((".xml", ".rels"))
        large |= (is_xml and one.file_size > MOST_XML) or (ratio > MOST_RATIO and one.file_size > SMALL)
    if large:
        raise Refused("It is too large when it is opened.", "Copy the table into a new file.")


def _member(opened: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """A member's content, never more than it may hold, whatever the file says about its size."""
    try:
        with opened.open(one) as content:
            read = content.read(MOST_XML + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, KeyError, OSError, EOFError, ValueError) as error:
        raise Refused("It is damaged.", "Save it again, or send it as CSV.") from error
    if len(read) > MOST_XML:
        raise Refused("It is too large when it is opened.", "Copy the table into a new file.")
    return read
