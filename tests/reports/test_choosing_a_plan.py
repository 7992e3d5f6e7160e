"""The report on actions can be about any plan that its reader may see, open or closed, on the page and when typed."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from bot.app import open_rooms
from bot.clock import utc_now
from bot.config import read_config
from store import actions, plans, services
from store.action import NewAction
from store.tx import Tx
from tests.bot.test_cli import Plainsay
from tests.staff.office import Office

AT = "2026-11-22T12:00:00Z"


def three_plans(tx: Tx) -> dict[str, int]:
    """A plan for all services, one of Mill Lane, and a closed one, with an action each."""
    houses = {one.name: one.id for one in services.ever(tx)}
    made = {}
    for name, house in (("Everywhere", ""), ("At the mill", "Mill Lane"), ("Of last year", "")):
        here = houses.get(house, 0)
        made[name] = plans.add(tx, name=name, kind=plans.REGISTER, at=AT, by=None, service_id=here)
        actions.add(tx, NewAction(made[name], f"Do it: {name}.", service_id=here), at=AT, by=None)
    plans.close(tx, made["Of last year"], AT)
    return made


def offered(page: str, name: str) -> dict[str, str]:
    """What can be chosen for the report on actions: label → value."""
    (found,) = re.findall(rf'<select[^>]*id="actions-{name}".*?</select>', page, flags=re.DOTALL)
    return {label: value for value, label in re.findall(r'<option value="([^"]*)">([^<]*)', found)}


async def test_every_plan_can_be_chosen_on_the_page(managed: Office) -> None:
    """All open ones at once, each by itself, and closed ones, which say so in the list and in the report."""
    made = await managed.database.write(three_plans)
    choices = offered((await managed.get("/staff/reports")).text, "number")
    assert choices["All open plans"] == "0"
    assert choices["Of last year (closed)"] == str(made["Of last year"])
    every = (await managed.get("/staff/reports/actions?number=0")).text
    assert "Do it: Everywhere." in every
    assert "Do it: Of last year." not in every
    closed = (await managed.get(f"/staff/reports/actions?number={made['Of last year']}")).text
    assert "This plan was closed on 22 November 2026." in closed
    assert "Do it: Of last year." in closed
    assert "Do it: Everywhere." not in closed


async def test_a_service_can_be_chosen(managed: Office) -> None:
    """Only what is done there is in it; what is for all services is not."""
    await managed.database.write(three_plans)
    choices = offered((await managed.get("/staff/reports")).text, "service")
    assert choices["All services"] == "0"
    here = (await managed.get(f"/staff/reports/actions?service={choices['Mill Lane']}")).text
    assert "Do it: At the mill." in here
    assert "Do it: Everywhere." not in here


async def test_a_house_sees_its_own_and_what_is_for_all(office: Office) -> None:
    """As on the pages: another house's plan is not offered, and its number finds nothing."""
    made = await office.database.write(three_plans)
    await office.sign_in("Mo", "manager", "Rose Cottage")
    page = (await office.get("/staff/reports")).text
    choices = offered(page, "number")
    assert set(choices) == {"Everywhere", "Of last year (closed)"}
    assert (await office.get(f"/staff/reports/actions?number={made['At the mill']}")).status_code == 404
    assert "Do it: Everywhere." in (await office.get("/staff/reports/actions")).text


async def test_where_all_plans_are_closed_they_can_still_be_had(managed: Office) -> None:
    """The report is not told as one that cannot be made."""

    def only_closed(tx: Tx) -> None:
        for number in three_plans(tx).values():
            plans.close(tx, number, AT)

    await managed.database.write(only_closed)
    choices = offered((await managed.get("/staff/reports")).text, "number")
    assert len(choices) == 3
    assert all(label.endswith("(closed)") for label in choices)


@pytest.fixture
def numbers(plainsay: Plainsay, tmp_path: Path) -> dict[str, int]:
    """The three plans, in the folder that the commands use; by name."""
    plainsay("doctor")

    async def made() -> dict[str, int]:
        async with open_rooms(read_config({}, data=str(tmp_path / "data")), utc_now) as rooms:
            return await rooms.database.write(three_plans)

    return asyncio.run(made())


def test_a_plan_is_typed(plainsay: Plainsay, numbers: dict[str, int]) -> None:
    """An open one, a closed one, one that there is not, and a report that is about no plan."""
    status, out, _ = plainsay("report", "actions", "--plan", str(numbers["Of last year"]), "--format", "csv")
    assert status == 0
    assert "Do it: Of last year." in out
    assert "Do it: Everywhere." not in out
    status, _, wrong = plainsay("report", "actions", "--plan", "99")
    assert status == 2
    assert f"There is no plan 99. There are: {numbers['At the mill']} At the mill" in wrong
    assert f"{numbers['Of last year']} Of last year (closed)" in wrong
    status, _, wrong = plainsay("report", "evidence", "--plan", "1")
    assert status == 2
    assert "is not about a plan" in wrong
