"""What a member sees of the register, and what they may do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from asking.leads import folded
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.whose import leads_it
from evidence.action_evidence import Readings, Told, done_without_change, told
from evidence.register import Slips, first_due, is_overdue, is_soon, is_still, slips, unseen_days
from store import action_moves, action_notes, actions, members, plans, services
from store.action import Action, Someone, Status
from store.plans import Plan
from store.tx import Tx

STATUS = {
    Status.NOT_STARTED: ("Not started", "grey"),
    Status.IN_PROGRESS: ("In progress", "blue"),
    Status.DONE: ("Done", "green"),
    Status.NO_LONGER_NEEDED: ("No longer needed", "grey"),
}
"""Each status in words, and the colour of its tag."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An action as a page shows it.

    Attributes:
        house: Name of its service; '' for the whole provider.
        mine: The one who looks leads it.
        overdue, still: Never in a plan that is closed: nothing in it is to be done any more.
        led: Somebody leads it who is still here, or somebody from outside.
        slips: How often its last day was put off.
        again: It moved again: put off twice or more, and past the day that it had at first.
        soon: Its day comes within a week.
        due: The day that counts: its last day, or that of what should be seen before it; '' where it has none.
        told: What people said when it was opened and say since, where it is done and the one who looks may know.
    """

    action: Action
    plan: Plan
    house: str
    mine: bool
    led: bool
    slips: Slips
    again: bool
    due: str
    overdue: bool
    soon: bool
    still: bool
    told: tuple[Told, ...]

    @property
    def without_change(self) -> bool:
        """Whether it is done, and people say nothing better for sure."""
        return done_without_change(self.action, self.told)

    @property
    def leads(self) -> str:
        """Who leads it; beside the words of a file, the colleague whom they mean."""
        return ", ".join(_named(one) for one in self.action.said.leads)

    @property
    def due_is_evidence(self) -> bool:
        """Whether the day that counts is that of what should be seen, and not its own last day."""
        return bool(self.due) and self.due != self.action.said.due_on

    @property
    def to_do(self) -> bool:
        """Whether it is still to be done, in a plan that is not closed."""
        return self.action.status.open and not self.plan.closed_at


SHOWS: dict[str, tuple[str, Callable[[Seen], bool]]] = {
    "open": ("To do", lambda one: one.to_do),
    "mine": ("Mine", lambda one: one.mine and not one.plan.closed_at),
    "overdue": ("Overdue", lambda one: one.overdue),
    "soon": ("Due within 7 days", lambda one: one.soon),
    "still": ("Not moving", lambda one: one.still),
    "moved": ("Moved again", lambda one: one.again),
    "nobody": ("Nobody leads", lambda one: one.to_do and not one.led),
    "no-day": ("No last day", lambda one: one.to_do and not one.due),
    "no-change": ("Done, but no change", lambda one: one.without_change),
    "done": ("Done", lambda one: one.action.status is Status.DONE),
    "closed": ("In closed plans", lambda one: bool(one.plan.closed_at)),
    "all": ("Everything", bool),
}
"""What the register can be narrowed to: name in the address → label, and which actions that are."""


def seen_by(tx: Tx, desk: Desk, visit: Visit) -> list[Seen]:
    """The actions that a member may see."""
    return seen(tx, desk, visit, [one for one in actions.all(tx) if sees(one, visit)])


def seen(tx: Tx, desk: Desk, visit: Visit, found: Iterable[Action]) -> list[Seen]:
    """Some actions as pages show them."""
    every_plan = {one.id: one for one in plans.all(tx)}
    running = {one.id for one in every_plan.values() if not one.closed_at}
    houses = {one.id: one.name for one in services.ever(tx)}
    here = {one.id for one in members.active(tx)}
    found = tuple(found)
    done = [one for one in found if one.status is Status.DONE and weighs(one, visit)]
    readings = Readings(tx, desk.pack, (name for one in done for name in one.said.standards))
    days = action_moves.days(tx)
    moved = {one.id: slips(days.get(one.id, ())) for one in found}
    due = {one.id: first_due(one.said.due_on, unseen_days(one.said.expected)) for one in found}
    return [
        Seen(
            one,
            every_plan[one.said.plan_id],
            houses.get(one.said.service_id, ""),
            leads_it(one, visit),
            any(lead.member_id is None or lead.member_id in here for lead in one.said.leads),
            moved[one.id],
            one.said.plan_id in running and moved[one.id].again(one.status, visit.today),
            due[one.id] or "",
            one.said.plan_id in running and is_overdue(one.status, due[one.id], visit.today),
            one.said.plan_id in running and is_soon(one.status, due[one.id], visit.today),
            one.said.plan_id in running
            and is_still(one.status, moved_at=one.moved_at, starts_on=one.said.starts_on, today=visit.today),
            told(readings, one, action_notes.basis(tx, one.id)) if one in done else (),
        )
        for one in found
    ]


def _named(one: Someone) -> str:
    return one.name if folded(one.words) == folded(one.name) else f"{one.said} ({one.name})"


def sees(one: Action, visit: Visit) -> bool:
    """Whether a member may see an action: readers those of their services and of the whole provider, leads theirs."""
    here = not one.said.service_id or visit.sees(one.said.service_id)
    return (visit.reads and here) or leads_it(one, visit)


def weighs(one: Action, visit: Visit) -> bool:
    """Whether a member may see what people say about it: it is told of the services where the action is done."""
    return visit.reads and visit.sees(one.said.service_id)


def changes(one: Action, visit: Visit) -> bool:
    """Whether a member may change what an action says."""
    return visit.manages and visit.sees(one.said.service_id)
