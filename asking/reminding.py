"""Reminding people: what is known of them becomes a case, and a reminder goes into the outbox together with its row.

What has waited in the outbox is looked at once more before it goes (`still`): a night may have come, or a 'no'.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from asking import post, profiles, quiet
from asking.errors import ReminderRefused
from asking.links import token_for
from asking.moment import stamp
from asking.post import Mail
from asking.reminders import APART, BEFORE_CLOSE, ENDED, Case, Talk, Why, due, hindrance, next_at
from store import access_log, chats, invitations, outbox, people, reminders, settings
from store.chats import Chat
from store.reminders import Asked, Reminder
from store.tx import Tx

TELEGRAM: Final = "telegram"
EMAIL: Final = "email"
KIND: Final = "reminder"
"""What a letter in the outbox says that it is."""
ZONE: Final = "zone"
"""Setting: the provider's time zone."""
BOT: Final = "telegram bot"
"""Setting: the number of the bot that sends chat messages since the last start; '' where none does."""
TOMORROW, WEEK = 1, 7
"""What someone who says 'not now' can choose, in days."""
SWITCH: Final = "reminders"
"""Setting: `off` where the provider wants none to be sent."""


@dataclass(frozen=True, slots=True)
class Way:
    """How someone is reminded: in a chat, or by e-mail at an address."""

    channel: str
    chat: Chat | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person in one round.

    Attributes:
        asked: The invitation that they are reminded of.
        made: What was sent or waits, in this round, oldest first.
    """

    case: Case
    asked: Asked
    made: tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class ByMail:
    """A reminder that goes by e-mail.

    Attributes:
        to: The address.
        token: Of the person's link.
        reminder: Id of the reminder.
    """

    language: str
    to: str
    token: str
    reminder: int


MakeMail = Callable[[Tx, ByMail], Mail]
"""Makes the e-mail: its words belong to another room."""


def is_on(tx: Tx) -> bool:
    """Whether the provider wants people to be reminded."""
    return settings.get(tx, SWITCH) != "off"


def turn(tx: Tx, *, on: bool) -> None:
    """Turn reminders on or off for everybody. What waits to be sent when they are off is not sent."""
    settings.put(tx, SWITCH, "on" if on else "off")


def waiting(tx: Tx, person_id: int, round_id: int, *, but: int = 0) -> Waiting | None:
    """What is known of a person in a round; None where they were never invited to a talk in it.

    Args:
        tx: The transaction.
        person_id: Who.
        round_id: The round.
        but: A reminder that does not count, because it is the one that is looked at.
    """
    found = reminders.asked(tx, person_id, round_id)
    if not found:
        return None
    made = tuple(one for one in reminders.of_person(tx, person_id) if one.id != but)
    return Waiting(
        case=_case(tx, found, made, round_id),
        asked=_to_carry_on(found),
        made=tuple(one for one in made if one.round_id == round_id),
    )


def way_to(tx: Tx, person_id: int) -> Way | None:
    """How someone can be reminded, the chat before the e-mail; None where there is no way."""
    bot = settings.get(tx, BOT)
    for chat in reversed(chats.of_person(tx, person_id)):
        if bot and chat.bot == bot and chat.closed_at is None and _opens(tx, chat):
            return Way(TELEGRAM, chat=chat)
    address = profiles.of(tx, person_id).email if post.can_send(tx) else ""
    return Way(EMAIL, address=address) if post.is_address(address) and not post.came_back(tx, address) else None


def all_due(tx: Tx, now: datetime) -> tuple[tuple[int, int], ...]:
    """Who is to be reminded at this moment: person id and round id."""
    if not is_on(tx):
        return ()
    found = reminders.perhaps_due(
        tx,
        day=now.date().isoformat(),
        now=stamp(now),
        since=stamp(now - APART),
        closing=(now + BEFORE_CLOSE).date().isoformat(),
        ended=sorted(ENDED),
    )
    return tuple(pair for pair in found if _is_due(tx, pair, now) and way_to(tx, pair[0]))


def remind(tx: Tx, person_id: int, round_id: int, *, now: datetime, mail: MakeMail) -> bool:
    """Put a reminder in the outbox, with its row, where it is still time for it; gives whether it was."""
    people.hold(tx, person_id)
    found = waiting(tx, person_id, round_id)
    way = way_to(tx, person_id)
    if found is None or way is None or not due(found.case, now):
        return False
    _put(tx, found.asked, way, now=now, mail=mail)
    return True


def remind_now(tx: Tx, person_id: int, round_id: int, *, now: datetime, mail: MakeMail, who: str) -> None:
    """Put a reminder that a member of staff wants to go now. All that protects the person counts here too.

    Raises:
        ReminderRefused: It may not go now.
    """
    people.hold(tx, person_id)
    found = waiting(tx, person_id, round_id)
    way = way_to(tx, person_id)
    why = hindrance(found.case, now) if found else Why.LINK_ENDED
    if why or found is None or way is None:
        raise ReminderRefused(why or Why.NO_WAY)
    _put(tx, found.asked, way, now=now, mail=mail, who=who)
    access_log.add(tx, at=stamp(now), who=who, did="asked for a reminder to go now", person_id=person_id)


def still(tx: Tx, reminder_id: int, now: datetime) -> Waiting | None:
    """What is known of a reminder that is about to go; None where it may not go any more.

    One that was due must be due now: whoever did something meanwhile is not reminded. One that staff asked for must
    only be allowed.
    """
    row = reminders.get(tx, reminder_id)
    found = waiting(tx, row.person_id, row.round_id, but=reminder_id) if row else None
    if row is None or found is None:
        return None
    may = hindrance(found.case, now) is None if row.asked_by else due(found.case, now)
    return found if may else None


def choices(tx: Tx, person_id: int, round_id: int, now: datetime) -> tuple[int, ...]:
    """In how many days a person can be asked again: only what will come is offered."""
    found = waiting(tx, person_id, round_id)
    return tuple(days for days in (TOMORROW, WEEK) if found and _comes(found.case, now, days))


def not_now(tx: Tx, person_id: int, round_id: int, *, days: int, now: datetime) -> bool:
    """A person wants to be left alone for so many days, in all talks of a round.

    Returns:
        Whether a reminder will come then, as things stand.
    """
    found = waiting(tx, person_id, round_id)
    if found is None:
        return False
    reminders.not_before(tx, person_id, round_id, stamp(quiet.in_days(now, days, found.case.zone)))
    return _comes(found.case, now, days)


def stop(tx: Tx, person_id: int, now: datetime) -> None:
    """A person wants no reminders, in no round. Their link still works."""
    people.hold(tx, person_id)
    reminders.end(tx, person_id, stamp(now))


def is_stopped(tx: Tx, person_id: int) -> bool:
    """Whether a person wants no reminders."""
    return reminders.ended_at(tx, person_id) is not None


def begin_again(tx: Tx, person_id: int) -> None:
    """A person may be reminded again, if they say so."""
    reminders.begin_again(tx, person_id)


def lost(tx: Tx, bot: str, lane: str) -> None:
    """A chat is closed to us: what waited there was no reminder, and another way may be tried."""
    chat = chats.by_lane(tx, bot, lane)
    if chat:
        reminders.withdraw_waiting(tx, chat.person_id, TELEGRAM)


def _put(tx: Tx, asked: Asked, way: Way, *, now: datetime, mail: MakeMail, who: str = "") -> None:
    at = stamp(now)
    made = reminders.add(tx, invitation_id=asked.invitation_id, channel=way.channel, at=at, asked_by=who)
    if way.chat is None:
        token = token_for(tx.keys, asked.invitation_id, asked.version)
        made_mail = mail(tx, ByMail(asked.language, way.address, token, made))
        post.put(tx, made_mail, at=at, priority=post.REMINDER)
        return
    to = chats.address(tx, way.chat)
    letter = {"kind": KIND, "to": to, "reminder": made, "talk": asked.invitation_id, "language": asked.language}
    for aloud in (False, True) if way.chat.aloud else (False,):
        body = json.dumps({**letter, "aloud": aloud}).encode()
        outbox.put(tx, bot=way.chat.bot, lane=way.chat.lane, body=body, at=at, priority=post.REMINDER)


def _comes(case: Case, now: datetime, days: int) -> bool:
    return next_at(replace(case, not_before=quiet.in_days(now, days, case.zone)), now) is not None


def _is_due(tx: Tx, pair: tuple[int, int], now: datetime) -> bool:
    found = waiting(tx, *pair)
    return found is not None and due(found.case, now)


def _opens(tx: Tx, chat: Chat) -> bool:
    """Whether the link that a chat was opened with is still the person's: one that was renewed may be a stranger's."""
    own = invitations.get(tx, chat.invitation_id)
    return own is not None and own.revoked_at is None and own.version == chat.version


def _to_carry_on(found: tuple[Asked, ...]) -> Asked:
    """The talk that has waited longest; the newest where none waits."""
    open_ones = [one for one in found if not one.revoked_at and one.state not in ENDED]
    return min(open_ones, key=lambda one: one.since, default=found[-1])


def _case(tx: Tx, found: tuple[Asked, ...], made: tuple[Reminder, ...], round_id: int) -> Case:
    one, wishes = found[0], [each.not_before for each in found if each.not_before]
    return Case(
        talks=tuple(map(_talk, found)),
        zone=quiet.zone_of(one.zone, settings.get(tx, ZONE) or ""),
        opens=date.fromisoformat(one.opens_on),
        closes=date.fromisoformat(one.closes_on),
        closed=one.closed_at is not None,
        reminded=tuple(_when(each) for each in made if each.round_id == round_id),
        elsewhere=max((_when(each) for each in made if each.round_id != round_id), default=None),
        not_before=datetime.fromisoformat(max(wishes)) if wishes else None,
        refused=_refused(tx, one),
    )


def _talk(one: Asked) -> Talk:
    good = one.revoked_at is None and not one.watched_forgotten
    expires = None if one.state else datetime.fromisoformat(one.expires_at)
    return Talk(datetime.fromisoformat(one.since), one.state, good, expires)


def _when(one: Reminder) -> datetime:
    return datetime.fromisoformat(one.sent_at or one.at)


def _refused(tx: Tx, one: Asked) -> Why | None:
    reasons = (
        (one.forgotten_at, Why.FORGOTTEN),
        (one.stopped_at, Why.LEFT),
        (one.no_reminders_at, Why.STOP_ASKING),
        (one.not_asked, Why.NOT_ASKED),
        (not is_on(tx), Why.OFF),
    )
    return next((why for holds, why in reasons if holds), None)
