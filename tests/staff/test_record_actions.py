"""From a record to an action and back: what led to it, what shows that it is done, and only as far as one may see."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from asking.permissions import Role
from store import actions, assessments, plans, records
from store.action import Action, Expected, NewAction, Someone
from store.records import NewRecord, Shows
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.test_records import DAY, HOUSE
from tests.staff.untouched import Form

TITLE = "Late visits"


async def a_record(office: Office, title: str = TITLE, **said: Any) -> int:
    """Add a record of the house; gives its number."""
    values: dict[str, Any] = {
        "kind": "visit", "happened_on": DAY, "service_id": office.houses[HOUSE], "source": "A brother",
        "words": "Evening support came late.", "shows": (Shows("duq.1.good.2", "not_good"),),
    }  # fmt: skip
    return await office.database.write(
        lambda tx: records.add(tx, NewRecord(title=title, **values | said), at=AT, by=None)
    )


async def an_action(office: Office, **said: Any) -> int:
    """An action in a plan of its own, with two lines of what will show that it is done."""

    def made(tx: Tx) -> int:
        plan = plans.add(tx, name="Plan", kind=plans.REGISTER, at=AT, by=None)
        values = {"plan_id": plan, "what": "Come in time", "service_id": office.houses[HOUSE], **said}
        lines = (Expected("A rota"), Expected("No late visits"))
        return actions.add(tx, NewAction(**{"expected": lines, **values}), at=AT, by=None)

    return await office.database.write(made)


async def kept(office: Office, number: int = 1) -> Action:
    """An action as it is kept."""
    found = await office.database.read(lambda tx: actions.get(tx, number))
    assert found
    return found


def links(page: str) -> dict[str, str]:
    """Text → address of every link of a page."""
    found = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {re.sub(r"<[^>]+>", "", text).strip(): html.unescape(to) for to, text in found}


async def test_an_action_is_opened_from_a_record_and_each_leads_to_the_other(managed: Office) -> None:
    """Where and what it is about are filled in; the action says what it began with, the record what came of it."""
    record = await a_record(managed)
    to = links((await managed.get(f"/staff/records/{record}")).text)["Open an action from this"]
    page = (await managed.get(to)).text
    assert links(page)[TITLE] == f"/staff/records/{record}"
    form = Form(page).fields
    assert (form["service"], form["standards"]) == (str(managed.houses[HOUSE]), "duq.1.good.2")
    sent = await managed.client.post("/staff/actions/add", data={**form, "what": "Come in time", "new_plan": "Ours"})
    assert sent.headers["location"] == "/staff/actions/1?done=added"
    said = (await kept(managed)).said
    assert (said.from_kind, said.from_id, said.standards) == ("record", str(record), ("duq.1.good.2",))
    assert links((await managed.get("/staff/actions/1")).text)[TITLE] == f"/staff/records/{record}"
    assert links((await managed.get(f"/staff/records/{record}")).text)["Come in time"] == "/staff/actions/1"


async def test_who_may_not_see_the_record_sees_a_record_and_nothing_else(office: Office) -> None:
    """Where the action began, and where something was seen; gone, it is told the same."""
    record = await a_record(office, seen_by="leads")
    expected = (Expected("A rota", seen_on=DAY, record_id=record),)
    number = await an_action(office, from_kind="record", from_id=str(record), expected=expected)
    for who, role, sees in (("Ann", "lead", True), ("Mo", "manager", False), ("Lou", "board", False)):
        await office.sign_in(who, role)
        page = (await office.get(f"/staff/actions/{number}")).text
        assert (TITLE in page, f"/staff/records/{record}" in page) == (sees, sees), who
        assert ("A record<" in page, "It shows in: a record" in page) == (not sees, not sees), who
    await office.sign_in("Sal", "lead")
    await office.database.write(lambda tx: records.remove(tx, record, AT))
    page = (await office.get(f"/staff/actions/{number}")).text
    assert ("A record<" in page, "It shows in: a record" in page, TITLE in page) == (True, True, False)


async def test_a_record_shows_only_the_actions_that_one_may_see(office: Office) -> None:
    """A keyworker of the house sees the record, and of its actions the one that they lead."""
    record = await a_record(office)
    kim = await office.sign_in("Kim", Role.KEYWORKER, HOUSE)
    await an_action(office, what="Not theirs", from_kind="record", from_id=str(record))
    await an_action(office, what="Theirs", from_kind="record", from_id=str(record), leads=(Someone("Kim", kim),))
    found = links((await office.get(f"/staff/records/{record}")).text)
    assert (found.get("Theirs"), "Not theirs" in found, "Open an action from this" in found) == (
        "/staff/actions/2", False, False,
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "which"), [("record", "1"), ("record", "99"), ("record", "x"), ("rumour", "1")])
async def test_nothing_is_said_to_lead_to_it_that_one_may_not_see(managed: Office, kind: str, which: str) -> None:
    """An address that was made up names no record that is kept from them, nor anything that is none."""
    await a_record(managed, seen_by="leads")
    page = (await managed.get(f"/staff/actions/add?from_kind={kind}&from_id={which}")).text
    assert (TITLE in page, "It begins with" in page) == (False, False)
    fields = {"what": "Do it", "service": "0", "new_plan": "Ours", "from_kind": kind, "from_id": which}
    assert (await managed.post("/staff/actions/add", **fields)).status_code == 303
    said = (await kept(managed)).said
    assert (said.from_kind, said.from_id) == ("", "")


async def test_every_kind_of_beginning_is_told_and_leads_there(managed: Office) -> None:
    """A wish, a question of a self-assessment, a ladder, a standard, an area: each address is there."""
    dates = {"since": "2025-11-23", "until": "2026-11-22"}
    made = await managed.database.write(
        lambda tx: assessments.add(tx, code="duq", code_version="1", service_id=0, **dates, at=AT, by="Mo")
    )
    for kind, which, text, to in (
        ("wish", "7", "Read it", "/staff/wishes#wish-7"),
        ("assessment", f"{made}:duq.1.ask.1", "A self-assessment: How many people get support like this?",
         f"/staff/assessments/{made}/duq.1/questions#duq.1.ask.1"),
        ("ladder", "pfp.1.1", "", "/staff/progress/ladders/1"),
        ("standard", "duq.1.good.1", "The evidence on: People choose what they do each day.",
         f"/staff/areas/duq.1?service={managed.houses[HOUSE]}#duq.1.good.1"),
        ("standard", "duq.2", "The evidence on: Later", f"/staff/areas/duq.2?service={managed.houses[HOUSE]}"),
    ):  # fmt: skip
        number = await an_action(managed, from_kind=kind, from_id=which)
        page = (await managed.get(f"/staff/actions/{number}")).text
        found = links(page)
        there = to in found.values() if not text else found.get(text) == to
        assert (there, "It began with" in page) == (True, True), (kind, found)
        if "duq.2" not in to:  # nobody is asked about that area of the tiny code
            assert (await managed.get(to.split("#")[0])).status_code == 200
    number = await an_action(managed)
    assert "It began with" not in (await managed.get(f"/staff/actions/{number}")).text


async def test_the_area_of_a_standard_leads_to_an_action_that_says_so(managed: Office) -> None:
    """From the page of an area the action knows what it began with."""
    found = links((await managed.get("/staff/areas/duq.1")).text)
    (to, *_) = [to for text, to in found.items() if text.startswith("Open an action")]
    form = Form((await managed.get(to)).text).fields
    assert (form["from_kind"], form["from_id"], form["standards"]) == ("standard", "duq.1.good.1", "duq.1.good.1")


async def test_seen_with_the_record_that_shows_it(managed: Office) -> None:
    """It is picked from those that fit, is shown at once on both pages, and can be taken back."""
    record, number = await a_record(managed), await an_action(managed)
    here = f"/staff/actions/{number}"
    page = (await managed.get(f"{here}/seen?place=1")).text
    form = Form(page).fields
    assert (form["place"], form["day"], form["record"]) == ("1", "2026-11-22", "")
    assert "Late visits, Notes of a visit, 20 November 2026" in page
    sent = await managed.client.post(f"{here}/seen", data={**form, "record": str(record), "day": DAY})
    assert sent.headers["location"] == f"{here}?done=seen"
    line = (await kept(managed, number)).said.expected[1]
    assert (line.seen_on, line.record_id) == (DAY, record)
    assert links((await managed.get(here)).text)[TITLE] == f"/staff/records/{record}"
    page = (await managed.get(f"/staff/records/{record}")).text
    assert "It shows that something was done here:" in page
    await managed.post(f"{here}/seen", here, place="1", do="back")
    line = (await kept(managed, number)).said.expected[1]
    assert (line.seen_on, line.record_id) == (None, None)


async def test_only_records_that_fit_and_that_one_may_see_can_be_picked(office: Office) -> None:
    """Of the service or the whole provider, and at first on what the action is about; no other by its number either."""
    there = office.houses["Harbour View"]
    other = await a_record(office, "Elsewhere", service_id=there)
    kept_from = await a_record(office, "For leads", seen_by="leads")
    await a_record(office, "Everywhere", service_id=0)
    await a_record(office, "Another area", shows=(Shows("duq.2", "good"),))
    await a_record(office)
    number = await an_action(office, standards=("duq.1.good.1",))
    await office.sign_in("Mo", "manager")
    here = f"/staff/actions/{number}/seen"

    async def offered(query: str) -> set[str]:
        page = (await office.get(f"{here}?place=0{query}")).text
        return {name for name in ("Elsewhere", "For leads", "Everywhere", "Another area", TITLE) if name in page}

    assert await offered("") == {"Everywhere", TITLE}
    assert await offered("&all=yes") == {"Everywhere", TITLE, "Another area"}
    assert await offered("&find=LATE%20brother") == {"Everywhere", TITLE}
    assert await offered("&find=visits") == {TITLE}
    assert await offered("&find=nothing") == set()
    for record in (other, kept_from, 99):
        sent = await office.post(here, f"{here}?place=0", place="0", do="choose", day=DAY, record=str(record))
        assert (sent.status_code, "Choose a record from the list." in sent.text) == (400, True)
    sent = await office.post(here, f"{here}?place=0", place="0", do="choose", day="2027-01-01", record="5")
    assert (sent.status_code, 'href="#day"' in sent.text) == (400, True)
    assert (await kept(office, number)).said.expected[0].seen_on is None
    assert (await office.get(f"{here}?place=2")).status_code == 404


async def test_a_new_record_leads_back_to_what_it_shows(managed: Office) -> None:
    """Added from there, it is picked already when one comes back."""
    number = await an_action(managed, standards=("duq.1.good.1",))
    to = links((await managed.get(f"/staff/actions/{number}/seen?place=1")).text)["Add a new record that shows it"]
    page = (await managed.get(to)).text
    to = next(one for text, one in links(page).items() if text == "Notes of a visit")
    form = Form((await managed.get(to)).text).fields
    typed = {"title": "A rota", "source": "A manager", "says": "good"}
    sent = await managed.client.post("/staff/records/add", data={**form, **typed})
    assert sent.headers["location"] == f"/staff/actions/{number}/seen?place=1&record=1"
    assert Form((await managed.get(sent.headers["location"])).text).fields["record"] == "1"


@pytest.mark.parametrize("proves", ["0-0", "x", "1-1-1", "9999999999999999-0", "1-", "/staff"])
async def test_an_address_that_was_made_up_leads_nowhere_else(managed: Office, proves: str) -> None:
    """What is no action and line is left out: the record's own page comes."""
    form = Form((await managed.get(f"/staff/records/add?kind=visit&proves={proves}")).text).fields
    typed = {"title": "A rota", "source": "A manager", "area": "duq.1", "says": "good", "service": "1"}
    sent = await managed.client.post("/staff/records/add", data={**form, **typed})
    assert sent.headers["location"] == "/staff/records/1?done=added"
