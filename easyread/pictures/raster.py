"""Pictures as PNG, for channels that cannot show SVG."""

from __future__ import annotations

import struct
from functools import cache
from xml.etree import ElementTree as ET

import resvg_py

from easyread.pictures import PictureError, PictureSet

MARGIN = 0.08
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SVG = "http://www.w3.org/2000/svg"
UNDRAWN = ("text", "image", "foreignObject")
"""Elements that resvg passes over without a word where a font, a file or a browser is missing."""


def png(pictures: PictureSet, name: str, *, width: int = 800, height: int = 400) -> bytes:
    """A picture in the middle of a white tile, as large as fits. The same input gives the same bytes.

    The tile is wide because a square photo fills a phone's screen in a chat and pushes the question down. It is
    white because the outlines are black, and many people's chats are dark.

    Args:
        pictures: The set that has the picture.
        name: What it is called there.
        width: Of the tile, in pixels.
        height: Of the tile, in pixels.

    Raises:
        KeyError: There is no picture of this name.
        PictureError: The picture cannot be drawn, holds what would be left out, or nothing of it would be seen.
    """
    drawn = _drawn(name, _on_tile(name, pictures.svg(name), width, height))
    if drawn[:8] != SIGNATURE or struct.unpack(">II", drawn[16:24]) != (width, height):
        raise PictureError(f"Picture '{name}' did not become a PNG of {width} by {height}. Check resvg_py's version.")
    if drawn == _blank(width, height):
        raise PictureError(f"Picture '{name}' is all white as PNG. Look at its SVG, and rebuild the folder.")
    return drawn


def _on_tile(name: str, svg: bytes, width: int, height: int) -> str:
    """The SVG with a view as wide as the tile.

    The view is widened, and the picture not put in a frame: a frame would cut off what reaches over the picture's
    own square, such as a manager's papers, and here there is room for it.
    """
    root = drawing(name, svg)
    left, top, across, down = map(float, root.get("viewBox", "").split())
    units_per_pixel = max(across / width, down / height) / (1 - 2 * MARGIN)
    wide, high = width * units_per_pixel, height * units_per_pixel
    root.set("viewBox", f"{left + (across - wide) / 2:g} {top + (down - high) / 2:g} {wide:g} {high:g}")
    root.set("width", str(width))
    root.set("height", str(height))
    return ET.tostring(root, encoding="unicode")


def drawing(name: str, svg: bytes) -> ET.Element:
    """A picture's SVG, read.

    Raises:
        PictureError: It is no SVG, does not say how large it is, or holds what would be left out.
    """
    try:
        root = ET.fromstring(svg)  # noqa: S314 -- files of the picture set, checked against the manifest
        _left, _top, _across, _down = map(float, root.get("viewBox", "").split())
    except (ET.ParseError, ValueError) as error:
        raise PictureError(f"Picture '{name}' is no SVG with a viewBox ({error}). Rebuild the folder.") from error
    undrawn = {element.tag.rpartition("}")[2] for element in root.iter()}.intersection(UNDRAWN)
    if undrawn:
        raise PictureError(f"Picture '{name}' holds {', '.join(sorted(undrawn))}. Draw it with shapes only.")
    return root


def _drawn(name: str, svg: str) -> bytes:
    try:
        return resvg_py.svg_to_bytes(svg_string=svg, background="#fff", skip_system_fonts=True)
    except ValueError as error:
        raise PictureError(f"Picture '{name}' cannot be drawn ({error}). Rebuild the folder.") from error


@cache
def _blank(width: int, height: int) -> bytes:
    """The tile with nothing on it. Drawn alike, it has the same bytes as a picture that shows nothing."""
    return _drawn("(none)", f'<svg xmlns="{SVG}" viewBox="0 0 {width} {height}" width="{width}" height="{height}"/>')
