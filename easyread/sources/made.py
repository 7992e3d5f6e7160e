"""Makes blocks out of stretches of a file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from easyread.text import Block, Kind, Mark, Place, align

PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of text file.

    Attributes:
        blocks: Takes the blocks out of the text of a file.
        comments: What opens a comment in it.
    """

    blocks: Callable[[str], tuple[Block, ...]]
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """One kind of file that is not text itself.

    Attributes:
        blocks: Takes the blocks out of the content of a file.
    """

    blocks: Callable[[bytes], tuple[Block, ...]]


@dataclass(frozen=True)
class Original:
    """The whole text of a file, out of which blocks are made."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        """The index at which each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column of an index, both from 1."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def block(
        self,
        kind: Kind,
        parts: Sequence[tuple[str, int]],
        first_line: int = 0,
        marks: Sequence[Mark] = (),
        language: str = "",
    ) -> Block:
        """One block from values and the index from which each is to be found.

        Between two parts, and at an empty line, there is a hard break; other line breaks only wrap.

        Args:
            kind: What the block is.
            parts: Values with the index where each one's source begins.
            first_line: Line of the key or comment that the block hangs on; the first word's line when left out.
            marks: Marked stretches, with offsets in the one value that there is.
            language: The language of the block where it is not that of the whole.
        """
        text, found = "", []
        for value, start in parts:
            text += "\n" if text else ""
            piece = tidy(value)
            for offset, length, index in align(piece, self.text, start):
                found.append(Place(len(text) + offset, length, *self.place(index)))
            text += piece
        tidied = tidied_marks(parts[0][0], marks) if marks else ()
        return Block(kind, text, tuple(found), first_line or found[0].line, tidied, language)


def tidy(value: str) -> str:
    """A value with one space between words, and a newline for an empty line."""
    return "\n".join(" ".join(piece.split()) for piece in PARAGRAPH.split(value.strip()))


def tidied_marks(value: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks with offsets in the tidy value; those around no word are gone."""
    return tuple(_tidied(value, mark) for mark in marks if value[mark.start : mark.end].strip())


def _tidied(value: str, mark: Mark) -> Mark:
    inside = value[mark.start : mark.end]
    first = mark.end - len(inside.lstrip())
    return Mark(len(tidy(value[: first + 1])) - 1, len(tidy(value[: mark.end])), mark.look)
