"""Which service a colleague's address is about, what roles are called, and whom someone may change."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException

from asking import team
from asking.permissions import Role
from bot.staff.guard import PROVIDER, Visit
from store import members
from store.members import Member
from store.tx import Tx

ROLES: Mapping[str, str] = {
    Role.ADMINISTRATOR: "Administrator",
    Role.MANAGER: "Manager",
    Role.KEYWORKER: "Keyworker",
    Role.LEAD: "Safeguarding lead or deputy",
    Role.HELPER: "Independent helper",
    Role.BOARD: "Board",
}
DOES: Mapping[str, str] = {
    Role.ADMINISTRATOR: "Administrator: services, staff and settings",
    Role.MANAGER: "Manager: plans when we ask, and reads what many people say",
    Role.KEYWORKER: "Keyworker: invites people and helps them",
    Role.LEAD: "Safeguarding lead or deputy: worries, words and recordings",
    Role.HELPER: "Independent helper: only those who asked for their help",
    Role.BOARD: "Board: reads what many people say, never what is about one",
}
"""What each role is, as the form says it."""


def member(tx: Tx, visit: Visit) -> int | None:
    """`{member:int}`: a service that both work for; for who works for all of them, the whole provider."""
    whom = members.get(tx, visit.number("member"))
    if whom is None or whom.ended_at:
        return None
    return next((house for house in sorted(whom.services or ()) if visit.sees(house)), PROVIDER)


def opened(tx: Tx, visit: Visit) -> Member:
    """The colleague whom the address names; whom someone may not change, they find nothing to change about."""
    whom = members.get(tx, visit.number("member"))
    if whom is None or not team.may_change(visit.member, whom):
        raise HTTPException(404)
    return whom
