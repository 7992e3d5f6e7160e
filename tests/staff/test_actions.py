"""The pages of the register."""

from __future__ import annotations

import re
from typing import Any

import pytest

from asking import wished
from asking.permissions import Role
from store import action_notes, actions, plans
from store.action import Action, NewAction, Someone, Status
from store.tx import Tx
from tests.staff.doors_summaries import a_summary
from tests.staff.office import AT, Office, form_token_on

NEW = {
    "what": "Supper is at 6",
    "outcome": "People are hungry when they eat.",
    "service": "0",
    "new_plan": "Our year",
    "other_leads": "The cook\nNight staff",
    "due_on": "2026-12-31",
    "timescale": "before the new year",
    "expected-0": "A new menu",
    "expected-due-0": "2026-12-01",
    "standards": "duq.1.good.1",
    "refers_to": "2.1, 3",
}


@pytest.fixture
async def manager(office: Office) -> Office:
    """The office with Mo signed in, who manages every house."""
    await office.sign_in("Mo", Role.MANAGER)
    return office


async def kept(office: Office, number: int = 1) -> Action:
    """An action as it is kept."""
    found = await office.database.read(lambda tx: actions.get(tx, number))
    assert found
    return found


async def an_action(office: Office, **said: Any) -> int:
    """An action in a plan of its own."""

    def made(tx: Tx) -> int:
        plan = plans.add(tx, name="Plan", kind=plans.REGISTER, at=AT, by=None)
        return actions.add(tx, NewAction(**{"plan_id": plan, "what": "Paint the hall", **said}), at=AT, by=None)

    return await office.database.write(made)


async def test_an_action_is_opened_with_what_people_say_now(manager: Office) -> None:
    """All that was typed is kept, in a new plan, with what readers see of its standard at that moment."""
    await manager.answer("Mill Lane", 5, say={"one": "yes"})
    sent = await manager.post("/staff/actions/add", **NEW)
    assert sent.headers["location"] == "/staff/actions/1?done=added"
    said = (await kept(manager)).said
    assert (said.what, said.due_on, said.timescale) == ("Supper is at 6", "2026-12-31", "before the new year")
    assert [one.name for one in said.leads] == ["The cook", "Night staff"]
    assert [(one.text, one.due_on) for one in said.expected] == [("A new menu", "2026-12-01")]
    assert said.refers_to == ("2.1", "3")
    basis = await manager.database.read(lambda tx: action_notes.basis(tx, 1))
    assert [(one.standard, one.source) for one in basis] == [
        ("duq.1.good.1", source) for source in ("family", "person", "staff")
    ]
    page = (await manager.get("/staff/actions/1")).text
    assert "Did it work?" in page
    assert "We cannot compare: nobody was heard on this before." in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"what": " "}, "Enter what is to be done."),
        ({"service": "77"}, "Choose where it is done."),
        ({"new_plan": ""}, "Choose a plan, or give a new one a name."),
        ({"due_on": "soon"}, "Enter the last day as a date, or leave it empty."),
        ({"starts_on": "2027-02-01"}, "The last day comes before the first one."),
        ({"standards": "duq.9"}, "Choose from the list."),
        ({"expected-due-0": "May"}, "Enter the days as dates, or leave them empty."),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    manager: Office, fields: dict[str, str], sentence: str
) -> None:
    """The form comes again with every word that was typed; nothing is kept."""
    sent = await manager.post("/staff/actions/add", **{**NEW, **fields})
    assert sent.status_code == 400
    assert sentence in sent.text
    assert "People are hungry when they eat." in sent.text
    assert "A new menu" in sent.text
    assert not await manager.database.read(actions.all)
    assert not await manager.database.read(plans.all)


async def test_a_change_keeps_what_was_seen(manager: Office) -> None:
    """Changing what an action says keeps the day on which a line that stays was seen, and its status."""
    await manager.post("/staff/actions/add", **NEW)
    await manager.post("/staff/actions/1/seen", place="0", day="2026-11-20")
    await manager.post("/staff/actions/1/note", words="Begun.", status="in-progress")
    changed = {**NEW, "new_plan": "", "plan": "1", "what": "Supper is at half past 6", "expected-1": "Minutes"}
    assert (await manager.post("/staff/actions/1/change", **changed)).status_code == 303
    found = await kept(manager)
    assert [(one.text, one.seen_on) for one in found.said.expected] == [("A new menu", "2026-11-20"), ("Minutes", None)]
    assert (found.said.what, found.status) == ("Supper is at half past 6", Status.IN_PROGRESS)
    await manager.post("/staff/actions/1/seen", place="0", do="back")
    assert (await kept(manager)).said.expected[0].seen_on is None


async def test_a_lead_sees_and_moves_their_own_and_nothing_else(office: Office) -> None:
    """A keyworker who leads an action finds it, writes how it goes, and cannot change what it says."""
    kim = await office.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    mine = await an_action(office, leads=(Someone("Kim", kim),))
    other = await an_action(office, what="Not hers")
    page = (await office.get("/staff/actions")).text
    assert "Paint the hall" in page
    assert "Not hers" not in page
    assert (await office.get(f"/staff/actions/{other}")).status_code == 404
    sent = await office.post(f"/staff/actions/{mine}/note", words="The paint is here.", status="in-progress")
    assert sent.status_code == 303
    assert "The paint is here." in (await office.get(f"/staff/actions/{mine}")).text
    assert (await office.get(f"/staff/actions/{mine}/change")).status_code == 403


async def test_no_longer_needed_says_why(manager: Office) -> None:
    """An action is put aside only with the reason; a note with neither words nor a new status is refused."""
    number = await an_action(manager)
    assert (
        "Write why it is no longer needed."
        in (await manager.post(f"/staff/actions/{number}/note", status="no-longer-needed")).text
    )
    assert "Write how it goes" in (await manager.post(f"/staff/actions/{number}/note", status="not-started")).text
    sent = await manager.post(f"/staff/actions/{number}/note", status="no-longer-needed", words="The hall is sold.")
    assert sent.status_code == 303
    assert (await kept(manager, number)).status is Status.NO_LONGER_NEEDED


async def test_the_register_shows_what_is_late_and_still_at_a_glance(manager: Office) -> None:
    """Overdue and not moving are counted at the top, and each can be looked at alone."""
    await an_action(manager, what="Late", due_on="2026-11-01")
    await an_action(manager, what="In time", due_on="2026-12-01")
    manager.clock.turn(days=40)
    await manager.sign_in("Ada", Role.BOARD)
    page = (await manager.get("/staff/actions")).text
    assert "Overdue: 2" in page
    assert "Not moving: 2" in page
    only = (await manager.get("/staff/actions?show=no-change")).text
    assert "Nothing here." in only
    assert (await manager.get("/staff/actions?show=nonsense")).status_code == 404


async def test_actions_of_a_plan_point_to_each_other(manager: Office) -> None:
    """A reference by number is a link in both directions."""
    plan = await manager.database.write(lambda tx: plans.add(tx, name="Plan", kind=plans.REGISTER, at=AT, by=None))
    first = await an_action(manager, plan_id=plan, what="One thing", number="2.1")
    second = await an_action(manager, plan_id=plan, what="Another thing", number="3", refers_to=("2.1",))
    assert "Another thing" in (await manager.get(f"/staff/actions/{first}")).text
    assert "One thing" in (await manager.get(f"/staff/actions/{second}")).text
    page = await manager.get(f"/staff/plans/{plan}")
    assert "0 of 2 done. 2 not started." in page.text
    token = form_token_on(page.text)
    closed = await manager.client.post(f"/staff/plans/{plan}", data={"form_token": token, "do": "close"})
    assert closed.status_code == 303
    assert "The plan is closed." in (await manager.get(closed.headers["location"])).text


async def test_the_way_from_evidence_to_an_action_is_one_link(manager: Office) -> None:
    """Under each standard of an area stands a link to a form that has the standard and the service already."""
    page = (await manager.get("/staff/areas/duq.1?service=2")).text
    link = re.search(r'href="(/staff/actions/add\?[^"]*;standard=duq\.1\.good\.1&amp;service=2)"', page)
    assert link
    form = (await manager.get(link[1].replace("&amp;", "&"))).text
    assert re.search(r'value="duq\.1\.good\.1" checked', form)
    assert re.search(r'<option value="2" selected>', form)


async def test_a_wish_goes_into_the_register_without_its_words(manager: Office) -> None:
    """Who takes a wish leads an action by that day; the wish's words stay with whoever has it, and go with them."""
    await a_summary(manager, "Mill Lane")
    sent = await manager.post("/staff/wishes/1/take", kind="change", due="2026-12-20")
    assert sent.headers["location"] == "/staff/wishes?done=taken"
    said = (await kept(manager)).said
    assert (said.what, said.service_id, said.due_on) == (wished.WHAT, manager.houses["Mill Lane"], "2026-12-20")
    assert [one.name for one in said.leads] == ["Mo"]
    assert '/staff/actions/1"' in (await manager.get("/staff/wishes")).text
    page = (await manager.get("/staff/actions/1")).text
    assert "/staff/wishes#wish-1" in page
    assert "Eat at 6." not in page
    await manager.post("/staff/wishes/1/take", kind="action", due="2026-12-20")
    assert len(await manager.database.read(actions.all)) == 1, "a wish is taken once"


async def test_did_it_work_is_told_in_words_to_those_who_may_know(office: Office) -> None:
    """What is said since stands in words with its range; a lead who is no reader sees no figure at all."""
    kim = await office.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    number = await an_action(office, standards=("duq.1.good.1",), leads=(Someone("Kim", kim),))
    shown = {"shown": "figures", "says": "good", "good": 9, "mixed": 0, "not_good": 5}

    def opened(tx: Tx) -> None:
        action_notes.put_basis(
            tx, number, "duq.1.good.1", round_id=1, source="person", result={"all": shown, "core": shown}
        )

    await office.database.write(opened)
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    page = (await office.get(f"/staff/actions/{number}")).text
    assert "Did it work?" not in page
    assert "9 of 14" not in page
    await office.sign_in("Mo", Role.MANAGER, "Mill Lane")
    assert "9 of 14" not in (await office.get(f"/staff/actions/{number}")).text, "it is about all services"
    await office.sign_in("Ada", Role.BOARD)
    page = (await office.get(f"/staff/actions/{number}")).text
    assert "9 of 14 say good. Likely between 39% and 84%." in page
    assert "We cannot tell yet" in page


async def test_the_home_page_says_what_is_late(office: Office) -> None:
    """A lead hears of theirs; a manager of all that is late, once, and what does not move; others of nothing."""
    kim = await office.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    await an_action(office, due_on="2026-11-01", leads=(Someone("Kim", kim),))
    await an_action(office, due_on="2026-11-25", leads=(Someone("Kim", kim),), status=Status.IN_PROGRESS)
    page = (await office.get("/staff")).text
    assert "1 action that you lead is overdue." in page
    assert "1 action that you lead is due within 7 days." in page
    assert "of others" not in page
    office.clock.turn(days=40)
    await office.sign_in("Mo", Role.MANAGER)
    page = (await office.get("/staff")).text
    assert "2 actions are overdue." in page
    assert "2 actions do not move." in page
    await office.sign_in("Ada", Role.BOARD)
    assert "overdue" not in (await office.get("/staff")).text
