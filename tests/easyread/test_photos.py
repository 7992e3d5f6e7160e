"""Photos from outside: what is refused, and that nothing but the points of a picture comes through."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from easyread.pictures.photos import LONGEST_SIDE, MOST_BYTES, TILE, PhotoRefused, cleaned, on_tile

SECRET = b"Ada lives at 12 Mill Lane"
TURNED = 6
"""Exif's number for a photo whose camera was held upright."""


def a_file(kind: str = "JPEG", size: tuple[int, int] = (400, 200), **options: Any) -> bytes:
    """A picture, the left half of it red and the right half blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_everything(kind: str) -> bytes:
    """A picture with place, owner, comment and colour profile, its camera held upright."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x010E] = TURNED, SECRET.decode(), SECRET.decode()
    exif.get_ifd(0x8825)[2] = (51.5, 7.0, 30.0)
    options: dict[str, Any] = {"exif": exif, "icc_profile": b"profile " + SECRET}
    if kind == "JPEG":
        options["comment"] = SECRET
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", SECRET.decode())
        options["pnginfo"] = text
    if kind == "WEBP":
        options |= {"lossless": True, "xmp": SECRET}
    return a_file(kind, **options)


def opened(data: bytes) -> Image.Image:
    """A file, decoded."""
    return Image.open(io.BytesIO(data))


def colour(image: Image.Image, down: int) -> str:
    """What a picture that is 200 wide has in the middle of a row."""
    red, _, blue = (channel.getpixel((100, down)) for channel in image.convert("RGB").split())
    return "red" if red > blue else "blue"  # type: ignore[operator]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_points_comes_through(kind: str) -> None:
    """Place, owner, comments and profile are gone; the picture stands the way it was taken."""
    before = with_everything(kind)
    assert SECRET in before
    made = cleaned(before)
    after = opened(made.data)
    assert SECRET not in made.data
    assert not after.getexif()
    assert {"exif", "comment", "icc_profile", "xmp", "Comment"}.isdisjoint(after.info)
    assert after.size == (made.width, made.height) == (200, 400)
    assert (colour(after, 50), colour(after, 350)) == ("red", "blue")


def test_a_large_photo_becomes_small() -> None:
    """No side is longer than 1000 pixels, and the shape stays."""
    made = cleaned(a_file(size=(4000, 3000)))
    assert (made.width, made.height, made.mime) == (LONGEST_SIDE, 750, "image/jpeg")


def test_a_symbol_stays_sharp_and_stands_on_white() -> None:
    """A drawing stays PNG; where nothing is drawn it is white, for black lines on dark screens."""
    out = io.BytesIO()
    Image.new("RGBA", (64, 64), (0, 0, 0, 0)).save(out, "PNG")
    made = cleaned(out.getvalue())
    assert made.mime == "image/png"
    assert opened(made.data).getpixel((5, 5)) == (255, 255, 255)


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size, and holds next to nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-file"),
        (b"\xff\xd8\xff" + bytes(MOST_BYTES), "too-large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-a-picture"),
        (a_file("GIF"), "not-a-picture"),
        (a_file("TIFF"), "not-a-picture"),
        (b"\xff\xd8\xff and no more", "not-a-picture"),
        (png_of(8000, 7000), "too-many-points"),
        (png_of(10_000, 10_000), "too-many-points"),
        (png_of(60_000, 60_000), "too-many-points"),
        (png_of(400, 400), "broken"),
        (a_file(size=(400, 400))[:900], "broken"),
        (a_file(size=(8, 400)), "too-small"),
    ],
    ids=["empty", "large", "svg", "gif", "tiff", "cut", "56M", "100M", "3600M", "no points", "half", "thin"],
)
def test_what_cannot_be_used_is_refused(data: bytes, code: str) -> None:
    """Each fault has a stable code and a sentence, and a bomb is known before it is decoded."""
    with pytest.raises(PhotoRefused) as caught:
        cleaned(data)
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("size", [(300, 900), (900, 300), (50, 50)])
def test_in_a_chat_it_stands_on_a_tile(size: tuple[int, int]) -> None:
    """Whatever its shape, what is sent is wider than high, and the picture is in its middle."""
    tile = opened(on_tile(cleaned(a_file(size=size)).data))
    assert tile.size == TILE
    assert tile.getpixel((495, 300)) != (255, 255, 255)
