"""Every picture can be sent as PNG: whole, on a white tile, the same each time."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
import resvg_py

from easyread import pictures
from easyread.pictures import Picture, PictureError, PictureSet
from easyread.pictures.raster import png

SET = pictures.load()
NAMES = sorted(SET.names)
SMALL = (80, 40)
WHITE = b"\xff\xff\xff\xff"


def size(image: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", image[16:24])
    return width, height


def pixels(image: bytes) -> list[list[bytes]]:
    """The rows of a PNG with red, green, blue and opacity of a byte each."""
    assert image[24:29] == bytes((8, 6, 0, 0, 0))
    width, height = size(image)
    packed, at = b"", 8
    while at < len(image):
        length = int.from_bytes(image[at : at + 4], "big")
        if image[at + 4 : at + 8] == b"IDAT":
            packed += image[at + 8 : at + 8 + length]
        at += length + 12
    raw, step = zlib.decompress(packed), 4 * width + 1
    rows, above = [], bytes(4 * width)
    for start in range(0, height * step, step):
        above = unfiltered(raw[start], raw[start + 1 : start + step], above)
        rows.append([above[x : x + 4] for x in range(0, len(above), 4)])
    return rows


def unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    """A row as it was before PNG's filter of this number."""
    row = bytearray()
    for x, value in enumerate(line):
        left, up, corner = (row[x - 4], above[x], above[x - 4]) if x >= 4 else (0, above[x], 0)
        near = min((left, up, corner), key=lambda other: abs(left + up - corner - other))
        row.append((value + (0, left, up, (left + up) // 2, near)[kind]) % 256)
    return bytes(row)


def one(folder: Path, svg: str) -> PictureSet:
    """A set with one picture, 'x'."""
    (folder / "x.svg").write_text(svg, encoding="utf-8")
    return PictureSet({"x": Picture("x", "x.svg", "", (), "CC BY-SA 4.0", "Plainsay", "picture.x", "X")}, folder)


def drawing(inside: str) -> str:
    """An SVG like those of the set."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">{inside}</svg>'


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_becomes_a_small_wide_png(name: str) -> None:
    """A picture is 800 by 400 pixels and under 32 kB, so that it is quick to send and leaves room for the question."""
    image = png(SET, name)
    assert size(image) == (800, 400)
    assert len(image) < 32_000


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_seen_whole(name: str) -> None:
    """Something is drawn, on a white tile whose edge, corners too, nothing reaches."""
    rows = pixels(png(SET, name, width=SMALL[0], height=SMALL[1]))
    edge = rows[0] + rows[-1] + [row[x] for row in rows for x in (0, -1)]
    assert set(edge) == {WHITE}
    assert sum(pixel != WHITE for row in rows for pixel in row) > 50


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_the_same_each_time(name: str) -> None:
    """The same picture in the same size has the same bytes, so that a channel can keep what it sent."""
    width, height = SMALL
    assert png(SET, name, width=width, height=height) == png(SET, name, width=width, height=height)
    assert name != "yes" or png(SET, name) == png(SET, name)


@pytest.mark.parametrize(("width", "height"), [(80, 40), (40, 80), (50, 50), (800, 400)])
def test_a_picture_is_as_large_as_fits(tmp_path: Path, width: int, height: int) -> None:
    """A picture lies in the middle, with about 8% of the shorter side free on both sides of it."""
    square = one(tmp_path, drawing('<rect width="72" height="72" fill="#000"/>'))
    image = png(square, "x", width=width, height=height)
    assert size(image) == (width, height)
    rows = pixels(image)
    dark = [(x, y) for y, row in enumerate(rows) for x, pixel in enumerate(row) if pixel[0] < 128]
    short = min(width, height)
    for places, length in (([x for x, _ in dark], width), ([y for _, y in dark], height)):
        assert max(places) - min(places) + 1 == pytest.approx(short * 0.84, abs=1)
        assert min(places) == pytest.approx(length - 1 - max(places), abs=1)


def test_what_reaches_over_the_square_is_not_cut_off(tmp_path: Path) -> None:
    """A part that is larger than its picture's square is drawn whole, for a wide tile has room."""
    wide = one(tmp_path, drawing('<rect x="-20" width="112" height="72" fill="#000"/>'))
    middle = pixels(png(wide, "x", width=80, height=40))[20]
    assert sum(pixel[0] < 128 for pixel in middle) == pytest.approx(33.6 * 112 / 72, abs=1)


def test_an_unknown_name_is_refused() -> None:
    """A name that no picture has is a KeyError, as for the SVG."""
    with pytest.raises(KeyError):
        png(SET, "unicorn")


@pytest.mark.parametrize("inside", ["<text y='20'>Yes</text>", "<g><text>Yes</text></g>", "<image href='a.png'/>"])
def test_a_picture_with_text_is_refused(tmp_path: Path, inside: str) -> None:
    """Letters and images may be left out when drawn, without a word: such a picture is refused, by name."""
    shape = '<rect width="72" height="72" fill="#000"/>'
    with pytest.raises(PictureError, match=r"'x' holds (text|image)\. Draw it with shapes only"):
        png(one(tmp_path, drawing(shape + inside)), "x")


@pytest.mark.parametrize("inside", ["", '<rect width="72" height="72" rx="8" fill="#fff"/>'])
def test_an_empty_picture_is_refused(tmp_path: Path, inside: str) -> None:
    """A tile with nothing to see on it is never sent."""
    with pytest.raises(PictureError, match="'x' is all white"):
        png(one(tmp_path, drawing(inside)), "x")


@pytest.mark.parametrize("svg", ["", "<svg", "<svg/>", '<svg viewBox="0 0 72"/>', '<p viewBox="0 0 72 72"/>'])
def test_what_is_no_picture_is_told(tmp_path: Path, svg: str) -> None:
    """A file that is no SVG, or does not say how large it is, is refused, by name."""
    with pytest.raises(PictureError, match=r"Picture 'x' (is no SVG|cannot be drawn)"):
        png(one(tmp_path, svg), "x")


@pytest.mark.parametrize("drawn", [b"", b"GIF89a", resvg_py.svg_to_bytes(svg_string=drawing("<path d='M0 0h9v9z'/>"))])
def test_another_image_than_was_asked_for_is_refused(monkeypatch: pytest.MonkeyPatch, drawn: bytes) -> None:
    """What is no PNG, or has another size than was asked for, is never sent."""
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **_: drawn)
    with pytest.raises(PictureError, match="'yes' did not become a PNG of 800 by 400"):
        png(SET, "yes")
