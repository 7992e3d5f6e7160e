"""HTML pages and Jinja templates: what a reader sees or a screen reader says. Script, style and code are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """A tag that is still open, and what holds for the text in it."""

    tag: str
    look: Look | None
    is_left_out: bool
    language: str
    kind: Kind


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
        # Kept beside the open tags, so that no tag makes us look through all of them.
        self._tags: Counter[str] = Counter()
        self._looks: Counter[Look] = Counter()
        self._began = dict.fromkeys(Look, 0)
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
            self._begin(tag, found, is_left_out=is_left_out or tag in ONE_WORD)

    def handle_endtag(self, tag: str) -> None:
        if not self._tags[tag]:
            return
        if tag in APART:
            self.flush()
        while True:
            closed = self._open.pop()
            self._tags[closed.tag] -= 1
            if closed.look:
                self._looks[closed.look] -= 1
                if not self._looks[closed.look]:
                    self._mark(closed.look)
            if closed.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._is_left_out():
            self._add(data.replace(template.OTHERWISE, "\n\n"))

    def flush(self) -> None:
        """Makes a block of the text so far."""
        if not self._piece.text:
            return
        for look in +self._looks:
            self._mark(look)
            self._began[look] = 0
        piece, self._piece = self._piece, _Piece()
        if LETTER.search(template.without_masks(piece.text)) and piece.start is not None:
            parts, marks = [(piece.text, piece.start)], sorted(piece.marks, key=_start)
            kind = self._open[-1].kind if self._open else Kind.BODY
            self.blocks.append(self.original.block(kind, parts, marks=marks, language=self._language()))

    def _begin(self, tag: str, found: dict[str, str], *, is_left_out: bool) -> None:
        look = None if is_left_out else _look(tag, found)
        language = template.without_masks(found.get("lang", "")) or self._language()
        kind = KINDS.get(tag) or (self._open[-1].kind if self._open else Kind.BODY)
        self._open.append(_Open(tag, look, is_left_out, language, kind))
        self._tags[tag] += 1
        if look:
            # A look inside another of its kind shows nothing new.
            self._began[look] = self._began[look] if self._looks[look] else len(self._piece.text)
            self._looks[look] += 1

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

    def _mark(self, look: Look) -> None:
        self._piece.marks.append(Mark(self._began[look], len(self._piece.text), look))

    def _is_left_out(self) -> bool:
        return bool(self._open) and self._open[-1].is_left_out

    def _language(self) -> str:
        return self._open[-1].language if self._open else ""

    def _index(self, after: str = "") -> int:
        line, column = self.getpos()
        index = self.original.starts[line - 1] + column
        end = index + len(self.get_starttag_text() or "")
        return max(self.original.text.find(after, index, end), index) if after else index


def _look(tag: str, attributes: dict[str, str]) -> Look | None:
    style = attributes.get("style", "").lower()
    by_style = next((look for pattern, look in STYLES if pattern.search(style)), None)
    return LOOKS.get(tag) or by_style


def _start(mark: Mark) -> int:
    return mark.start
