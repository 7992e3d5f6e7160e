"""What each role gets on the pages about self-assessments."""

from __future__ import annotations

from collections.abc import Mapping

from asking.declaring import DECLARERS
from evidence.self_assessment.written import ABOUT, About, Answer, SectionPart, body_of
from store import assessments, experts
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.rows import MANAGERS, READERS, Row, to

HERE = "/staff/assessments/{assessment:int}"
SEEN, POSTED = to(READERS, 200, 404), to(MANAGERS, 303, 404)
ASSESSMENTS: Mapping[str, Row] = {
    "GET /staff/assessments": to(READERS),
    "GET /staff/assessments/begin": to(MANAGERS),
    "POST /staff/assessments/begin": to(MANAGERS, 400),  # the form again: whom it is about is missing
    f"GET {HERE}": SEEN,
    f"GET {HERE}/{{area}}/questions": SEEN,
    f"POST {HERE}/{{area}}/questions": to(MANAGERS, 409, 404),  # it was saved before
    f"GET {HERE}/{{area}}/action": to(MANAGERS, 404),  # no question is named
    f"POST {HERE}/{{area}}/action": to(MANAGERS, 404),
    f"GET {HERE}/start": to(MANAGERS, 200, 404),
    f"POST {HERE}/start": to(MANAGERS, 400, 404),  # nothing is to be done
    f"GET {HERE}/who": SEEN,
    f"POST {HERE}/who": POSTED,
    f"GET {HERE}/statement": SEEN,
    f"POST {HERE}/statement": POSTED,
    f"POST {HERE}/declarer": to(MANAGERS, 400, 404),  # nobody is named
    f"GET {HERE}/declare": SEEN,
    f"POST {HERE}/declare": to(DECLARERS, 400, 404),  # nobody ticked that they read it
    f"GET {HERE}/said": SEEN,
    f"POST {HERE}/said": to(MANAGERS, 400, 404),
    f"GET {HERE}/frame": to(MANAGERS, 200, 404),
    f"POST {HERE}/frame": to(MANAGERS, 400, 404),  # no day is given
    f"GET {HERE}/remove": to(MANAGERS, 200, 404),
    f"POST {HERE}/remove": to(MANAGERS, 400, 404),  # nobody ticked that it may go
    f"GET {HERE}/experts": SEEN,
    f"POST {HERE}/experts": to(MANAGERS, 400, 404),  # nothing is to be done
    f"GET {HERE}/experts/{{expert:int}}": SEEN,
    f"POST {HERE}/experts/{{expert:int}}": to(MANAGERS, 400, 404),  # nothing is sent
    f"GET {HERE}/experts/{{expert:int}}/sheet": to(MANAGERS, 200, 404),
    f"GET {HERE}/preview": SEEN,
    f"GET {HERE}/sign": to(MANAGERS, 200, 404),
    f"POST {HERE}/sign": to(MANAGERS, 400, 404),  # nobody ticked that they stand by it
    f"GET {HERE}/versions": SEEN,
    f"POST {HERE}/publish": to(MANAGERS, 400, 404),  # nothing is signed
}


async def an_assessment(office: Office, house: str) -> None:
    """One of a house, with one answer."""

    def made(tx: Tx) -> None:
        number = assessments.add(
            tx, code="duq", code_version="1", service_id=office.houses[house], since="2025-12-01", until="2026-11-22",
            at=AT, by="Mo",
        )  # fmt: skip
        assert number == 1
        assessments.put(tx, number, ABOUT, body_of(About()), edit=0, at=AT, who="Mo")
        part = SectionPart({"duq.1.ask.1": Answer("Most people.")})
        assessments.put(tx, number, "duq.1", body_of(part), edit=0, at=AT, who="Mo")
        asked = experts.add(
            tx, assessment_id=number, version=1, person_id=None, name="Sam", language="en", large=False, at=AT,
            by="Mo", expires_at="2099-01-01T00:00:00Z",
        )  # fmt: skip
        assert asked == 1

    await office.database.write(made)
