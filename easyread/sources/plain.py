"""Plain text: paragraphs apart by empty lines, list items by a bullet or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easyread.sources.made import Original, lines_apart
from easyread.text import Block, Kind

BULLET = re.compile(r"\s*(?:[-*•‣–]|\d{1,2}[.)])\s+(?=\S)")


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    return tuple(_blocks(source))


def _blocks(source: str) -> Iterator[Block]:
    original = Original(source)
    kind, start, at = Kind.BODY, 0, 0
    for line in source.splitlines(keepends=True):
        bullet = BULLET.match(line)
        if bullet or not line.strip():
            yield from _piece(kind, original, start, at)
            kind, start = (Kind.ITEM, at + bullet.end()) if bullet else (Kind.BODY, at)
        at += len(line)
    yield from _piece(kind, original, start, at)


def _piece(kind: Kind, original: Original, start: int, end: int) -> Iterator[Block]:
    text = original.text[start:end]
    if text.strip():
        yield original.block(kind, [(lines_apart(text), start)])
