"""YAML packs: only the values that a person reads or hears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import yaml

from easyread.sources.made import Original
from easyread.text import Block, Kind

# What people see on a screen or hear. Other keys (statement, name, source, publisher, mend ...) are for staff or for
# the program: they quote a code's own words, and easy read would change what they say.
LINTED_KEYS: Mapping[str, Kind] = MappingProxyType({
    "text": Kind.BODY,
    "ask": Kind.BODY,
    "again": Kind.BODY,
    "easy_text": Kind.BODY,
    "label": Kind.LABEL,
    "easy_name": Kind.LABEL,
    "alt": Kind.ALT,
})  # fmt: skip


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a pack. A list of texts under one key is one block, because one screen shows it.

    Raises:
        yaml.YAMLError: It is not YAML.
    """
    # Nodes, not values: they know their place, and 'yes' and 'no' stay the words that they are.
    found: list[Block] = []
    seen: set[int] = set()
    original = Original(source)
    for document in list(yaml.compose_all(source, yaml.SafeLoader)):
        if document is not None:
            found += _walk(document, original, seen)
    return tuple(found)


def _walk(node: yaml.Node, original: Original, seen: set[int]) -> Iterator[Block]:
    if id(node) in seen:
        return  # an alias: its text was taken where it stands
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _walk(item, original, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            kind = LINTED_KEYS.get(key.value) if isinstance(key, yaml.ScalarNode) else None
            made = _linted(kind, key, value, original) if kind else None
            if made:
                yield made
            else:
                yield from _walk(value, original, seen)


def _linted(kind: Kind, key: yaml.Node, value: yaml.Node, original: Original) -> Block | None:
    items = value.value if isinstance(value, yaml.SequenceNode) else [value]
    texts = [item for item in items if isinstance(item, yaml.ScalarNode)]
    parts = [(item.value, item.start_mark.index) for item in texts if item.value.strip()]
    if len(texts) != len(items) or not parts:
        return None
    first_line, _ = original.place(key.start_mark.index)
    return original.block(kind, parts, first_line)
