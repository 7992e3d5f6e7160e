"""Answering a wish before anything has changed: 'we are working on it', or 'not now', and why.

Who wishes and hears nothing learns that asking is useless. It is told to whoever wished, once, in their own channel,
and stands on no wall and no poster. The words go past the detector of worries like all that is written of somebody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from asking import links, noticing, post, quiet
from asking.change_languages import CHOOSE, ENGLISH, OTHERS
from asking.change_words import UNDO, wrong_words
from asking.moment import stamp
from asking.names_to_ask import Named, Place, names_in
from asking.post import Mail
from asking.reminding import TELEGRAM, ZONE, Way, way_to
from asking.sight import NOTHING, Sight
from asking.telling import FRESH
from store import (
    access_log,
    chats,
    invitations,
    noticed,
    outbox,
    people,
    reminders,
    settings,
    wish_answer_words,
    wish_answers,
    wishes,
)
from store.members import Member
from store.people import Person
from store.tx import Tx
from store.wish_answers import KINDS, NOT_NOW, WishAnswer
from store.wishes import Wish

KIND: Final = "wish-answer"
"""What a letter in the outbox says that it is."""
SOON: Final = "soon"
TOLD: Final = "told"
ON_ITS_WAY: Final = "on its way"
NOT_YET: Final = "not yet"
LATE: Final = "late"
NEVER: Final = "never"
HOW: Final = (SOON, TOLD, ON_ITS_WAY, NOT_YET, LATE, NEVER)
"""How far an answer is: it can still be taken back; they heard it; a message waits to go; no message could go yet; none
goes any more, and they have not seen it on their page; whoever wished is asked no more."""
MISSED: Final = (NOT_YET, LATE, NEVER)
"""Those of which whoever answered should know that nobody heard it."""
SAME: Final = "These are the same words. Write it in the other language."


@dataclass(frozen=True, slots=True)
class InLanguage:
    """An answer in another language. `checked_by` is who vouches for it; '' for a draft."""

    language: str
    words: str
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """An answer as one person reads it: in their language, or as it was written first."""

    words: str
    language: str
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer as it was typed.

    Attributes:
        more: The same in other languages: language → words.
        checked: Languages of which somebody who speaks them well has read it.
        others: What those get who read a language that it is not written in: one of `change_languages.OTHERS`.
    """

    kind: str = ""
    words: str = ""
    language: str = "en"
    more: Mapping[str, str] = field(default_factory=dict)
    checked: frozenset[str] = frozenset()
    others: str = ""


@dataclass(frozen=True, slots=True)
class ByMail:
    """An answer that is told by e-mail; `language` is the person's own, that of the answer is in `wording`."""

    language: str
    to: str
    answer: WishAnswer
    wording: Wording
    wish: str
    link: str


MakeMail = Callable[[ByMail], Mail]
"""Makes the e-mail: its words belong to another room."""


def wrong_with(typed: Typed, there: frozenset[str] = frozenset()) -> dict[str, str]:
    """What is not right: field → a sentence. The easy-read rules of each language look at the words.

    Args:
        typed: The answer.
        there: Languages that people read where it was wished.
    """
    wrong = {} if typed.kind in KINDS else {"kind": "Choose what you answer."}
    if typed.kind == NOT_NOW and not typed.words:
        wrong["words"] = "Write why. A ‘no’ without a reason helps nobody."
    found = wrong_words(typed.words, typed.language)
    wrong = {**wrong, "words": found} if found else wrong
    if any(typed.more.values()) and not typed.words:
        wrong.setdefault("words", "Write it in the first language too, or nothing at all.")
    for language, words in typed.more.items():
        if found := (words and words == typed.words and SAME) or wrong_words(words, language):
            wrong[f"words_{language}"] = found
    if unwritten(typed, there) and typed.others not in OTHERS:
        wrong["others"] = CHOOSE
    return wrong


def unwritten(typed: Typed, there: frozenset[str]) -> tuple[str, ...]:
    """Languages that people read there and that it is not written in; none where it has no words of its own."""
    written = {typed.language, *(language for language, words in typed.more.items() if words)}
    return tuple(sorted(there - written)) if typed.words else ()


def subject_of(wish_id: int) -> str:
    """What a yes belongs to that was given for the words of an answer."""
    return f"wish/{wish_id}"


def names_of(tx: Tx, wish: Wish, typed: Typed) -> tuple[Named, ...]:
    """Names of others in an answer, in each language; whoever wished may be called by theirs."""
    written = {"": typed.words, **{f" in another language ({one})": words for one, words in typed.more.items()}}
    places = (Place(f"Your answer{where}", words, but=frozenset({wish.person_id})) for where, words in written.items())
    return names_in(tx, subject_of(wish.id), places)


def answer(
    tx: Tx, wish: Wish, typed: Typed, *, who: Member, now: datetime, seen: Sight = NOTHING,
    more: Mapping[str, Sight] | None = None,
) -> int:  # fmt: skip
    """Answer a wish; they are told once the time to undo is over. Gives the number of the answer.

    Args:
        tx: The transaction.
        wish: Which.
        typed: The answer, without faults.
        who: Who answers.
        now: The present moment.
        seen: What was seen in its words.
        more: What was seen in them in other languages, by language.
    """
    at, waits = stamp(now), typed.others != ENGLISH and bool(typed.words)
    number = wish_answers.add(
        tx, wish, kind=typed.kind, language=typed.language, words=typed.words, at=at, member_id=who.id,
        tell_after=stamp(now + UNDO), waits=waits,
    )  # fmt: skip
    access_log.add(tx, at=at, who=who.name, did=f"answered wish {wish.id}", person_id=wish.person_id)
    text = noticed.Text(noticed.of_wish_answer(number), typed.words, typed.language, wish.service_id, wish.person_id)
    if typed.words:
        noticing.notice(tx, text, now, seen)
    for language, words in typed.more.items():
        if words:
            by = who.name if language in typed.checked else ""
            _write(tx, wish, number, InLanguage(language, words, by), now=now, seen=(more or {}).get(language, NOTHING))
    return number


def translate(
    tx: Tx, wish: Wish, answer_id: int, typed: InLanguage, *, who: Member, now: datetime, seen: Sight = NOTHING
) -> bool:
    """Write an answer in one more language; whoever waited for it is told once the time to undo is over.

    False where they were told already, or it is no other language.
    """
    found = wish_answers.get(tx, answer_id)
    if found is None or found.wish_id != wish.id or found.channel or found.sent_at or found.seen_at:
        return False
    if not found.words or typed.language == found.language:
        return False
    _write(tx, wish, answer_id, typed, now=now, seen=seen)
    did = f"wrote the answer to wish {wish.id} in another language"
    access_log.add(tx, at=stamp(now), who=who.name, did=did, person_id=wish.person_id)
    return True


def _write(tx: Tx, wish: Wish, answer_id: int, typed: InLanguage, *, now: datetime, seen: Sight) -> None:
    number = wish_answer_words.write(
        tx, answer_id, wish.person_id, typed.language, typed.words, checked_by=typed.checked_by, at=stamp(now),
        tell_after=stamp(now + UNDO),
    )  # fmt: skip
    source = noticed.of_wish_answer(number, other=True)
    noticing.notice(tx, noticed.Text(source, typed.words, typed.language, wish.service_id, wish.person_id), now, seen)


def wording(tx: Tx, row: WishAnswer, language: str) -> Wording:
    """An answer in a person's language, or as it was written first where nobody has written it in that."""
    known = wish_answer_words.of_answer(tx, row.id) if language != row.language else ()
    found = next((one for one in known if one.language == language), None)
    return Wording(found.words, language, not found.checked_by) if found else Wording(row.words, row.language)


def take_back(tx: Tx, wish: Wish, answer_id: int, *, who: Member, now: datetime) -> bool:
    """Take an answer back before they are told; False where it is too late."""
    found = wish_answers.get(tx, answer_id)
    if found is None or found.wish_id != wish.id or found.tell_after <= stamp(now):
        return False
    wish_answers.remove(tx, answer_id)
    access_log.add(tx, at=stamp(now), who=who.name, did=f"took the answer to wish {wish.id} back")
    return True


def waiting(tx: Tx, now: datetime) -> tuple[int, ...]:
    """Ids of the answers that may be told by a message now."""
    found = wish_answers.without_message(tx, since=stamp(now - FRESH), now=stamp(now))
    return tuple(one for one in found if still(tx, one, now))


def tell(tx: Tx, answer_id: int, *, now: datetime, mail: MakeMail) -> bool:
    """Put a message in the outbox, with its row, where it may still go and there is a way; gives whether it was."""
    person, row = still(tx, answer_id, now), wish_answers.get(tx, answer_id)
    way, wish = (way_to(tx, person.id), wishes.get(tx, row.wish_id)) if person and row else (None, None)
    if person is None or row is None or way is None or wish is None or row.channel:
        return False
    wish_answers.put(tx, row.id, way.channel)
    at, said = stamp(now), wording(tx, row, person.language)
    if way.chat is None:
        made = ByMail(person.language, way.address, row, said, wish.words, _page(tx, person.id, at))
        post.put(tx, mail(made), at=at, priority=post.REMINDER)
    else:
        _put(tx, row, said, wish, way, language=person.language, at=at)
    return True


def still(tx: Tx, answer_id: int, now: datetime) -> Person | None:
    """Whom a message goes to; None where it may not go now: taken back, seen, not in their language, 'no', night."""
    row = wish_answers.get(tx, answer_id)
    person = people.get(tx, row.person_id) if row else None
    if row is None or person is None or row.seen_at or not wish_answers.is_ready(tx, answer_id, stamp(now)):
        return None
    if person.forgotten_at or person.stopped_at or reminders.ended_at(tx, person.id):
        return None
    zone = quiet.zone_of(person.zone, settings.get(tx, ZONE) or "")
    return None if quiet.is_night(now, zone) else person


def lost(tx: Tx, bot: str, lane: str) -> None:
    """A chat is closed to us: what waited there was not told, and another way may be tried."""
    chat = chats.by_lane(tx, bot, lane)
    if chat:
        wish_answers.lost(tx, chat.person_id, TELEGRAM)


def how_told(tx: Tx, row: WishAnswer, now: datetime) -> str:
    """How far an answer is, for whoever answered it: one of `HOW`.

    It says nothing of the language of whoever wished: with few people, that would say who it was.
    """
    if row.sent_at or row.seen_at:
        return TOLD
    if row.tell_after > stamp(now):
        return SOON
    person = people.get(tx, row.person_id)
    if person is None or person.forgotten_at or person.stopped_at:
        return NEVER
    if row.channel:
        return ON_ITS_WAY
    return LATE if row.tell_after < stamp(now - FRESH) else NOT_YET


def _put(tx: Tx, row: WishAnswer, said: Wording, wish: Wish, way: Way, *, language: str, at: str) -> None:
    if way.chat is None:
        return
    letter = {
        "kind": KIND, "to": chats.address(tx, way.chat), "wish_answer": row.id, "answer": row.kind, "words": said.words,
        "spoken": said.language, "draft": said.draft, "wish": wish.words, "language": language,
    }  # fmt: skip
    for aloud in (False, True) if way.chat.aloud else (False,):
        body = json.dumps({**letter, "aloud": aloud}).encode()
        outbox.put(tx, bot=way.chat.bot, lane=way.chat.lane, body=body, at=at, priority=post.REMINDER)


def _page(tx: Tx, person_id: int, at: str) -> str:
    """The newest page of theirs that opens; '' where none does."""
    found = [one for one in invitations.of_person(tx, person_id) if not one.revoked_at and one.expires_at > at]
    return links.page_of(tx, links.token_for(tx.keys, found[-1].id, found[-1].version)) if found else ""
