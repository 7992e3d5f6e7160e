"""Next year's self-assessment starts from what was signed last: words, ratings and what was to be done."""

from __future__ import annotations

from functools import partial

import pytest

from evidence.reports import Asked, Reader, kind_named
from evidence.reports.document import Report
from evidence.self_assessment.choosing import snapshot
from evidence.self_assessment.written import ABOUT, About, Answer, SectionPart, body_of, read
from store import assessments
from store.tx import Tx
from tests.staff.assessing import AREA, begun, saved
from tests.staff.office import AT, Office

LAST = SectionPart(
    {"duq.1.ask.1": Answer("About half choose their day.")}, gaps="Few choose their staff.", rating="7", why="We asked."
)
FIELD = 'name="response-duq.1.ask.1" rows="5" maxlength="8000">'


def before(tx: Tx, office: Office, *, until: str = "2025-11-22", service: int = 0, sign: bool = True) -> int:
    """One for an earlier time, on a scale from 1 to 10."""
    since = f"{int(until[:4]) - 1}{until[4:]}"
    number = assessments.add(
        tx, code="duq", code_version="1", service_id=service, since=since, until=until, at=AT, by="Mo"
    )
    for name, part in ((ABOUT, About()), ("duq.1", LAST)):
        assessments.put(tx, number, name, body_of(part), edit=0, at=AT, who="Mo")
    one = assessments.get(tx, number)
    assert one
    if sign:
        assessments.sign(tx, number, snapshot(read(tx, office.pack, one)), at=AT, by="Mo")
    return number


async def test_last_year_stands_beside_the_question(office: Office) -> None:
    """Response, rating, gaps, and the action about the rest are shown; nothing is filled in by itself."""
    await begun(office)
    await office.database.write(lambda tx: before(tx, office))
    made = await office.post(
        "/staff/assessments/2/duq.1/action", question="duq.1.ask.1", what="Ask everyone.", due="2027-01-31"
    )
    assert made.status_code == 303
    page = (await office.get(AREA)).text
    assert "What we said before, 22 November 2024 to 22 November 2025" in page
    assert "About half choose their day." in page
    assert "Our rating then: 7 of 10." in page
    assert page.count("Not good enough then:</strong> Few choose their staff.") == 1
    assert "Ask everyone.</a> Not begun." in page
    assert f"{FIELD}</textarea>" in page
    assert "Nothing is saved yet." in page


async def test_use_as_a_start_never_writes_over(office: Office) -> None:
    """Last year's words come below what is there, once only; the rating is asked anew."""
    await begun(office)
    await office.database.write(lambda tx: before(tx, office))
    await saved(office, start="duq.1.ask.1", **{"response-duq.1.ask.1": "My own."})
    assert f"{FIELD}My own.\nAbout half choose their day.</textarea>" in (await office.get(AREA)).text
    again = {"response-duq.1.ask.1": "My own.\nAbout half choose their day.", "gaps": "Nights."}
    await saved(office, start="duq.1.ask.1", **again)
    assert f"{FIELD}My own.\nAbout half choose their day.</textarea>" in (await office.get(AREA)).text
    await saved(office, start="gaps", **again)
    page = (await office.get(AREA)).text
    assert f"{FIELD}My own.\nAbout half choose their day.</textarea>" in page
    assert ">Nights.\nFew choose their staff.</textarea>" in page
    (_, kept) = await office.database.read(lambda tx: [read(tx, office.pack, one) for one in assessments.all(tx)][::-1])
    assert kept.part("duq.1").rating == ""


@pytest.mark.parametrize("other", [{"until": "2026-11-22"}, {"service": 1}, {"sign": False}])
async def test_only_what_was_signed_for_an_earlier_time_here(office: Office, other: dict[str, object]) -> None:
    """One of the same time, of another service, or that nobody signed is no last year."""
    await begun(office)
    await office.database.write(partial(before, office=office, **other))  # type: ignore[arg-type]
    assert "What we said before" not in (await office.get(AREA)).text
    assert "Our ratings over the years" not in (await office.get("/staff/assessments/1")).text


async def test_by_parts_of_the_organisation_finds_the_question(office: Office) -> None:
    """A question that stood on another page last year, because the route was another, is found there."""
    await begun(office, route="focus", foci="other", other="Our farm")
    await office.database.write(lambda tx: before(tx, office))
    assert "About half choose their day." in (await office.get("/staff/assessments/1/focus.other/questions")).text


async def test_ratings_over_the_years(office: Office) -> None:
    """Each year's ratings stand as they were given, on page and report; for everyone only what is published."""
    await begun(office)
    for until in ("2024-11-22", "2025-11-22"):
        await office.database.write(partial(before, office=office, until=until))
    await saved(office, rating="Amber")
    page = (await office.get("/staff/assessments/1")).text
    order = ("To 22 November 2024", "To 22 November 2025", "To 22 November 2026, not signed")
    assert sorted(order, key=page.index) == list(order)
    assert page.count("7 of 10</td>") == 2
    assert ">Amber</td>" in page
    assert "The scale is not the same in all years." in page
    assert _rows(await _report(office, Reader(manages=True))) == [
        ["Support is focused on the person", "7 of 10", "7 of 10", "Amber"]
    ]
    everyone = Reader(public=True, previews=True)
    assert _rows(await _report(office, everyone)) == []
    await office.database.write(lambda tx: assessments.publish(tx, 2, 1, AT))
    assert _rows(await _report(office, everyone)) == [["Support is focused on the person", "7 of 10", "Amber"]]


async def _report(office: Office, reader: Reader) -> Report:
    kind = kind_named("self-assessment")
    assert kind
    asked = Asked(office.pack, office.clock().date(), reader, number=1)
    report = await office.database.read(lambda tx: kind.make(tx, asked))
    assert report
    return report


def _rows(report: Report) -> list[list[str]]:
    found = [table for table in report.tables if table.caption == "Our ratings over the years"]
    return [[cell.text for cell in row.cells] for table in found for row in table.rows if not row.spanning]
