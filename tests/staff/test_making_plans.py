"""A plan by hand, from an empty register: as Stockton's by areas, and as Dudley's by recommendations."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace

import pytest
from docx import Document

from evidence.action_tables.model import Table, TablePart
from evidence.action_tables.read import read
from store import access_log, plans, settings
from tests.staff.office import AT, Office

STOCKTON, DUDLEY = "stockton", "dudley"


@dataclass(frozen=True)
class Do:
    """An action as somebody types it; `note` is written on its page afterwards."""

    part: str
    number: str
    what: str
    shows: str
    when: str
    lead: str
    outcome: str = ""
    note: str = ""


AREAS = (
    TablePart("1", "Make it easy to say what is wrong."),
    TablePart("2", "Help people to see their friends."),
    TablePart("3", "Meals: people choose when they eat."),
)
BY_AREA = (
    Do("1", "1", "Training: teach everybody how to ask.", "A list of who was there", "End March 2027", "Ann Manager"),
    Do("1", "2", "Put the form on every wall.", "Photos\nThe new form", "April 2027", "Head of Homes"),
    Do("2", "3", "Ask each person whom they want to see.", "A plan for each", "May 2027", "Keyworkers"),
    Do("3", "4", "Change the rota.", "The rota", "Begin June 2027", "Head of Homes"),
)
RECOMMENDATIONS = (
    TablePart("1", "Everybody knows whom to tell."),
    TablePart("2", "Nobody waits for an answer.", "I KEEPING PEOPLE SAFE"),
    TablePart("3", "People have a life outside.", "II A GOOD LIFE"),
)
EMPTY = "Nothing stands under this one yet."

BY_RECOMMENDATION = (
    Do("1", "1.1", "Print the cards.", "", "End March 2027", "Ann Manager", "People feel safe.", "Printed."),
    Do("1", "1.2", "Show them to everyone.", "", "May 2027", "Head of Homes", "People know.", "Half are done."),
    Do("2", "2.1", "Answer in a week.", "", "June 2027", "Jo", "People trust us."),
    Do("3", "3.1", "Try one new thing each.", "", "July 2027", "Keyworkers", "People have fun."),
)


async def made(office: Office, name: str, layout: str, every: tuple[TablePart, ...], todo: tuple[Do, ...]) -> str:
    """A plan made by its pages only; gives its address."""
    sent = await office.post("/staff/plans/add", name=name, layout=layout, service="0")
    assert sent.status_code == 303
    here = sent.headers["location"].partition("/parts")[0]
    for one in every:
        page = (await office.get(f"{here}/parts")).text
        assert (
            f'name="number" type="text" maxlength="20" autocomplete="off" spellcheck="false" value="{one.number}"'
            in page
        )
        added = await office.post(f"{here}/parts", do="add", number=one.number, title=one.title, group=one.group)
        assert added.status_code == 303
    for each in todo:
        await opened(office, here, each)
    return here


async def opened(office: Office, here: str, one: Do) -> None:
    """One action, from the link under its part, with the number that is offered."""
    page = (await office.get(here)).text
    section = re.split(rf">{one.part}\. ", page)[1]
    link = re.search(r'href="(/staff/actions/add\?[^"]+)"', section)
    assert link
    form = (await office.get(link[1].replace("&amp;", "&"))).text
    plan, part = re.findall(r'<option value="(\d+)" selected>', form)[-2:]
    assert (
        f'name="number" type="text" maxlength="20" autocomplete="off" spellcheck="false" value="{one.number}"' in form
    )
    shows = {f"expected-{place}": text for place, text in enumerate(one.shows.splitlines())}
    sent = await office.post(
        "/staff/actions/add",
        what=one.what,
        outcome=one.outcome,
        service="0",
        plan=plan,
        part=part,
        number=one.number,
        timescale=one.when,
        other_leads=one.lead,
        **shows,
    )
    assert sent.status_code == 303, sent.text
    if one.note:
        action = sent.headers["location"].partition("?")[0]
        await office.post(f"{action}/note", words=one.note, status="not-started")


def check_read_back(table: Table, every: tuple[TablePart, ...], todo: tuple[Do, ...]) -> None:
    """All that was typed came back."""
    assert table.faults == ()
    assert table.parts == every
    rows = [
        Do(
            table.parts[one.part].number,
            one.number,
            one.what,
            "\n".join(each.text for each in one.expected),
            one.timescale.said,
            *one.leads,
            one.outcome,
            one.progress,
        )
        for one in table.actions
    ]
    assert rows == list(todo)


@pytest.mark.parametrize(
    ("layout", "every", "todo"), [(STOCKTON, AREAS, BY_AREA), (DUDLEY, RECOMMENDATIONS, BY_RECOMMENDATION)]
)
async def test_a_plan_is_made_by_hand_printed_and_read_back(
    managed: Office, layout: str, every: tuple[TablePart, ...], todo: tuple[Do, ...]
) -> None:
    """By the pages alone; our own reader finds every row of the print as it was typed, in every format with a table."""
    await managed.database.write(lambda tx: settings.put(tx, "provider", "Fernbank Support"))
    whole = (*every, TablePart("4", EMPTY, every[-1].group))
    here = await made(managed, "Our plan", layout, whole, todo)
    number = here.rpartition("/")[2]
    for form in ("csv", "xlsx", "docx"):
        link = f"/staff/reports/actions?number={number}&amp;layout={layout}&amp;format={form}&amp;download=yes"
        assert f'href="{link}"' in (await managed.get(here)).text
        printed = await managed.get(link.replace("&amp;", "&"))
        assert printed.status_code == 200
        check_read_back(read(printed.content), whole, todo)


@pytest.mark.parametrize("layout", [STOCKTON, DUDLEY])
async def test_an_area_without_actions_is_read_back_wherever_it_stands(managed: Office, layout: str) -> None:
    """Before and behind the only one that is filled: each format has all of them, in their order."""
    numbers = ("1", "2") if layout == STOCKTON else ("2.1", "2.2")
    todo = tuple(replace(one, part="2", number=number) for one, number in zip(BY_AREA, numbers, strict=False))
    here = await made(managed, "Our plan", layout, AREAS, todo)
    number = here.rpartition("/")[2]
    for form in ("csv", "xlsx", "docx"):
        link = f"/staff/reports/actions?number={number}&layout={layout}&format={form}&download=yes"
        table = read((await managed.get(link)).content)
        assert (table.faults, table.parts) == ((), AREAS), form
        assert [(table.parts[one.part].number, one.what) for one in table.actions] == [("2", one.what) for one in todo]


async def test_how_far_a_plan_is_stands_at_its_top_in_print_too(managed: Office) -> None:
    """In words, before the table; where it is closed nothing is overdue."""
    here = await made(managed, "Our plan", STOCKTON, AREAS, BY_AREA)
    await managed.post("/staff/actions/2/note", status="done")
    managed.clock.turn(days=160)
    await managed.sign_in("Mo Manager", "manager")
    said = "1 of 4 done. 3 not started."
    assert f"{said} 1 is overdue." in (await managed.get(here)).text

    async def printed() -> str:
        """The lines above the first table."""
        link = "/staff/reports/actions?number=1&format=docx&download=yes"
        document = Document(io.BytesIO((await managed.get(link)).content))
        return "\n".join(one.text for one in document.paragraphs[:6])

    assert f"{said} 1 is overdue.\n" in await printed()
    await managed.post(here, do="close")
    assert f"{said}\n" in await printed()


async def test_a_plan_gets_another_name_and_layout(managed: Office) -> None:
    """From its own page; without a name the form says so; what was done is noted."""
    here = await made(managed, "One", STOCKTON, AREAS[:1], ())
    assert f'href="{here}/change"' in (await managed.get(here)).text
    assert 'value="One"' in (await managed.get(f"{here}/change")).text
    refused = await managed.post(f"{here}/change", name=" ", layout="mural")
    assert "Give the plan a name." in refused.text
    assert "Choose how it is printed." in refused.text
    assert (await managed.post(f"{here}/change", name="Two", layout=DUDLEY)).status_code == 303
    found = await managed.database.read(lambda tx: plans.get(tx, 1))
    assert found
    assert (found.name, found.layout) == ("Two", DUDLEY)
    assert "recommendations" in (await managed.get(here)).text
    log = await managed.database.read(lambda tx: [one.did for one in access_log.recent(tx)])
    assert {"made plan 1", "changed plan 1"} <= set(log)


async def test_all_plans_stand_on_one_page(managed: Office) -> None:
    """Empty ones too; the closed ones below, where they are opened again."""
    here = await made(managed, "Our plan", STOCKTON, (), ())
    other = await made(managed, "Last year", STOCKTON, (), ())
    await managed.post(other, do="close")
    page = (await managed.get("/staff/plans")).text
    opened_, _, closed = page.partition("Closed plans")
    assert f'href="{here}"' in opened_
    assert f'href="{other}"' in closed
    assert "Open it again" in closed
    await managed.post(other, do="open")
    assert "Closed plans" not in (await managed.get("/staff/plans")).text
    await managed.sign_in("Mia", "manager", "Mill Lane")
    assert (await managed.get(f"{here}/parts")).status_code == 404, "it is the whole provider's"
    page = (await managed.get("/staff/plans/add")).text
    assert "Mill Lane" in page
    assert "Harbour View" not in page
    refused = await managed.post("/staff/plans/add", name="X", layout=STOCKTON, service="0")
    assert refused.status_code == 400


async def test_an_empty_plan_is_made_once_and_can_be_taken_away(managed: Office) -> None:
    """A second press makes no second plan; a plan in which something stands is not taken away."""
    here = await made(managed, "Our plan", STOCKTON, (), ())
    assert await made(managed, "Our plan", STOCKTON, (), ()) == here
    assert len(await managed.database.read(plans.all)) == 1
    assert "Take this empty plan away" in (await managed.get(here)).text
    await managed.post(f"{here}/parts", do="add", number="1", title="Food")
    assert await made(managed, "Our plan", STOCKTON, (), ()) != here, "one that is begun is another one"
    assert "Take this empty plan away" not in (await managed.get(here)).text
    refused = await managed.post(here, do="remove")
    assert "so it is not taken away" in (await managed.get(refused.headers["location"])).text
    await managed.post(f"{here}/parts", do="remove", part="1")
    taken = await managed.post(here, do="remove")
    assert "The empty plan is taken away." in (await managed.get(taken.headers["location"])).text
    assert (await managed.get(here)).status_code == 404
    log = await managed.database.read(lambda tx: [one.did for one in access_log.recent(tx)])
    assert "took the empty plan 1 away" in log


async def test_a_plan_that_says_more_than_its_actions_stays(managed: Office) -> None:
    """Such as that of a round of ladders: it is found by what it was made from."""
    number = await managed.database.write(
        lambda tx: plans.add(tx, name="Ladders", kind=plans.LADDERS, from_id="1", at=AT, by=None)
    )
    assert "Take this empty plan away" not in (await managed.get(f"/staff/plans/{number}")).text
    await managed.post(f"/staff/plans/{number}", do="remove")
    assert await managed.database.read(lambda tx: plans.get(tx, number))
