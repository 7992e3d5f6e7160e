"""Text as Telegram takes it: its own few HTML tags, counted in UTF-16 units."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from bot.pretend.errors import bad
from bot.pretend.tags import Tags

Json = dict[str, Any]
COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])")
GIVEN_TYPES = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    ]
)


class Words(NamedTuple):
    """A text and what stands out in it."""

    text: str
    entities: tuple[Json, ...] = ()


def units(text: str) -> int:
    """The length of a text as Telegram counts it: in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def plain_or_html(text: str, parse_mode: str, entities: Any) -> Words:
    """A text with its entities, trimmed.

    Args:
        text: As it was sent.
        parse_mode: Empty or HTML. Telegram knows two more; Plainsay uses none of them, so they are refused here.
        entities: Entities that were given beside the text, used where there is no parse mode.

    Raises:
        Refused: It can't be read.
    """
    if parse_mode:
        if parse_mode.lower() != "html":
            raise bad("unsupported parse_mode")
        return _trimmed(Tags(text).read())
    return _trimmed((text, _given(text, entities or [])))


def commands_in(text: str) -> list[Json]:
    """The entities of the commands in what a person wrote."""
    return [
        {"type": "bot_command", "offset": units(text[: found.start()]), "length": units(found.group())}
        for found in COMMAND.finditer(text)
    ]


def _given(text: str, entities: Any) -> list[Json]:
    if not isinstance(entities, list):
        raise bad("can't parse entities: expected an Array of MessageEntity")
    length = units(text) if entities else 0
    for entity in entities:
        if not isinstance(entity, dict) or entity.get("type") not in GIVEN_TYPES:
            raise bad("can't parse entities: unsupported type specified")
        offset, size = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(size, int) or offset < 0 or size <= 0:
            raise bad("can't parse entities: wrong offset or length")
        if offset + size > length:
            raise bad("ENTITY_BOUNDS_INVALID")
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _trimmed(words: tuple[str, list[Json]]) -> Words:
    text, entities = words
    whole = text.strip()
    if len(whole) == len(text):
        return Words(text, tuple(entities))
    before = units(text) - units(text.lstrip())
    length = units(whole)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - before, 0)
        end = min(entity["offset"] - before + entity["length"], length)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return Words(whole, tuple(kept))
