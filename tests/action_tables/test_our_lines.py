"""Our own lines within the cells of a printed plan: what they say, what is read back, and what is not taken for one."""

from __future__ import annotations

import csv
import io

import pytest

from asking.action_import import Target, keep
from evidence.action_tables.read import read
from evidence.reports.action_layouts import Entry, OnePlan, blocks
from evidence.reports.actions import DUDLEY, STOCKTON
from evidence.reports.document import Table as Grid
from evidence.reports.formats import write
from evidence.reports.kinds import Reader
from store import actions
from store.action import Action, Expected, NewAction, Someone, Status
from store.database import Database
from store.plans import Part, Plan
from store.tx import Tx
from tests.action_tables.test_layouts import AT, BEGUN, report


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("layout", [STOCKTON, DUDLEY])
def test_days_and_proof_stand_in_print(layout: str, public: bool) -> None:
    """By when each thing is to be seen and when it was; who must know; what it belongs with. Published, no staff."""
    new = NewAction(
        plan_id=1, what="Ask, see 9.", part_id=1, number="1.1", due_on="2026-12-05", refers_to=("9", "2.8"),
        expected=(Expected("Notes", due_on="2026-12-01", seen_on="2026-05-03"), Expected("A photo", "Spring 2027")),
        knows=(Someone("Jo Example", 7), Someone("The council")),
    )  # fmt: skip
    notes = () if public else (BEGUN,)
    one = OnePlan(Plan(1, "A plan", "imported", 0, "", "", AT, None), (Part(1, 1, 0, "", "1", "Ask people"),),
                  (Entry(Action(1, 0, AT, AT, None, new), notes),))  # fmt: skip
    (table,) = (
        block for block in blocks([one], Reader(public=public), wide=layout == DUDLEY) if isinstance(block, Grid)
    )
    cells = {column.title: cell.text for column, cell in zip(table.columns, table.rows[-1].cells, strict=True)}
    assert cells["Evidence that we expect"] == (
        "Notes\nTo be seen by: 1 December 2026\nSeen on 3 May 2026.\nA photo\nTo be seen by: Spring 2027"
    )
    action = cells["How we do it: the action" if layout == STOCKTON else "Key action"]
    who = "Our staff" if public else "Jo Example"
    assert f"Others who must know: {who}; The council\nBelongs with: 2.8" in action
    texts = "\n".join(cells.values())
    assert ("Noted on 22 November 2026 by Jo Example:\nTalks have begun." in texts) is not public
    assert ("Jo Example" in texts) is not public


def test_a_councils_own_words_are_not_taken_for_ours() -> None:
    """The control: what only looks like our lines stays where it stood."""
    rows = [
        ("No", "Action", "Evidence", "Timescale"),
        ("1", "Ask.\nNoted on the board:\nsee 2.", "Seen on the ward\nBy 3 May 2026", "May 2026"),
        ("2", "Tell.", "Seen on 3 May 2026.", "June 2026"),
    ]
    made = io.StringIO(newline="")
    csv.writer(made).writerows(rows)
    first, second = read(made.getvalue().encode()).actions
    assert first.what == "Ask.\nNoted on the board:\nsee 2."
    assert [(one.text, one.seen_on) for one in first.expected] == [("Seen on the ward", None), ("By 3 May 2026", None)]
    assert [(one.text, one.seen_on) for one in second.expected] == [("Seen on 3 May 2026.", None)]


async def test_what_was_seen_comes_back_with_a_printed_plan(database: Database) -> None:
    """Who reads our own print into a new plan has the days on which things were seen, and who must know."""
    new = NewAction(1, "Ask.", number="1", expected=(Expected("Notes", seen_on="2026-05-03"),), knows=(Someone("Jo"),))
    one = OnePlan(Plan(1, "A plan", "", 0, "", "", AT, None), (), (Entry(Action(1, 0, AT, AT, None, new), ()),))
    table = read(write(report(one, STOCKTON), "docx"))

    def turn(tx: Tx) -> Action:
        kept = keep(tx, table, Target(0, "Plan"), take=(), at=AT, by=None)
        return actions.of_plan(tx, kept.plan_id)[0]

    said = (await database.write(turn)).said
    assert [(each.text, each.seen_on) for each in said.expected] == [("Notes", "2026-05-03")]
    assert [each.name for each in said.knows] == ["Jo"]


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "csv"])
@pytest.mark.parametrize("layout", [STOCKTON, DUDLEY])
@pytest.mark.parametrize("words", ["End March 2027", "Q3", "Ongoing"])
def test_a_last_day_beside_other_words_comes_back_as_it_was(layout: str, format_name: str, words: str) -> None:
    """Put off, brought forward or set by hand: the words come back without our line, and the day is the register's."""
    made = [
        NewAction(1, "Ask.", number="1", timescale=words, due_on="2027-06-30", status=Status.IN_PROGRESS),
        NewAction(1, "Tell.", number="2", timescale=words, due_on="2027-01-05"),
        NewAction(1, "Sing.", number="3", timescale="End May 2027", due_on="2027-05-31"),
    ]
    entries = tuple(Entry(Action(place, place, AT, AT, None, one), ()) for place, one in enumerate(made, start=1))
    one = OnePlan(Plan(1, "A plan", "", 0, "", "", AT, None), (), entries)
    found = read(write(report(one, layout), format_name)).actions
    assert [(each.timescale.said, each.timescale.due_on) for each in found] == [
        (each.timescale, each.due_on) for each in made
    ]
    assert found[0].timescale.check == ""
