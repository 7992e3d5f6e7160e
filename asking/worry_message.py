"""What happened next: a message to somebody who told a worry, where nobody can tell them in person.

Whoever holds the phone or the tablet may be the one whom the worry is about. So a chat only hears that a message waits,
the words open when the person chooses to, and they never say what was told, nor that anything was.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from asking import post, quiet, worry_message_words
from asking.errors import NotFilledIn
from asking.moment import stamp
from asking.reminding import TELEGRAM, ZONE, Way, way_to
from dialogs.transitions import State
from store import (
    access_log,
    chats,
    forgettings,
    invitations,
    outbox,
    people,
    reminders,
    sessions,
    settings,
    worries,
    worry_messages,
    worry_notes,
)
from store.invitations import Invitation
from store.people import Person
from store.tx import Tx
from store.worries import TAP, Worry
from store.worry_messages import Message

KIND: Final = "for_you"
"""What a letter in the outbox says that it is; it holds no word of the message."""
SENTENCES: Final = ("thanks", "doing", "visit", "wait", "again")
"""Sentences of ours that can be chosen; their words belong to the channels."""
LATE: Final = timedelta(days=3)
"""† When a lead is told that nobody has opened it, and goes in person."""
NOTE: Final = "messaged"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a message came, for the lead.

    Attributes:
        way: `telegram` or `page`; '' where nothing of theirs opens: it cannot be delivered.
        late: Nobody has opened it for too long, or nothing opens: go in person.
    """

    message: Message
    way: str
    late: bool


def reader(tx: Tx, worry: Worry) -> Person | None:
    """Whom a message after a worry may go to: one on file who told it themselves, about themselves; else None.

    Nobody who is forgotten, is going to be, or has left; nobody who watched another.
    """
    if worry.origin != TAP or worry.person_id is None or worry.about_id is not None or worry.part_of is not None:
        return None
    person = people.get(tx, worry.person_id)
    gone = person is None or person.forgotten_at or person.stopped_at or forgettings.waiting(tx, person.id)
    return None if gone else person


def way(tx: Tx, person: Person, now: datetime) -> str:
    """How a message reaches someone: their chat, else their own page; '' for neither. Never e-mail: others read it."""
    if _chat(tx, person) is not None:
        return TELEGRAM
    return "page" if any(_opens(tx, one, stamp(now)) for one in invitations.of_person(tx, person.id)) else ""


def send(
    tx: Tx,
    worry: Worry,
    *,
    chosen: Collection[str],
    own: str,
    language: str,
    confirmed: bool,
    who: str,
    now: datetime,
) -> int:
    """Keep a message; from now on it waits for the person. Gives its id.

    Args:
        tx: The transaction.
        worry: After which; somebody has it.
        chosen: Which of `SENTENCES`.
        own: The lead's own words; '' for none.
        language: Of those.
        confirmed: The lead knows that others may read it.
        who: Who writes.
        now: When.

    Raises:
        NotFilledIn: Something is missing, or may not be said.
    """
    person = reader(tx, worry)
    wrong = _wrong(tx, worry, person, chosen=chosen, own=own, confirmed=confirmed, who=who)
    if wrong or person is None:
        raise NotFilledIn(wrong)
    body = {"chosen": [one for one in SENTENCES if one in chosen], "own": own, "language": language}
    number = worry_messages.add(tx, worry, person_id=person.id, body=body, who=who, at=stamp(now))
    worry_notes.add(tx, worry, kind=NOTE, who=who, at=stamp(now))
    did = f"wrote to the person after worry {worry.id}"
    access_log.add(tx, at=stamp(now), who=who, did=did, person_id=person.id)
    return number


def take_back(tx: Tx, message: Message, *, who: str, at: str) -> bool:
    """Take back what nobody opened; False where it is too late."""
    ended = worry_messages.end(tx, message.id, at)
    if ended:
        did = f"took back what was written after worry {message.worry_id}"
        access_log.add(tx, at=at, who=who, did=did, person_id=message.person_id)
    return ended


def tell(tx: Tx, now: datetime) -> int:
    """Tell each chat, once, that a message waits; gives how many messages were put. Never at night."""
    return sum(_put(tx, one, now) for one in worry_messages.without_chat(tx))


def still(tx: Tx, message_id: int, now: datetime) -> bool:
    """Whether a chat that is about to be told may be."""
    message = worry_messages.get(tx, message_id)
    return message is not None and _may_ring(tx, message, now) is not None


def lost(tx: Tx, bot: str, lane: str) -> None:
    """A chat is closed to us: what waits there waits on the person's own page from now on."""
    chat = chats.by_lane(tx, bot, lane)
    if chat:
        worry_messages.lost(tx, chat.person_id)


def for_reader(tx: Tx, person_id: int) -> tuple[Message, ...]:
    """What somebody may open or read again; nothing of it while they are going to be forgotten."""
    found = worry_messages.of_person(tx, person_id)  # most people have none: then nothing more is asked
    return () if found and forgettings.waiting(tx, person_id) else found


def theirs(tx: Tx, message_id: int, person_id: int) -> Message | None:
    """One of those; None where it is somebody else's, was put away or was taken back."""
    return next((one for one in for_reader(tx, person_id) if one.id == message_id), None)


def open_it(tx: Tx, message: Message, at: str) -> dict[str, Any]:
    """The person opens it; gives what it says: `chosen`, `own` and the `language` of that."""
    worry_messages.opened(tx, message.id, at)
    return worry_messages.body_of(tx, message)


def standing(tx: Tx, message: Message, now: datetime) -> Standing:
    """How far one came."""
    person = people.get(tx, message.person_id)
    found = way(tx, person, now) if person else ""
    waited = datetime.fromisoformat(message.at) + LATE <= now
    return Standing(message, found, message.waits and (waited or not found))


def late(tx: Tx, now: datetime) -> tuple[Worry, ...]:
    """The worries after which somebody waits for words that they have not opened."""
    found = [one.worry_id for one in worry_messages.unopened(tx) if standing(tx, one, now).late]
    return tuple(worry for one in dict.fromkeys(found) if (worry := worries.without_words(tx, one)))


def _wrong(
    tx: Tx, worry: Worry, person: Person | None, *, chosen: Collection[str], own: str, confirmed: bool, who: str
) -> dict[str, str]:
    if person is None or worry.acknowledged_at is None:
        return {"chosen": "Nobody can be written to after this worry. Tell them in person"}
    wrong = {}
    if any(one.waits for one in worry_messages.of_worry(tx, worry.id)):
        wrong["chosen"] = "One message waits to be opened already. Take that back first"
    elif not own and not set(chosen) & set(SENTENCES):
        wrong["chosen"] = "Choose a sentence, or write your own words"
    if found := worry_message_words.wrong_with(tx, worry, person, own, writer=who):
        wrong["own"] = found
    if not confirmed:
        wrong["confirm"] = "Say that you know who may read it"
    return wrong


def _opens(tx: Tx, one: Invitation, at: str) -> bool:
    """Whether a link opens a page: one that ran out does while its talk is not over (D14)."""
    if one.revoked_at or one.expires_at > at:
        return not one.revoked_at
    talk = sessions.by_invitation(tx, one.id)
    return talk is not None and talk.state not in {State.CLOSED, sessions.FORGOTTEN}


def _chat(tx: Tx, person: Person) -> Way | None:
    """Their chat, unless they said 'stop asking me': then nothing rings there, and their own page has it."""
    found = None if reminders.ended_at(tx, person.id) else way_to(tx, person.id)
    return found if found and found.chat else None


def _may_ring(tx: Tx, message: Message, now: datetime) -> tuple[Person, Way] | None:
    worry = worries.without_words(tx, message.worry_id)
    person = reader(tx, worry) if worry and message.waits else None
    found = _chat(tx, person) if person else None
    if person is None or found is None:
        return None
    zone = quiet.zone_of(person.zone, settings.get(tx, ZONE) or "")
    return None if quiet.is_night(now, zone) else (person, found)


def _put(tx: Tx, message: Message, now: datetime) -> int:
    found = _may_ring(tx, message, now)
    chat = found[1].chat if found else None
    if found is None or chat is None:
        return 0
    letter = {
        "kind": KIND,
        "to": chats.address(tx, chat),
        KIND: message.id,
        "talk": chat.invitation_id,
        "language": found[0].language,
    }
    for aloud in (False, True) if chat.aloud else (False,):
        body = json.dumps({**letter, "aloud": aloud}).encode()
        outbox.put(tx, bot=chat.bot, lane=chat.lane, body=body, at=stamp(now), priority=post.REMINDER)
    worry_messages.put(tx, message.id)
    return 1
