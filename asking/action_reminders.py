"""Telling those who lead an action when it is due, and those who answer for it when it stays late.

A message names an action by its number only, and links to it, since two plans may both have a 1: anyone may read it on
a locked screen, and the page says the rest. What has waited in the outbox is looked at once more before it goes
(`still`): a night may have come, or something in it is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from asking import post, staff_chats
from asking.links import address
from asking.moment import stamp
from asking.not_moving import STEP as NOT_MOVING
from asking.not_moving import does_not_move, for_managers, line, week_of
from asking.permissions import Role
from asking.post import Mail
from asking.quiet import is_night, zone_of
from asking.reminding import ZONE
from evidence.register import AGAIN, slips
from store import action_facts, members, settings
from store import staff_chats as chat_rows
from store.action_facts import Facts
from store.members import Member
from store.tx import Tx

BEFORE = timedelta(days=7)
WEEK = 7
MANAGERS_AFTER, ADMINISTRATORS_AFTER = timedelta(days=14), timedelta(days=28)
"""How long an action is late before more people hear of it. Ours, to be argued with evidence."""
SOON, LATE, TO_MANAGERS, TO_ADMINISTRATORS, MOVED = "soon", "late", "managers", "administrators", "moved"
LOOKED = "actions looked at on"
"""Setting: the last day on which everybody was told. Once a day is enough, and nobody gets two messages a day."""
ACTION, STILL_LIST = "/staff/actions/", "/staff/actions?show=still"
MOST_NAMED = 10
"""Actions that one message names; the page has them all."""


@dataclass(frozen=True, slots=True)
class Due:
    """One action of which somebody is to hear, with the day that it is about and the step that comes once.

    Attributes:
        number: Of what does not move, how many actions that are: the first of them stands for all.
    """

    action: Facts
    day: str
    step: str
    number: int = 1

    @property
    def is_evidence(self) -> bool:
        """Whether it is the day of something that should be seen, and not the action's own last day."""
        return self.day != self.action.due_on


def step_of(due_on: str, today: date) -> str:
    """What its leads hear today: `soon`, `late-0` from the day after, `late-1` a week on, and so on; '' for nothing."""
    due = date.fromisoformat(due_on)
    if today > due:
        return f"{LATE}-{((today - due).days - 1) // WEEK}"
    return SOON if today >= due - BEFORE else ""


def days_of(one: Facts, today: date) -> tuple[str, ...]:
    """The days of an action of which somebody may hear: those to come, and one of those that have passed.

    A day counts once, whether it is the action's own, or that of one thing or of several that should be seen. What is
    late is chased by its own day, or the first one where that is still to come: never by three days in one week.
    """
    every = sorted({*one.unseen, *([one.due_on] if one.due_on else ())})
    passed = [day for day in every if day < today.isoformat()]
    chased = [one.due_on if one.due_on in passed else passed[0]] if passed else []
    return (*chased, *every[len(passed) :])


def tell(tx: Tx, now: datetime) -> int:
    """Put what is due today, by day; gives how many messages. What was put once is never put again."""
    zone = zone_of("", settings.get(tx, ZONE) or "")
    today = now.astimezone(zone).date()
    if is_night(now, zone) or settings.get(tx, LOOKED) == today.isoformat():
        return 0
    settings.put(tx, LOOKED, today.isoformat())
    quiet = members.without_actions(tx)
    staff = {one.id: one for one in members.active(tx) if one.id not in quiet}
    theirs: defaultdict[int, list[Due]] = defaultdict(list)
    for member_id, due in _all_due(action_facts.still_to_do(tx), staff, today):
        if _can_be_told(tx, staff[member_id]) and _first_time(tx, member_id, due, stamp(now)):
            theirs[member_id].append(due)
    return sum(_put(tx, staff[member_id], dues, stamp(now)) for member_id, dues in theirs.items())


def still(tx: Tx, member_id: int, put_at: str, now: datetime) -> bool:
    """Whether a message that is about to go may go: it is day, wanted, and all that it names is still to be done.

    Where one thing is done by now, nothing of it goes: what is left is told anew the next day, without that.
    """
    zone = zone_of("", settings.get(tx, ZONE) or "")
    if is_night(now, zone) or member_id in members.without_actions(tx):
        return False
    named, today = action_facts.told_at(tx, member_id, put_at), now.astimezone(zone).date()
    there = {(one.id, day) for one in action_facts.still_to_do(tx) for day in _days(one, today)}
    return bool(named) and named <= there


def _days(one: Facts, today: date) -> tuple[str | None, ...]:
    """Every day by which an action can be in a message, and the week where it does not move."""
    week = (week_of(today),) if does_not_move(one, today) else ()
    return (*one.unseen, one.due_on, slips(one.moved).first, *week)


def lines(dues: list[Due], base: str) -> tuple[str, ...]:
    """What a message says: numbers, never a word of the actions; where it leads to several, a link under each."""
    links = len({_place(one) for one in dues}) > 1
    said = tuple(
        text for one in dues[:MOST_NAMED] for text in (_line(one), *([f"{base}{_place(one)}"] if links else []))
    )
    more = len(dues) - MOST_NAMED
    return (*said, *([f"And {more} more."] if more > 0 else []))


def _place(one: Due) -> str:
    """The page that says the rest of one line."""
    return STILL_LIST if one.step == NOT_MOVING else f"{ACTION}{one.action.id}"


def _line(one: Due) -> str:
    if one.step == NOT_MOVING:
        return line(one.number)
    of_it = f"action {one.action.number}" if one.action.number else "an action without a number"
    if one.step == MOVED:
        times = slips(one.action.moved).times
        so_often = "twice" if times == AGAIN else f"{times} times"
        return f"{_upper(of_it)} was due on {_day(one.day)} at first. It was put off {so_often}."
    what = f"Evidence for {of_it}" if one.is_evidence else _upper(of_it)
    if one.step == SOON:
        return f"{what} is due on {_day(one.day)}."
    again = {TO_MANAGERS: " You manage this service.", TO_ADMINISTRATORS: " It has been late for four weeks."}
    return f"{what} was due on {_day(one.day)}.{again.get(one.step, '')}"


def _upper(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _all_due(actions: tuple[Facts, ...], staff: dict[int, Member], today: date) -> Iterator[tuple[int, Due]]:
    for who, found in for_managers(actions, staff.values(), today):
        yield who.id, Due(found[0], week_of(today), NOT_MOVING, len(found))
    for one in actions:
        for day in days_of(one, today):
            step = step_of(day, today)
            for member_id in one.leads & staff.keys() if step else ():
                yield member_id, Due(one, day, step)
            for member_id, name in _escalated(one, today - date.fromisoformat(day), staff):
                yield member_id, Due(one, day, name)
        yield from _put_off(one, staff, today)


def _put_off(one: Facts, staff: dict[int, Member], today: date) -> Iterator[tuple[int, Due]]:
    """A new last day begins all steps anew, so managers hear once of what was put off again and again."""
    moved = slips(one.moved)
    if moved.again(one.status, today):
        for who in staff.values():
            if who.role == Role.MANAGER and who.sees(one.service_id) and who.id not in one.leads:
                yield who.id, Due(one, moved.first, MOVED)


def _escalated(one: Facts, late: timedelta, staff: dict[int, Member]) -> Iterator[tuple[int, str]]:
    """Those who hear of it because it stays late: each with the step."""
    for after, role, name in (
        (MANAGERS_AFTER, Role.MANAGER, TO_MANAGERS),
        (ADMINISTRATORS_AFTER, Role.ADMINISTRATOR, TO_ADMINISTRATORS),
    ):
        for who in staff.values() if late >= after else ():
            if who.role == role and who.sees(one.service_id) and who.id not in one.leads:
                yield who.id, name


def _can_be_told(tx: Tx, who: Member) -> bool:
    return (post.can_send(tx) and bool(who.email)) or bool(chat_rows.of_member(tx, who.id))


def _first_time(tx: Tx, member_id: int, due: Due, at: str) -> bool:
    if due.step == NOT_MOVING and action_facts.was_told(tx, member_id, due_on=due.day, step=due.step):
        return False
    return action_facts.remember_told(tx, due.action.id, member_id, due_on=due.day, step=due.step, at=at)


def _put(tx: Tx, who: Member, dues: list[Due], at: str) -> int:
    said = lines(dues, address(tx))
    link, put = f"{address(tx)}{_path(dues)}", 0
    if post.can_send(tx) and who.email:
        hello = f"Hello {who.name}."
        about = "do not move" if all(one.step == NOT_MOVING for one in dues) else "are due"
        mail = Mail(who.email, f"Actions that {about}", (hello, *said), link, "Open the register", due=who.id)
        post.put(tx, mail, at=at, priority=post.REMINDER)
        put = 1
    return put + staff_chats.put(tx, who, at=at, news="actions", link=link, lines=said, due=who.id)


def _path(dues: list[Due]) -> str:
    """The page that says the rest of a message: that of its one line or action, or the register."""
    places = {_place(one) for one in dues}
    return places.pop() if len(places) == 1 else "/staff/actions"


def _day(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B}"
