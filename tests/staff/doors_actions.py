"""What each role gets on the pages of the register. The action of `an_action` is led by nobody here."""

from __future__ import annotations

from collections.abc import Mapping

from store import actions, plans
from store.action import Expected, NewAction
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.rows import ALL, MANAGERS, READERS, Row, to

ACTIONS: Mapping[str, Row] = {
    "GET /staff/actions": to(ALL),
    "GET /staff/actions/add": to(MANAGERS),
    "POST /staff/actions/add": to(MANAGERS, 400),  # the form again: nothing says what is to be done
    "GET /staff/actions/link": to(MANAGERS),
    "POST /staff/actions/link": to(MANAGERS, 303),
    "GET /staff/actions/who": to(MANAGERS),
    "POST /staff/actions/who": to(MANAGERS, 303),
    "GET /staff/actions/tidy": to(MANAGERS),
    "GET /staff/actions/{action:int}": {role: (200, 404) if role in READERS else (404, 404) for role in ALL},
    "GET /staff/actions/{action:int}/change": to(MANAGERS, 200, 404),
    "POST /staff/actions/{action:int}/change": to(MANAGERS, 400, 404),
    "POST /staff/actions/{action:int}/note": {role: (400, 404) if role in MANAGERS else (404, 404) for role in ALL},
    "GET /staff/actions/{action:int}/seen": {role: (200, 404) if role in MANAGERS else (404, 404) for role in ALL},
    "POST /staff/actions/{action:int}/seen": {role: (400, 404) if role in MANAGERS else (404, 404) for role in ALL},
}


async def an_action(office: Office, house: str) -> None:
    """A plan of one house, with one action."""

    def made(tx: Tx) -> None:
        where = office.houses[house]
        plan = plans.add(tx, name="Plan of the house", kind=plans.REGISTER, service_id=where, at=AT, by=None)
        plans.add_part(tx, plan_id=plan, number="1", title="Food")
        new = NewAction(plan_id=plan, what="Ask about supper", service_id=where, expected=(Expected("A new menu"),))
        assert (plan, actions.add(tx, new, at=AT, by=None)) == (1, 1)

    await office.database.write(made)
