"""Plans: where their actions stand, and what a closed one still asks for."""

from __future__ import annotations

import re

import pytest

from asking.permissions import Role
from store import actions, plans
from store.action import Someone, Status
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.test_actions import NEW, an_action, kept


async def a_plan(office: Office, name: str, *titles: str) -> tuple[int, list[int]]:
    """A plan with numbered parts; gives its number and theirs."""

    def made(tx: Tx) -> tuple[int, list[int]]:
        plan = plans.add(tx, name=name, kind=plans.REGISTER, at=AT, by=None)
        return plan, [plans.add_part(tx, plan_id=plan, number=str(n), title=one) for n, one in enumerate(titles, 1)]

    return await office.database.write(made)


async def test_an_action_that_goes_to_another_plan_stands_on_its_page(managed: Office) -> None:
    """The part of the old plan is no part of the new one: that is said, and nothing is lost from sight."""
    old, (part,) = await a_plan(managed, "Old", "Food")
    new, (other,) = await a_plan(managed, "New", "Time")
    number = await an_action(managed, plan_id=old, part_id=part, what="Ask about supper")
    typed = {**NEW, "new_plan": "", "what": "Ask about supper"}
    sent = await managed.post(f"/staff/actions/{number}/change", **typed, plan=str(new), part=str(part))
    assert sent.status_code == 400
    assert "This is a part of another plan." in sent.text
    assert (await kept(managed, number)).said.plan_id == old
    for chosen, left in (("", None), (str(other), other)):
        sent = await managed.post(f"/staff/actions/{number}/change", **typed, plan=str(new), part=chosen)
        assert sent.status_code == 303
        assert (await kept(managed, number)).said.part_id == left
        assert "Ask about supper" in (await managed.get(f"/staff/plans/{new}")).text
    sent = await managed.post(
        f"/staff/actions/{number}/change", **{**typed, "new_plan": "Newest"}, plan=str(new), part=str(other)
    )
    assert sent.status_code == 303, "a new plan has no parts"
    assert (await kept(managed, number)).said.part_id is None


async def test_an_action_under_a_part_of_another_plan_is_still_shown(managed: Office) -> None:
    """One that an older release left there stands last on the page of its plan, and the progress counts it."""
    _, (part,) = await a_plan(managed, "Old", "Food")
    new, _ = await a_plan(managed, "New", "Time")
    number = await an_action(managed, plan_id=new, what="Ask about supper")
    await managed.database.write(
        lambda tx: tx.run("UPDATE action SET part_id = :part WHERE id = :id", part=part, id=number)
    )
    page = (await managed.get(f"/staff/plans/{new}")).text
    assert "Ask about supper" in page
    assert "0 of 1 done." in page


@pytest.mark.parametrize("part", ["99", "x", "-1", "9" * 15])
async def test_a_part_that_is_not_there_is_refused(managed: Office, part: str) -> None:
    """Whatever a form sends."""
    plan, _ = await a_plan(managed, "Plan", "Food")
    sent = await managed.post("/staff/actions/add", **{**NEW, "new_plan": ""}, plan=str(plan), part=part)
    assert sent.status_code == 400
    assert not await managed.database.read(actions.all)


async def test_a_part_is_chosen_when_an_action_is_opened(managed: Office) -> None:
    """The form offers the parts of every open plan under its name; an address can choose one."""
    plan, (food, time) = await a_plan(managed, "Plan", "Food", "Time")
    form = (await managed.get(f"/staff/actions/add?plan={plan}&part={time}")).text
    assert '<optgroup label="Plan">' in form
    assert f'<option value="{food}">1. Food</option>' in form
    assert f'<option value="{time}" selected>2. Time</option>' in form
    sent = await managed.post("/staff/actions/add", **{**NEW, "new_plan": ""}, plan=str(plan), part=str(time))
    assert sent.status_code == 303
    assert (await kept(managed)).said.part_id == time


async def test_a_closed_plan_asks_for_nothing(managed: Office) -> None:
    """Its actions are neither overdue nor still, nor to do, nor anybody's; opened again they are all of it."""
    kim = await managed.sign_in("Kim", Role.MANAGER)
    plan, _ = await a_plan(managed, "Last year")
    lead = (Someone("Kim", kim),)
    await an_action(managed, plan_id=plan, what="Paint the gate", due_on="2026-11-01", leads=lead)
    await an_action(managed, plan_id=plan, what="Oil it", status=Status.IN_PROGRESS)
    managed.clock.turn(days=40)
    await managed.sign_in("Kim", Role.MANAGER)

    async def told() -> tuple[bool, ...]:
        page = (await managed.get("/staff/actions")).text
        shown = [(await managed.get(f"/staff/actions?show={one}")).text for one in ("open", "still", "overdue")]
        home = (await managed.get("/staff")).text
        own = (await managed.get(f"/staff/plans/{plan}")).text
        return (
            "Overdue: 1" in page,
            "Not moving: 2" in page,
            *("Paint the gate" in one for one in shown),
            "overdue" in home,
            "1 is overdue." in own,
        )

    assert set(await told()) == {True}
    assert (await managed.post(f"/staff/plans/{plan}", do="close")).status_code == 303
    assert set(await told()) == {False}
    page = (await managed.get("/staff/actions?show=closed")).text
    assert "Paint the gate" in page
    assert "Paint the gate" in (await managed.get("/staff/actions?show=all")).text
    assert (await managed.post(f"/staff/plans/{plan}", do="open")).status_code == 303
    assert set(await told()) == {True}
    assert "Paint the gate" not in (await managed.get("/staff/actions?show=closed")).text


async def test_an_action_of_a_closed_plan_can_be_put_right(managed: Office) -> None:
    """Its own plan stays a choice, so that changing a word does not move it elsewhere."""
    plan, (part,) = await a_plan(managed, "Last year", "Food")
    number = await an_action(managed, plan_id=plan, part_id=part)
    await managed.database.write(lambda tx: plans.close(tx, plan, AT))
    form = (await managed.get(f"/staff/actions/{number}/change")).text
    assert re.search(rf'<option value="{plan}" selected>Last year', form)
    typed = {**NEW, "new_plan": "", "plan": str(plan), "part": str(part)}
    assert (await managed.post(f"/staff/actions/{number}/change", **typed)).status_code == 303
    assert "Last year" not in (await managed.get("/staff/actions/add")).text


@pytest.mark.parametrize(
    ("timescale", "typed", "days"),
    [
        ("End March 2027", {}, (None, "2027-03-31")),
        ("Begin June 2027", {}, ("2027-06-30", None)),
        ("End March 2027", {"due_on": "2027-02-01"}, (None, "2027-02-01")),
        ("when we can", {}, (None, None)),
    ],
)
async def test_words_that_name_a_day_give_it(
    managed: Office, timescale: str, typed: dict[str, str], days: tuple[str | None, str | None]
) -> None:
    """As in a file: else an action with its time in words only is never late. A day that is taken out stays out."""
    form = {**NEW, "due_on": "", "timescale": timescale, **typed}
    assert (await managed.post("/staff/actions/add", **form)).status_code == 303
    said = (await kept(managed)).said
    assert (said.starts_on, said.due_on) == days
    assert said.timescale == timescale
    again = {**form, "new_plan": "", "plan": "1", "due_on": "", "starts_on": ""}
    await managed.post("/staff/actions/1/change", **again)
    said = (await kept(managed)).said
    assert (said.starts_on, said.due_on) == (None, None)


async def test_a_number_stands_once_under_a_part(managed: Office) -> None:
    """Two of one number would be read as one; under another part it is another one, and what is there may stay."""
    plan, (food, time) = await a_plan(managed, "Plan", "Food", "Time")
    form = {**NEW, "new_plan": "", "plan": str(plan), "number": "1"}
    for part in ("", str(food), str(time)):
        assert (await managed.post("/staff/actions/add", **form, part=part)).status_code == 303
        refused = await managed.post("/staff/actions/add", **form, part=part)
        assert refused.status_code == 400
        assert "Another action beside it has this number." in refused.text
    assert (await managed.post("/staff/actions/1/change", **form, part=str(food))).status_code == 400
    assert (await managed.post("/staff/actions/1/change", **form, part="")).status_code == 303
    twin = await an_action(managed, plan_id=plan, part_id=food, number="1")
    assert (await managed.post(f"/staff/actions/{twin}/change", **form, part=str(food))).status_code == 303
    assert (await managed.post("/staff/actions/add", **{**form, "number": ""}, part=str(food))).status_code == 303
