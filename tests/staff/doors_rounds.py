"""What each role gets on the pages about rounds."""

from __future__ import annotations

from collections.abc import Mapping

from asking.permissions import Role
from store import rounds
from store.tx import Tx
from tests.staff.rows import CARERS, MANAGERS, READERS, Row, to

SEEN = to(dict.fromkeys((*CARERS, *READERS)), 200, 404)
ASKED = to(MANAGERS, 200, 404)
REFUSED = to(MANAGERS, 409, 404)
ROUNDS: Mapping[str, Row] = {
    "GET /staff/rounds": to(dict.fromkeys((*CARERS, *READERS))),
    "GET /staff/rounds/plan": to(MANAGERS),
    "POST /staff/rounds/plan": to(MANAGERS, 400),  # the form again: it has no days
    "GET /staff/rounds/compare": to(READERS),
    "GET /staff/rounds/{round:int}": SEEN,
    "GET /staff/rounds/{round:int}/questions": ASKED,
    "GET /staff/rounds/{round:int}/questions.csv": ASKED,
    "GET /staff/rounds/{round:int}/change": ASKED,
    "POST /staff/rounds/{round:int}/change": to(MANAGERS, 400, 404),  # the form again: it has no last day
    "GET /staff/rounds/{round:int}/close": ASKED,
    "POST /staff/rounds/{round:int}/close": to(MANAGERS, 303, 404),
    "POST /staff/rounds/{round:int}/reopen": REFUSED,  # it is open
    "GET /staff/rounds/{round:int}/stop": ASKED,
    "POST /staff/rounds/{round:int}/stop": to(MANAGERS, 303, 404),
    "GET /staff/rounds/{round:int}/cancel": ASKED,
    "POST /staff/rounds/{round:int}/cancel": REFUSED,  # it has begun
}
assert Role.HELPER not in SEEN


def a_round_of(tx: Tx, service_id: int) -> None:
    """The first round of the office is open, and asks in one service."""
    rounds.change(tx, 1, services=(service_id,), opens_on="2026-10-15", closes_on="2026-12-31")
