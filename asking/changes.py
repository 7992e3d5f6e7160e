"""'You said, we did': what a change needs before people are told of it, whom it is told to, and who is asked about it.

The words are a promise to the people who said it. So they are checked against the easy-read rules, there is some time
to undo, and what somebody was told is never changed after that: what was wrong is written anew (`change_anew`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from asking import change_anew, change_languages, change_names
from asking.change_names import open_names
from asking.change_words import LONGEST, UNDO, Found, check, wrong_with
from asking.errors import ChangeRefused
from asking.moment import stamp
from dialogs.model import Choice
from dialogs.pack import Pack
from dialogs.pack_parts import Prompt
from locales import SOURCE
from store import changes, people, rounds, told, wish_answers
from store.changes import Change, Text
from store.people import Person
from store.told import Told
from store.tx import Tx
from store.who_said import said_by, says


@dataclass(frozen=True, slots=True)
class Wording:
    """A change as one person reads it.

    Attributes:
        language: Of the two sentences: English where nobody has translated them.
        draft: Nobody vouches for the translation.
        again: They were told something wrong before, and this is right.
    """

    text: Text
    language: str
    draft: bool
    again: bool = False


def missing(change: Change) -> tuple[str, ...]:
    """What keeps a change from being published, each in a sentence with what to do."""
    found = [f"‘You said’: {one}" for one in check(change.said).errors]
    found += [f"‘We did’: {one}" for one in check(change.did).errors]
    if not change.picture:
        found.append("Choose a picture.")
    return tuple(found)


def publish(tx: Tx, change_id: int, *, now: datetime, by: str, others: str = "", ticked: Collection[str] = ()) -> None:
    """Publish a change. People are told once the time to undo is over.

    Args:
        tx: The transaction.
        change_id: Which.
        now: The present moment.
        by: Who publishes it.
        others: What those get who read a language that it is not written in: one of `change_languages.OTHERS`. To
            be chosen where somebody there reads one; else whoever comes later waits.
        ticked: Marks of the names in it of which the publisher says that they may stay (`change_names`).

    Raises:
        ChangeRefused: Something is missing, or it was published already.
    """
    change = changes.hold(tx, change_id)
    change_anew.refuse_replaced(tx, change)
    found = missing(change)
    if others not in change_languages.OTHERS and change_languages.needed(tx, change):
        found = (*found, change_languages.CHOOSE)
    named = change_names.names_of(tx, change)
    found = (*found, *(f"{one.place.name} has the name {one.name}." for one in open_names(named, ticked)))
    if found:
        raise ChangeRefused(" ".join(found))
    waits = others != change_languages.ENGLISH
    if not changes.publish(tx, change_id, at=stamp(now), by=by, tell_after=stamp(now + UNDO), waits=waits):
        raise ChangeRefused("This is published already.")
    change_names.keep_ticked(tx, change, named, ticked, who=by, at=stamp(now))
    if change.corrects:
        changes.replace(tx, change.corrects)


def withdraw(tx: Tx, change_id: int, now: datetime) -> bool:
    """Take a published change back; whether it was published. What waits to be sent is then not sent.

    Where nobody was told yet, the one that it puts right stands as before; else both are gone.
    """
    changes.hold(tx, change_id)
    if not changes.withdraw(tx, change_id, stamp(now)):
        return False
    undone = changes.get(tx, change_id)
    if undone and undone.corrects and undone.state == changes.DRAFT:
        changes.restore(tx, undone.corrects)
    return True


def begin_telling(tx: Tx, change_id: int, now: datetime) -> int:
    """Note everyone who said it as told from now on, where they were not yet; gives how many that are.

    Who left, or asked to be asked no more, is not told. Whoever links another answer later is told then, and who waits
    for their language once it is written.
    """
    change = changes.hold(tx, change_id)
    if change.state != changes.PUBLISHED:
        return 0
    return sum(told.begin(tx, change_id, person_id, stamp(now)) for person_id in to_begin(tx, change, now))


def to_begin(tx: Tx, change: Change, now: datetime) -> tuple[int, ...]:
    """Ids of those who said it, or were told it wrong, and are not told yet; without who waits for a translation."""
    known = {one.person_id for one in told.of_change(tx, change.id)}
    left = sorted((said_by(tx, change) | change_anew.told_wrong(tx, change)) - known)
    written = changes.translations(tx, change.id) if left else ()
    found = ((one, people.get(tx, one)) for one in left)
    return tuple(
        one
        for one, person in found
        if _may_be_told(person) and person and change_languages.ready(change, written, person.language, now)
    )


def is_theirs(tx: Tx, change: Change, person_id: int) -> bool:
    """Whether someone said what led to a change, and has not taken it back; or was told it wrong."""
    return says(tx, change, person_id) or person_id in change_anew.told_wrong(tx, change)


def wording(tx: Tx, change: Change, language: str, person_id: int = 0) -> Wording:
    """A change in a person's language, or in English where nobody has translated it.

    Args:
        tx: A read transaction.
        change: Which.
        language: The person's.
        person_id: Who is told of it now; 0 where it only stands somewhere.
    """
    again = bool(person_id and change.corrects) and person_id in change_anew.told_wrong(tx, change)
    known = changes.translations(tx, change.id) if language != SOURCE else ()
    found = next((one for one in known if one.language == language), None)
    if found:
        return Wording(found.text, language, draft=not found.checked_by, again=again)
    return Wording(Text(change.said, change.did), SOURCE, draft=False, again=again)


def to_see(tx: Tx, person_id: int) -> tuple[Told, ...]:
    """What someone is told and has not seen on their own page, oldest first."""
    return tuple(one for one in told.of_person(tx, person_id) if one.seen_at is None)


def to_ask(tx: Tx, person_id: int, round_id: int) -> tuple[Told, ...]:
    """Of what someone is asked now whether it got better: once, in a round that opens after the day they were told."""
    found = rounds.get(tx, round_id)
    if found is None:
        return ()
    return tuple(one for one in told.of_person(tx, person_id) if one.asked_at is None and found.opens_on > one.at[:10])


def has_news(tx: Tx, person_id: int, round_id: int, now: str) -> bool:
    """Whether there is anything to see or to answer for someone."""
    return bool(to_see(tx, person_id) or to_ask(tx, person_id, round_id) or wish_answers.untold(tx, person_id, now))


def choices_of(pack: Pack, prompt: Prompt) -> tuple[Choice, ...]:
    """The answers that can be tapped to a prompt: its own, or those of the scale that its audience is asked with."""
    frame = pack.frames.get(prompt.audience)
    scale = frame.scale.five if frame and prompt.question.kind == "choice" else ()
    return prompt.question.choices or scale


def _may_be_told(person: Person | None) -> bool:
    return person is not None and person.forgotten_at is None and person.stopped_at is None


__all__ = [
    "LONGEST",
    "UNDO",
    "Found",
    "Wording",
    "begin_telling",
    "check",
    "choices_of",
    "has_news",
    "missing",
    "publish",
    "to_ask",
    "to_begin",
    "to_see",
    "withdraw",
    "wording",
    "wrong_with",
]
