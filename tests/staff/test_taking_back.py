"""A wrong file is taken back from the page of its plan, as far as nobody has worked on what it added."""

from __future__ import annotations

import re

import pytest

from store import access_log, action_notes, actions, changes, plans, worries
from store.action import NewAction, Status
from store.changes import NewChange
from store.tx import Tx
from tests.action_tables.councils import FORMATS, dudley
from tests.staff.office import AT, Office
from tests.staff.test_actions_import import kept, pressed, uploaded
from tests.staff.test_people import words

FILE = """No,Key action,Evidence,Timescale,Lead,Progress,Outcome
Area 1 - Food,,,,,,
1,Ask the cook.,Minutes,May 2030,Ann Manager,We asked,Fun
2,Buy a pan.,,,Sam,,
Area 2 - Time,,,,,,
3,Sleep longer.,,Completed,Jo,,
"""
FOUND = re.compile(r'href="(/staff/plans/\d+/imports/\d+)"')


async def read_in(office: Office, data: bytes = FILE.encode()) -> str:
    """Read a file into the register, and turn the clock; gives the address of its plan."""
    page = (await uploaded(office, data)).text
    sent = await pressed(office, page, "/staff/actions/import/add")
    office.clock.turn(hours=1)
    found = re.search(r"plan=(\d+)", sent.headers["location"])
    assert found
    assert f'href="/staff/plans/{found[1]}"' in (await office.get(sent.headers["location"])).text
    return f"/staff/plans/{found[1]}"


async def link_on(office: Office, plan: str) -> str:
    """The address at which the newest import of a plan is taken back."""
    return FOUND.findall((await office.get(plan)).text)[0]


async def test_a_wrong_file_is_taken_back_whole(managed: Office) -> None:
    """What goes is listed first; then actions, headings and the plan that came of it are gone, and it is noted."""
    plan = await read_in(managed)
    link = await link_on(managed, plan)
    page = words((await managed.get(link)).text)
    assert "3 actions will go" in page
    assert all(what in page for what in ("1 Ask the cook.", "2 Buy a pan.", "3 Sleep longer."))
    assert "will stay" not in page
    assert len(await kept(managed)) == 3, "looking takes nothing away"
    sent = await managed.post(link)
    assert sent.headers["location"] == "/staff/plans?done=back&back=3"
    assert "3 actions are taken back" in (await managed.get(sent.headers["location"])).text
    assert await kept(managed) == ()
    assert await managed.database.read(plans.all) == ()
    log = await managed.database.read(lambda tx: [one.did for one in access_log.recent(tx)])
    assert "took back 3 actions that were read from a file, plan 1" in log
    assert (await managed.post(link)).status_code == 404, "twice takes back once"


async def test_a_file_that_was_taken_back_can_be_read_again(managed: Office) -> None:
    """It is new then, with every action, heading and note."""
    plan = await read_in(managed, FORMATS["csv"](dudley()))
    before = [one.said.what for one in await kept(managed)]
    await managed.post(await link_on(managed, plan))
    assert await kept(managed) == ()
    again = await read_in(managed, FORMATS["csv"](dudley()))
    assert [one.said.what for one in await kept(managed)] == before
    assert len(before) == 80
    assert "3 actions" not in (await managed.get(again)).text
    assert "80 actions" in words((await managed.get(again)).text)


def change_of(tx: Tx, number: int) -> None:
    """A change that came of an action."""
    changes.add(tx, NewChange("The food is cold.", "We eat at 6.", picture="choose", action_id=number), at=AT, by="Mo")


async def touch(office: Office, how: str, number: int) -> None:
    """Work on an action, in one of the ways there are."""
    if how == "note":
        await office.post(f"/staff/actions/{number}/note", words="We began.", status="not-started")
    elif how == "status":
        await office.post(f"/staff/actions/{number}/note", status="in-progress")
    elif how == "seen":
        await office.post(f"/staff/actions/{number}/seen", place="0", day="2026-11-20")
    elif how == "linked":
        await office.post("/staff/actions/link", **{f"link-{number}": "duq.1.good.1"})
    elif how == "nothing":
        await office.post("/staff/actions/link", **{f"none-{number}": "yes"})
    elif how == "changed":
        typed = {"what": "Ask the cooks.", "service": "0", "plan": "1", "number": "1"}
        assert (await office.post(f"/staff/actions/{number}/change", **typed)).status_code == 303
    elif how == "told":
        await office.database.write(lambda tx: change_of(tx, number))
    else:
        await office.worry("Mill Lane", "Someone shouted.")
        await office.database.write(lambda tx: worries.link_action(tx, 1, number))


@pytest.mark.parametrize("how", ["note", "status", "seen", "linked", "nothing", "changed", "told", "worry"])
async def test_what_somebody_worked_on_stays(managed: Office, how: str) -> None:
    """With its plan and heading, and the page says which; the others go."""
    plan = await read_in(managed)
    first, *others = await kept(managed)
    await touch(managed, how, first.id)
    link = await link_on(managed, plan)
    goes, _, stays = words((await managed.get(link)).text).partition("1 action will stay")
    assert "Ask the cook" in stays
    assert "Ask the cook" not in goes
    assert all(one.said.what in goes for one in others)
    sent = await managed.post(link)
    assert sent.headers["location"] == f"{plan}?done=back&back=2"
    assert [one.id for one in await kept(managed)] == [first.id]
    titles = [one.title for one in await managed.database.read(lambda tx: plans.parts(tx, 1))]
    assert titles == (["Food"] if how != "changed" else []), "a heading goes where nothing is left under it"
    page = words((await managed.get(link)).text)
    assert "Somebody has worked on all of it since" in page
    notes = await managed.database.read(lambda tx: action_notes.of(tx, first.id))
    assert "We asked" in [one.words for one in notes]


async def test_what_was_there_before_stays(managed: Office) -> None:
    """A second file into a plan is taken back alone: the first one, and what was opened by hand, are left."""
    plan = await read_in(managed)
    await managed.database.write(lambda tx: actions.add(tx, NewAction(1, "By hand", number="4"), at=AT, by=None))
    await read_in(managed, f"{FILE}5,Sing.,,,Jo,,\n6,Dance.,,,Jo,,\n".encode())
    page = (await managed.get(plan)).text
    assert len(FOUND.findall(page)) == 2
    await managed.post(FOUND.findall(page)[0])
    assert [one.said.what for one in await kept(managed)] == [
        "Ask the cook.",
        "Buy a pan.",
        "Sleep longer.",
        "By hand",
    ]
    await managed.post(await link_on(managed, plan))
    assert [one.said.what for one in await kept(managed)] == ["By hand"]
    assert len(await managed.database.read(plans.all)) == 1, "the plan holds what was opened by hand"


async def test_an_import_is_taken_back_at_its_own_plan_only(managed: Office) -> None:
    """And by those who run the plan."""
    plan = await read_in(managed)
    other = await managed.database.write(lambda tx: plans.add(tx, name="X", kind=plans.REGISTER, at=AT, by=None))
    link = await link_on(managed, plan)
    assert (await managed.post(link.replace(plan, f"/staff/plans/{other}"))).status_code == 404
    await managed.sign_in("Ada", "board")
    assert FOUND.findall((await managed.get(plan)).text) == []
    await managed.sign_in("Mia", "manager", "Mill Lane")
    assert (await managed.post(link)).status_code == 404
    assert len(await kept(managed)) == 3
    assert {one.status for one in await kept(managed)} == {Status.NOT_STARTED, Status.DONE}


async def test_an_action_that_went_to_another_plan_stays_there(managed: Office) -> None:
    """It is none of the file's any more: the rest is taken back with the plan, and it stands last in its new one."""
    plan = await read_in(managed)

    def other(tx: Tx) -> int:
        number = plans.add(tx, name="Other", kind=plans.REGISTER, at=AT, by=None)
        for what in ("One", "Two", "Three"):
            actions.add(tx, NewAction(number, what), at=AT, by=None)
        return number

    there = await managed.database.write(other)
    first = (await kept(managed))[0].id
    typed = {"what": "Ask the cooks.", "service": "0", "plan": str(there)}
    assert (await managed.post(f"/staff/actions/{first}/change", **typed)).status_code == 303
    link = await link_on(managed, plan)
    page = words((await managed.get(link)).text)
    assert "2 actions will go" in page
    assert "will stay" not in page
    sent = await managed.post(link)
    assert sent.headers["location"] == "/staff/plans?done=back&back=2"
    found = await managed.database.read(lambda tx: actions.of_plan(tx, there))
    assert [one.said.what for one in found] == ["One", "Two", "Three", "Ask the cooks."]
