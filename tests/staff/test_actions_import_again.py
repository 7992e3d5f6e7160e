"""A file that is read again finds its plan, wherever that is, and taking one thing from it changes that thing alone."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from store import action_notes, actions, plans
from store.action import NewAction, Status
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.test_actions_import import SMALL, kept, pressed, uploaded
from tests.staff.test_people import words

PLAN = "No,Action,Evidence,By when,Lead,Progress,Outcome\n{}\n"


def takes(page: str) -> list[str]:
    """What can be ticked, as it is offered."""
    return [html.unescape(one) for one in re.findall(r"take [^<]* from the file", page)]


def ticked(page: str) -> list[str]:
    """The values of all ticks."""
    return re.findall(r'name="take" type="checkbox" value="(\d+)"', page)


async def test_the_plan_of_one_service_is_found_again(managed: Office) -> None:
    """A manager of all services need not say again for which one a file was: nothing is there twice."""
    before = len(await kept(managed))
    mill = str(managed.houses["Mill Lane"])
    page = (await uploaded(managed, SMALL.encode())).text
    await pressed(managed, page, "/staff/actions/import/add", service=mill)
    stale = await pressed(managed, page, "/staff/actions/import/add", service=mill)
    assert "added=0&same=3" in stale.headers["location"]
    gate = (await kept(managed))[before]
    await managed.database.write(
        lambda tx: actions.change(tx, gate.id, replace(gate.said, what="Mend the gate."), at=AT)
    )
    again = (await uploaded(managed, SMALL.encode())).text
    assert "New: 0. There already: 2. Different in the register: 1." in words(again)
    for path in ("/staff/actions/import", "/staff/actions/import/add"):
        answer = await pressed(managed, again, path, service=mill)
        assert "New: 0." in words(answer.text) or "added=0&same=2" in answer.headers["location"]
    assert len(await kept(managed)) == before + 3
    assert re.search(r"<option value=\"\d+\" selected>Our plan, Mill Lane</option>", again), (
        "two houses may have one each"
    )


async def test_a_new_plan_can_still_be_chosen(managed: Office) -> None:
    """The same plan for another house: that choice holds when the page is looked at again."""
    before = len(await kept(managed))
    mill, harbour = str(managed.houses["Mill Lane"]), str(managed.houses["Harbour View"])
    page = (await uploaded(managed, SMALL.encode())).text
    await pressed(managed, page, "/staff/actions/import/add", service=mill)
    again = (await uploaded(managed, SMALL.encode())).text
    looked = (await pressed(managed, again, "/staff/actions/import", plan="0", service=harbour)).text
    looked = (await pressed(managed, looked, "/staff/actions/import")).text
    assert "New: 3." in words(looked)
    answer = await pressed(managed, looked, "/staff/actions/import/add")
    assert "added=3" in answer.headers["location"]
    assert [one.said.service_id for one in (await kept(managed))[before + 3 :]] == [int(harbour)] * 3


async def test_a_plan_is_found_once_its_columns_are_known(managed: Office) -> None:
    """Where the column of the actions is chosen, its plan is looked for after that."""
    odd = b"No,Stuff,Lead\n1,Fix it.,Jo\n2,Paint.,Sam\n"
    for told in ("New: 2. There already: 0.", "New: 0. There already: 2."):
        page = (await uploaded(managed, odd)).text
        looked = (await pressed(managed, page, "/staff/actions/import", **{"column-1": "action"})).text
        assert told in words(looked)
        await pressed(managed, looked, "/staff/actions/import/add")


async def test_taking_the_progress_takes_nothing_else(managed: Office) -> None:
    """How far it is, days that were set by hand, and the house that it was put into stay."""
    rows = "1,Fix it.,It shuts.,Q3,Jo,Asked,Safe\n2,Paint.,Dry.,Commenced,Jo,,"
    page = (await uploaded(managed, PLAN.format(rows).encode())).text
    await pressed(managed, page, "/staff/actions/import/add")
    one, two = (await kept(managed))[-2:]
    proof = replace(one.said.expected[0], due_on="2026-08-01")
    moved = replace(one.said, due_on="2026-09-30", service_id=managed.houses["Mill Lane"], expected=(proof,))

    def by_hand(tx: Tx) -> None:
        actions.change(tx, one.id, moved, at=AT)
        actions.put_status(tx, two.id, Status.DONE, at=AT)

    await managed.database.write(by_hand)
    rows = "1,Fix it.,It shuts.,Q3,Jo,Asked twice,Safe\n2,Paint.,Dry.,Commenced,Jo,Second coat,"
    page = (await uploaded(managed, PLAN.format(rows).encode())).text
    assert takes(page) == ["take the progress from the file"] * 2
    await pressed(managed, page, "/staff/actions/import/add", take=ticked(page))
    one, two = (await kept(managed))[-2:]
    assert one.said == moved
    assert (two.status, two.done_at) == (Status.DONE, AT)
    notes = await managed.database.read(lambda tx: [note.words for note in action_notes.of(tx, one.id)])
    assert "Asked twice" in notes


async def test_a_short_sheet_empties_nothing(managed: Office) -> None:
    """What the file does not say does not differ, and stays when something else is taken."""
    page = (await uploaded(managed, PLAN.format("1,Fix it.,It shuts.,Q3,Jo,Asked,Safe").encode())).text
    await pressed(managed, page, "/staff/actions/import/add")
    (before,) = (await kept(managed))[-1:]
    page = (await uploaded(managed, b"No,Action,Progress\n1,Fix it.,Third\n")).text
    assert takes(page) == ["take the progress from the file"]
    await pressed(managed, page, "/staff/actions/import/add", take=ticked(page))
    assert (await kept(managed))[-1].said == before.said


async def test_what_the_file_says_anew_is_named_and_taken(managed: Office) -> None:
    """The control: new words of a timescale bring their day and how far it is, and a kept column is named too."""
    first = PLAN.replace("Outcome", "RAG").format("1,Fix it.,It shuts.,March 2030,Jo,Asked,red")
    await pressed(managed, (await uploaded(managed, first.encode())).text, "/staff/actions/import/add")
    other = PLAN.replace("Outcome", "RAG").format("1,Fix it.,It shuts.,Completed May 2030,Jo,Asked,green")
    page = (await uploaded(managed, other.encode())).text
    assert takes(page) == ["take the evidence expected, the timescale, how far it is (done), “RAG” from the file"]
    await pressed(managed, page, "/staff/actions/import/add", take=ticked(page))
    one = (await kept(managed))[-1]
    assert (one.said.due_on, one.status, one.said.more) == ("2030-05-31", Status.DONE, {"RAG": "green"})


async def test_our_own_print_is_the_same_plan_where_numbers_begin_anew(managed: Office) -> None:
    """Two areas with an action 1 each, added in another order: printed and read back, none is taken for the other."""

    def made(tx: Tx) -> int:
        plan = plans.add(tx, name="Two areas", kind=plans.REGISTER, at=AT, by=None)
        food, beds = (plans.add_part(tx, plan_id=plan, number=one, title=title) for one, title in
                      (("1", "Food"), ("2", "Sleep")))  # fmt: skip
        for number, part, what in (("1", beds, "Buy beds."), ("1", food, "Ask the cook."), ("2", food, "Buy pans."),
                                   ("2", beds, "Dim lights.")):  # fmt: skip
            new = NewAction(plan, what, number=number, part_id=part, outcome="+10 people sleep", due_on="2030-03-31")
            action_notes.add(tx, actions.add(tx, new, at=AT, by=None), words=f"Of {what}", status=None, by=None, at=AT)
        return plan

    plan = await managed.database.write(made)
    for layout, kind in (("stockton", "docx"), ("dudley", "docx"), ("dudley", "xlsx"), ("dudley", "csv")):
        printed = await managed.get(f"/staff/reports/actions?number={plan}&layout={layout}&format={kind}")
        page = (await uploaded(managed, printed.content)).text
        assert "New: 0. There already: 4. Different in the register: 0." in words(page), (layout, kind)


async def test_a_kept_column_stands_on_the_page_and_a_status_can_be_chosen(managed: Office) -> None:
    """What a file says beyond our columns is shown with the action, and another column may say how far it is."""
    sheet = b"No,Action,By when,Status,RAG\n1,Fix it.,March 2020,Completed,amber & late\n2,Paint.,March 2020,,Blue\n"
    page = (await uploaded(managed, sheet)).text
    assert "How far it is: done." in words(page)
    assert html.unescape(page).count('<option value="status"') == 5
    chosen = {"column-3": "nothing", "column-4": "status"}
    looked = (await pressed(managed, page, "/staff/actions/import", **chosen)).text
    assert "“amber & late” does not say how far this is." in html.unescape(words(looked))
    await pressed(managed, looked, "/staff/actions/import/add")
    one, two = (await kept(managed))[-2:]
    assert (one.status, two.status) == (Status.NOT_STARTED, Status.DONE)
    shown = words((await managed.get(f"/staff/actions/{one.id}")).text)
    assert "RAG amber & late" in html.unescape(shown)
