"""Colleagues, one's own sign-in, and the page that sends links: what each role gets there."""

from __future__ import annotations

from collections.abc import Mapping

from asking.permissions import Role
from store import members
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.rows import ALL, MANAGERS, Row, to

ITEM, POST = to(MANAGERS, 200, 404), to(MANAGERS, 303, 404)
TEAM: Mapping[str, Row] = {
    "GET /staff/team": to(MANAGERS),
    "GET /staff/team/add": to(MANAGERS),
    "POST /staff/team/add": to(MANAGERS, 303, 400),  # the form again: the service is not theirs
    "GET /staff/team/{member:int}": ITEM,
    "GET /staff/team/{member:int}/change": ITEM,
    "POST /staff/team/{member:int}/change": POST,
    "POST /staff/team/{member:int}/code": ITEM,
    "GET /staff/team/{member:int}/end": ITEM,
    "POST /staff/team/{member:int}/end": POST,
    "GET /staff/me": to(ALL),
    "POST /staff/me/telegram": to(ALL),
    "POST /staff/me/telegram/stop": to(ALL, 303),
    "POST /staff/me/actions": to(ALL, 400),  # neither on nor off
    "POST /staff/me/sign-out": to(ALL),
}
SENDS_LINKS = {"GET /staff/sign-in", "POST /staff/sign-in"}
"""Open to anyone."""
TEAM_FIELDS = {"member_name": "Kim Keyworker", "member_role": "keyworker", "member_services": "1"}


async def a_keyworker(office: Office, house: str) -> int:
    """Kim Keyworker, who works in one house; gives their number."""

    def made(tx: Tx) -> int:
        return members.add(tx, name="Kim Keyworker", role=Role.KEYWORKER, services=[office.houses[house]], at=AT)

    return await office.database.write(made)
