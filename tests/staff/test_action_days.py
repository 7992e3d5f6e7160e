"""The days of what will show that an action is done: on the action's page, in the register and on the first page."""

from __future__ import annotations

from asking.permissions import Role
from store.action import Expected, Someone
from tests.staff.office import Office
from tests.staff.test_actions import an_action

QUARTERLY = (
    Expected("Minutes of October", "31 October", "2026-10-31"),
    Expected("Minutes of November", "29 November", "2026-11-29"),
    Expected("Minutes of January", "31 January", "2027-01-31"),
)


async def test_evidence_that_is_late_makes_the_action_late(office: Office) -> None:
    """An action whose last day is in January is overdue in November, until what October should show was seen."""
    kim = await office.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    leads = (Someone("Kim", kim),)
    number = await an_action(office, number="6", due_on="2027-01-31", leads=leads, expected=QUARTERLY)
    assert "1 action that you lead is overdue." in (await office.get("/staff")).text
    page = (await office.get("/staff/actions")).text
    assert "to be seen by 31 October 2026" in page
    assert "Overdue</strong>" in page
    one = (await office.get(f"/staff/actions/{number}")).text
    assert one.count("Overdue</strong>") == 2, "the action, and the minutes of October"
    assert (await office.post(f"/staff/actions/{number}/seen", place="0", day="2026-11-20")).status_code == 303
    page = (await office.get("/staff/actions")).text
    assert "to be seen by 29 November 2026" in page
    assert "Overdue</strong>" not in page
    home = (await office.get("/staff")).text
    assert "overdue" not in home
    assert "1 action that you lead is due within 7 days." in home


async def test_what_is_done_first_stands_first(office: Office) -> None:
    """The register is in the order of the days that count, whether an action's own or those of what shows it."""
    await office.sign_in("Mo", Role.MANAGER)
    await an_action(office, what="Own day in December", due_on="2026-12-10")
    await an_action(office, what="Minutes in November", due_on="2027-01-31", expected=QUARTERLY[1:])
    await an_action(office, what="No day at all")
    page = (await office.get("/staff/actions")).text
    places = [page.index(what) for what in ("Minutes in November", "Own day in December", "No day at all")]
    assert places == sorted(places)
