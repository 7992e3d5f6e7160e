"""The page 'Who is this?', and what the register and the first page say of actions that reach nobody."""

from __future__ import annotations

import re

import pytest

from asking.permissions import Role
from store import access_log, members
from store.action import Expected, Someone, Status
from tests.staff.office import Office
from tests.staff.test_actions import an_action, kept

WHO = "/staff/actions/who"


@pytest.fixture
async def manager(office: Office) -> Office:
    """The office with Mo signed in, who manages every house."""
    await office.sign_in("Mo Finch", Role.MANAGER)
    return office


def fields(page: str) -> dict[str, tuple[str, str]]:
    """The words of each lead → its field, and what is chosen there."""
    found = {}
    for label in re.finditer(r'<label[^>]*for="(who-\w+)">([^<]+)</label>.*?<select(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', label[3])
        found[label[2]] = (label[1], chosen[1] if chosen else "")
    return found


async def test_each_lead_is_asked_about_once_and_saved_for_all(manager: Office) -> None:
    """Nothing is chosen beforehand but the same name; one save points every action, and the home page is quiet."""
    kim = await manager.sign_in("Kim Doyle", Role.KEYWORKER, "Mill Lane")
    await manager.sign_in("Mo", Role.MANAGER)
    first = await an_action(manager, leads=(Someone("Training Manager"), Someone("Doyle, Kim")))
    second = await an_action(manager, leads=(Someone("training manager"),))
    assert "Who is this? 2" in (await manager.get("/staff/actions/tidy")).text
    assert "2 leads are not colleagues here yet: who is this?" in (await manager.get("/staff/actions")).text
    assert "2 leads are not colleagues" in (await manager.get("/staff/plans/1")).text
    page = (await manager.get(WHO)).text
    asked = fields(page)
    assert {words: chosen for words, (_, chosen) in asked.items()} == {"Training Manager": "", "Doyle, Kim": str(kim)}
    assert "Leads 2 actions that are to do" in page
    sent = await manager.post(WHO, **{asked["Training Manager"][0]: str(kim), asked["Doyle, Kim"][0]: ""})
    assert sent.headers["location"] == f"{WHO}?done=2"
    assert [one.member_id for one in (await kept(manager, first)).said.leads] == [kim, None]
    assert [one.member_id for one in (await kept(manager, second)).said.leads] == [kim]
    assert "Training Manager (Kim Doyle)" in (await manager.get(f"/staff/actions/{first}")).text
    assert "said who leads 2 actions" in [
        one.did for one in await manager.database.read(lambda tx: tuple(access_log.recent(tx)))
    ]
    await manager.post(WHO, **{asked["Doyle, Kim"][0]: "outside"})
    assert "Everyone who leads an action is a colleague here" in (await manager.get(WHO)).text
    assert "Who is this?" not in (await manager.get("/staff/actions/tidy")).text
    again = fields((await manager.get(f"{WHO}?show=said")).text)
    assert {words: chosen for words, (_, chosen) in again.items()} == {
        "Training Manager": str(kim),
        "Doyle, Kim": "outside",
    }
    await manager.post(f"{WHO}?show=said", **{again["Training Manager"][0]: ""})
    assert list(fields((await manager.get(WHO)).text)) == ["Training Manager"]


async def test_who_was_named_is_a_lead_from_then_on(manager: Office) -> None:
    """The colleague sees the action on their first page; changing something else of it keeps the words of the file."""
    number = await an_action(manager, leads=(Someone("Training Manager"),), due_on="2026-11-01")
    kim = await manager.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    assert (await manager.get(f"/staff/actions/{number}")).status_code == 404
    await manager.sign_in("Mo", Role.MANAGER)
    await manager.post(WHO, **{fields((await manager.get(WHO)).text)["Training Manager"][0]: str(kim)})
    changed = {"what": "Paint it blue", "service": "0", "plan": "1", "leads": str(kim)}
    assert (await manager.post(f"/staff/actions/{number}/change", **changed)).status_code == 303
    lead = (await kept(manager, number)).said.leads[0]
    assert (lead.member_id, lead.words) == (kim, "Training Manager")
    assert "Training Manager" in (await manager.get("/staff/reports/actions?number=1")).text


async def test_only_colleagues_can_be_named_and_only_where_one_manages(office: Office) -> None:
    """An invented number is refused; another house's actions stay as they are, though the words are the same."""
    here = await an_action(office, service_id=office.houses["Mill Lane"], leads=(Someone("The Manager"),))
    there = await an_action(office, service_id=office.houses["The Elms"], leads=(Someone("The Manager"),))
    bea = await office.sign_in("Bea", Role.MANAGER, "The Elms")
    field = fields((await office.get(WHO)).text)["The Manager"][0]
    for invented in ("999", "x", "-1"):
        assert (await office.post(WHO, **{field: invented})).status_code == 400
    await office.post(WHO, **{field: str(bea)})
    assert (await kept(office, there)).said.leads[0].member_id == bea
    assert (await kept(office, here)).said.leads[0].member_id is None


async def test_what_nobody_leads_and_what_has_no_day_are_views(office: Office) -> None:
    """Each counts at the top and stands alone; a manager is told on the first page, and a lead of their own."""
    kim = await office.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    await an_action(office, what="Alone", due_on="2026-12-20")
    await an_action(office, what="Timeless", leads=(Someone("Kim", kim),))
    await an_action(office, what="Dated by what shows it", leads=(Someone("Kim", kim),),
                    expected=(Expected("Minutes", due_on="2026-12-01"),))  # fmt: skip
    await an_action(office, what="Finished", status=Status.DONE)
    page = (await office.get("/staff")).text
    assert "1 action that you lead has no last day." in page
    assert "Nobody leads" not in page
    assert "Timeless" in (await office.get("/staff/actions?show=no-day")).text
    await office.sign_in("Mo", Role.MANAGER)
    page = (await office.get("/staff")).text
    assert "5 things have to be tidied in the register of actions." in page, "three of them are linked to nothing"
    assert "no last day" not in page
    page = (await office.get("/staff/actions")).text
    assert "Nobody leads: 1" in page
    assert "No last day: 1" in page
    only = (await office.get("/staff/actions?show=nobody")).text
    assert "Alone" in only
    assert "Timeless" not in only
    only = (await office.get("/staff/actions?show=no-day")).text
    assert "Timeless" in only
    assert "Alone" not in only
    assert "Dated by" not in only
    await office.database.write(lambda tx: members.end(tx, kim, who="Ann", at="2026-11-22T13:00:00Z"))
    assert "Nobody leads: 3" in (await office.get("/staff/actions")).text, "who has left leads nothing"


async def test_every_lead_is_on_some_page_and_is_found_by_its_words(manager: Office) -> None:
    """None is left out where there are many; the page says how many there are; saving leads back to the same page."""
    every = {f"Lead number {number:03}" for number in range(95)}
    await an_action(manager, leads=tuple(Someone(words) for words in sorted(every)))
    pages = [(await manager.get(f"{WHO}?page={number}")).text for number in (1, 2, 3)]
    seen = [list(fields(page)) for page in pages]
    assert [len(one) for one in seen] == [40, 40, 15]
    assert {words for one in seen for words in one} == every
    assert "95 leads" in pages[0]
    assert 'rel="next"' in pages[0]
    assert 'rel="prev"' in pages[2]
    assert list(fields((await manager.get(f"{WHO}?page=99")).text)) == seen[2]
    found = (await manager.get(f"{WHO}?find=NUMBER+077")).text
    assert list(fields(found)) == ["Lead number 077"]
    assert "1 lead" in found
    nothing = (await manager.get(f"{WHO}?find=plumber")).text
    assert (fields(nothing), "No lead here has these words." in nothing) == ({}, True)
    first = fields(pages[1])
    sent = await manager.post(f"{WHO}?page=2", **{first[seen[1][0]][0]: "outside"})
    assert sent.headers["location"] == f"{WHO}?page=2&done=1"
    after = list(fields((await manager.get(f"{WHO}?page=2")).text))
    assert after == [*seen[1][1:], seen[2][0]]
