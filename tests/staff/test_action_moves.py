"""What moved of an action is seen: in its history, in the register, and by managers."""

from __future__ import annotations

import html
from typing import Any

import pytest

from asking.permissions import Role
from store import access_log
from store.action import Someone
from tests.staff.office import Office
from tests.staff.test_actions import an_action

SAID: dict[str, Any] = {"what": "Paint the hall", "service": "0", "plan": "1"}


@pytest.fixture
async def manager(office: Office) -> Office:
    """The office with Mo signed in, who manages every house."""
    await office.sign_in("Mo", Role.MANAGER)
    return office


async def changed(office: Office, number: int, **said: str) -> None:
    """Somebody changes what an action says."""
    sent = await office.post(f"/staff/actions/{number}/change", **(SAID | said))
    assert sent.status_code == 303, sent.text


async def test_a_last_day_that_moved_stands_in_the_history(manager: Office) -> None:
    """What it was, what it is, on which day and by whom; so for who leads it and for its outcome."""
    kim = await manager.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    await manager.sign_in("Mo", Role.MANAGER)
    number = await an_action(manager, due_on="2026-10-31", leads=(Someone("The cook"),), outcome="It is bright.")
    page = (await manager.get(f"/staff/actions/{number}")).text
    assert "moved" not in page
    assert "Last day at first" not in page
    await changed(manager, number, due_on="2026-12-31", other_leads="The cook", outcome="It is bright.")
    page = (await manager.get(f"/staff/actions/{number}")).text
    assert "Last day moved from 31 October 2026 to 31 December 2026." in page
    assert "<strong>22 November 2026</strong>, Mo" in page
    assert "Last day at first" in page
    await changed(manager, number, leads=str(kim), outcome="It is quiet.")
    page = html.unescape((await manager.get(f"/staff/actions/{number}")).text)
    assert "Last day taken away. It was 31 December 2026." in page
    assert "Who leads it changed from The cook to Kim." in page
    assert "Before, it said: “It is bright.”" in page
    await changed(manager, number, due_on="2027-01-31")
    page = (await manager.get(f"/staff/actions/{number}")).text
    assert "Last day set to 31 January 2027." in page
    assert "Nobody leads it any more. It was Kim." in page


async def test_what_moved_again_is_seen_by_managers(manager: Office) -> None:
    """Once says only when it was due at first; twice, past that day, it counts at the top and on the first page."""
    number = await an_action(manager, due_on="2026-10-31")
    await changed(manager, number, due_on="2026-12-15")
    page = (await manager.get("/staff/actions")).text
    assert "(at first 31 October 2026)" in page
    assert "Moved again: 0" in page
    assert "Moved twice" not in page
    await changed(manager, number, due_on="2027-01-31")
    page = (await manager.get("/staff/actions")).text
    assert "Moved again: 1" in page
    assert "Moved twice</strong>" in page
    assert "Moved twice" in (await manager.get("/staff/plans/1")).text
    assert "Moved twice" in (await manager.get(f"/staff/actions/{number}")).text
    assert "Paint the hall" in (await manager.get("/staff/actions?show=moved")).text
    home = (await manager.get("/staff")).text
    assert "1 action was put off twice or more and is past the day it had at first." in home
    await manager.post(f"/staff/actions/{number}/note", words="Done.", status="done")
    assert "put off" not in (await manager.get("/staff")).text
    assert "Moved again: 0" in (await manager.get("/staff/actions")).text


async def test_messages_about_actions_are_turned_off_on_ones_own_page(manager: Office) -> None:
    """The page says what comes and to whom, the button turns it off and on, and the access log has it."""
    page = (await manager.get("/staff/me")).text
    assert "As a manager you also hear, once, of one that stays late" in page
    sent = await manager.post("/staff/me/actions", do="off")
    page = (await manager.get(sent.headers["location"])).text
    assert "You get no more messages about actions" in page
    assert "still stands on your first page" in page
    sent = await manager.post("/staff/me/actions", do="on")
    assert "You get messages about actions again" in (await manager.get(sent.headers["location"])).text
    log = await manager.database.read(lambda tx: [one.did for one in access_log.recent(tx)])
    assert "turned their messages about actions off" in log
    await manager.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    assert "As a manager" not in (await manager.get("/staff/me")).text
