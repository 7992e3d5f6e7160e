"""The parts of a planned card, each in its place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from easyread.cards.shape import Box, Shaped

WIDTH = 800
"""Pixels of a card, which a phone shows about 360 points wide."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words in its place.

    Attributes:
        text: What it says, with its glyphs.
        size: An em, in pixels.
        x: Where it starts on the left, in pixels.
        baseline: In pixels from the top.
        box: What its ink must stay inside of.
        light: White, for a dark ground.
    """

    text: Shaped
    size: float
    x: float
    baseline: float
    box: Box
    light: bool = False

    @property
    def ink(self) -> Box | None:
        """Where its ink lies, in pixels."""
        ink = self.text.ink
        if ink is None:
            return None
        left, right = self.x + ink.left * self.size, self.x + ink.right * self.size
        return Box(left, self.baseline + ink.top * self.size, right, self.baseline + ink.bottom * self.size)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in its place."""

    name: str
    box: Box


@dataclass
class Plan:
    """A card, planned.

    Attributes:
        tiles: Behind the answers.
        frames: White, with a rounded edge, behind pictures.
        badges: Behind the numbers.
    """

    height: float = 0.0
    lines: list[Line] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    tiles: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    badges: list[Box] = field(default_factory=list)


def mirror(found: Plan) -> None:
    """Turns a plan round for words that start on the right: the picture stands there, and the numbers."""
    found.lines = [_mirrored_line(line) for line in found.lines]
    found.pictures = [replace(shown, box=_mirrored(shown.box)) for shown in found.pictures]
    found.tiles, found.frames, found.badges = (
        [_mirrored(box) for box in boxes] for boxes in (found.tiles, found.frames, found.badges)
    )


def _mirrored(box: Box) -> Box:
    return Box(WIDTH - box.right, box.top, WIDTH - box.left, box.bottom)


def _mirrored_line(line: Line) -> Line:
    """Its box is mirrored, its words are not: they start at the other side."""
    if line.light:
        moved = WIDTH - line.box.left - line.box.right
        return replace(line, x=line.x + moved, box=_mirrored(line.box))
    box = _mirrored(line.box)
    return replace(line, x=box.right - line.text.end * line.size, box=box)
