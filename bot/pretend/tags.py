"""Reads Telegram's HTML. It knows a handful of tags, and one that is wrong makes it refuse the whole message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.pretend.errors import Refused, bad

Json = dict[str, Any]
TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
SPECIAL = re.compile(r"[<&]")
REFERENCE = re.compile(
    r"&(?:#x(?P<hex>[0-9a-fA-F]{1,7})|#(?P<decimal>[0-9]{1,8})|(?P<name>lt|gt|amp|quot)(?![a-zA-Z]));?"
)
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SCHEME = re.compile(r"(?:https?|tg|mailto):", re.IGNORECASE)
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)")
START = re.compile(r"<([^\s>]*)")
END = re.compile(r"</([^\s>]*)\s*")
ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]*)(?=[\s>])))?""")


@dataclass(slots=True)
class Open:
    """A tag that waits for its end."""

    name: str
    attributes: dict[str, str]
    offset: int
    begin: int


class Tags:
    """One reading of one text.

    Args:
        source: The text with its tags.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._parts: list[str] = []
        self._units = 0
        self._open: list[Open] = []
        self._entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        """The text without tags, and its entities in order.

        Raises:
            Refused: A tag is unknown, unbalanced or broken.
        """
        source = self._source
        while found := SPECIAL.search(source, self._at):
            self._add(source[self._at : found.start()])
            self._at = found.start()
            if found.group() == "&":
                self._reference()
            elif source.startswith("</", self._at):
                self._end()
            else:
                self._start()
        self._add(source[self._at :])
        if self._open:
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        self._entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self._parts), self._entities

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._units += len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2

    def _reference(self) -> None:
        text, self._at = _referred(self._source, self._at)
        self._add(text)

    def _start(self) -> None:
        begin = self._byte()
        opened = START.match(self._source, self._at)
        if not opened or opened.end() == len(self._source):
            raise _unreadable(f"Unclosed start tag at byte offset {begin}")
        name = opened.group(1).lower()
        if name not in TYPES:
            raise _unreadable(f'Unsupported start tag "{name}" at byte offset {begin}')
        self._at = opened.end()
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self._open.append(Open(name, attributes, self._units, len(self._parts)))

    def _attributes(self, name: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            while self._at < len(self._source) and self._source[self._at].isspace():
                self._at += 1
            if self._source.startswith(">", self._at):
                self._at += 1
                return attributes
            found = ATTRIBUTE.match(self._source, self._at)
            if not found:
                raise _unreadable(f'Unclosed start tag "{name}" at byte offset {begin}')
            quoted = next((value for value in found.groups()[1:] if value is not None), "")
            attributes[found.group(1).lower()] = _unescaped(quoted)
            self._at = found.end()

    def _end(self) -> None:
        begin = self._byte()
        closed = END.match(self._source, self._at)
        if not self._open:
            raise _unreadable(f"Unexpected end tag at byte offset {begin}")
        if not closed or not self._source.startswith(">", closed.end()):
            raise _unreadable(f"Unclosed end tag at byte offset {begin}")
        opened = self._open.pop()
        name = closed.group(1).lower()
        if name and name != opened.name:
            raise _unreadable(
                f'Unmatched end tag at byte offset {begin}, expected "</{opened.name}>", found "</{name}>"'
            )
        self._at = closed.end() + 1
        if self._units > opened.offset:
            self._keep(opened)

    def _keep(self, opened: Open) -> None:
        entity: Json = {"type": TYPES[opened.name], "offset": opened.offset, "length": self._units - opened.offset}
        if opened.name == "a":
            url = opened.attributes.get("href") or "".join(self._parts[opened.begin :])
            entity["url"] = url if SCHEME.match(url) else f"http://{url}"
            if not SCHEME.match(url) and not HOST.match(url):
                return  # Telegram drops a link that leads nowhere, and keeps its text.
        elif opened.name == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
            if not entity["custom_emoji_id"].isdigit():
                raise bad("invalid custom emoji identifier specified")
        elif opened.name == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        self._entities.append(entity)

    def _byte(self) -> int:
        return len(self._source[: self._at].encode())


def _referred(source: str, at: int) -> tuple[str, int]:
    found = REFERENCE.match(source, at)
    if not found:
        return "&", at + 1
    if found["name"]:
        return NAMED[found["name"]], found.end()
    code = int(found["hex"], 16) if found["hex"] else int(found["decimal"])
    wrong = code == 0 or code >= 0x10FFFF or 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - Unicode's own borders
    return ("&", at + 1) if wrong else (chr(code), found.end())


def _unescaped(text: str) -> str:
    parts, at = [], 0
    while (next_at := text.find("&", at)) >= 0:
        parts.append(text[at:next_at])
        one, at = _referred(text, next_at)
        parts.append(one)
    return "".join([*parts, text[at:]])


def _unreadable(why: str) -> Refused:
    return bad(f"can't parse entities: {why}")
