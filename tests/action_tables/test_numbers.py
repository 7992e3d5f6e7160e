"""Actions are numbered as people number them: with letters, and beyond 999; and each is read back as it was printed."""

from __future__ import annotations

import pytest

from asking.action_import import Fate, Target, keep, planned
from evidence.action_tables.read import read
from evidence.action_tables.references import refers_to
from evidence.reports.action_layouts import Entry, OnePlan
from evidence.reports.actions import DUDLEY, STOCKTON
from evidence.reports.formats import write
from store import actions, plans
from store.database import Database
from store.tx import Tx
from tests.action_tables.test_layouts import AT, report


@pytest.mark.parametrize("number", ["A1", "SG12", "SG-3", "REC/4", "SG 3.1", "Action 4", "1000", "23456", "2a", "b7"])
def test_a_number_with_letters_is_one(number: str) -> None:
    """In a column of its own; what has no digit at all is none."""
    table = read(f"No,Action,Lead\n{number},Fix it.,Jo\nx,Sing.,Jo\n".encode())
    assert [one.number for one in table.actions] == [number.replace("Action ", "").replace(" ", "")]
    assert [one.what for one in table.faults] == ["x · Sing. · Jo"]


def test_two_thousand_actions_are_two_thousand() -> None:
    """The last is read as the first is."""
    rows = "\n".join(f"{one},Do thing {one}.,Jo" for one in range(1, 2_001))
    table = read(f"No,Action,Lead\n{rows}\n".encode())
    assert table.faults == ()
    assert len(table.actions) == 2_000


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("See A1 and SG-12", ("A1", "SG-12")),
        ("see 1000", ("1000",)),
        ("See 2010", ()),
        ("See the 2010 plan", ()),
        ("see page3", ()),
    ],
)
def test_such_numbers_are_referred_to(text: str, numbers: tuple[str, ...]) -> None:
    """And a year is none."""
    assert refers_to(text) == numbers


def test_words_before_a_text_are_no_number() -> None:
    """The control: a quarter, a heading in capitals, and a word with a digit stay where they stand."""
    table = read(b"Action,Lead\nQ3. Review it.,Jo\nCovid19 rules are kept.,Jo\n")
    assert [(one.number, one.what) for one in table.actions] == [
        ("", "Q3. Review it."),
        ("", "Covid19 rules are kept."),
    ]
    table = read(b"No,Action,Lead\nPART 2,,\nA1,Fix it.,Jo\n")
    assert table.faults == ()
    assert [one.number for one in table.actions] == ["A1"]


@pytest.mark.parametrize("layout", [STOCKTON, DUDLEY])
@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
async def test_such_a_plan_is_read_back_from_print(database: Database, form: str, layout: str) -> None:
    """In both layouts and every format it is the same plan."""
    rows = ("A1,Fix it.", "SG-12,Paint it.", "SG 3,Dry it.", "2a,Sing.", "1000,Dance. See A1.")
    table = read("\n".join(("No,Action", *rows)).encode())

    def turn(tx: Tx) -> set[Fate]:
        kept = keep(tx, table, Target(0, "Plan"), take=(), at=AT, by=None)
        plan, every = plans.get(tx, kept.plan_id), actions.of_plan(tx, kept.plan_id)
        assert plan is not None
        printed = write(report(OnePlan(plan, (), tuple(Entry(one, ()) for one in every)), layout), form)
        again = planned(tx, read(printed), kept.plan_id)
        assert len(again) == len(every)
        return {one.fate for one in again}

    assert await database.write(turn) == {Fate.SAME}
