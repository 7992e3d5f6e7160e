"""The pictures in reports, whatever they are given as."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache

from easyread import pictures
from easyread.pictures import PictureSet
from evidence.reports.document import Picture

PNG = b"\x89PNG\r\n\x1a\n"
TILE = 400
"""Pixels of a built-in picture that has to be a PNG."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture's content: an SVG or a PNG, the other empty."""

    svg: str = ""
    png: bytes = b""


def drawn(picture: Picture) -> Drawn:
    """What a picture is made of; nothing where it names one that there is not: the report is made all the same."""
    if picture.content.startswith(PNG):
        return Drawn(png=picture.content)
    if picture.content:
        return Drawn(svg=picture.content.decode("utf-8", "replace"))
    found = built_in()
    return Drawn(svg=found.svg(picture.name).decode()) if picture.name in found.names else Drawn()


def as_png(picture: Picture) -> bytes:
    """A picture as PNG; empty where there is none."""
    import resvg_py  # noqa: PLC0415 - only Word needs it

    found = drawn(picture)
    if found.png or not found.svg:
        return found.png
    made: bytes = resvg_py.svg_to_bytes(svg_string=found.svg, background="#fff", width=TILE, skip_system_fonts=True)
    return made


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels."""
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


@cache
def built_in() -> PictureSet:
    """The built-in pictures, read once."""
    return pictures.load()
