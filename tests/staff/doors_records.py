"""What each role gets on the pages about records. The one of `a_record` is a story of its first person, with a yes."""

from __future__ import annotations

from collections.abc import Mapping

from asking.permissions import Role
from store import record_uses, records
from store.crypto import DataKey
from store.records import NewFile, NewRecord, Shows, Yes
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.rows import CARERS, MANAGERS, READERS, Row, to

WRITERS = (*CARERS, Role.LEAD)
SEERS = (*READERS, Role.KEYWORKER)
RECORDS: Mapping[str, Row] = {
    "GET /staff/records": to(SEERS),
    "GET /staff/records/add": to(WRITERS),
    "POST /staff/records/add": to(WRITERS, 400),  # there is no such kind
    "GET /staff/records/{record:int}": to(SEERS, 200, 404),
    "GET /staff/records/{record:int}/change": to((*MANAGERS, Role.LEAD), 200, 404) | to((Role.KEYWORKER,), 404),
    "POST /staff/records/{record:int}/change": to((*MANAGERS, Role.LEAD), 400, 404) | to((Role.KEYWORKER,), 404),
    "GET /staff/records/{record:int}/print": to(SEERS, 200, 404),
    "GET /staff/records/{record:int}/whose": to((*MANAGERS, Role.LEAD), 200, 404) | to((Role.KEYWORKER,), 404),
    "POST /staff/records/{record:int}/whose": to((*MANAGERS, Role.LEAD), 400, 404) | to((Role.KEYWORKER,), 404),
    "GET /staff/records/{record:int}/file": to(SEERS, 200, 404),
    "GET /staff/records/{record:int}/ask": to(WRITERS, 200, 404),
    "POST /staff/records/{record:int}/answer": to(WRITERS, 400, 404),  # the page again: nothing was said
    "POST /staff/records/{record:int}/take-back": to(WRITERS, 303, 404),
    "GET /staff/records/{record:int}/remove": to((*MANAGERS, Role.LEAD), 200, 404) | to((Role.KEYWORKER,), 404),
    "POST /staff/records/{record:int}/remove": to((*MANAGERS, Role.LEAD), 303, 404) | to((Role.KEYWORKER,), 404),
    "POST /staff/records/taken-out/{use:int}": to(MANAGERS, 303, 404),
    "GET /staff/words/{words:int}/quote": to((Role.LEAD,), 200, 404),
    "POST /staff/words/{words:int}/quote": to((Role.LEAD,), 400, 404),  # they never wrote that
}


async def a_record(office: Office, house: str) -> int:
    """A story with a file, of the first person of a house, who said yes with their name; it was published once."""
    key, service_id = DataKey.new(), office.houses[house]
    file = NewFile(office.files.write(key, b"We sang."), key, "text/plain", "choir.txt")

    def made(tx: Tx) -> int:
        new = NewRecord(
            kind="story", happened_on=AT[:10], title="The choir", service_id=service_id, file=file,
            person_id=office.people[house][0], source="A support worker", words="She sings in the choir now.",
            shows=(Shows("duq.1.good.1", "good"),), yes=Yes("named", AT[:10], "Kim", "Talking"), public=True,
        )  # fmt: skip
        record = records.add(tx, new, at=AT, by=None)
        record_uses.note(
            tx, record_id=record, service_id=service_id, place="Self-assessment", path="/staff/assessments/1", at=AT
        )
        return record

    return await office.database.write(made)
