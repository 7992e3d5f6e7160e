"""Tables built like those of two councils are read to the counts that stand in the councils' own documents."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.action_tables.model import RowKind, Table, TableAction, TimeKind
from evidence.action_tables.read import read
from tests.action_tables.councils import CUT, FORMATS, ONLY_REFER, dudley, stockton

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SEEDS = Path(os.environ.get("COUNCILS_TABLES") or BESIDE)
NAMES = {"stockton": "002_771088c475fcb833.txt", "dudley": "003_7633f754e8765be2.txt"}


def real(name: str) -> bytes:
    """A council's own document, where it is at hand."""
    path = SEEDS / NAMES[name]
    if not path.exists():
        pytest.skip(f"the councils' documents are not at hand: set COUNCILS_TABLES to the folder of {path.name}")
    return path.read_bytes()


def check_stockton(table: Table) -> None:
    """14 areas; 28 numbered actions and one without a number; 33 rows of actions, of which 4 go on."""
    assert table.faults == ()
    assert [one.number for one in table.parts] == [str(one) for one in range(1, 15)]
    assert {one.group for one in table.parts} == {""}
    assert [one.number for one in table.actions if one.number] == [str(one) for one in range(1, 29)]
    assert sum(not one.number for one in table.actions) == 1
    assert table.count(RowKind.ACTION) + table.count(RowKind.CONTINUES) == 33
    assert table.count(RowKind.CONTINUES) == 4
    assert table.count(RowKind.TITLES) == 14
    by_number = {one.number: one for one in table.actions}
    assert [len(by_number[one].rows) for one in ("6", "17", "28")] == [3, 2, 2]
    assert [one.timescale.due_on for one in by_number["6"].expected] == ["2011-01-31", "2010-11-30", "2010-10-31"]
    assert len(by_number["17"].leads) == 2
    assert [one.timescale.due_on for one in by_number["17"].expected] == ["2010-09-30", "2010-12-31"]
    assert by_number["28"].leads == ("Training Manager",)
    assert by_number["4"].refers_to == ("1",)
    assert by_number["24"].refers_to == ("22",)
    assert by_number["22"].timescale.due_on == "2011-03-31"


def check_dudley(table: Table) -> None:
    """4 groups, 19 recommendations and 80 actions: 2.8 joined, 5.7 absent, 4 only refer, 10 rows without a number."""
    assert table.faults == ()
    assert len(dict.fromkeys(one.group for one in table.parts)) == 4
    assert [one.number for one in table.parts] == [str(one) for one in range(1, 20)]
    numbers = [one.number for one in table.actions]
    assert len(numbers) == len(set(numbers)) == 80
    assert "5.7" not in numbers
    assert {"5.6", "5.8"} <= set(numbers)
    by_number = {one.number: one for one in table.actions}
    assert len(by_number["2.8"].rows) == 2
    assert "contd" not in by_number["2.8"].what
    assert {number for number, one in by_number.items() if one.only_refers} == set(ONLY_REFER)
    assert {number for number, one in by_number.items() if len(one.rows) == 2} == CUT | {"2.8"}
    assert table.count(RowKind.CONTINUES) == 11
    assert by_number["1.10"].timescale.kind is TimeKind.ONGOING
    assert by_number["2.1"].timescale.due_on == "2010-12-31"
    assert by_number["2.2"].timescale.kind is by_number["18.3"].timescale.kind is TimeKind.DONE
    assert by_number["19.2"].refers_to == ("13.1",)
    assert all(table.parts[one.part].number == one.number.split(".")[0] for one in table.actions)
    assert "There is no 5.7 before it." in [one.why for one in table.notices]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_table_built_like_stocktons_is_read_whole(kind: str) -> None:
    """Whatever format it comes in."""
    check_stockton(read(FORMATS[kind](stockton())))


@pytest.mark.parametrize("kind", FORMATS)
def test_a_table_built_like_dudleys_is_read_whole(kind: str) -> None:
    """Whatever format it comes in."""
    table = read(FORMATS[kind](dudley()))
    check_dudley(table)
    cut = next(one for one in table.actions if one.number == "13.2")
    assert cut.what == "Promise 13.2 is kept in every house and in the garden, too."
    assert cut.progress == "Talks have begun.\nMore is planned."
    assert cut.leads == ("Head of Homes - AB", "Head of Outreach – C-D")


def test_stocktons_own_document_is_read_to_the_same_counts() -> None:
    """Where it is at hand."""
    check_stockton(read(real("stockton")))


def test_dudleys_own_document_is_read_to_the_same_counts() -> None:
    """Where it is at hand; a sentence that a page cut in two is whole again."""
    table = read(real("dudley"))
    check_dudley(table)
    cut = next(one for one in table.actions if one.number == "13.2")
    assert "\n" not in cut.what
    nurses = next(one for one in table.actions if one.number == "2.7")
    assert len(nurses.leads) == 3


@pytest.mark.parametrize("build", [stockton, dudley])
def test_all_formats_give_the_same_actions(build: object) -> None:
    """Row numbers and tables differ; what is to be done, by whom, until when and why does not."""
    assert callable(build)
    found = {name: [bare(one) for one in read(write(build())).actions] for name, write in FORMATS.items()}
    assert found["csv"] == found["text"]
    assert found["xlsx"] == found["text"]
    assert found["docx"] == found["text"]


def bare(one: TableAction) -> TableAction:
    """An action without where it stood in the file."""
    return replace(one, rows=(), place="")
