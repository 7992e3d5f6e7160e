"""Tells people that a worry waits, on every channel, again and again until somebody has it (docs/worries.md).

Nothing of the worry is in a message: not its words, nor who told it. What is put and that it was put are saved
together, so that whatever goes wrong in between, each is told once a step and nobody is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from asking import alerts, post, staff_chats, worry_hearers
from asking.links import address
from asking.moment import stamp
from asking.post import Mail
from asking.worry_hearers import ADMINISTRATOR, CONTACT, EMAIL, TELEGRAM, Hearer
from asking.worry_timetable import Timetable, timetable
from store import members, worries, worry_alerts, worry_hiding, worry_notes
from store.tx import Tx
from store.worries import Worry

NEW, AGAIN, TAKEN, MORE, YOURS = "new", "again", "taken", "more", "yours"
REPEATED = frozenset({AGAIN, YOURS})
SUBJECTS = {
    NEW: "Something waits for you",
    AGAIN: "Something still waits for you",
    TAKEN: "Somebody has it now",
    MORE: "There is more to read",
    YOURS: "Something of yours is still open",
}
LINES = {
    NEW: ("Something waits for you on the staff pages.", "Please look at it now."),
    AGAIN: ("Something waits on the staff pages.", "Nobody has it yet.", "Please look at it now."),
    TAKEN: ("{who} has taken what waited on the staff pages.",),
    MORE: ("There is more to read on the staff pages.", "Please look at it now."),
    YOURS: ("You took something on the staff pages. It is still open.", "Please write down what was done."),
}
TO_ADMINISTRATORS = (
    "Something waits on the staff pages.",
    "Nobody who may open it can be told of it.",
    "Please name somebody else who can, now.",
)
BUTTON = "Open the staff pages"


@dataclass
class _Call:
    """One person who is told in this moment, and of which worries."""

    hearer: Hearer
    news: str
    worries: list[Worry] = field(default_factory=list)


def alert(tx: Tx, worry_id: int, now: datetime) -> int:
    """Tell people of a new worry, or of one that nobody has any more; gives how many are told."""
    worry = worries.without_words(tx, worry_id)
    return _sound(tx, (worry,), now, timetable(tx)) if worry else 0


def chase(tx: Tx, now: datetime) -> int:
    """Tell people of every worry that is due, by day and by night; gives how many messages were put."""
    table, waiting = timetable(tx), worries.open(tx)
    due = [one for one in waiting if table.is_due(one, now) or _reaches_more(tx, one, now)]
    put = _sound(tx, due, now, table) if due else 0
    return put + _remind(tx, now, table)


def tell_taken(tx: Tx, worry: Worry, *, who: str, now: datetime, but: str = "") -> None:
    """Tell everyone who was told, but for whoever took it and one chat, that someone has it: they can rest."""
    told = {one.name for one in worry_alerts.of(tx, worry.id)}
    around = (*worry_hearers.first(tx, worry), *worry_hearers.beyond(tx, worry))
    for hearer in around:
        if hearer.name != who and (hearer.role != CONTACT or hearer.name in told):
            _put(tx, hearer, worry, TAKEN, now, who=who, but=but)


def tell_more(tx: Tx, worry: Worry, now: datetime) -> None:
    """Whoever has a worry, lead and deputy hear that more was said."""
    for hearer in _owners(tx, worry):
        _put(tx, hearer, worry, MORE, now)


def unreached(tx: Tx) -> tuple[Worry, ...]:
    """The worries that nobody has, and nobody could be told of by a chat or an e-mail."""
    return tuple(one for one in worries.open(tx) if one.alerts and not one.reached)


def _sound(tx: Tx, due: Iterable[Worry], now: datetime, table: Timetable) -> int:
    """One message to each, about the worry that has waited longest: a phone that rings once is looked at."""
    calls: dict[str, _Call] = {}
    for worry in due:
        told, escalated = _whom(tx, worry, now, table)
        reached = sum(_note(tx, worry, hearer, now) for hearer in told)
        worry_alerts.done(tx, worry.id, step=worry.alerts, at=stamp(now), reached=reached, escalated=escalated)
        for hearer in told:
            call = calls.setdefault(hearer.known_by[0], _Call(hearer, AGAIN if worry.alerts else NEW))
            call.worries.append(worry)
    return sum(_put(tx, call.hearer, call.worries[0], call.news, now) for call in calls.values())


def _whom(tx: Tx, worry: Worry, now: datetime, table: Timetable) -> tuple[list[Hearer], bool]:
    """Who is told now, and whether that goes beyond lead and deputy."""
    told = list(worry_hearers.first(tx, worry))
    alone = not any(worry_hearers.is_reached(tx, one, now) for one in told)
    escalated = alone or table.goes_beyond(worry, now)
    if escalated:
        told += [one for one in worry_hearers.beyond(tx, worry) if one.known_by[0] not in _known(told)]
    if not any(worry_hearers.is_reached(tx, one, now) for one in told):
        told += [one for one in worry_hearers.administrators(tx, worry) if one.known_by[0] not in _known(told)]
    return told, escalated


def _known(told: list[Hearer]) -> set[str]:
    return {one.known_by[0] for one in told}


def _note(tx: Tx, worry: Worry, hearer: Hearer, now: datetime) -> bool:
    """Write down that someone is told, and let a contact open it; gives whether they can be reached."""
    found = worry_hearers.ways(tx, hearer, now)
    worry_alerts.add(
        tx, worry.id, step=worry.alerts, at=stamp(now), role=hearer.role, name=hearer.name, ways=found or ("none",)
    )
    if hearer.role == CONTACT and hearer.member is not None:
        worry_hiding.open_to(tx, worry.id, hearer.member.id, stamp(now))
    return bool({TELEGRAM, EMAIL} & set(found))


def _reaches_more(tx: Tx, worry: Worry, now: datetime) -> bool:
    """Whether the last step has to be done over: it reached nobody and now it can, or what it reached broke."""
    if not worry.alerts:
        return True
    if any(worry_hearers.is_reached(tx, one, now) for one in worry_hearers.first(tx, worry)):
        return not worry.reached
    others = (*worry_hearers.beyond(tx, worry), *worry_hearers.administrators(tx, worry))
    reached = {one.name for one in others if worry_hearers.is_reached(tx, one, now)}
    told = {one.name for one in worry_alerts.of(tx, worry.id) if one.step == worry.alerts - 1}
    if reached:
        return not reached & told
    return worry.reached > 0


def _remind(tx: Tx, now: datetime, table: Timetable) -> int:
    """Whoever has a worry that is not ended hears of it, until it is."""
    put = 0
    for worry in worries.unfinished(tx):
        if worry.acknowledged_at is None:
            continue
        noted = bool(worry_notes.kinds(tx, worry.id))
        if table.is_reminder_due(worry, now, noted=noted):
            put += sum(_put(tx, one, worry, YOURS, now) for one in _owners(tx, worry))
            worries.reminded(tx, worry.id, stamp(now))
    return put


def _owners(tx: Tx, worry: Worry) -> tuple[Hearer, ...]:
    """Whoever has it, where they can be reached; else everyone who would be told of it."""
    around = (*worry_hearers.first(tx, worry), *worry_hearers.beyond(tx, worry))
    member = members.get(tx, worry.taken_by) if worry.taken_by else None
    names = {worry.acknowledged_by, member.name if member and not member.ended_at else None}
    return tuple(one for one in around if one.name in names) or around


def _put(tx: Tx, hearer: Hearer, worry: Worry, news: str, now: datetime, *, who: str = "", but: str = "") -> int:
    """Put a message for every way that someone has; gives how many. What repeats is not put where one waits already."""
    at, put, first = stamp(now), 0, news not in REPEATED
    for chat in hearer.chats:
        if chat.lane != but and worry_hearers.takes(tx, chat.bot, chat.lane, now, first=first):
            alerts.put(tx, chat, worry_id=worry.id, news=news, at=at, who=who)
            put += 1
    # The link leads to the home page: an address must tell nothing either.
    lines, link = _lines(hearer, news, who), f"{address(tx)}/staff"
    taken = [worry_hearers.takes(tx, one.bot, one.lane, now, first=first) for one in hearer.own]
    if hearer.member and taken and all(taken):
        put += staff_chats.put(tx, hearer.member, at=at, news=staff_chats.WAITS, link=link, lines=lines)
    if worry_hearers.takes_mail(tx, hearer, now, first=first):
        post.put(tx, Mail(hearer.email, SUBJECTS[news], lines, link, BUTTON), at=at)
        put += 1
    return put


def _lines(hearer: Hearer, news: str, who: str) -> tuple[str, ...]:
    if hearer.role == ADMINISTRATOR:
        return TO_ADMINISTRATORS
    return tuple(line.format(who=who) for line in LINES[news])
