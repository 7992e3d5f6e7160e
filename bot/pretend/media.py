"""What the first bytes of a picture or a recording say. Telegram looks at the bytes, not at the name."""

from __future__ import annotations

import struct
from typing import NamedTuple

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG segments that tell the size of the picture."""
BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""JPEG markers without a length."""
OPUS_RATE = 48_000
"""Opus counts its length in 48 000 parts of a second, whatever was recorded."""
FIRST_PAGE = 512
"""Bytes within which the first Ogg page names what it carries."""


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


def picture_mime(data: bytes) -> str:
    """`image/png`, `image/jpeg`, or nothing for what is neither."""
    if data.startswith(PNG):
        return "image/png"
    return "image/jpeg" if data.startswith(JPEG) else ""


def picture_size(data: bytes) -> Size | None:
    """The size that a PNG or JPEG gives in its header. None where it gives none."""
    if data.startswith(PNG):
        return _png_size(data)
    if data.startswith(JPEG):
        return _jpeg_size(data)
    return None


def is_opus(data: bytes) -> bool:
    """Whether this is an Ogg file with Opus sound, the one form of voice message."""
    return data.startswith(b"OggS") and b"OpusHead" in data[:FIRST_PAGE]


def opus_seconds(data: bytes) -> int:
    """How long a recording is, in whole seconds and at least one. The last page tells; other files count as one."""
    last = data.rfind(b"OggS")
    if not is_opus(data) or len(data) < last + 14:
        return 1
    samples = int.from_bytes(data[last + 6 : last + 14], "little", signed=True)
    return max(1, round(samples / OPUS_RATE))


def _png_size(data: bytes) -> Size | None:
    if data[12:16] != b"IHDR" or len(data) < 24:  # noqa: PLR2004 - where the PNG standard puts the header's end
        return None
    return Size(*struct.unpack(">II", data[16:24]))


def _jpeg_size(data: bytes) -> Size | None:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:  # noqa: PLR2004 - every JPEG segment starts with this byte
            return None
        marker = data[at + 1]
        if marker in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Size(width, height)
        if marker in BARE or marker == 0xFF:  # noqa: PLR2004 - fill bytes
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None
