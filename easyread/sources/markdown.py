"""Markdown: what a reader sees. Code, link targets, front matter, HTML and the lines of tables are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from easyread.sources.html import LOOKS
from easyread.sources.made import Original
from easyread.text import Block, Kind, Look, Mark

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
KINDS = {"heading_open": Kind.HEADING, "th_open": Kind.LABEL, "td_open": Kind.LABEL}

# A name in code is one word that no rule looks into.
INSTEAD = {"code_inline": "0", "softbreak": " ", "hardbreak": "\n\n"}
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
            yield from _inline(token, kind, original, start)
            cell = start if kind is not Kind.LABEL else _after(token.content, source, start)


def _after(content: str, source: str, start: int) -> int:
    found = source.find(content, start)
    return found + len(content) if found >= 0 else start


def _inline(token: Token, kind: Kind, original: Original, start: int) -> Iterator[Block]:
    text, marks, began = "", [], dict.fromkeys(Look, 0)
    for child in token.children or ():
        look, nesting = _look(child)
        if look and nesting > 0:
            began[look] = len(text)
        elif look:
            marks.append(Mark(began[look], len(text), look))
        elif child.type == "image" and child.content.strip():
            yield original.block(Kind.ALT, [(child.content, start)])
        else:
            text += child.content if child.type == "text" else INSTEAD.get(child.type, "")
    if text.strip():
        yield original.block(kind, [(text, start)], marks=marks)


def _look(token: Token) -> tuple[Look | None, int]:
    """How words look from here on (1), or did until here (-1)."""
    tag = HTML_TAG.match(token.content) if token.type == "html_inline" else None
    if tag:
        return LOOKS.get(tag["name"].lower()), -1 if tag["end"] else 1
    return LOOKS.get(token.tag), token.nesting
