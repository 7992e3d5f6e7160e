"""Taking a wish: it goes into the register of actions, with a day and somebody who leads it.

The words of a wish are not copied: they belong to whoever has it, and go when that person is forgotten. The register
says that there is a wish, and whoever takes it writes in their own words what they will do.
"""

from __future__ import annotations

from store import access_log, actions, plans, wishes
from store.action import NewAction, Someone
from store.members import Member
from store.tx import Tx

PLAN = "What people wish for"
"""The plan that such actions stand in, until somebody moves them to another."""
WHAT = "Do something about a wish"
ORIGIN = "wish"


def take(tx: Tx, wish_id: int, *, kind: str, who: Member, due_on: str, at: str) -> int | None:
    """Somebody takes care of a wish by a day: gives the number of the action, None where it was taken already."""
    found = wishes.get(tx, wish_id)
    if found is None or not wishes.take(tx, wish_id, kind=kind, member_id=who.id, due_on=due_on, at=at):
        return None
    access_log.add(tx, at=at, who=who.name, did=f"took wish {wish_id}", person_id=found.person_id)
    new = NewAction(
        plan_id=_plan(tx, at),
        what=WHAT,
        service_id=found.service_id,
        leads=(Someone(who.name, who.id),),
        due_on=due_on,
        from_kind=ORIGIN,
        from_id=str(wish_id),
    )
    return actions.add(tx, new, at=at, by=who.id)


def _plan(tx: Tx, at: str) -> int:
    there = (one.id for one in plans.all(tx) if one.from_id == ORIGIN and not one.closed_at)
    found = next(there, None)
    return found or plans.add(tx, name=PLAN, kind=plans.REGISTER, from_id=ORIGIN, at=at, by=None)
