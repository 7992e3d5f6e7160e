"""The detector looks at what people write and say, and raises a worry where it finds a sign of one (D16).

Nothing that the person sees changes. Words are looked at before the turn that keeps them (`asking.sight`). Whatever
goes wrong while it looks, the turn is saved, and the text is looked at again by the caretaker. docs/detector.md says
what it is and what it is not.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from asking.detecting import ENGLISH, detect
from asking.moment import stamp
from asking.sight import NOTHING, Sight, see
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


def notice(tx: Tx, text: Text, now: datetime, seen: Sight = NOTHING) -> int | None:
    """Keep what is to be seen in a text that was just kept; gives the worry that came of it.

    A fault of the detector never spoils a turn.

    Args:
        tx: The transaction that keeps the text.
        text: What it says and where it stands.
        now: The present moment.
        seen: What was seen in it before. Where it shows other words, or the language is another one meanwhile, the
            text is looked at here, and everybody waits.
    """
    sight = seen if seen.shows(text.words, text.language) else see(text.words, text.language)
    if sight.failed:
        settings.put(tx, FAILED, stamp(now))
    return keep(tx, Found(text, sight.kinds), now)


def notice_said(tx: Tx, place: Place, source: str, words: str) -> None:
    """Look at words that were said in a talk. Words of a worry are told already, and are not looked at."""
    if not words:
        return
    about = None if place.subject == place.person else place.subject.id
    service, language = place.subject.service_id, place.flow.language
    text = Text(source, words, language, service, place.person.id, place.row_id, about)
    notice(tx, text, datetime.fromisoformat(place.at), place.seen)


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
class Waiting:
    """What a round looks at.

    Attributes:
        texts: By where they stand: behind which row they were looked for, and what was found.
        again: When the detector last failed; '' where it did not. Then everything is looked at from the first row.
    """

    texts: tuple[tuple[str, int, Next], ...]
    again: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What a round looked at, its finds by where they stand, and how many texts could not be looked at."""

    waits: Waiting
    found: tuple[tuple[str, Found], ...]
    failed: int


def waiting(tx: Tx) -> Waiting:
    """What the next round looks at: each text once more after it was kept, or all of them where the detector failed."""
    again = settings.get(tx, FAILED) or ""
    begins = {where: 0 if again else noticed.upto(tx, where) for where in noticed.WAITING}
    found = ((where, after, noticed.WAITING[where](tx, after, A_ROUND)) for where, after in begins.items())
    return Waiting(tuple(one for one in found if again or one[2].upto > one[1]), again)


def look(waits: Waiting) -> Looked:
    """Look at texts that were kept. It needs no database, so that nobody waits meanwhile."""
    found: list[tuple[str, Found]] = []
    failed = 0
    for where, _, texts in waits.texts:
        for text in texts.texts:
            try:
                kinds = tuple(hit.kind for hit in detect(text.words, text.language))
            except Exception as error:  # noqa: BLE001 - the others are looked at
                LOG.error("N402: The detector failed on an older text: %s", type(error).__name__)  # noqa: TRY400
                failed += 1
            else:
                found += [(where, Found(text, kinds))] if kinds else []
    return Looked(waits, tuple(found), failed)


def keep_looked(tx: Tx, looked: Looked, now: datetime) -> int:
    """Keep what a round found; gives how many worries came of it. What was taken back meanwhile is nobody's to read."""
    again = looked.waits.again
    if again and settings.get(tx, FAILED) == again:  # it may have failed anew since the round began
        settings.put(tx, FAILED, "")
    raised = []
    for where, after, texts in looked.waits.texts:
        finds = [one for place, one in looked.found if place == where]
        stands = noticed.WAITING[where](tx, after, A_ROUND).texts if finds else ()
        raised += [keep(tx, one, now) for one in finds if one.text in stands]
        noticed.looked(tx, where, texts.upto)
    if looked.failed:
        settings.put(tx, NOT_READ, str(int(settings.get(tx, NOT_READ) or 0) + looked.failed))
    return sum(1 for one in raised if one is not None)


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
