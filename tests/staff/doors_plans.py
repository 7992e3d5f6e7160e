"""What each role gets on the pages of plans. `doors_actions.an_action` makes the plan and its part."""

from __future__ import annotations

from collections.abc import Mapping

from tests.staff.rows import MANAGERS, READERS, Row, to

PLANS: Mapping[str, Row] = {
    "GET /staff/plans": to(READERS),
    "GET /staff/plans/add": to(MANAGERS),
    "POST /staff/plans/add": to(MANAGERS, 400),  # the form again: it has no name
    "GET /staff/plans/{plan:int}": to(READERS, 200, 404),
    "POST /staff/plans/{plan:int}": to(MANAGERS, 400, 404),
    "GET /staff/plans/{plan:int}/change": to(MANAGERS, 200, 404),
    "POST /staff/plans/{plan:int}/change": to(MANAGERS, 400, 404),
    "GET /staff/plans/{plan:int}/parts": to(MANAGERS, 200, 404),
    "POST /staff/plans/{plan:int}/parts": to(MANAGERS, 400, 404),
    "GET /staff/plans/{plan:int}/parts/{part:int}": to(MANAGERS, 200, 404),
    "POST /staff/plans/{plan:int}/parts/{part:int}": to(MANAGERS, 400, 404),
    "GET /staff/plans/{plan:int}/imports/{import:int}": to(MANAGERS, 404),  # nothing in it is from a file
    "POST /staff/plans/{plan:int}/imports/{import:int}": to(MANAGERS, 404),
}
