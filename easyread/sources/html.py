"""HTML pages and Jinja templates: what a reader sees or a screen reader says. Script, style and code are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from types import MappingProxyType

from easyread.sources import template
from easyread.sources.made import Original
from easyread.text import Block, Kind, Look, Mark

LABEL, ITEM, HEADING = Kind.LABEL, Kind.ITEM, Kind.HEADING
KINDS: Mapping[str, Kind] = MappingProxyType({
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "legend"), HEADING),
    **dict.fromkeys(("li", "dt", "dd"), ITEM),
    **dict.fromkeys(("title", "label", "button", "option", "th", "td", "caption", "figcaption", "summary"), LABEL),
})  # fmt: skip
# Where one of these begins or ends, the text before it and the text after it are two blocks.
APART = frozenset({
    *KINDS, "html", "head", "body", "p", "div", "section", "article", "main", "nav", "header", "footer", "aside", "ul",
    "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "form", "fieldset", "figure", "blockquote", "hr", "img",
    "select", "optgroup", "details", "dialog", "address", "input", "template", "iframe", "video", "audio",
})  # fmt: skip
NOT_TEXT = frozenset({"script", "style", "pre", "svg", "math", "textarea"})
ONE_WORD = frozenset({"code", "kbd", "samp", "var"})
ATTRIBUTES: Mapping[str, Kind] = MappingProxyType({
    "alt": Kind.ALT, "aria-label": LABEL, "title": LABEL, "placeholder": LABEL, "label": LABEL,
})  # fmt: skip
LOOKS: Mapping[str, Look] = MappingProxyType({
    **dict.fromkeys(("em", "i", "cite", "dfn"), Look.ITALIC),
    **dict.fromkeys(("u", "ins"), Look.UNDERLINED),
})  # fmt: skip
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
STYLES = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), Look.ITALIC),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline"), Look.UNDERLINED),
)
LETTER = re.compile(r"[^\W\d_]")


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a page: paragraphs, headings, list items, labels, alt texts, and what a template translates."""
    reader = _Reader(Original(source))
    reader.feed(template.masked(source))
    reader.close()
    reader.flush()
    return (*reader.blocks, *template.sentences(reader.original))


@dataclass(frozen=True, slots=True)
class _Open:
    """A tag that is still open, and where its text began in the block."""

    tag: str
    start: int
    look: Look | None
    is_left_out: bool
    language: str


@dataclass(slots=True)
class _Piece:
    """The text of the block that is being read."""

    text: str = ""
    start: int | None = None
    marks: list[Mark] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, original: Original) -> None:
        super().__init__(convert_charrefs=True)
        self.original = original
        self.blocks: list[Block] = []
        self._open: list[_Open] = []
        self._piece = _Piece()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in APART:
            self.flush()
        found = {name: value or "" for name, value in attrs}
        is_left_out = tag in NOT_TEXT or self._is_left_out()
        if not is_left_out:
            self._attributes(tag, found)
            self._one_word(tag)
        if tag not in VOID:
            self._open.append(
                _Open(
                    tag,
                    len(self._piece.text),
                    _look(tag, found),
                    is_left_out or tag in ONE_WORD,
                    template.without_masks(found.get("lang", "")) or self._language(),
                )
            )

    def handle_endtag(self, tag: str) -> None:
        if not any(one.tag == tag for one in self._open):
            return
        if tag in APART:
            self.flush()
        while True:
            closed = self._open.pop()
            self._mark(closed)
            if closed.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._is_left_out():
            self._add(data.replace(template.OTHERWISE, "\n\n"))

    def flush(self) -> None:
        """Makes a block of the text so far."""
        for one in self._open:
            self._mark(one)
        self._open = [replace(one, start=0) for one in self._open]
        piece, self._piece = self._piece, _Piece()
        if LETTER.search(template.without_masks(piece.text)) and piece.start is not None:
            parts, marks = [(piece.text, piece.start)], sorted(piece.marks, key=_start)
            self.blocks.append(self.original.block(self._kind(), parts, marks=marks, language=self._language()))

    def _add(self, text: str) -> None:
        if self._piece.start is None:
            self._piece.start = self._index()
        self._piece.text += text

    def _one_word(self, tag: str) -> None:
        if tag in ONE_WORD:
            self._add("0")  # a name of something: no rule looks into it
        elif tag == "br":
            self._add("\n\n")
        elif tag == "wbr":
            self._add("\u200b")

    def _attributes(self, tag: str, found: dict[str, str]) -> None:
        kinds = dict(ATTRIBUTES)
        if tag == "input" and found.get("type") in {"submit", "button", "reset"}:
            kinds["value"] = LABEL
        for name, kind in kinds.items():
            if LETTER.search(template.without_masks(found.get(name, ""))):
                parts = [(found[name].replace(template.OTHERWISE, "\n\n"), self._index(f"{name}="))]
                self.blocks.append(self.original.block(kind, parts, language=self._language()))

    def _mark(self, one: _Open) -> None:
        if one.look and not one.is_left_out:
            self._piece.marks.append(Mark(one.start, len(self._piece.text), one.look))

    def _kind(self) -> Kind:
        return next((KINDS[one.tag] for one in reversed(self._open) if one.tag in KINDS), Kind.BODY)

    def _is_left_out(self) -> bool:
        return bool(self._open) and self._open[-1].is_left_out

    def _language(self) -> str:
        return self._open[-1].language if self._open else ""

    def _index(self, after: str = "") -> int:
        line, column = self.getpos()
        index = self.original.starts[line - 1] + column
        return max(self.original.text.find(after, index), index)


def _look(tag: str, attributes: dict[str, str]) -> Look | None:
    style = attributes.get("style", "").lower()
    by_style = next((look for pattern, look in STYLES if pattern.search(style)), None)
    return LOOKS.get(tag) or by_style


def _start(mark: Mark) -> int:
    return mark.start
