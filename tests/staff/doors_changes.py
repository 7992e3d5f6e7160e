"""What each role gets on the pages of 'you said, we did'. The one of `a_change` is a draft of one house."""

from __future__ import annotations

from collections.abc import Mapping

from asking.permissions import Role
from store import changes, walls
from store.changes import NewChange
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.rows import CARERS, MANAGERS, READERS, Row, to

SEE = tuple(dict.fromkeys((*CARERS, *READERS)))
LEAD = (Role.LEAD,)
CHANGES: Mapping[str, Row] = {
    "GET /staff/changes": to(SEE),
    "GET /staff/changes/write": to(MANAGERS),
    "POST /staff/changes/write": to(MANAGERS, 400),  # the form again: neither sentence is there
    "GET /staff/changes/{change:int}": {
        role: (200, 404) if role in {*MANAGERS, *LEAD} else (404, 404) for role in SEE
    },  # a draft
    "GET /staff/changes/{change:int}/edit": to(MANAGERS, 200, 404),
    "POST /staff/changes/{change:int}/edit": to(MANAGERS, 400, 404),
    "GET /staff/changes/{change:int}/picture": to(MANAGERS, 200, 404),
    "POST /staff/changes/{change:int}/picture": to(MANAGERS, 400, 404),  # no picture is chosen
    "GET /staff/changes/{change:int}/answers": to(MANAGERS, 200, 404),
    "POST /staff/changes/{change:int}/answers": to(MANAGERS, 400, 404),
    "GET /staff/changes/{change:int}/words": to(LEAD, 200, 404),
    "POST /staff/changes/{change:int}/words": {Role.LEAD: (400, 404)},  # what is linked is no number
    "GET /staff/changes/{change:int}/language": to(MANAGERS, 200, 404),
    "POST /staff/changes/{change:int}/language": to(MANAGERS, 400, 404),
    "POST /staff/changes/{change:int}/publish": to(MANAGERS, 303, 404),
    "POST /staff/changes/{change:int}/withdraw": to(MANAGERS, 303, 404),
    "POST /staff/changes/{change:int}/anew": to(MANAGERS, 303, 404),
    "POST /staff/walls": dict.fromkeys(MANAGERS, (303, 400)),  # another house is none of theirs
    "POST /staff/walls/{wall:int}/revoke": to(MANAGERS, 303, 404),
}


async def a_change(office: Office, house: str) -> None:
    """A draft of one house, and a page for its wall."""
    where = office.houses[house]

    def made(tx: Tx) -> None:
        new = NewChange("The food is cold.", "Now we eat at 6.", service_id=where)
        assert (changes.add(tx, new, at=AT, by="Mo"), walls.add(tx, service_id=where, at=AT, by="Mo")) == (1, 1)

    await office.database.write(made)
