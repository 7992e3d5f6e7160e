"""Photos and symbols that come from outside: read with care, turned the right way up, and written anew.

Nothing of the file that came is kept: not where the photo was taken, when, or with what. What is left are its points.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
"""More than most phones take. As points they fill 150 MB of memory, for as long as it takes to make them fewer."""
LONGEST_SIDE = 1000
SMALLEST_SIDE = 32
LARGEST_DRAWING_BYTES = 300_000
"""A drawing stays sharp as PNG; what is larger than this as PNG is a photo."""
JPEG_QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")
TILE = (1000, 600)
"""A photo that is higher than wide pushes a question off a phone's screen: in a chat it stands on a tile."""


class PhotoRefused(Exception):
    """A file that cannot be used.

    Attributes:
        code: Stable: `no-file`, `too-large`, `not-a-picture`, `too-many-points`, `too-small` or `broken`.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Photo:
    """A file of our own making."""

    data: bytes
    mime: str
    width: int
    height: int


def cleaned(data: bytes, longest: int = LONGEST_SIDE, smallest: int = SMALLEST_SIDE) -> Photo:
    """The picture in a file, as a new file, with nothing else that the old one held.

    It takes up to a second, so not on the event loop.

    Args:
        data: A JPEG, PNG or WebP file. Of one that moves, the first picture is taken.
        longest: The most pixels a side: of a photographed page, more are needed to read it.
        smallest: The fewest pixels a side: what a person sends is kept however small it is.

    Raises:
        PhotoRefused: It is none of these, is too large, or is broken.
    """
    if not data:
        raise PhotoRefused("no-file", "Choose a file.")
    if len(data) > MOST_BYTES:
        raise PhotoRefused("too-large", f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.")
    try:
        with _opened(data, smallest) as image:
            drawing, points = image.format in {"PNG", "WEBP"}, _points(image, longest)
    except PhotoRefused:
        raise
    except Exception as error:  # whatever the decoder stumbles over, the file is at fault
        raise PhotoRefused("broken", "The picture is broken. Save it again, and use the new file.") from error
    return _written(points, drawing=drawing)


def on_tile(data: bytes) -> bytes:
    """A picture of ours in the middle of a white tile that is wider than high, as JPEG."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        fitting = ImageOps.contain(image.convert("RGB"), TILE)
    tile = Image.new("RGB", TILE, "white")
    tile.paste(fitting, ((TILE[0] - fitting.width) // 2, (TILE[1] - fitting.height) // 2))
    return _encoded(tile, "JPEG")


def _opened(data: bytes, smallest: int) -> Image.Image:
    """Reads the header only: how many points there are is known before any is decoded."""
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many() from None
    except Exception as error:
        raise PhotoRefused("not-a-picture", "The file is not a JPEG, PNG or WebP picture.") from error
    if image.width * image.height > MOST_PIXELS:
        raise _too_many()
    if min(image.size) < smallest:
        raise PhotoRefused("too-small", f"The picture is smaller than {smallest} pixels.")
    return image


def _points(image: Image.Image, longest: int) -> Image.Image:
    """The points alone, on white where nothing is drawn: outlines are black, and some screens are too."""
    image.draft("RGB", (longest, longest))  # a JPEG comes out of its decoder smaller at once
    turned = ImageOps.exif_transpose(image)
    turned.thumbnail((longest, longest))
    layered = turned.convert("RGBA")
    clean = Image.new("RGB", layered.size, "white")  # a new one: an old one keeps comments and profiles, and saves them
    clean.paste(layered, mask=layered.getchannel("A"))
    return clean


def _written(points: Image.Image, *, drawing: bool) -> Photo:
    if drawing:
        png = _encoded(points, "PNG")
        if len(png) <= LARGEST_DRAWING_BYTES:
            return Photo(png, "image/png", *points.size)
    return Photo(_encoded(points, "JPEG"), "image/jpeg", *points.size)


def _encoded(points: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    points.save(out, kind, quality=JPEG_QUALITY, optimize=True)
    return out.getvalue()


def _too_many() -> PhotoRefused:
    return PhotoRefused("too-many-points", f"The picture has more than {MOST_PIXELS // 1_000_000} million points.")
