"""Draws a planned card: as SVG that holds nothing but shapes, then as PNG."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from xml.etree import ElementTree as ET

from easyread.cards.card import Card, CardError, CardFault
from easyread.cards.child import raster
from easyread.cards.parts import WIDTH, Line, Plan, Shown
from easyread.cards.plan import plan
from easyread.cards.shape import Box
from easyread.fonts import FontSet
from easyread.pictures import PictureError, PictureSet
from easyread.pictures.raster import drawing

DRAWN = 1
"""Counts up when the same card comes to look another way, so that it is sent anew."""
INK, LIGHT, PAPER, STRONG, SOFT, EDGE = "#1c2126", "#ffffff", "#ffffff", "#0b4a5f", "#e3f0f4", "#b9cdd5"
"""As on the tablet's page (bot/look): ink on paper and light on strong have a contrast of over 9 to 1."""
EDGE_WIDTH = 2
SCREEN, PRINT = 1.0, 3.0
"""Pixels a planned pixel: a phone's card is 800 wide, one for A5 paper 2400, which are 440 dots an inch there."""


def png(card: Card, pictures: PictureSet, fonts: FontSet, *, scale: float = SCREEN) -> bytes:
    """A card as PNG. The same input gives the same bytes.

    Args:
        card: What it says and shows.
        pictures: The set that has its pictures.
        fonts: What draws its words.
        scale: `SCREEN`, or `PRINT` for paper.

    Raises:
        CardError: It cannot be drawn whole: a sign is in no font, words do not fit, or a picture cannot be drawn.
    """
    drawn = svg(card, pictures, fonts, scale=scale)
    try:
        return raster(drawn)
    except ValueError as error:
        fault = CardFault("K108", card.question, f"it cannot be drawn ({error})", "Look at its pictures.")
        raise CardError(fault) from error


def svg(card: Card, pictures: PictureSet, fonts: FontSet, *, scale: float = SCREEN) -> str:
    """A card as SVG that holds only shapes; raises as `png` does."""
    return as_svg(plan(card, fonts), pictures, scale)


def key(card: Card, pictures: PictureSet, fonts: FontSet) -> str:
    """What a card is known by: its picture's name, and a hash of all that it is made from. It is not drawn for this.

    Raises:
        CardError: It names a picture that is not there.
    """
    named = [card.picture, *(choice.picture for choice in card.choices)]
    try:
        drawn = [pictures.pictures[name].sha256 for name in named if name]
    except KeyError as error:
        raise CardError(_unknown(error.args[0])) from None
    made_from = [DRAWN, asdict(card), drawn, [font.sha256 for font in fonts.fonts]]
    digest = hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()
    return f"{card.picture}/{digest[:32]}"


def as_svg(planned: Plan, pictures: PictureSet, scale: float = SCREEN) -> str:
    """A planned card as SVG.

    Raises:
        CardError: A picture is not there or cannot be drawn.
    """
    height = round(planned.height)
    size = f'viewBox="0 0 {WIDTH} {height}" width="{round(WIDTH * scale)}" height="{round(height * scale)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        *(_rounded(box, 26, SOFT, EDGE) for box in planned.tiles),
        *(_rounded(box, (box.right - box.left) / 8, PAPER, EDGE) for box in planned.frames),
        *(_rounded(box, (box.right - box.left) / 2, STRONG, STRONG) for box in planned.badges),
        *(_picture(shown, pictures) for shown in planned.pictures),
        *(_words(line) for line in planned.lines),
        "</svg>",
    ]
    return "".join(parts)


def _rounded(box: Box, radius: float, fill: str, edge: str) -> str:
    place = f'x="{box.left:.2f}" y="{box.top:.2f}"'
    size = f'width="{box.right - box.left:.2f}" height="{box.bottom - box.top:.2f}" rx="{radius:g}"'
    return f'<rect {place} {size} fill="{fill}" stroke="{edge}" stroke-width="{EDGE_WIDTH}"/>'


def _picture(shown: Shown, pictures: PictureSet) -> str:
    try:
        root = drawing(shown.name, pictures.svg(shown.name))
    except KeyError:
        raise CardError(_unknown(shown.name)) from None
    except PictureError as error:
        raise CardError(CardFault("K107", shown.name, str(error).rstrip("."), "Mend the picture.")) from error
    side = shown.box.right - shown.box.left - 2 * EDGE_WIDTH  # its own white tile must not hide the edge around it
    for name, value in (
        ("x", shown.box.left + EDGE_WIDTH),
        ("y", shown.box.top + EDGE_WIDTH),
        ("width", side),
        ("height", side),
    ):
        root.set(name, f"{value:.2f}")
    root.set("overflow", "visible")
    return ET.tostring(root, encoding="unicode")


def _unknown(name: str) -> CardFault:
    return CardFault("K107", name, "there is no picture of this name", "Name one of the picture set.")


def _words(line: Line) -> str:
    em = line.size / 1000
    paths = "".join(
        f'<path transform="translate({glyph.x * 1000:g} {glyph.y * 1000:g})" d="{path}"/>'
        for glyph in line.text.glyphs
        if (path := glyph.face.path(glyph.number))
    )
    colour = LIGHT if line.light else INK
    place = f"translate({line.x:.3f} {line.baseline:.3f}) scale({em:g} {-em:g})"
    return f'<g fill="{colour}" transform="{place}">{paths}</g>'
