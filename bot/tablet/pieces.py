"""What a page reads aloud: the elements that its template marks with `data-say`, in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

MARK = "data-say"
PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence or label.

    Attributes:
        private: It holds a name, or what a person said. Its sound is kept nowhere.
        language: Its own, where that is not the page's.
    """

    text: str
    private: bool = False
    language: str = ""


def pieces_of(html: str) -> tuple[Piece, ...]:
    """The pieces of a page of ours; `static/listen.js` finds the same ones, with the same numbers."""
    reader = _Reader()
    reader.feed(html)
    return tuple(reader.pieces)


class _Reader(HTMLParser):
    """Collects the text of marked elements. None of them lies in another."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self._tag = ""
        self._depth = 0
        self._private = False
        self._language = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if not self._tag and MARK in values:
            self._tag, self._depth, self._private, self._text = tag, 1, values[MARK] == PRIVATE, []
            self._language = values.get("lang") or ""
        elif tag == self._tag:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag != self._tag:
            return
        self._depth -= 1
        if not self._depth:
            self.pieces.append(Piece(" ".join("".join(self._text).split()), self._private, self._language))
            self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag:
            self._text.append(data)
