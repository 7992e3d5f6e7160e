"""Actions that came from a file are linked to what people are asked; and what people say of a change stands beside."""

from __future__ import annotations

import re

import pytest

from asking.permissions import Role
from store import changes, told
from store.changes import NewChange
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.test_actions import an_action, kept


@pytest.fixture
async def manager(office: Office) -> Office:
    """The office with Mo signed in, who manages every house."""
    await office.sign_in("Mo", Role.MANAGER)
    return office


async def test_actions_of_a_file_are_linked_on_one_page(manager: Office) -> None:
    """What says nothing of what people are asked is told on the home page, and linked by a person's choice alone."""
    first, second = await an_action(manager, what="Ask about supper", number="1"), await an_action(manager, number="2")
    assert "2 actions" not in (await manager.get("/staff")).text, "they are among what has to be tidied"
    assert "2 actions say nothing" in (await manager.get("/staff/actions")).text
    assert "so we cannot tell later if it worked" in (await manager.get(f"/staff/actions/{first}")).text
    page = (await manager.get("/staff/actions/link")).text
    assert page.count("<fieldset") == 2
    assert not re.search(r"<input[^>]*checkbox[^>]*checked", page), "a suggestion is never chosen beforehand"
    moved = (await kept(manager, first)).moved_at
    await manager.post("/staff/actions/link", page="/staff/actions/link")
    assert (await kept(manager, first)).said.standards == (), "nothing chosen, nothing changed"
    sent = await manager.post("/staff/actions/link", **{f"other-{first}": "duq.1.good.1", f"none-{second}": "yes"})
    assert sent.headers["location"] == "/staff/actions/link?done=2"
    one = await kept(manager, first)
    assert (one.said.standards, one.said.what, one.moved_at) == (("duq.1.good.1",), "Ask about supper", moved)
    assert "Every action that is still to be done is linked" in (await manager.get("/staff/actions/link")).text
    assert "nothing of what people are asked" not in (await manager.get("/staff")).text
    assert (await kept(manager, second)).said.standards == ()


async def test_before_is_kept_from_the_day_of_the_link(manager: Office) -> None:
    """The page says from which day 'before' is; a link that somebody else made meanwhile stays."""
    await manager.answer("Mill Lane", 10, say={"one": "yes"})
    number = await an_action(manager)
    manager.clock.turn(days=3)
    await manager.sign_in("Mo", Role.MANAGER)
    await manager.post("/staff/actions/link", **{f"other-{number}": "duq.1.good.1"})
    day = (manager.clock()).date()
    assert f"‘Before’ is from {day.day} {day:%B %Y}" in (await manager.get(f"/staff/actions/{number}")).text
    await manager.post("/staff/actions/link", **{f"other-{number}": "duq.1.good.2"})
    assert (await kept(manager, number)).said.standards == ("duq.1.good.1",)


async def test_only_what_the_page_offers_can_be_linked(office: Office) -> None:
    """An invented standard is refused; another house's action, or one that is not there, stays as it is."""
    number = await an_action(office, service_id=office.houses["Mill Lane"])
    await office.sign_in("Mo", Role.MANAGER)
    assert (await office.post("/staff/actions/link", **{f"other-{number}": "nonsense"})).status_code == 400
    assert (await office.post("/staff/actions/link", **{"other-99": "duq.1.good.1", "link-x": "y"})).status_code == 303
    await office.sign_in("Bea", Role.MANAGER, "The Elms")
    assert (await office.post("/staff/actions/link", **{f"other-{number}": "duq.1.good.1"})).status_code == 303
    assert (await kept(office, number)).said.standards == ()
    assert (await office.get(f"/staff/actions/link?action={number}")).status_code == 404


async def test_whether_it_got_better_stands_beside_did_it_work(manager: Office) -> None:
    """A change that came of an action is told on its page, with the same care as on its own."""
    number = await an_action(manager)

    def published(tx: Tx) -> None:
        new = NewChange("The food is cold.", "We eat at 6.", picture="food", action_id=number)
        change = changes.add(tx, new, at=AT, by="Mo")
        changes.publish(tx, change, at=AT, by="Mo", tell_after=AT)
        for person in manager.people["Mill Lane"][:6]:
            told.begin(tx, change, person, AT)
        for row in told.of_change(tx, change)[:4]:
            told.answer(tx, row.id, told.YES, AT)

    await manager.database.write(published)
    page = (await manager.get(f"/staff/actions/{number}")).text
    assert "Did it work?" in page
    assert "We eat at 6." in page
    assert "Fewer than 5 people have said if it got better." in page
    await manager.database.write(lambda tx: told.answer(tx, 5, told.YES, AT))
    page = (await manager.get(f"/staff/actions/{number}")).text
    assert "Most of those who said say that it got better, at least a bit." in page
    assert "5 said yes" not in page
