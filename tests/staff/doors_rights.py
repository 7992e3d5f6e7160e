"""What each role gets on the pages about what people are owed."""

from __future__ import annotations

from collections.abc import Mapping

from asking.permissions import Role
from tests.staff.rows import MANAGERS, Row, to

SEE = (*MANAGERS, Role.LEAD)
DECIDE = (Role.ADMINISTRATOR, Role.LEAD)
RIGHTS: Mapping[str, Row] = {
    "GET /staff/people/{person:int}/data": to(SEE, 200, 404),
    "GET /staff/people/{person:int}/data/easy": to(SEE, 200, 404),
    "POST /staff/people/{person:int}/data/file": to((Role.LEAD,), 200, 404),
    "POST /staff/people/{person:int}/data/hold": to(DECIDE, 303, 404),
    "POST /staff/people/{person:int}/data/lift": to(DECIDE, 303, 404),
    "GET /staff/people/{person:int}/forget": to(MANAGERS, 200, 404),
    "POST /staff/people/{person:int}/forget": to(MANAGERS, 400, 404),  # the page again: no name was typed
    "POST /staff/people/{person:int}/keep": to(MANAGERS, 303, 404),
    "GET /staff/keeping": to((Role.ADMINISTRATOR,), 404, 404),  # of one house: it is about the whole provider
    "POST /staff/keeping": to((Role.ADMINISTRATOR,), 404, 404),
}
