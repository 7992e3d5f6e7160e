"""What one person did not allow is kept from the board in a self-assessment: on its pages, in drafts and reports."""

from __future__ import annotations

import pytest

from tests.staff.office import Office
from tests.staff.test_assessments import AREA, begun, saved
from tests.staff.test_records import HOUSE, YES, about, sent

TITLE, REPORT = "She moved rooms", "/staff/reports/self-assessment?number=1"
DRAFTED = "One record of 20 November 2026 shows it."
TICKED = {"shown-duq.1.ask.1": "record:1"}


async def seen(office: Office, title: str = TITLE) -> tuple[bool, bool, bool]:
    """Whether the section's page names it, its draft counts it, and the report names it."""
    page = (await office.get(AREA)).text
    report = await office.get(REPORT)
    assert report.status_code == 200
    return title in page, DRAFTED in page, title in report.text


@pytest.mark.parametrize(("naming", "to_the_board"), [("", False), ("no", False), ("unnamed", True), ("named", True)])
async def test_the_board_meets_only_what_the_person_allowed(office: Office, naming: str, to_the_board: bool) -> None:
    """Open to all readers and ticked as evidence: without a yes it is in nothing of the board's, with one in all."""
    await begun(office)
    await about(office, title=TITLE, **({**YES, "naming": naming} if naming else {}))
    await saved(office, **TICKED)
    assert await seen(office) == (True, True, True), "a manager knows of it"
    await office.sign_in("Lou", "board")
    assert await seen(office) == (to_the_board,) * 3
    assert f'value="{TICKED["shown-duq.1.ask.1"]}"' not in (await office.get(AREA)).text
    await office.sign_in("Sal", "lead")
    assert await seen(office) == (True, True, True), "so does the lead"


async def test_a_yes_that_is_taken_back_is_out_of_the_boards_pages_at_once(office: Office) -> None:
    """The very next look at page, draft and report is without it."""
    await begun(office)
    await about(office, title=TITLE, **YES)
    await saved(office, **TICKED)
    await office.post("/staff/records/1/take-back", "/staff/records/1")
    await office.sign_in("Lou", "board")
    assert await seen(office) == (False, False, False)


async def test_what_is_about_all_is_for_those_who_work_for_all(office: Office) -> None:
    """A member of one house gets records of that house only, here as on the pages of records."""
    await begun(office, service=str(office.houses[HOUSE]))
    for number, service in enumerate(("0", "1"), 1):
        assert (await sent(office, title=f"{TITLE} {number}", service=service))[0] == 303
    assert (await seen(office, f"{TITLE} 1"))[0], "whoever works for all sees it"
    await office.sign_in("Kim", "manager", HOUSE)
    page, lists = (await office.get(AREA)).text, (await office.get("/staff/records")).text
    for text in (page, lists):
        assert (f"{TITLE} 1" in text, f"{TITLE} 2" in text) == (False, True)


@pytest.mark.parametrize(("naming", "counted"), [("no", False), ("unnamed", True)])
async def test_what_a_number_is_made_of_counts_no_more(office: Office, naming: str, counted: bool) -> None:
    """Behind a number stand the records that the visitor may see: not even that there is one without a yes."""
    await office.answer(HOUSE, 15, say={"choose": "yes"})
    await office.sign_in("Mo", "manager")
    await about(office, **{**YES, "naming": naming})
    path = f"/staff/numbers/duq.1.good.1?round={office.round}"
    assert "Notes of a visit" in (await office.get(path)).text, "the manager knows of it"
    await office.sign_in("Lou", "board")
    assert ("Notes of a visit" in (await office.get(path)).text) is counted
