"""What each role gets on the pages about monthly summaries. The one of `a_summary` is nobody's yet."""

from __future__ import annotations

from collections.abc import Mapping

from asking.permissions import Role
from store import invitations, summaries, wishes
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.rows import CARERS, MANAGERS, Row, to

POST = to(CARERS, 303, 404)
NOT_THEIRS = to(CARERS, 303, 404)
"""Sent back to the page of the summary: none of these members makes it."""
SUMMARIES: Mapping[str, Row] = {
    "GET /staff/summaries": to(CARERS),
    "POST /staff/people/{person:int}/summary": POST,
    "GET /staff/summaries/{summary:int}": to(CARERS, 200, 404),
    "POST /staff/summaries/{summary:int}/here": to(CARERS, 404),  # none of these members makes it
    "POST /staff/summaries/{summary:int}/family": to(CARERS, 404),  # nobody agreed to a copy
    "POST /staff/summaries/{summary:int}/correct": POST,
    "GET /staff/summaries/{summary:int}/view": NOT_THEIRS,
    "POST /staff/summaries/{summary:int}/view": NOT_THEIRS,
    "GET /staff/summaries/{summary:int}/meeting": NOT_THEIRS,
    "POST /staff/summaries/{summary:int}/meeting": {
        **dict.fromkeys(MANAGERS, (400, 404)),
        Role.KEYWORKER: (400, 404),
    },  # what to do is missing
    "POST /staff/summaries/{summary:int}/stand-in": POST,
    "GET /staff/wishes": to(MANAGERS),
    "POST /staff/wishes/{wish:int}/take": to(MANAGERS, 400, 404),  # the page again: no day
    "GET /staff/wishes/{wish:int}/answer": {
        **to(MANAGERS, 200, 404),
        Role.KEYWORKER: (404, 404),
    },  # not the person's own
    "POST /staff/wishes/{wish:int}/answer": {**to(MANAGERS, 400, 404), Role.KEYWORKER: (404, 404)},  # nothing chosen
}


async def a_summary(office: Office, house: str) -> None:
    """The first person of a house has a summary and a wish; nobody has written anything."""
    person = office.people[house][0]

    def made(tx: Tx) -> None:
        invitation = invitations.add(
            tx, person_id=person, round_id=office.round, code="duq", areas=("duq.monthly",), created_at=AT,
            expires_at=AT, kind=invitations.SUMMARY,
        )  # fmt: skip
        summary = summaries.add(tx, person_id=person, invitation_id=invitation, month=AT[:7], at=AT)
        wishes.add(tx, summary_id=summary, person_id=person, service_id=office.houses[house], words="Eat at 6.", at=AT)

    await office.database.write(made)
