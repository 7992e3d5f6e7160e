"""What everyone would read, looked at before it is published, and what was ticked and will be missing there."""

from __future__ import annotations

from typing import Any

from evidence.self_assessment.written import Answer, SectionPart, Shown, body_of
from store import assessments, records
from store.records import NewRecord, Shows
from store.tx import Tx
from tests.staff.assessing import AREA, begun, saved
from tests.staff.office import AT, Office


async def test_a_preview_before_publishing(office: Office) -> None:
    """What is not published yet is shown as everyone would read it, marked; what will be missing is told, and why."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await begun(office)
    await office.database.write(lambda tx: a_few_records(tx, office))
    theirs = body_of(SectionPart({"duq.1.ask.1": Answer("", (Shown("record", "4"),))}))
    await office.database.write(lambda tx: assessments.put(tx, 1, "duq.1", theirs, edit=0, at=AT, who="Ann"))
    ticks = [f"record:{number}" for number in range(1, 4)]
    fields: dict[str, Any] = {"edit": "1", "shown-duq.1.ask.1": [*ticks, "standard:duq.1.good.1"]}
    assert (await office.post(AREA, **fields)).status_code == 303
    assert "For staff only, not in public. It is not marked for publication." in (await office.get(AREA)).text
    for path in ("/staff/assessments/1/preview", "/staff/assessments/1/sign"):
        page = (await office.get(path)).text
        assert 'href="/staff/records/2">Not marked, 3 May 2026</a>. It is not marked for publication.' in page
        assert 'href="/staff/records/3">Not asked, 3 May 2026</a>. The person has not said yes.' in page
        assert "Something that is not shown to you. Only safeguarding leads may see it." in page
        assert "Marked, 3 May" not in page
        assert "hidden today" not in page
    shown = (await office.get("/staff/reports/self-assessment?number=1&public=yes&version=0")).text
    assert "<title>Preview, not published: " in shown
    assert "Marked, 3 May 2026" in shown
    assert "Most people supported say good things" in shown
    assert "Not marked" not in shown
    assert "There is no self-assessment yet" not in shown
    assert (await office.get("/staff/assessments/1/preview?version=1")).status_code == 404
    await office.database.write(lambda tx: records.remove(tx, 1, AT))
    assert "It is there no more" in (await office.get("/staff/assessments/1/preview")).text


async def test_a_result_that_is_hidden_by_now_is_not_published(office: Office) -> None:
    """What was ticked while it could be shown goes from the public form when it is hidden, and the page says so."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await begun(office)
    await saved(office, **{"shown-duq.1.ask.1": "standard:duq.1.good.1"})
    await office.database.write(lambda tx: tx.run("DELETE FROM published"))
    page = (await office.get("/staff/assessments/1/preview")).text
    assert "The result is hidden today to keep people private." in page
    shown = (await office.get("/staff/reports/self-assessment?number=1&public=yes&version=0")).text
    assert "say good things" not in shown
    assert "say good things" in (await office.get("/staff/reports/self-assessment?number=1")).text


def a_few_records(tx: Tx, office: Office) -> None:
    """One that is marked for publication, one that is not, one without its person's yes, and one for leads."""
    house = office.houses["Mill Lane"]
    person = office.people["Mill Lane"][0]
    shows = (Shows("duq.1.good.1", "good"),)
    for new in (
        NewRecord("audit", "2026-05-03", "Marked", house, shows=shows, public=True),
        NewRecord("audit", "2026-05-03", "Not marked", house, shows=shows),
        NewRecord("story", "2026-05-03", "Not asked", house, person, shows=shows, seen_by=records.MANAGERS),
        NewRecord("audit", "2026-05-03", "For leads", house, shows=shows, seen_by=records.LEADS),
    ):
        records.add(tx, new, at=AT, by=None)
