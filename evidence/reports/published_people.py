"""Nobody who works here is published by name, however the name came into an action: chosen, from a file or typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.reports.kinds import Reader
from store import members
from store.action import Action, Someone
from store.tx import Tx

STAFF = "Our staff"
"""In what is published, in place of the name of somebody who works here, or did."""


def as_published(tx: Tx, found: Sequence[Action], reader: Reader) -> Iterator[Action]:
    """The actions as this reader may have them: for the public, whoever leads or must know of them is no name."""
    if not reader.public:
        yield from found
        return
    names = tuple(_folded(one.name) for one in members.all(tx))
    for one in found:
        leads, knows = _told(one.said.leads, names), _told(one.said.knows, names)
        yield replace(one, said=replace(one.said, leads=leads, knows=knows))


def _told(people: Sequence[Someone], names: Sequence[str]) -> tuple[Someone, ...]:
    return tuple(dict.fromkeys(Someone(STAFF) if one.member_id or _names(one, names) else one for one in people))


def _names(one: Someone, names: Sequence[str]) -> bool:
    """Whether the words hold a colleague's whole name, perhaps among others: 'Jo Example, keyworker'."""
    words = f" {_folded(one.words)} "
    return any(name and f" {name} " in words for name in names)


def _folded(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))
