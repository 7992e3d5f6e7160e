"""The detailed plan of an action stands in each layout of the register, is read back, and is in the detailed plans."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from asking.action_import import Target, keep
from evidence.action_tables.read import read
from evidence.detailed_plan import MORE
from evidence.reports import kind_named
from evidence.reports.actions import DUDLEY, REGISTER, STOCKTON, make
from evidence.reports.document import Report
from evidence.reports.formats import write
from evidence.reports.kinds import Asked, Reader
from store import actions, plans, rounds, services
from store.action import NewAction
from store.database import Database
from store.tx import Tx
from tests.support.ready import built_in_pack

AT = "2026-11-22T12:00:00Z"
PLANNED = {name: f"Words of {name}." for name in MORE} | {"first_steps": "Ask each person.\nAsk the cook."}


def two_actions(tx: Tx) -> None:
    """One with every field, which began with no ladder; one without any. Ladders were rated once."""
    services.add(tx, name="Mill Lane")
    rounds.add(tx, name="Ladders", opens_on="2026-11-01", closes_on="2026-12-31", kind="ladders", code="pfp")
    plan = plans.add(tx, name="Food", kind="register", at=AT, by=None)
    part = plans.add_part(tx, plan_id=plan, number="1", title="What we eat")
    for number, more in (("1.1", PLANNED), ("1.2", {})):
        new = NewAction(plan, f"Do {number} well", part_id=part, number=number, more=more, due_on="2026-12-20")
        actions.add(tx, new, at=AT, by=None)


async def made(database: Database, layout: str, *, kind: str = "actions", public: bool = False) -> Report:
    """A report on them."""
    asked = Asked(built_in_pack(), date(2026, 11, 22), Reader(manages=not public, public=public), layout=layout)

    def turn(tx: Tx) -> Report | None:
        if not plans.all(tx):
            two_actions(tx)
        found = kind_named(kind)
        assert found is not None
        return found.make(tx, asked)

    report = await database.write(turn)
    assert report is not None
    return report


@pytest.mark.parametrize("layout", [STOCKTON, DUDLEY, REGISTER])
async def test_it_stands_in_every_layout(database: Database, layout: str) -> None:
    """Each field with its label, on paper too; nothing of it is published."""
    told = "\n".join((await made(database, layout)).texts())
    for name, label in MORE.items():
        assert all(f"{label}: {line}" in told for line in PLANNED[name].splitlines()), label
    published = await made(database, layout, public=True)
    assert "Do 1.1 well" in write(published, "csv").decode()
    assert not any("Words of" in write(published, form).decode() for form in ("csv", "json", "html"))


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
@pytest.mark.parametrize("layout", [STOCKTON, DUDLEY])
async def test_what_is_printed_is_read_back(database: Database, layout: str, form: str) -> None:
    """From every format that holds a table, into a new plan: the same fields, and no word of them in the action."""
    printed = write(await made(database, layout), form)
    found = read(printed).actions
    assert [(one.what, one.more) for one in found] == [("Do 1.1 well", PLANNED), ("Do 1.2 well", {})]
    target = Target(name="Read again")
    kept = await database.write(lambda tx: keep(tx, read(printed), target, take=(), at=AT, by=None))
    again = await database.read(lambda tx: actions.of_plan(tx, kept.plan_id))
    assert [one.said.more for one in again] == [PLANNED, {}]


def test_a_column_for_each_field_is_read_as_that_field() -> None:
    """By its title, as the rows to count have it; 'What will have changed' is not taken for what is to be done."""
    rows = [("No", "Action", "Timescale", *MORE.values()), ("1", "Ask", "May 2026", *PLANNED.values())]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    found = read(text.getvalue().encode())
    assert [(one.what, one.more) for one in found.actions] == [("Ask", PLANNED)]
    assert not any(one.unsure for one in found.columns)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_rows_to_count_are_read_back(database: Database, form: str) -> None:
    """The register itself, into the same fields, in each format that has its columns."""
    found = read(write(await made(database, REGISTER), form)).actions
    assert [(one.what, one.more) for one in found] == [("Do 1.1 well", PLANNED), ("Do 1.2 well", {})]


async def test_rows_to_count_have_a_column_for_each(database: Database) -> None:
    """By its label, with the lines as they were written; JSON has them too, and the codebook says what they are."""
    report = await made(database, REGISTER)
    rows = list(csv.DictReader(io.StringIO(write(report, "csv").decode("utf-8-sig"), newline="")))
    assert {name: rows[0][label] for name, label in MORE.items()} == PLANNED
    assert {rows[1][label] for label in MORE.values()} == {""}
    assert set(MORE.values()) <= {one.column for one in report.codebook}
    assert "Words of hear." in write(report, "json").decode()


async def test_the_detailed_plans_are_not_of_ladders_only(database: Database) -> None:
    """Every action that has one is there, wherever it began; one without is not."""
    report = await made(database, "detailed", kind="progress")
    told = "\n".join(report.texts())
    assert "Do 1.1 well" in told
    assert all(line in told for text in PLANNED.values() for line in text.splitlines())
    assert "Do 1.2 well" not in told


def test_a_councils_words_are_not_taken_for_it() -> None:
    """The control: what only looks like a line of a detailed plan stays in the action."""
    rows = [("No", "Action", "Timescale"), ("1", "Ask.\nPriority: high\nDetailed plan, colour: red", "May 2026")]
    made_ = io.StringIO(newline="")
    csv.writer(made_).writerows(rows)
    (one,) = read(made_.getvalue().encode()).actions
    assert (one.what, one.more) == ("Ask.\nPriority: high\nDetailed plan, colour: red", {})


def test_make_is_the_register(database: Database) -> None:
    """The report that is tried here is the one that pages offer."""
    del database
    found = kind_named("actions")
    assert found is not None
    assert found.make is make
