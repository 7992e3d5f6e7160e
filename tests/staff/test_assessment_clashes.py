"""Two people write on one page of a self-assessment: who saves second sees what the first one saved, in each field."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from evidence.self_assessment.written import Answer, SectionPart, Shown, body_of
from store import assessments, records, rounds
from store.records import NewRecord, Yes
from store.tx import Tx
from tests.staff.assessing import AREA, begun
from tests.staff.office import AT, Office

HERE = "/staff/assessments/1"
SECTION = {
    "response-duq.1.ask.1": "Mo says this.",
    "shown-duq.1.ask.1": "standard:duq.1.good.1",
    "own-duq.1.ask.1": "Notes of Mo",
    "response-duq.1.ask.4": "Mo says that.",
    "shown-duq.1.ask.4": "round:1",
    "own-duq.1.ask.4": "More notes of Mo",
    "gaps": "Mo’s gaps",
    "rating": "Amber",
    "why": "Mo’s reason",
    "example": "Mo’s example",
    "record": "1",
    "easy": "Mo’s easy words.",
}
SHOWN = {
    **SECTION,
    "shown-duq.1.ask.1": "People choose what they do each day: most say good things, 15 of 15",
    "shown-duq.1.ask.4": "We asked: Spring 2026",
    "record": "Kettle, 3 May 2026",
}
STATEMENT = {
    "words": "Mo declares it.",
    "name": "Pat Chief",
    "role": "Chair",
    "on": "2026-11-20",
    "next_on": "2027-11-20",
}
FIELD = re.compile(r'<(?:input|textarea|select)[^>]* name="([^"]+)"')


def beside(page: str) -> list[str]:
    """What somebody else saved, as it stands under the fields."""
    return [unescape(one) for one in re.findall(r"Mo saved:</strong></p><p class=\"govuk-body words\">([^<]*)<", page)]


async def first_and_second(office: Office, path: str, first: dict[str, Any], second: dict[str, Any]) -> str:
    """Mo saves a page, then Ann saves what she began before; gives what Ann is shown."""
    assert (await office.post(path, edit="0", **first)).status_code == 303
    await office.sign_in("Ann", "manager")
    clash = await office.post(path, edit="0", **second)
    assert clash.status_code == 409
    assert "Nothing is lost." in clash.text
    return clash.text


async def test_no_field_of_an_area_is_lost(office: Office) -> None:
    """Every field of the page in which they differ shows both, and what was ticked can be ticked by either."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await office.database.write(lambda tx: _a_story_and_a_round_that_ended(tx, office))
    await begun(office)
    asks = set(FIELD.findall((await office.get(AREA)).text)) - {"form_token", "edit"}
    assert asks == set(SECTION), "a field of which nobody looks whether it is lost"
    page = await first_and_second(office, AREA, SECTION, {"gaps": "Ann’s gaps"})
    found = beside(page)
    for name in asks:
        assert any(said.startswith(SHOWN[name]) for said in found), name
    assert "Ann’s gaps</textarea>" in page
    assert len(found) == len(asks)


async def test_nothing_stands_there_twice_where_they_agree(office: Office) -> None:
    """Fields in which both say the same, or both nothing, show no second text; one that was emptied says so."""
    await begun(office)
    both = {"gaps": "The same", "why": "Also the same"}
    page = await first_and_second(office, AREA, both, {**both, "example": "Only Ann’s"})
    assert beside(page) == ["Nothing."]


async def test_what_is_offered_no_more_can_still_be_kept(office: Office) -> None:
    """What the other one has ticked can be ticked by whoever saves second, though nothing speaks for it today."""
    await begun(office)
    theirs = body_of(SectionPart({"duq.1.ask.1": Answer("", (Shown("standard", "duq.1.good.1", "It was so."),))}))
    await office.database.write(lambda tx: assessments.put(tx, 1, "duq.1", theirs, edit=0, at=AT, who="Mo"))
    page = (await office.post(AREA, edit="0", gaps="Mine")).text
    assert sorted(beside(page)) == ["It was so.", "Nothing."]
    assert 'value="standard:duq.1.good.1"' in page


async def test_a_draft_that_was_used_keeps_what_it_is_made_of(office: Office) -> None:
    """Who takes a draft and is second puts both texts together: the sentences still lead to their evidence."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await begun(office)
    page = await first_and_second(office, AREA, {"gaps": "Mo’s gaps"}, {"use": "duq.1.ask.1"})
    field = re.search(r'id="response-duq.1.ask.1"[^>]*>([^<]*)<', page)
    assert field
    again = await office.post(AREA, edit="1", **{"response-duq.1.ask.1": f"Also. \n{unescape(field[1])}"})
    assert again.status_code == 303
    kept = (await office.get(AREA)).text
    assert "What the sentences from the draft are made of" in kept
    assert "Changed since, or taken out." not in kept


async def test_a_mistake_hides_no_clash(office: Office) -> None:
    """Whoever mends a mistake after somebody else saved is still shown what they saved, and writes over nothing."""
    await begun(office)
    for path, first, wrong, right in (
        (AREA, {"gaps": "Mo’s gaps"}, {"rating": "Blue"}, {"rating": "Green"}),
        (f"{HERE}/statement", STATEMENT, {"words": "Ann’s", "on": "never"}, {"words": "Ann’s"}),
    ):
        assert (await office.post(path, edit="0", **first)).status_code == 303
        page = await office.post(path, edit="0", **wrong)
        assert page.status_code == 400
        assert 'name="edit" value="0"' in page.text
        assert (await office.post(path, edit="0", **right)).status_code == 409


@pytest.mark.parametrize("name", STATEMENT)
async def test_no_field_of_a_declaration_is_lost(office: Office, name: str) -> None:
    """Words, name, role and both days: where the second one says something else, the first one's stands under it."""
    await begun(office)
    asks = set(FIELD.findall((await office.get(f"{HERE}/statement")).text))
    assert asks - {"form_token", "edit", "do", "member", "declarer"} == set(STATEMENT)
    other = "2027-12-01" if name == "next_on" else "2026-11-01" if name == "on" else "Ann’s"
    page = await first_and_second(office, f"{HERE}/statement", STATEMENT, {**STATEMENT, name: other})
    days = {"on": "20 November 2026", "next_on": "20 November 2027"}
    assert beside(page) == [days.get(name, STATEMENT[name])]


async def test_nothing_of_who_took_part_is_lost(office: Office) -> None:
    """Each group, what was looked at and what 'something else' is: also where one of the two has nothing."""
    await begun(office)
    path = f"{HERE}/who"
    page = (await office.get(path)).text
    asks = set(FIELD.findall(page)) - {"form_token", "edit"}
    groups = sorted({one.partition("-")[2] for one in asks if "-" in one})
    assert asks == {f"{what}-{group}" for what in ("how", "many", "when") for group in groups} | {"used", "other"}
    (first, *_), (last, *_) = groups, reversed(groups)
    mine = {f"how-{first}": "A meeting", f"many-{first}": "12", "used": "other", "other": "A film"}
    found = beside(await first_and_second(office, path, mine, {f"how-{last}": "Letters"}))
    assert sorted(found) == sorted(["How: A meeting. How many: 12.", "Nothing.", "Something else", "A film"])


def _a_story_and_a_round_that_ended(tx: Tx, office: Office) -> None:
    yes = Yes(records.NAMED, "2026-05-03", "Kim", "Talking")
    person = office.people["Mill Lane"][0]
    records.add(
        tx, NewRecord("story", "2026-05-03", "Kettle", 0, person, words="My own kettle.", yes=yes), at=AT, by=None
    )
    rounds.close(tx, 1, AT)
