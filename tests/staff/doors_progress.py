"""What each role gets on the pages about ladders. They are about no one service, or about those of the visitor."""

from __future__ import annotations

from collections.abc import Mapping

from store import plans, rounds
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.rows import ALL, MANAGERS, READERS, Row, to

PROGRESS: Mapping[str, Row] = {
    "GET /staff/progress": to(READERS),
    "GET /staff/progress/start": to(MANAGERS),
    "POST /staff/progress/start": to(MANAGERS, 400),  # the form again: it has no last day
    "GET /staff/progress/summary": to(READERS),
    "GET /staff/progress/detailed": to(READERS),
    "GET /staff/progress/ladders/{ladder:int}": to(READERS),
    "GET /staff/tools": to(ALL),
    "GET /staff/crosswalks": to(READERS),
}


async def a_round_of_ladders(office: Office, house: str) -> None:
    """A round of one house and its plan; nobody has rated."""

    def made(tx: Tx) -> None:
        where = office.houses[house]
        number = rounds.add(
            tx, name="Ladders of the house", opens_on=AT[:10], closes_on="2026-12-20", kind="ladders", code="pfp",
            services=(where,), audiences=("staff", "manager"),
        )  # fmt: skip
        plans.add(
            tx, name="Plan from ladders", kind=plans.LADDERS, service_id=where, from_id=str(number), at=AT, by=None
        )

    await office.database.write(made)
