"""Makes blocks out of stretches of a file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from easyread.text import Block, Kind, Place, align

PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of file.

    Attributes:
        blocks: Takes the blocks out of the text of a file.
        comment: What opens a comment in it; empty where it has none.
    """

    blocks: Callable[[str], tuple[Block, ...]]
    comment: str = ""


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

    def block(self, kind: Kind, parts: Sequence[tuple[str, int]], first_line: int = 0) -> Block:
        """One block from values and the index from which each is to be found.

        Between two parts, and at an empty line, there is a hard break; other line breaks only wrap.

        Args:
            kind: What the block is.
            parts: Values with the index where each one's source begins.
            first_line: Line of the key or comment that the block hangs on; the first word's line when left out.
        """
        text, found = "", []
        for value, start in parts:
            tidy = "\n".join(" ".join(piece.split()) for piece in PARAGRAPH.split(value.strip()))
            text += "\n" if text else ""
            for offset, length, index in align(tidy, self.text, start):
                found.append(Place(len(text) + offset, length, *self.place(index)))
            text += tidy
        return Block(kind, text, tuple(found), first_line or found[0].line)
