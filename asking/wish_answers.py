"""Answering a wish before anything has changed: 'we are working on it', or 'not now', and why.

Who wishes and hears nothing learns that asking is useless. It is told to whoever wished, once, in their own channel,
and stands on no wall and no poster. The words go past the detector of worries like all that is written of somebody.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asking import links, noticing, post, quiet
from asking.change_words import UNDO, wrong_words
from asking.moment import stamp
from asking.names_to_ask import Named, Place, names_in
from asking.post import Mail
from asking.reminding import TELEGRAM, ZONE, Way, way_to
from asking.sight import NOTHING, Sight
from asking.telling import FRESH
from store import access_log, chats, invitations, noticed, outbox, people, reminders, settings, wish_answers, wishes
from store.members import Member
from store.people import Person
from store.tx import Tx
from store.wish_answers import KINDS, NOT_NOW, WishAnswer
from store.wishes import Wish

KIND: Final = "wish-answer"
"""What a letter in the outbox says that it is."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer as it was typed."""

    kind: str = ""
    words: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ByMail:
    """An answer that is told by e-mail; `language` is the person's own."""

    language: str
    to: str
    answer: WishAnswer
    wish: str
    link: str


MakeMail = Callable[[ByMail], Mail]
"""Makes the e-mail: its words belong to another room."""


def wrong_with(typed: Typed) -> dict[str, str]:
    """What is not right: field → a sentence. The easy-read rules of its language look at the words."""
    wrong = {} if typed.kind in KINDS else {"kind": "Choose what you answer."}
    if typed.kind == NOT_NOW and not typed.words:
        wrong["words"] = "Write why. A ‘no’ without a reason helps nobody."
    found = wrong_words(typed.words, typed.language)
    return {**wrong, "words": found} if found else wrong


def subject_of(wish_id: int) -> str:
    """What a yes belongs to that was given for the words of an answer."""
    return f"wish/{wish_id}"


def names_of(tx: Tx, wish: Wish, typed: Typed) -> tuple[Named, ...]:
    """Names of others in an answer; whoever wished may be called by theirs."""
    place = Place("Your answer", typed.words, but=frozenset({wish.person_id}))
    return names_in(tx, subject_of(wish.id), (place,))


def answer(tx: Tx, wish: Wish, typed: Typed, *, who: Member, now: datetime, seen: Sight = NOTHING) -> int:
    """Answer a wish; they are told once the time to undo is over. Gives the number of the answer."""
    at = stamp(now)
    number = wish_answers.add(
        tx, wish, kind=typed.kind, language=typed.language, words=typed.words, at=at, member_id=who.id,
        tell_after=stamp(now + UNDO),
    )  # fmt: skip
    access_log.add(tx, at=at, who=who.name, did=f"answered wish {wish.id}", person_id=wish.person_id)
    text = noticed.Text(noticed.of_wish_answer(number), typed.words, typed.language, wish.service_id, wish.person_id)
    if typed.words:
        noticing.notice(tx, text, now, seen)
    return number


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
    at = stamp(now)
    if way.chat is None:
        post.put(tx, mail(ByMail(person.language, way.address, row, wish.words, _page(tx, person.id, at))), at=at,
                 priority=post.REMINDER)  # fmt: skip
    else:
        _put(tx, row, wish, way, language=person.language, at=at)
    return True


def still(tx: Tx, answer_id: int, now: datetime) -> Person | None:
    """Whom a message goes to; None where it may not go now: taken back, seen already, a 'no', or night."""
    row = wish_answers.get(tx, answer_id)
    person = people.get(tx, row.person_id) if row else None
    if row is None or person is None or row.seen_at or row.tell_after > stamp(now):
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


def _put(tx: Tx, row: WishAnswer, wish: Wish, way: Way, *, language: str, at: str) -> None:
    if way.chat is None:
        return
    letter = {
        "kind": KIND, "to": chats.address(tx, way.chat), "wish_answer": row.id, "answer": row.kind, "words": row.words,
        "spoken": row.language, "wish": wish.words, "language": language,
    }  # fmt: skip
    for aloud in (False, True) if way.chat.aloud else (False,):
        body = json.dumps({**letter, "aloud": aloud}).encode()
        outbox.put(tx, bot=way.chat.bot, lane=way.chat.lane, body=body, at=at, priority=post.REMINDER)


def _page(tx: Tx, person_id: int, at: str) -> str:
    """The newest page of theirs that opens; '' where none does."""
    found = [one for one in invitations.of_person(tx, person_id) if not one.revoked_at and one.expires_at > at]
    return links.page_of(tx, links.token_for(tx.keys, found[-1].id, found[-1].version)) if found else ""
