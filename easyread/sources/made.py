"""Makes blocks out of stretches of a file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from easyread.text import LONGEST_ABBREVIATION, NEXT_WORD, Block, Kind, Mark, Place, align, is_abbreviation

PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
# The end of a line that a sentence may end too: the next line does not begin with a small letter.
LINE_END = re.compile(r"(?P<stop>[.!?…؟\u06d4।])(?P<closers>[\"'”’»)\]*_]*)[ \t]*\r?\n(?=\s*[\"'“‘«(*_]*[^\W_a-z])")


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
        *,
        marks: Sequence[Mark] = (),
        language: str = "",
        end: int | None = None,
    ) -> Block:
        """One block from values and the index from which each is to be found.

        Between two parts, and at an empty line, there is a hard break; other line breaks only wrap.

        Args:
            kind: What the block is.
            parts: Values with the index where each one's source begins.
            first_line: Line of the key or comment that the block hangs on; the first word's line when left out.
            marks: Marked stretches, with offsets in the one value that there is.
            language: The language of the block where it is not that of the whole.
            end: The index behind its source, where that is known.
        """
        text, found = "", []
        for value, start in parts:
            text += "\n" if text else ""
            piece = tidy(value)
            for offset, length, index in align(piece, self.text, start, end):
                found.append(Place(len(text) + offset, length, *self.place(index)))
            text += piece
        tidied = tidied_marks(parts[0][0], marks) if marks else ()
        return Block(kind, text, tuple(found), first_line or found[0].line, tidied, language)


def lines_apart(text: str) -> str:
    """The text with an empty line after each line that ends with its sentence; others only wrap a long sentence."""
    return LINE_END.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - LONGEST_ABBREVIATION, 0) : found.start()]
    following = NEXT_WORD.match(found.string, found.end())
    goes_on = found["stop"] == "." and is_abbreviation(before, following["word"] if following else "")
    return found[0] if goes_on else f"{found['stop']}{found['closers']}\n\n"


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
