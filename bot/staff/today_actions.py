"""What needs somebody today among the actions of the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from asking.not_moving import does_not_move
from bot.staff.actions.linking import waiting
from bot.staff.actions.who import unknown
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.need import Need
from evidence import register
from store import action_facts
from store.action_facts import Facts
from store.tx import Tx

MINE = "/staff/actions?show=mine"
MOVED = "/staff/actions?show=moved"
NO_DAY = "/staff/actions?show=no-day"
SOON = 7
"""Days before its last day from which on an action is nearly late."""


def _actions(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """The actions that this member leads and that are late or nearly so; for managers, how the others go."""
    every = action_facts.still_to_do(tx)
    days = {one.id: register.first_due(one.due_on, one.unseen) for one in every}
    late = [one for one in every if register.is_overdue(one.status, days[one.id], visit.today)]
    mine = [one for one in late if visit.member.id in one.leads]
    until = (visit.today + timedelta(days=SOON)).isoformat()
    soon = [one for one in every if visit.member.id in one.leads and (days[one.id] or "9999") <= until]
    if mine:
        yield Need(f"{_so_many(len(mine))} that you lead {_is(len(mine))} overdue.", MINE, late=True)
    if len(soon) > len(mine):
        left = len(soon) - len(mine)
        yield Need(f"{_so_many(left)} that you lead {_is(left)} due within {SOON} days.", MINE)
    yield from _without_a_day([one for one in every if not days[one.id]], visit)
    if not visit.manages:
        return
    others = sum(visit.sees(one.service_id) for one in late if one not in mine)
    if others:
        yield Need(f"{_so_many(others)} of others {_is(others)} overdue.", "/staff/actions?show=overdue", late=True)
    again = sum(visit.sees(one.service_id) and _again(one, visit) for one in every)
    if again:
        rest = "was put off twice or more and is past the day it" if again == 1 else (
            "were put off twice or more and are past the day they"
        )  # fmt: skip
        yield Need(f"{_so_many(again)} {rest} had at first.", MOVED)
    still = sum(does_not_move(one, visit.today) for one in every if visit.sees(one.service_id))
    if still:
        yield Need(f"{_so_many(still)} {'does' if still == 1 else 'do'} not move.", "/staff/actions?show=still")


def _without_a_day(without: list[Facts], visit: Visit) -> Iterable[Need]:
    """Nothing reminds anybody of an action without a day: it stands here, and is not sent."""
    mine = sum(visit.member.id in one.leads for one in without)
    if mine:
        yield Need(f"{_so_many(mine)} that you lead {_has(mine)} no last day.", f"{NO_DAY}&lead=me")
    others = sum(visit.sees(one.service_id) for one in without if visit.member.id not in one.leads)
    if others and visit.manages:
        yield Need(f"{_so_many(others)}{' of others' if mine else ''} {_has(others)} no last day.", NO_DAY)


def _leads(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Actions that reach nobody: nobody leads them, or nobody knows whom the words of a file mean."""
    if not visit.manages:
        return
    alone = sum(not one.led and visit.sees(one.service_id) for one in action_facts.still_to_do(tx))
    if alone:
        yield Need(f"Nobody leads {_so_many(alone)}.", "/staff/actions?show=nobody")
    if left := unknown(tx, visit):
        sentence = (
            "1 lead of actions is not a colleague" if left == 1 else f"{left} leads of actions are not colleagues"
        )
        yield Need(f"{sentence} here yet. Say who it is.", "/staff/actions/who")


def _not_linked(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Actions of which nobody could tell if they worked: they say nothing of what people are asked about."""
    left = len(waiting(tx, visit)) if visit.manages else 0
    if left:
        says = "says" if left == 1 else "say"
        yield Need(f"{_so_many(left)} {says} nothing of what people are asked about.", "/staff/actions/link")


def _again(one: Facts, visit: Visit) -> bool:
    return register.slips(one.moved).again(one.status, visit.today)


def _so_many(number: int) -> str:
    return "1 action" if number == 1 else f"{number} actions"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


LOOKS: tuple[Callable[[Tx, Desk, Visit], Iterable[Need]], ...] = (_actions, _leads, _not_linked)
"""One function for each kind of thing that can wait."""
