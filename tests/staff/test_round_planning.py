"""Planning a round, and changing one that has begun."""

from __future__ import annotations

import re
from typing import Any

import pytest

from store import rounds
from store.rounds import Every, Kind, Round
from tests.staff.office import Office, form_token_on
from tests.staff.pack import AREA

PLAN: dict[str, Any] = {
    "kind": "talk",
    "name": "",
    "areas": [AREA],
    "services": ["1", "2"],
    "audiences": ["person", "family"],
    "opens_on": "2026-11-22",
    "closes_on": "2026-12-20",
    "every": "quarter",
}
OLD = "2026-11-01T09:00:00Z"


async def send(office: Office, path: str, fields: dict[str, Any]) -> Any:
    """Send a form."""
    token = form_token_on((await office.get("/staff")).text)
    return await office.client.post(path, data={"form_token": token, **fields})


async def all_rounds(office: Office) -> tuple[Round, ...]:
    """What is kept."""
    return await office.database.read(rounds.all)


def flat(html: str) -> str:
    """The words of a page, without tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


@pytest.fixture
async def managed(office: Office) -> Office:
    """A manager of all services is signed in."""
    await office.sign_in("Mo", "manager")
    return office


async def test_a_round_is_planned_in_two_presses(managed: Office) -> None:
    """The form, what it comes to in people and questions, and then the round, with a name made for it."""
    page = await send(managed, "/staff/rounds/plan", PLAN)
    words = flat(page.text)
    assert "Is this right?" in words
    assert "People supported 36" in words  # 24 and 12
    assert "Families 18" in words
    assert "4 questions" in words
    assert "The next one begins on 22 February 2027" in words
    assert "‘Autumn 2026’ asks some of the same people until 31 December 2026" in words
    assert len(await all_rounds(managed)) == 2
    answer = await send(managed, "/staff/rounds/plan", PLAN | {"go": "save"})
    made = (await all_rounds(managed))[-1]
    assert answer.headers["location"] == f"/staff/rounds/{made.id}?done=planned"
    assert (made.name, made.kind, made.every) == ("Talks, November 2026", Kind.TALK, Every.QUARTER)
    assert (made.services, made.audiences, made.areas) == ((1, 2), ("person", "family"), ())
    assert "The round is planned." in (await managed.get(answer.headers["location"])).text


@pytest.mark.parametrize("sort", ["summary", "talk", "survey", "once"])
async def test_each_sort_has_a_plan_that_can_be_saved_as_it_is(managed: Office, sort: str) -> None:
    """The form comes filled in, and what it comes with has no fault."""
    page = (await managed.get(f"/staff/rounds/plan?what={sort}")).text
    fields: dict[str, Any] = {"go": "save"}
    for name in ("kind", "opens_on", "closes_on"):
        found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
        assert found
        fields[name] = found[1]
    for name in ("areas", "services", "audiences"):
        fields[name] = re.findall(rf'name="{name}" type="checkbox" value="([^"]*)" checked', page)
    chosen = re.search(r'<option value="(\w+)" selected', page)
    assert chosen
    assert (await send(managed, "/staff/rounds/plan", fields | {"every": chosen[1]})).status_code == 303
    made = max(await all_rounds(managed), key=lambda one: one.id)
    assert made.every == chosen[1]
    assert (made.services, made.areas) == ((), ())
    assert made.audiences == (("person",) if sort == "summary" else ())


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"areas": []}, "Choose at least one area"),
        ({"services": []}, "Choose at least one service"),
        ({"services": ["99"]}, "Choose at least one service"),
        ({"audiences": ["observer"]}, "Choose at least one group"),
        ({"opens_on": "2026-11-21"}, "The first day must be today or later"),
        ({"opens_on": "soon"}, "Enter the first day"),
        ({"closes_on": "9999-99-99"}, "Enter the last day"),
        ({"closes_on": "2026-11-21"}, "The last day must be today or later"),
        ({"opens_on": "2026-12-01", "closes_on": "2026-11-30"}, "The last day must not be before the first day"),
        ({"closes_on": "2027-12-31", "every": "once"}, "A year is the longest"),
        ({"closes_on": "2027-02-22"}, "The next one would begin before this one ends"),
        ({"name": "Spring 2026"}, "There is one with this name already"),
        ({"name": "x" * 61}, "Use 60 letters at most"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    managed: Office, changed: dict[str, Any], sentence: str
) -> None:
    """Each fault has a sentence beside its field; nothing is kept, and the rest of the form is still filled in."""
    page = await send(managed, "/staff/rounds/plan", PLAN | {"name": "My round", "go": "save"} | changed)
    assert page.status_code == 400
    assert page.text.count(sentence) >= 2  # on top and at the field
    assert f'value="{changed.get("name", "My round")}"' in page.text
    assert len(await all_rounds(managed)) == 2


@pytest.mark.parametrize("changed", [{"kind": "party"}, {"every": "day"}])
async def test_what_no_form_sends_is_refused(managed: Office, changed: dict[str, str]) -> None:
    """A kind that does not exist is no plan."""
    assert (await send(managed, "/staff/rounds/plan", PLAN | changed)).status_code == 400
    assert (await managed.get("/staff/rounds/plan?what=party")).status_code == 404


async def test_a_manager_of_one_house_plans_for_it_alone(office: Office) -> None:
    """Other houses cannot be chosen, and a round of all houses is not theirs to change."""
    await office.sign_in("Mo", "manager", "Harbour View")
    assert "Mill Lane" not in (await office.get("/staff/rounds/plan?what=once")).text
    assert (await send(office, "/staff/rounds/plan", PLAN | {"go": "save"})).status_code == 303
    made = max(await all_rounds(office), key=lambda one: one.id)
    assert made.services == (office.houses["Harbour View"],)
    assert (await office.get(f"/staff/rounds/{made.id}/change")).status_code == 200
    assert (await office.get(f"/staff/rounds/{office.round}")).status_code == 200
    assert (await office.get(f"/staff/rounds/{office.round}/change")).status_code == 404
    await office.sign_in("Al", "manager", "The Elms")
    assert (await office.get(f"/staff/rounds/{made.id}")).status_code == 404
    assert made.name not in (await office.get("/staff/rounds")).text


async def test_a_round_that_has_begun_is_changed(managed: Office) -> None:
    """Its last day, services and name; never its first day. What that does is said."""
    path = f"/staff/rounds/{managed.round}/change"
    page = flat((await managed.get(path)).text)
    assert "This round has begun. What you change here counts from now on." in page
    assert "No" in page
    fields = PLAN | {"name": "Autumn again", "services": ["2"], "opens_on": "2026-11-25", "every": "once"}
    assert (await send(managed, path, fields)).status_code == 303
    found = await managed.database.read(lambda tx: rounds.get(tx, managed.round))
    assert found
    assert (found.name, found.opens_on, found.closes_on) == ("Autumn again", "2026-10-01", "2026-12-20")
    assert (found.services, found.areas) == ((2,), ())
    refused = await send(managed, path, fields | {"closes_on": ""})
    assert refused.status_code == 400
