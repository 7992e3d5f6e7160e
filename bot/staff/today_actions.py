"""What needs somebody today among the actions of the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from asking.not_moving import does_not_move
from bot.staff.actions import tidy
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.need import Need
from evidence import register
from store import action_facts
from store.action_facts import Facts
from store.tx import Tx

LIST = "/staff/actions?show="
MINE = "&lead=me"
TIDY = "/staff/actions/tidy"


def _mine(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """The actions that this member leads: what is late, unless a line for managers says it with the rest."""
    mine = [one for one in action_facts.still_to_do(tx) if visit.member.id in one.leads]
    late = sum(_is_overdue(one, visit) for one in mine)
    if late and not visit.manages:
        yield Need(f"{_so_many(late)} that you lead {_is(late)} overdue.", f"{LIST}overdue{MINE}", late=True)
    soon = sum(register.is_soon(one.status, _day(one), visit.today) for one in mine)
    if soon:
        yield Need(f"{_so_many(soon)} that you lead {_is(soon)} due within 7 days.", f"{LIST}soon{MINE}")
    without = [one for one in mine if tidy.has_no_day(one)]
    if not all(visit.manages and visit.sees(one.service_id) for one in without):  # those are among what is to be tidied
        number = len(without)
        yield Need(f"{_so_many(number)} that you lead {_has(number)} no last day.", f"{LIST}no-day{MINE}")


def _all(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """How the actions of a manager's services go. Each count is that of the list behind it."""
    if not visit.manages:
        return
    every = [one for one in action_facts.still_to_do(tx) if visit.member.id in one.leads or visit.sees(one.service_id)]
    here = "" if visit.member.services is None else "&here=yes"
    late = [one for one in every if _is_overdue(one, visit)]
    if late:
        mine = sum(visit.member.id in one.leads for one in late)
        yours = "" if not mine else ", and you lead it" if len(late) == 1 else f", and you lead {mine} of them"
        yield Need(f"{_so_many(len(late))} {_is(len(late))} overdue{yours}.", f"{LIST}overdue{here}", late=True)
    still = sum(does_not_move(one, visit.today) for one in every)
    if still:
        yield Need(f"{_so_many(still)} {'does' if still == 1 else 'do'} not move.", f"{LIST}still{here}")
    again = sum(register.slips(one.moved).again(one.status, visit.today) for one in every)
    if again:
        rest = "was put off twice or more and is past the day it" if again == 1 else (
            "were put off twice or more and are past the day they"
        )  # fmt: skip
        yield Need(f"{_so_many(again)} {rest} had at first.", f"{LIST}moved{here}")


def to_tidy(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """What is not late and only has to be put right, of all kinds in one line: the page behind it says which."""
    number = tidy.number(tx, visit)
    if number:
        things = "1 thing has" if number == 1 else f"{number} things have"
        yield Need(f"{things} to be tidied in the register of actions.", TIDY)


def _day(one: Facts) -> str | None:
    return register.first_due(one.due_on, one.unseen)


def _is_overdue(one: Facts, visit: Visit) -> bool:
    return register.is_overdue(one.status, _day(one), visit.today)


def _so_many(number: int) -> str:
    return "1 action" if number == 1 else f"{number} actions"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


LOOKS: tuple[Callable[[Tx, Desk, Visit], Iterable[Need]], ...] = (_all, _mine)
"""One function for each kind of thing that can wait; `to_tidy` comes after everything else."""
