"""Small pictures and recordings, real enough for whoever looks at their first bytes."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 400, height: int = 300) -> bytes:
    """A white PNG that any viewer opens."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = (b"\0" + b"\xff" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def png_header(width: int, height: int) -> bytes:
    """The start of a PNG of any size. Nobody has to paint it."""
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    )


def jpeg(width: int = 400, height: int = 300) -> bytes:
    """The start of a JPEG: the usual first segment, then the one that gives the size."""
    first = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    return b"\xff\xd8" + first + frame + b"\xff\xd9"


def opus() -> bytes:
    """The first page of an Ogg file with Opus sound."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48_000, 0, 0)
    return b"OggS" + b"\0\x02" + b"\0" * 20 + b"\x01" + bytes([len(head)]) + head


def vorbis() -> bytes:
    """The first page of an Ogg file with another sort of sound."""
    return b"OggS" + b"\0\x02" + b"\0" * 20 + b"\x01\x1e\x01vorbis" + b"\0" * 23
