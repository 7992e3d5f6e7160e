"""The detector looks at what people write and say, and raises a worry where it finds a sign of one (D16).

Nothing that the person sees changes. Whatever goes wrong while it looks, the turn is saved, and the text is looked at
again by the caretaker. docs/detector.md says what it is and what it is not.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from asking.detecting import ENGLISH, detect
from asking.moment import stamp
from asking.worries import raise_worry
from store import noticed, settings
from store.noticed import Next, Text
from store.tx import Tx

if TYPE_CHECKING:
    from asking.record import Place  # it keeps answers, and calls this file

LOG = logging.getLogger("plainsay.noticing")
ORIGIN = "detector"
FAILED = "detector failed"
"""The setting that says when the detector last failed to look at a text; all texts are then looked at once more."""
NOT_READ = "detector could not read"
"""The setting that counts texts at which it failed a second time."""
A_ROUND = 100
"""Texts of each kind that one round of the caretaker looks at."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text with what was found in it."""

    text: Text
    kinds: tuple[str, ...]


def notice(tx: Tx, text: Text, now: datetime) -> int | None:
    """Look at a text that was just kept; gives the worry that came of it. A fault of the detector never spoils a turn.

    Args:
        tx: The transaction that keeps the text.
        text: What it says and where it stands.
        now: The present moment.
    """
    try:
        kinds = _kinds(text)
    except Exception as error:  # noqa: BLE001 - the turn is saved all the same
        # Neither words nor the error's own text: it may quote them.
        LOG.error("N401: The detector failed on one text: %s", type(error).__name__)  # noqa: TRY400 - as above
        settings.put(tx, FAILED, stamp(now))
        kinds = _in_english(text)
    return keep(tx, Found(text, kinds), now)


def notice_said(tx: Tx, place: Place, source: str, words: str) -> None:
    """Look at words that were said in a talk. Words of a worry are told already, and are not looked at."""
    if not words:
        return
    about = None if place.subject == place.person else place.subject.id
    service, language = place.subject.service_id, place.flow.language
    notice(
        tx,
        Text(source, words, language, service, place.person.id, place.row_id, about),
        datetime.fromisoformat(place.at),
    )


def keep(tx: Tx, found: Found, now: datetime) -> int | None:
    """Raise a worry for what was found in a text. What was found there before is not told again."""
    text = found.text
    before = noticed.kinds_of(tx, text.source)
    if not found.kinds or before.issuperset(found.kinds):
        return None
    worry_id = _raise(tx, now, text, found.kinds)
    noticed.put(tx, text.source, worry_id=worry_id, kinds=before | set(found.kinds), at=stamp(now))
    return worry_id


@dataclass(frozen=True, slots=True)
class Looked:
    """A round's finds, how far it went in each kind of text, and how many texts could not be looked at."""

    found: tuple[Found, ...]
    upto: tuple[tuple[str, int], ...]
    failed: int


def look(tx: Tx) -> Looked:
    """Look at texts that nobody looked at: older than the detector, or kept while it failed. It writes nothing."""
    found: list[Found] = []
    upto: list[tuple[str, int]] = []
    failed = 0
    again = settings.get(tx, FAILED) or ""
    for where, texts in _waiting(tx, again=bool(again)):
        upto.append((where, texts.upto))
        for text in texts.texts:
            try:
                found.append(Found(text, _kinds(text)))
            except Exception as error:  # noqa: BLE001 - the others are looked at
                LOG.error("N402: The detector failed on an older text: %s", type(error).__name__)  # noqa: TRY400
                failed += 1
    return Looked(tuple(one for one in found if one.kinds), tuple(upto), failed)


def keep_looked(tx: Tx, looked: Looked, now: datetime) -> int:
    """Keep what a round found; gives how many worries came of it."""
    if settings.get(tx, FAILED):
        settings.put(tx, FAILED, "")
    raised = [keep(tx, one, now) for one in looked.found]
    for where, upto in looked.upto:
        noticed.looked(tx, where, upto)
    if looked.failed:
        settings.put(tx, NOT_READ, str(int(settings.get(tx, NOT_READ) or 0) + looked.failed))
    return sum(1 for one in raised if one is not None)


def _waiting(tx: Tx, *, again: bool) -> list[tuple[str, Next]]:
    """What waits; from the very beginning where the detector failed meanwhile."""
    if again:
        return [(where, find(tx, 0, A_ROUND)) for where, find in noticed.WAITING.items()]
    return list(noticed.waiting(tx, A_ROUND))


def _kinds(text: Text) -> tuple[str, ...]:
    return tuple(hit.kind for hit in detect(text.words, text.language))


def _in_english(text: Text) -> tuple[str, ...]:
    """Where the list of a language is broken, English is looked for all the same."""
    with suppress(Exception):
        return tuple(hit.kind for hit in detect(text.words, ENGLISH))
    return ()


def _raise(tx: Tx, now: datetime, text: Text, kinds: tuple[str, ...]) -> int:
    return raise_worry(
        tx,
        now,
        service_id=text.service_id,
        person_id=text.person_id,
        session_id=text.session_id,
        words=text.words,
        origin=ORIGIN,
        kinds=kinds,
        language=text.language or ENGLISH,
        about_id=text.about_id,
        source=text.source,
    )
