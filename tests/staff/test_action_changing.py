"""What stays of an action when somebody opens *Change this action*, mends one thing and saves."""

from __future__ import annotations

import re

import pytest
from httpx import Response

from asking.permissions import Role
from store import members
from store.action import Expected, Someone
from tests.staff.office import AT, Office
from tests.staff.test_actions import an_action, kept
from tests.support.sent_form import sent_form


@pytest.fixture
async def manager(office: Office) -> Office:
    """The office with Mo signed in, who manages every house."""
    await office.sign_in("Mo", Role.MANAGER)
    return office


async def saved(office: Office, number: int, **mended: str | list[str]) -> Response:
    """Opens the form, changes some fields of it, and saves."""
    here = f"/staff/actions/{number}/change"
    return await office.client.post(here, data=sent_form((await office.get(here)).text, here) | mended)


async def a_colleague(office: Office, name: str = "Jo Example") -> int:
    """Somebody who works here."""
    return await office.database.write(lambda tx: members.add(tx, name=name, role="keyworker", services=None, at=AT))


async def printed(office: Office, number: int, **more: str) -> str:
    """The plan of an action, as text."""
    plan = (await kept(office, number)).said.plan_id
    query = "&".join(f"{name}={value}" for name, value in more.items())
    page = (await office.get(f"/staff/reports/actions?number={plan}&format=html&{query}")).text
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


LAYOUTS = ("stockton", "dudley", "register")


async def test_a_save_that_changes_nothing_changes_nothing(manager: Office) -> None:
    """Leads and who must know stay the colleagues that they are, with the words of the file; so does what was seen."""
    jo, kim = await a_colleague(manager), await a_colleague(manager, "Kim Doyle")
    number = await an_action(
        manager,
        number="1",
        outcome="Line one\nline two",
        leads=(Someone("Kim Doyle", kim, "Training Manager"), Someone("The cook")),
        knows=(Someone("Jo Example", jo), Someone("The council")),
        timescale="End March 2027",
        due_on="2027-03-31",
        expected=(Expected("Minutes", "monthly", "2026-12-01", "2026-11-01"), Expected("A photo")),
        more={"RAG": "red", "why": "It helps."},
    )
    before = await kept(manager, number)
    assert (await saved(manager, number)).status_code == 303
    assert (await kept(manager, number)).said == before.said


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_no_colleague_is_published_by_name(manager: Office, layout: str) -> None:
    """However the name came in: chosen, kept through a save, or typed as one of several words."""
    jo = await a_colleague(manager)
    number = await an_action(manager, number="1", knows=(Someone("Jo Example", jo), Someone("The council")))
    await saved(manager, number, other_leads="jo  example, keyworker\nThe cook")
    text = await printed(manager, number, layout=layout, public="yes")
    assert "example" not in text.casefold().replace("example.org", "")
    assert "Our staff" in text
    assert "The cook" in text
    assert ("The council" in text) is (layout != "register"), "in print the register has the columns that fit"


async def test_who_left_is_not_published_by_name_either(manager: Office) -> None:
    """A name stays that of a colleague when they have left."""
    jo = await a_colleague(manager)
    number = await an_action(manager, number="1", leads=(Someone("Jo Example"),))
    await manager.database.write(lambda tx: members.end(tx, jo, who="Mo", at=AT))
    assert "Jo Example" not in await printed(manager, number, layout="dudley", public="yes")
    assert "Jo Example" in await printed(manager, number, layout="dudley")


async def test_a_colleagues_name_typed_as_a_lead_is_theirs(manager: Office) -> None:
    """As in a file: whoever is named exactly leads it, and is found again as a box that is ticked."""
    jo = await a_colleague(manager)
    number = await an_action(manager)
    await saved(manager, number, other_leads="jo example\nThe cook", knows="Jo Example")
    said = (await kept(manager, number)).said
    assert said.leads == (Someone("Jo Example", jo), Someone("The cook"))
    assert said.knows == (Someone("Jo Example", jo),)


async def test_a_typo_mended_keeps_what_was_seen(manager: Office) -> None:
    """The day on which it was seen, its record and its own words for when go with the line, not with its letters."""
    number = await an_action(
        manager,
        expected=(
            Expected("Minuts", "monthly", "2026-12-01", "2026-11-01", None),
            Expected("A photo", seen_on="2026-11-02"),
            Expected("A photo"),
        ),
    )
    await saved(manager, number, **{"expected-0": "Minutes", "expected-1": ""})
    assert (await kept(manager, number)).said.expected == (
        Expected("Minutes", "monthly", "2026-12-01", "2026-11-01", None),
        Expected("A photo"),
    )


async def test_what_a_colleague_saw_meanwhile_is_given_to_no_other_line(manager: Office) -> None:
    """Of two saves at once the later one finds the lines by what they were when it was opened, not by their place."""
    number = await an_action(manager, expected=(Expected("Minutes"), Expected("A photo")))
    here = f"/staff/actions/{number}/change"
    opened = sent_form((await manager.get(here)).text, here)
    await manager.post(f"/staff/actions/{number}/seen", place="1", day="2026-11-20")
    await saved(manager, number, **{"expected-0": ""})
    await manager.client.post(here, data=opened | {"expected-1": "A picture"})
    expected = (await kept(manager, number)).said.expected
    assert [(one.text, one.seen_on) for one in expected] == [("Minutes", None), ("A picture", "2026-11-20")]


async def test_long_words_of_a_file_can_be_changed(manager: Office) -> None:
    """Longer than the form takes, they stay as they are; longer still is said beside the field, and nothing is lost."""
    number = await an_action(manager, what="x" * 6000, expected=(Expected("y" * 6000),))
    assert (await saved(manager, number, due_on="2027-01-01")).status_code == 303
    said = (await kept(manager, number)).said
    assert (len(said.what), said.due_on, len(said.expected[0].text)) == (6000, "2027-01-01", 6000)
    sent = await saved(manager, number, what="z" * 6001, outcome="Kept.", **{"expected-0": "w" * 6001})
    assert sent.status_code == 400
    assert sent.text.count("Use 5,000 letters or fewer. These are 6,001.") >= 2
    assert "z" * 6001 in sent.text
    assert "w" * 6001 in sent.text
    assert "Kept." in sent.text


async def test_everything_expected_is_kept(manager: Office) -> None:
    """Twenty-five things from a file are twenty-five after a save, and there is room for two more."""
    every = tuple(Expected(f"Thing {one}", seen_on="2026-11-01") for one in range(25))
    number = await an_action(manager, expected=every)
    await saved(manager, number, **{"expected-26": "The last one"})
    assert (await kept(manager, number)).said.expected == (*every, Expected("The last one"))


async def test_more_than_fits_is_said(manager: Office) -> None:
    """A hundred things are the most; more are refused with a sentence, and never left out without one."""
    number = await an_action(manager)
    many = {f"expected-{one}": f"Thing {one}" for one in range(101)}
    sent = await saved(manager, number, **many)
    assert sent.status_code == 400
    assert "Keep to 100 things that will show it." in sent.text
    assert "Thing 100" in sent.text


async def test_a_lead_who_left_stays_until_somebody_unticks_them(manager: Office) -> None:
    """They stand in the form with their words; a save of something else keeps them, a tick taken out does not."""
    kim = await a_colleague(manager, "Kim Doyle")
    number = await an_action(manager, leads=(Someone("Kim Doyle", kim, "Training Manager"),), number="1")
    await manager.database.write(lambda tx: members.end(tx, kim, who="Mo", at=AT))
    page = (await manager.get(f"/staff/actions/{number}/change")).text
    assert "Training Manager (Kim Doyle, who has left)" in page
    await saved(manager, number, outcome="Better.")
    assert (await kept(manager, number)).said.leads == (Someone("Kim Doyle", kim, "Training Manager"),)
    assert "Training Manager" in await printed(manager, number)
    assert "Training Manager" in (await manager.get("/staff/actions/who")).text
    await saved(manager, number, leads=[])
    assert (await kept(manager, number)).said.leads == ()


@pytest.mark.parametrize("layout", LAYOUTS[:2])
async def test_a_last_day_that_was_put_off_is_printed(manager: Office, layout: str) -> None:
    """Where the words say another day than the register, both stand there, for staff and for everybody."""
    number = await an_action(manager, number="1", timescale="End March 2027", due_on="2027-03-31")
    assert "31 March" not in await printed(manager, number, layout=layout)
    await saved(manager, number, due_on="2027-06-30")
    for more in ({}, {"public": "yes"}):
        text = await printed(manager, number, layout=layout, **more)
        assert "End March 2027" in text
        assert "Last day: 30 June 2027" in text


async def test_new_words_beside_the_old_day_are_asked_about(manager: Office) -> None:
    """Only the words are changed: the form comes back and asks, with the day they say; a second save keeps both."""
    number = await an_action(manager, timescale="End March 2027", due_on="2027-03-31")
    sent = await saved(manager, number, timescale="End December 2027")
    assert sent.status_code == 400
    assert "The words say 31 December 2027, and the last day is 31 March 2027." in sent.text
    assert (await kept(manager, number)).said.timescale == "End March 2027"
    here = f"/staff/actions/{number}/change"
    again = sent_form(sent.text, here)
    assert (await manager.client.post(here, data=again | {"due_on": ""})).status_code == 303
    assert (await kept(manager, number)).said.due_on == "2027-12-31"
    sent = await saved(manager, number, timescale="End May 2028")
    assert (await manager.client.post(here, data=sent_form(sent.text, here))).status_code == 303
    said = (await kept(manager, number)).said
    assert (said.timescale, said.due_on) == ("End May 2028", "2027-12-31")
