"""A column that means nothing to us is kept, shown and printed; one that tells how far an action is, is understood."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from asking.action_import import Fate, Target, keep, planned
from evidence.action_tables.columns import key
from evidence.action_tables.model import Field
from evidence.action_tables.read import read
from evidence.action_tables.statuses import how_far, is_plain
from evidence.detailed_plan import MORE
from evidence.reports.actions import REGISTER, make
from evidence.reports.document import Report
from evidence.reports.formats import write
from evidence.reports.kinds import Asked, Reader
from store import actions, plans
from store.action import Expected, NewAction, Someone, Status
from store.database import Database
from store.tx import Tx
from tests.action_tables.test_layouts import AT
from tests.staff.pack import a_pack

OTHER = "A column of a file that was read into the plan"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Completed", Status.DONE),
        ("COMPLETE", Status.DONE),
        ("Blue", Status.DONE),
        ("Completed – seen by the board", Status.DONE),
        ("In progress", Status.IN_PROGRESS),
        ("Under way", Status.IN_PROGRESS),
        ("On track", Status.IN_PROGRESS),
        ("Partially complete", Status.IN_PROGRESS),
        ("Not started", Status.NOT_STARTED),
        ("Not yet started (waiting for the council)", Status.NOT_STARTED),
        ("No longer needed", Status.NO_LONGER_NEEDED),
        ("Completed\nIn progress", Status.IN_PROGRESS),
        ("green", None),
        ("Red", None),
        ("", None),
        ("Completed\nred", None),
        ("We asked the provider whether this had been completed, and they will tell us.", None),
    ],
)
def test_how_far_it_is(said: str, status: Status | None) -> None:
    """As it is said; a colour that means two things says nothing, and nor does a report."""
    assert how_far(said) is status


def test_the_column_of_the_status_is_found() -> None:
    """By its title; what it says counts before the timescale, and what it says beyond that is kept."""
    rows = (
        "1,Fix it.,March 2026,Completed\n2,Paint.,Completed,Not started\n3,Sing.,,Completed - by Jo\n4,Dance.,,green\n"
    )
    table = read(f"No,Action,By when,Status\n{rows}".encode())
    assert [one.status for one in table.actions] == [Status.DONE, Status.NOT_STARTED, Status.DONE, None]
    assert [one.more for one in table.actions] == [{}, {}, {"Status": "Completed - by Jo"}, {"Status": "green"}]
    assert [one.why for one in table.notices] == ["“green” does not say how far this is."]


def test_another_column_can_be_said_to_tell_it() -> None:
    """A RAG column is kept as it stands, until somebody says that it tells how far an action is."""
    data = b"No,Action,RAG\n1,Fix it.,Blue\n2,Paint.,Amber: in progress\n"
    assert [(one.status, one.more) for one in read(data).actions] == [
        (None, {"RAG": "Blue"}),
        (None, {"RAG": "Amber: in progress"}),
    ]
    found = read(data, {key("RAG"): Field.STATUS}).actions
    assert [one.status for one in found] == [Status.DONE, Status.IN_PROGRESS]
    assert [one.more for one in found] == [{}, {"RAG": "Amber: in progress"}]


def test_what_is_plain_holds_nothing_else() -> None:
    """Only such words are not kept beside what was understood of them."""
    assert is_plain("Completed.")
    assert not is_plain("Completed in May")


def with_columns(tx: Tx) -> int:
    """A plan of two parts with kept columns, one of them called as one of ours is."""
    plan = plans.add(tx, name="Plan", kind=plans.REGISTER, at=AT, by=None)
    food = plans.add_part(tx, plan_id=plan, number="1", title="Food")
    for new in (
        NewAction(plan, "Ask.", food, "1.1", outcome="+10 people eat", timescale="Q3", due_on="2026-09-30",
                  more={"RAG": "red", "Seen": "by Jo", "linked to": "nothing", "why": "It is late"},
                  expected=(Expected("Notes"),), leads=(Someone("Jo"), Someone("The cook"))),
        NewAction(plan, "Tell.", None, "", status=Status.DONE, more={"RAG": "green\non time"}),
        NewAction(plan, "Go on.", None, "2", status=Status.IN_PROGRESS),
    ):  # fmt: skip
        actions.add(tx, new, at=AT, by=None)
    return plan


def register(tx: Tx, *, public: bool = False) -> Report:
    """The register of that plan."""
    found = make(tx, Asked(a_pack(), date(2026, 11, 29), Reader(manages=not public, public=public), layout=REGISTER))
    assert found is not None
    return found


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
async def test_the_register_is_read_back_as_it_is(database: Database, form: str) -> None:
    """Kept columns survive, nothing that is made anew becomes a note, and nothing differs."""

    def turn(tx: Tx) -> None:
        plan = with_columns(tx)
        table = read(write(register(tx), form))
        assert table.faults == ()
        of_file = [{title: said for title, said in one.more.items() if title not in MORE} for one in table.actions]
        assert of_file == [{"RAG": "red", "Seen": "by Jo"}, {"RAG": "green\non time"}, {}]
        assert [one.status for one in table.actions] == [Status.NOT_STARTED, Status.DONE, Status.IN_PROGRESS]
        assert {one.fate for one in planned(tx, table, plan)} == {Fate.SAME}
        kept = keep(tx, table, Target(plan), take=(), at=AT, by=None)
        assert (kept.added, kept.same) == (0, 3)
        anew = keep(tx, table, Target(0, "Another"), take=(), at=AT, by=None)
        assert [one.said.more for one in actions.of_plan(tx, anew.plan_id)] == [one.more for one in table.actions]

    await database.write(turn)


async def test_kept_columns_stand_in_every_format(database: Database) -> None:
    """With their meaning in the codebook; what is ours alone does not stand among them."""

    def turn(tx: Tx) -> Report:
        with_columns(tx)
        return register(tx)

    report = await database.write(turn)
    for form in ("html", "json", "docx", "csv", "xlsx"):
        assert write(report, form)
    assert "red" in write(report, "html").decode()
    assert "Seen (from the file)" in json.dumps(json.loads(write(report, "json")))
    (first, *_) = csv.DictReader(io.StringIO(write(report, "csv").decode("utf-8-sig"), newline=""))
    assert (first["RAG"], first["Seen"], first["Seen (from the file)"]) == ("red", "0", "by Jo")
    assert not {"linked to", "why"} & set(first)
    assert [one.column for one in report.codebook if one.meaning.startswith(OTHER)] == ["RAG", "Seen (from the file)"]


async def test_kept_columns_are_not_published(database: Database) -> None:
    """Nobody looked through what stands in them."""

    def turn(tx: Tx) -> Report:
        with_columns(tx)
        return register(tx, public=True)

    report = await database.write(turn)
    assert "by Jo" not in "\n".join(report.texts())
    assert "RAG" not in write(report, "csv").decode()
    assert "RAG" not in {one.column for one in report.codebook}
