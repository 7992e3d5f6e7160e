"""A change in people's own languages: which are still to be written, and who waits for one.

What is missing is told from everybody who lives where it changed, never from those who said it: with few people, a
language would say who it was. The decision is in docs/decisions/whose-language.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from asking.change_words import UNDO
from asking.moment import stamp
from locales import SOURCE
from store import changes, people, told
from store.changes import Change, Translation
from store.tx import Tx

WAIT: Final = "wait"
ENGLISH: Final = "english"
OTHERS: Final = (WAIT, ENGLISH)
"""What those get who read a language that it is not written in: they are told once it is, or in English."""
CHOOSE: Final = "Choose what people get who read another language."


def not_read(tx: Tx, service_id: int, written: Iterable[str]) -> tuple[str, ...]:
    """Languages that somebody reads where it is about, and that it is not written in."""
    return tuple(sorted(people.languages_of(tx, service_id) - frozenset(written)))


def not_written(tx: Tx, change: Change) -> tuple[str, ...]:
    """Languages that somebody reads where it changed, and that it is not written in."""
    return not_read(tx, change.service_id, (SOURCE, *(one.language for one in changes.translations(tx, change.id))))


def needed(tx: Tx, change: Change) -> tuple[str, ...]:
    """The same where the change is told to people in person; where nothing is linked, nobody waits."""
    return not_written(tx, change) if change.corrects or told.is_linked(tx, change) else ()


def ready(change: Change, written: Iterable[Translation], language: str, now: datetime) -> bool:
    """Whether whoever reads this language may be told: what is written later has its own time to be undone."""
    if language == SOURCE or not change.waits:
        return True
    found = next((one for one in written if one.language == language), None)
    return found is not None and (found.at <= (change.published_at or "") or found.at <= stamp(now - UNDO))


def is_told(change: Change, written: Iterable[Translation], language: str, now: datetime) -> bool:
    """Whether people may have been told of it in this language: then it stays as it is, like the English."""
    found = next((one for one in written if one.language == language), None)
    if found is None or change.state == changes.DRAFT or (change.tell_after or "") > stamp(now):
        return False
    return found.at <= stamp(now - UNDO)
