"""Markdown: what a reader sees. Code, link targets, front matter, HTML and the lines of tables are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from easyread.sources.html import LOOKS
from easyread.sources.made import Original, lines_apart
from easyread.text import Block, Kind, Look, Mark

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
KINDS = {"heading_open": Kind.HEADING, "th_open": Kind.LABEL, "td_open": Kind.LABEL}

# A name in code is one word that no rule looks into.
INSTEAD = {"code_inline": "0"}
APART = "\n\n"
# Bold words that fill a line and end no sentence are a small heading; so is '**When:** on Monday' a line of its own.
BOLD_LINE = re.compile(r"\s*(?:\*\*|__)[^*_]*[^*_.!?…](?:\*\*|__)\s*")
BOLD_START = re.compile(r"\s*(?:\*\*|__)[^\W\d_a-z]")
HTML_TAG = re.compile(r"<(?P<end>/?)(?P<name>\w+)")


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text: paragraphs, headings, list items, table cells, alt texts."""
    return tuple(_blocks(source))


def _blocks(source: str) -> Iterator[Block]:
    # Front matter becomes empty lines, so that line numbers stay right.
    body = FRONT_MATTER.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    original = Original(source)
    kind, in_items, line, cell = Kind.BODY, 0, 0, 0
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        in_items += token.nesting if token.type.startswith("list_item") else 0
        if token.nesting == 1:
            kind = KINDS.get(token.type, Kind.ITEM if in_items else Kind.BODY)
        if token.map and token.map[0] + 1 != line:
            line, cell = token.map[0] + 1, 0
        if token.type == "inline":
            start = max(original.starts[line - 1], cell)
            yield from _Inline(token, kind, original, start, token.map or [0, 0]).blocks()
            cell = start if kind is not Kind.LABEL else _after(token.content, source, start)


def _after(content: str, source: str, start: int) -> int:
    found = source.find(content, start)
    return found + len(content) if found >= 0 else start


@dataclass(slots=True)
class _Inline:
    """The text of a paragraph, heading, list item or cell, which becomes one block or a few."""

    token: Token
    kind: Kind
    original: Original
    start: int
    lines: Sequence[int]
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    began: dict[Look, int] = field(default_factory=lambda: dict.fromkeys(Look, 0))

    def blocks(self) -> Iterator[Block]:
        """An alt text is a block of its own; so is a line in bold above a text."""
        pairs = pairwise(self.token.content.split("\n"))
        number = self.lines[0]
        for child in self.token.children or ():
            if child.type in {"softbreak", "hardbreak"}:
                number += 1
                line, following = next(pairs, ("", ""))
                if BOLD_LINE.fullmatch(line) and not following[:1].islower():
                    yield from self.whole(Kind.HEADING if self.kind is Kind.BODY else self.kind)
                    self.text, self.marks, self.start = "", [], self.original.starts[number]
                else:
                    self.ends_line(line, following, is_soft=child.type == "softbreak")
            elif child.type == "image" and child.content.strip():
                yield self.original.block(Kind.ALT, [(child.content, self.start)])
            else:
                self.add(child)
        yield from self.whole(self.kind)

    def add(self, child: Token) -> None:
        """Takes in words, or the begin or end of a look."""
        look, nesting = _look(child)
        if look and nesting > 0:
            self.began[look] = len(self.text)
        elif look:
            self.marks.append(Mark(self.began[look], len(self.text), look))
        else:
            self.text += child.content if child.type == "text" else INSTEAD.get(child.type, "")

    def ends_line(self, line: str, following: str, *, is_soft: bool) -> None:
        """Some lines only wrap a long sentence. Others end with theirs: those stay apart, though a page joins them."""
        is_apart = BOLD_START.match(following) or APART in lines_apart(f"{line}\n{following}")
        if is_soft and is_apart:
            self.marks.append(Mark(len(self.text.rstrip()) - 1, len(self.text), Look.JOINED))
        self.text += " " if is_soft and not is_apart else APART

    def whole(self, kind: Kind) -> Iterator[Block]:
        """The block of what was taken in."""
        if self.text.strip():
            after = self.lines[1]
            end = self.original.starts[after] if after < len(self.original.starts) else None
            yield self.original.block(kind, [(self.text, self.start)], marks=self.marks, end=end)


def _look(token: Token) -> tuple[Look | None, int]:
    """How words look from here on (1), or did until here (-1)."""
    tag = HTML_TAG.match(token.content) if token.type == "html_inline" else None
    if tag:
        return LOOKS.get(tag["name"].lower()), -1 if tag["end"] else 1
    return LOOKS.get(token.tag), token.nesting
