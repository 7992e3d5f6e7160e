"""Words become outlines: shaped by HarfBuzz, measured, and drawn from the same glyphs, so that both always agree.

resvg could shape text itself, but it draws nothing, without a word, where a font lacks a sign, takes every line for one
that starts at the left, and picks fonts by rules of its own. Here it is only given shapes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

import uharfbuzz as hb

from easyread.cards.bidi import in_order, levels
from easyread.cards.card import CardError, CardFault
from easyread.fonts import FontSet, is_right_to_left

JOINERS = frozenset("\u200c\u200d\u200e\u200f\u2060\u034f")
"""Signs that draw nothing: they shape, or turn, what stands beside them."""
CIRCLE = 0x25CC
"""HarfBuzz puts a dotted circle where a sign has nothing to stand on."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a script is fitted in beside the others.

    Attributes:
        scale: Its letters are drawn this much larger.
        up, down: What its lines need over and under the baseline, in its own ems; what the font says where None.
    """

    scale: float = 1.0
    up: float | None = None
    down: float | None = None


FITS = {"Arab": Fit(scale=1.2, up=1.0, down=0.5)}
"""Naskh is small in its em, and its font asks for room that marks over and under letters do not need."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether another lies inside."""
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a line, in ems from the line's start on its baseline; y grows upwards, as in fonts."""

    face: Face
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line of text, in ems.

    Attributes:
        ink: What is really drawn, from the line's start on its baseline; None where nothing is.
        up, down: How far the fonts reach over and under the baseline.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    width: float
    ink: Box | None
    up: float
    down: float

    @property
    def start(self) -> float:
        """How far ink reaches out to the left: 0, or less where a letter such as J hangs over."""
        return min(0.0, self.ink.left) if self.ink else 0.0

    @property
    def end(self) -> float:
        """Where it ends on the right, ink that hangs over included."""
        return max(self.width, self.ink.right) if self.ink else self.width


@dataclass(frozen=True, eq=False)
class Face:
    """One font file, ready to use."""

    font: hb.Font
    signs: frozenset[int]
    up: float
    down: float
    circle: int
    _paths: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, body: bytes, script: str) -> Face:
        """From the bytes of a TTF. All measures become thousandths of an em."""
        face, fit = hb.Face(body), FITS.get(script, Fit())
        font = hb.Font(face)
        font.scale = (round(1000 * fit.scale),) * 2
        extents = font.get_font_extents("ltr")
        up = extents.ascender / 1000 if fit.up is None else fit.up * fit.scale
        down = -extents.descender / 1000 if fit.down is None else fit.down * fit.scale
        return cls(font, frozenset(face.unicodes), up, down, font.get_nominal_glyph(CIRCLE) or -1)

    def path(self, number: int) -> str:
        """A glyph's outline as SVG path data, in thousandths of an em."""
        if number not in self._paths:
            pen = _Pen()
            self.font.draw_glyph_with_pen(number, pen)
            self._paths[number] = "".join(pen.found)
        return self._paths[number]

    def ink(self, glyph: Glyph) -> Box | None:
        """Where a glyph's own ink lies, in ems from its line's start; y grows downwards."""
        found = self.font.get_glyph_extents(glyph.number)
        if found is None or not (found.width and found.height):
            return None
        left, top = glyph.x + found.x_bearing / 1000, -glyph.y - found.y_bearing / 1000
        return Box(left, top, left + found.width / 1000, top - found.height / 1000)


class _Pen:
    """Writes outlines down as SVG path data."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def moveTo(self, at: tuple[float, float]) -> None:  # noqa: N802 - the name that HarfBuzz calls
        self._note("M", at)

    def lineTo(self, at: tuple[float, float]) -> None:  # noqa: N802 - as above
        self._note("L", at)

    def qCurveTo(self, *at: tuple[float, float]) -> None:  # noqa: N802 - as above
        self._note("Q", *at)

    def curveTo(self, *at: tuple[float, float]) -> None:  # noqa: N802 - as above
        self._note("C", *at)

    def closePath(self) -> None:  # noqa: N802 - as above
        self.found.append("Z")

    def _note(self, kind: str, *at: tuple[float, float]) -> None:
        self.found.append(kind + " ".join(f"{x:g} {y:g}" for x, y in at))


class Typesetter:
    """Shapes the words of one language in one weight.

    Args:
        fonts: Where the fonts are.
        language: Its own font is used first, then any that has a sign.
        weight: 400 or 700.
    """

    def __init__(self, fonts: FontSet, language: str, weight: int) -> None:
        self.language, self.right_to_left = language, is_right_to_left(language)
        self._faces = [Face.of(fonts.body(font), font.script) for font in fonts.serving(language, weight)]

    def paragraph(self, text: str) -> Paragraph:
        """A text, ready to be broken into lines.

        Raises:
            CardError: A sign is in no font.
        """
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        faces = self._chosen(text)  # first: the levels of a sign that no font has may not be known
        return Paragraph(text, levels(text, right_to_left=self.right_to_left), faces, self.language)

    def _chosen(self, text: str) -> list[Face]:
        """The font of each sign. One that stands on or joins the sign before it is drawn by the same font."""
        chosen: list[Face] = []
        for sign in text:
            before = chosen[-1] if chosen else None
            if before and (sign in JOINERS or ord(sign) in before.signs) and _clings(sign):
                chosen.append(before)
                continue
            face = self._faces[0] if sign in JOINERS else self._having(sign)
            if face is None:
                raise CardError(_missing(text, sign))
            chosen.append(face)
        return chosen

    def _having(self, sign: str) -> Face | None:
        return next((face for face in self._faces if ord(sign) in face.signs), None)


def _clings(sign: str) -> bool:
    return sign in JOINERS or unicodedata.category(sign)[0] == "M"


def _missing(text: str, sign: str) -> CardFault:
    name = unicodedata.name(sign, "a sign without a name")
    return CardFault("K101", text, f"U+{ord(sign):04X} ({name}) is in no font", "Write the line without this sign.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text whose signs have their fonts and directions.

    Attributes:
        text: With one space between any two words.
    """

    text: str
    _levels: list[int]
    _faces: list[Face]
    _language: str

    def words(self) -> list[tuple[int, int]]:
        """Where each word starts and ends."""
        found, start = [], 0
        for word in self.text.split(" "):
            found.append((start, start + len(word)))
            start += len(word) + 1
        return found

    @property
    def space(self) -> float:
        """How wide a space is, in ems."""
        face = self._faces[0]
        advance: int = face.font.get_glyph_h_advance(face.font.get_nominal_glyph(ord(" ")))
        return advance / 1000

    def line(self, start: int, end: int) -> Shaped:
        """A part of it as a line.

        Raises:
            CardError: A sign has no glyph here, or nothing to stand on.
        """
        runs = groupby(range(start, end), key=lambda at: (self._levels[at], id(self._faces[at])))
        spans = [(found[0], found[-1] + 1) for found in (list(run) for _, run in runs)]
        glyphs: list[Glyph] = []
        x = 0.0
        for first, last in in_order(spans, lambda span: self._levels[span[0]]):
            for glyph, advance in self._shaped(first, last):
                glyphs.append(Glyph(glyph.face, glyph.number, x + glyph.x, glyph.y))
                x += advance
        faces = self._faces[start:end]
        up, down = max((face.up for face in faces), default=0.0), max((face.down for face in faces), default=0.0)
        return Shaped(self.text[start:end], tuple(glyphs), x, _around(glyphs), up, down)

    def _shaped(self, start: int, end: int) -> Iterator[tuple[Glyph, float]]:
        face = self._faces[start]
        buffer = hb.Buffer()
        buffer.add_str(self.text, start, end - start)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if self._levels[start] % 2 else "ltr"
        buffer.language = self._language
        hb.shape(face.font, buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            sign = self.text[info.cluster]
            if info.codepoint == 0:
                raise CardError(_missing(self.text, sign))
            if info.codepoint == face.circle and ord(sign) != CIRCLE:
                raise CardError(_alone(self.text, sign))
            yield Glyph(face, info.codepoint, place.x_offset / 1000, place.y_offset / 1000), place.x_advance / 1000


def _alone(text: str, sign: str) -> CardFault:
    name = unicodedata.name(sign, "a sign without a name")
    return CardFault("K102", text, f"U+{ord(sign):04X} ({name}) has no letter to stand on", "Mend the spelling.")


def _around(glyphs: list[Glyph]) -> Box | None:
    boxes = [box for box in (glyph.face.ink(glyph) for glyph in glyphs) if box]
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
