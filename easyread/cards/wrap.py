"""Breaks a text into lines of about the same length, between words only."""

from __future__ import annotations

from dataclasses import dataclass

from easyread.cards.card import CardError, CardFault
from easyread.cards.shape import Paragraph, Shaped

LEADING = 0.1
"""Room between two lines, in ems, half over and half under each."""
STEPS = 12
"""Halvings in the search for the narrowest block. After so many it is found to a pixel."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand below each other, all in one size.

    Attributes:
        size: An em, in pixels.
    """

    lines: tuple[Shaped, ...]
    size: float

    @property
    def heights(self) -> tuple[float, ...]:
        """How high each line is, in pixels."""
        return tuple((line.up + line.down + LEADING) * self.size for line in self.lines)

    @property
    def height(self) -> float:
        """How high all lines are together, in pixels."""
        return sum(self.heights)


class Wrapper:
    """A paragraph whose words are measured once, and which is then broken in any size.

    Args:
        paragraph: The text.

    Raises:
        CardError: A sign has no glyph.
    """

    def __init__(self, paragraph: Paragraph) -> None:
        self._paragraph = paragraph
        self._words = paragraph.words()
        measured = [paragraph.line(*word) for word in self._words]
        self._widths = [word.end - word.start for word in measured]
        self._space = paragraph.space

    @property
    def widest(self) -> float:
        """The width of its widest word, in ems."""
        return max(self._widths)

    def block(self, size: float, width: float) -> Block:
        """The paragraph in lines that are no wider than this, in pixels.

        Raises:
            CardError: A word is wider than a line.
        """
        if self.widest * size > width:
            raise CardError(self._too_wide(self._widths.index(self.widest)))
        limit = width / size
        lines = self._broken(self._narrowest(limit))
        return Block(
            tuple(self._paragraph.line(self._words[first][0], self._words[last][1]) for first, last in lines), size
        )

    def _narrowest(self, limit: float) -> float:
        """The least width that takes no more lines: they become about equal, and no word stands alone at the end."""
        count, low, high = len(self._broken(limit)), self.widest, limit
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (low, middle) if len(self._broken(middle)) <= count else (middle, high)
        return high

    def _broken(self, limit: float) -> list[tuple[int, int]]:
        """Number of the first and last word of each line."""
        lines: list[tuple[int, int]] = []
        filled = 0.0
        for number, width in enumerate(self._widths):
            longer = filled + self._space + width
            if lines and longer <= limit:
                lines[-1] = (lines[-1][0], number)
                filled = longer
            else:
                lines.append((number, number))
                filled = width
        return lines

    def _too_wide(self, number: int) -> CardFault:
        start, end = self._words[number]
        problem = f"the word '{self._paragraph.text[start:end]}' is wider than a line"
        return CardFault("K103", self._paragraph.text, problem, "Use a shorter word, or put a hyphen and a space in.")
