"""The register as rows to count, its codebook and its chart: each says the same as the register, and nothing more."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.action_tables.ours import CHART
from evidence.action_tables.read import read
from evidence.register import Verdict
from evidence.reports import action_chart, action_codebook
from evidence.reports.action_layouts import OnePlan
from evidence.reports.action_register import COLUMNS, Known, rows_of, verdict
from evidence.reports.actions import CODEBOOK, DUDLEY, REGISTER, STOCKTON, make
from evidence.reports.document import Bars, Column, Line, Meaning, Report, Row, Table, as_read, cell
from evidence.reports.formats import write
from evidence.reports.kinds import Asked, Reader
from store import actions, members, plans
from store.action import Expected, NewAction, Someone, Status
from store.database import Database
from store.tx import Tx
from tests.action_tables.test_layouts import plan
from tests.staff.pack import a_pack

AT, TODAY = "2026-11-22T12:00:00Z", date(2026, 11, 29)
CODED = {"Plan closed", "Status", "Overdue", "Not moving"}


def asked(layout: str = REGISTER, *, public: bool = False, number: int = 0) -> Asked:
    """For a manager of everything, or for everybody."""
    return Asked(a_pack(), TODAY, Reader(manages=not public, public=public), layout=layout, number=number)


def two_plans(tx: Tx) -> tuple[int, int]:
    """An open plan with three actions and a closed one with one; two are late."""
    jo = members.add(tx, name="Jo Example", role="manager", services=None, at=AT)
    first, second = (plans.add(tx, name=one, kind=plans.REGISTER, at=AT, by=None) for one in ("Now", "Last year"))
    part = plans.add_part(tx, plan_id=first, number="1", title="Food")
    seen = (Expected("A photo", due_on="2026-11-01", seen_on="2026-11-02"), Expected("Notes"))
    for new in (
        NewAction(first, "Ask.", part, "1.9", due_on="2026-11-20", leads=(Someone("", jo),), expected=seen),
        NewAction(first, "=1+1", part, "1.10", status=Status.DONE, starts_on="2026-01-31"),
        NewAction(first, "Tell.", status=Status.NO_LONGER_NEEDED, refers_to=("1.9", "1.10")),
        NewAction(second, "Late.", due_on="2026-01-01"),
    ):
        actions.add(tx, new, at=AT, by=None)
    plans.close(tx, second, AT)
    return first, second


async def made(database: Database, wanted: Asked) -> Report:
    """The report on those plans."""

    def turn(tx: Tx) -> Report | None:
        if not plans.all(tx):
            two_plans(tx)
        return make(tx, wanted)

    report = await database.write(turn)
    assert report is not None
    return report


def rows_in(report: Report) -> list[dict[str, str]]:
    """Its CSV, as a program reads it."""
    return list(csv.DictReader(io.StringIO(write(report, "csv").decode("utf-8-sig"), newline="")))


async def test_one_row_an_action(database: Database) -> None:
    """CSV is one table: status, ISO days, who leads and how much was seen, each in a cell of its own."""
    rows = rows_in(await made(database, asked()))
    assert [one["No"] for one in rows] == ["1.9", "1.10", ""]
    first = rows[0]
    assert (first["Part no"], first["Part"], first["Service"], first["Status"]) == (
        "1", "Food", "All services", "Not started",
    )  # fmt: skip
    assert (first["First day"], first["Last day"], first["Overdue"]) == ("", "2026-11-20", "Yes")
    assert (first["Who leads"], first["Expected"], first["Seen"]) == ("Jo Example", "2", "1")
    assert rows[1]["Action"] == "'=1+1", "no program runs it"
    assert rows[2]["Belongs with"] == "1.9; 1.10"


async def test_how_often_it_was_put_off(database: Database) -> None:
    """And the day that was promised at first; what is published does not tell."""
    await made(database, asked())

    def put_off(tx: Tx) -> None:
        first = actions.all(tx)[0]
        for day in ("2026-12-20", "2026-12-10", "2027-01-31"):
            actions.change(tx, first.id, replace(first.said, due_on=day), at=AT)

    await database.write(put_off)
    rows = rows_in(await made(database, asked()))
    assert (rows[0]["Put off"], rows[0]["First promised"], rows[0]["Last day"]) == ("2", "2026-11-20", "2027-01-31")
    assert (rows[1]["Put off"], rows[1]["First promised"]) == ("0", "")
    assert {one["Put off"] for one in rows_in(await made(database, asked(public=True)))} == {""}


async def test_a_closed_plan_is_late_with_nothing(database: Database) -> None:
    """Its actions stay as they are; none is overdue or asked for any more."""
    await made(database, asked())
    number = (await database.read(plans.all))[-1].id
    (only,) = rows_in(await made(database, asked(number=number)))
    assert (only["Plan closed"], only["Status"], only["Overdue"], only["Not moving"]) == (
        "Yes",
        "Not started",
        "No",
        "No",
    )


async def test_what_is_published_names_nobody(database: Database) -> None:
    """No staff, and nothing of what people say but what may hang on a wall."""
    rows = rows_in(await made(database, asked(public=True)))
    assert rows[0]["Who leads"] == "Our staff"
    assert {one["Did it work?"] for one in rows} == {""}


async def test_a_spreadsheet_can_calculate_with_it(database: Database) -> None:
    """Days are days, numbers are numbers, titles filter, the codebook is a sheet, the chart is the program's own."""
    book: Any = openpyxl.load_workbook(io.BytesIO(write(await made(database, asked()), "xlsx")))
    assert book.sheetnames == ["About", CHART, "Register of actions", "Codebook"]
    sheet = book["Register of actions"]
    at = {sheet.cell(2, column).value: column for column in range(1, sheet.max_column + 1)}
    last = sheet.cell(3, at["Last day"])
    assert (last.value.date(), last.number_format) == (date(2026, 11, 20), "yyyy-mm-dd")
    assert sheet.cell(3, at["Expected"]).value == 2
    assert sheet.cell(4, at["No"]).value == "1.10"
    assert sheet.auto_filter.ref == f"A2:{sheet.cell(2, sheet.max_column).column_letter}5"
    assert [one.value for one in book["Codebook"][2]] == ["Column", "Code", "Meaning"]
    assert len(book[CHART]._charts) == 1


async def test_paper_has_what_is_read(database: Database) -> None:
    """HTML, PDF and Word leave out the columns for calculating; JSON has all of them, and the codebook."""
    report = await made(database, asked())
    texts = set(report.texts())
    assert {"Status", "Last day", "Who leads", "Seen"} <= texts
    assert not {"Id", "Last moved", "Plan closed"} & texts
    assert "Last moved" not in write(report, "html").decode()
    whole = json.loads(write(report, "json"))
    assert {one["column"] for one in whole["codebook"]} == {one.title for one in COLUMNS}
    (table,) = (one for one in whole["blocks"] if one["kind"] == "table")
    assert len(table["columns"]) == len(COLUMNS)


async def test_the_codebook_alone(database: Database) -> None:
    """As a layout, for whoever takes the CSV."""
    report = await made(database, asked(CODEBOOK))
    assert (report.name, [one["Column"] for one in rows_in(report)]) == (
        "codebook",
        [one.column for one in action_codebook.CODEBOOK],
    )


def test_the_codebook_has_every_column() -> None:
    """And none that there is not, in the order in which they stand."""
    said = list(dict.fromkeys(one.column for one in action_codebook.CODEBOOK))
    assert said == [one.title for one in COLUMNS]


@settings(max_examples=30, deadline=None)
@given(plan(), st.booleans())
def test_every_word_that_stands_for_something_is_in_the_codebook(one: OnePlan, public: bool) -> None:
    """Whatever a plan holds: as many rows as actions, all of one width, and no code that the codebook does not tell."""
    here = Known(asked(public=public), {}, {}, {}, {})
    rows = list(rows_of(one, here))
    assert len(rows) == len(one.entries)
    assert {len(row.cells) for row in rows} == {len(COLUMNS)}
    told = {(each.column, each.code) for each in action_codebook.CODEBOOK}
    for row in rows:
        for column, found in zip(COLUMNS, row.cells, strict=True):
            assert column.title not in CODED or (column.title, found.text) in told


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ((), "Cannot tell"),
        ((Verdict.UNKNOWN, Verdict.SAME), "No change"),
        ((Verdict.SAME, Verdict.BETTER), "Better"),
        ((Verdict.WORSE, Verdict.UNKNOWN), "Worse"),
        ((Verdict.WORSE, Verdict.SAME, Verdict.BETTER), "Better and worse"),
    ],
)
def test_one_word_for_several_standards(found: tuple[Verdict, ...], code: str) -> None:
    """What moved says more than what did not; both ways is told as both."""
    assert verdict(found) == code
    assert ("Did it work?", code) in {(one.column, one.code) for one in action_codebook.CODEBOOK}


@settings(max_examples=20, deadline=None)
@given(plan())
def test_the_chart_counts_every_action_once(one: OnePlan) -> None:
    """By part where it is about one plan, by plan where it is about several; links only for staff."""
    statuses = Counter(action_codebook.STATUS[each.action.status] for each in one.entries)
    for found, public in (((one,), False), ((one, one), True)):
        (chart,) = action_chart.blocks(found, asked(public=public))
        assert isinstance(chart, Bars)
        counted: Counter[str] = Counter()
        for bar in chart.bars:
            assert bool(bar.link) is not public
            counted.update({part.name: int(part.value) for part in bar.parts})
        assert +counted == Counter({name: number * len(found) for name, number in statuses.items()})
        assert chart.says.startswith("A plan: ")


@pytest.mark.parametrize("layout", [STOCKTON, DUDLEY])
@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
async def test_the_chart_is_no_action(database: Database, form: str, layout: str) -> None:
    """What is read back of a printed plan is its actions, whatever the chart beside them says."""
    report = await made(database, asked(layout))
    assert any(isinstance(one, Bars) for one in report.blocks)
    table = read(write(report, form))
    assert [one.number for one in table.actions] == (["1.9", "1.10", ""] if layout == STOCKTON else ["", "1.9", "1.10"])
    assert table.faults == ()


def test_a_table_without_data_columns_is_read_whole() -> None:
    """The control: nothing is left out that nobody marked."""
    table = Table(
        "T", (Column("A"), Column("B", data=True)), (Row((cell("a"), cell("b"))), Row((cell("c"),), spanning=True))
    )
    assert [len(row.cells) for row in as_read(table).rows] == [1, 1]
    whole = Table("T", (Column("A"), Column("B")), table.rows)
    assert as_read(whole) is whole


def test_a_codebook_goes_under_several_tables_and_never_beside_one() -> None:
    """A CSV of one table is that table; where there are several, the codebook is one more."""
    one = Table("T", (Column("A"),), (Row((cell(Line("a")),)),))
    book = (Meaning("A", "a", "The first letter."),)
    for tables, there in (((one,), False), ((one, one), True)):
        written = write(Report("x", "X", tables, "2026-11-29", codebook=book), "csv").decode()
        assert ("The first letter." in written) is there
