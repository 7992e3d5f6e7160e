"""What is printed in a layout is read back the same: from every format that holds a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asking.action_import import Fate, Target, keep, likely_plan, planned
from evidence.action_tables.model import Table, TableAction
from evidence.action_tables.read import read
from evidence.reports.action_layouts import Entry, OnePlan, blocks
from evidence.reports.actions import DUDLEY, STOCKTON, make
from evidence.reports.document import Line, Report
from evidence.reports.formats import write
from evidence.reports.kinds import Asked, Reader
from store import actions, changes, people, plans, services, told
from store.action import Action, Expected, NewAction, Someone, Status
from store.action_notes import Note
from store.changes import NewChange
from store.database import Database
from store.plans import Part, Plan
from store.tx import Tx
from tests.action_tables.councils import FORMATS, dudley, stockton
from tests.staff.pack import a_pack

AT = "2026-11-22T12:00:00Z"
BEGUN = Note(1, 1, AT, "Jo Example", "Talks have begun.", "")
WORD = st.text("abcdefghijklmnopqrstuvwxyzäéłَ", min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=6).map(lambda words: f"{' '.join(words)}.".capitalize())
TIMES = st.sampled_from(
    ["End March 2010", "October 2010", "Begin October 2011", "31/03/2010", "In place", "when we can"]
)
DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31)).map(date.isoformat)
NAMES = st.lists(st.sampled_from(["Head of Homes", "Jo", "Training Manager", "Ann Example"]), unique=True, max_size=3)


@st.composite
def expected(draw: st.DrawFn, timescale: str) -> Expected:
    """Something expected: with the time of its action or one of its own, and seen or not."""
    own = draw(st.sampled_from([timescale, "In May 2031", "31/03/2011", "when it can be"]))
    return Expected(draw(SENTENCE), own, None, draw(st.none() | DAYS))


@st.composite
def note(draw: st.DrawFn) -> Note:
    """A note of a day, by somebody or by nobody."""
    return Note(1, 1, f"{draw(DAYS)}T12:00:00Z", draw(st.sampled_from(["", "Jo", "Ann Example"])), draw(SENTENCE), "")


@st.composite
def plan(draw: st.DrawFn) -> OnePlan:
    """A plan of some parts with some actions each."""
    parts = tuple(Part(one, 1, one, "", str(one), draw(SENTENCE)) for one in range(1, draw(st.integers(1, 3)) + 1))
    entries = []
    for part in parts:
        for place in range(1, draw(st.integers(1, 4)) + 1):
            timescale = draw(TIMES)
            new = NewAction(
                plan_id=1,
                what=draw(SENTENCE),
                part_id=part.id,
                number=f"{part.id}.{place}",
                outcome=draw(SENTENCE),
                expected=tuple(draw(st.lists(expected(timescale), max_size=3))),
                leads=tuple(Someone(one) for one in draw(NAMES)),
                knows=tuple(Someone(one) for one in draw(NAMES)),
                timescale=timescale,
                refers_to=tuple(draw(st.lists(st.sampled_from(["7.1", "8.12", "9"]), unique=True, max_size=2))),
                status=draw(st.sampled_from(Status)),
            )
            action = Action(len(entries) + 1, len(entries), AT, AT, None, new)
            worked = draw(st.lists(SENTENCE, max_size=2, unique=True))
            entries.append(Entry(action, tuple(draw(st.lists(note(), max_size=2))), tuple(map(Line, worked))))
    return OnePlan(Plan(1, "A plan", "imported", 0, "", "", AT, None), parts, tuple(entries))


def report(one: OnePlan, layout: str) -> Report:
    """That plan, as a report."""
    made = tuple(blocks([one], Reader(), wide=layout == DUDLEY))
    return Report("actions", "A plan", made, "2026-11-29", wide=layout == DUDLEY)


def check_same(one: OnePlan, table: Table, layout: str) -> None:
    """All that the layout holds came back, and there is no fault."""
    assert table.faults == ()
    assert [(part.number, part.title) for part in table.parts] == [(part.number, part.title) for part in one.parts]
    assert len(table.actions) == len(one.entries)
    for entry, action in zip(one.entries, table.actions, strict=True):
        said = entry.action.said
        assert (action.number, action.what) == (said.number, said.what)
        own = [each.timescale for each in said.expected]
        assert action.timescale.said == ("\n".join(own) if len(set(own)) > 1 else said.timescale)
        assert action.leads == tuple(lead.name for lead in said.leads)
        assert action.knows == tuple(each.name for each in said.knows)
        assert action.refers_to == said.refers_to
        assert [(each.text, each.timescale.said, each.seen_on) for each in action.expected] == [
            (each.text, each.timescale, each.seen_on) for each in said.expected
        ]
        assert action.progress == "\n".join(one.words for one in entry.notes)
        assert table.parts[action.part].number == said.number.split(".")[0]
        assert action.more == {}, "what people say since is made anew, not read"
        assert action.status in {None, said.status}
        if layout == DUDLEY:
            assert action.outcome == said.outcome


@settings(max_examples=8, deadline=None)
@given(plan())
@pytest.mark.parametrize("layout", [STOCKTON, DUDLEY])
@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
def test_every_plan_reads_back_from_its_layouts(form: str, layout: str, one: OnePlan) -> None:
    """Whatever it holds."""
    check_same(one, read(write(report(one, layout), form)), layout)


@pytest.mark.parametrize("layout", [STOCKTON, DUDLEY])
@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
@pytest.mark.parametrize("build", [stockton, dudley])
async def test_a_councils_table_goes_through_the_register_and_back(
    database: Database, build: object, form: str, layout: str
) -> None:
    """Read, kept, printed and read again it is the same plan, of which nothing is new and nothing differs."""
    assert callable(build)
    first = read(FORMATS["docx"](build()))
    target = Target(0, "Plan", 0, layout)
    kept = await database.write(lambda tx: keep(tx, first, target, take=(), at=AT, by=None))
    assert kept.added == len(first.actions)
    asked = Asked(a_pack(), date(2026, 11, 29), Reader(manages=True), layout=layout)
    printed = await database.read(lambda tx: make(tx, asked))
    assert printed is not None
    again = read(write(printed, form))
    assert again.faults == ()
    assert [bare(one) for one in again.actions] == [bare(one) for one in first.actions]
    plan_id = await database.read(lambda tx: likely_plan(tx, again, plans.all(tx)))
    assert plan_id == kept.plan_id
    fates = await database.read(lambda tx: planned(tx, again, plan_id))
    assert {one.fate for one in fates} <= {Fate.SAME, Fate.CHANGED}
    if layout == (DUDLEY if first.actions[0].outcome else STOCKTON):
        assert {one.fate for one in fates} == {Fate.SAME}


def bare(one: TableAction) -> TableAction:
    """What both layouts hold, without where it stood; what was done or begun is said by its timescale."""
    return replace(one, rows=(), place="", progress="", outcome="", expected=(), refers_to=())


async def test_what_is_published_names_nobody_and_holds_no_notes(database: Database) -> None:
    """Notes are written for colleagues; a job's title stays."""
    table = read(FORMATS["csv"](dudley()))
    await database.write(lambda tx: keep(tx, table, Target(0, "Plan"), take=(), at=AT, by=None))
    asked = Asked(a_pack(), date(2026, 11, 29), Reader(public=True), layout=DUDLEY)
    printed = await database.read(lambda tx: make(tx, asked))
    assert printed is not None
    texts = "\n".join(printed.texts())
    assert "Talks have begun." not in texts
    assert "Head of Homes" in texts
    assert "/staff/" not in write(printed, "html").decode()


async def test_a_reader_sees_only_plans_of_their_services(database: Database) -> None:
    """Another house's plan is none, even by its number."""
    table = read(FORMATS["csv"](stockton()))
    kept = await database.write(lambda tx: keep(tx, table, Target(0, "Plan", 7), take=(), at=AT, by=None))
    asked = Asked(a_pack(), date(2026, 11, 29), Reader(services=frozenset({8})), number=kept.plan_id)
    assert await database.read(lambda tx: make(tx, asked)) is None


@pytest.mark.parametrize("layout", [STOCKTON, DUDLEY])
@pytest.mark.parametrize(
    ("timescale", "status", "said"),
    [
        ("End March 2010", Status.DONE, "End March 2010\nStatus: completed"),
        ("End March 2010", Status.IN_PROGRESS, "End March 2010\nStatus: under way"),
        ("End March 2010", Status.NO_LONGER_NEEDED, "End March 2010\nStatus: no longer needed"),
        ("End March 2010", Status.NOT_STARTED, "End March 2010"),
        ("Completed August 2010", Status.DONE, "Completed August 2010"),
        ("Commenced and ongoing", Status.IN_PROGRESS, "Commenced and ongoing"),
    ],
)
def test_how_far_it_is_stands_under_the_timescale(layout: str, timescale: str, status: Status, said: str) -> None:
    """Where such tables say 'Completed', never in the progress, and not twice where the timescale says it."""
    new = NewAction(plan_id=1, what="Ask.", part_id=1, number="1.1", timescale=timescale, status=status)
    one = OnePlan(Plan(1, "A plan", "imported", 0, "", "", AT, None), (Part(1, 1, 0, "", "1", "Ask people"),),
                  (Entry(Action(1, 0, AT, AT, None, new), (BEGUN,)),))  # fmt: skip
    (table,) = report(one, layout).tables
    row = table.rows[-1]
    cells = {column.title: cell.text for column, cell in zip(table.columns, row.cells, strict=True)}
    assert cells["Timescale"] == said
    assert "Noted on 22 November 2026 by Jo Example:\nTalks have begun." in cells.get("Progress", row.cells[0].text)
    (again,) = read(write(report(one, layout), "csv")).actions
    assert again.timescale.said == timescale


async def test_whether_it_got_better_stands_in_both_layouts(database: Database) -> None:
    """In words from five people on; of fewer, that it is hidden; what is published holds what may hang on a wall."""

    def turn(tx: Tx) -> dict[tuple[str, bool], str]:
        plan, house = plans.add(tx, name="Plan", kind=plans.REGISTER, at=AT, by=None), services.add(tx, name="Home")
        number = actions.add(tx, NewAction(plan, "Supper is at 6."), at=AT, by=None)
        for did, open_, answers in (("We eat at 6.", True, 6), ("We have a new cook.", False, 2)):
            new = NewChange("The food is cold.", did, picture="choose", action_id=number, unknowable=open_)
            change = changes.add(tx, new, at=AT, by="Mo")
            changes.publish(tx, change, at=AT, by="Mo", tell_after=AT)
            for _ in range(answers):
                person = people.add(tx, service_id=house, audience="person", name="Ada", at=AT)
                told.begin(tx, change, person, AT)
            for row in told.of_change(tx, change):
                told.answer(tx, row.id, told.YES, AT)
        found = {}
        for layout in (STOCKTON, DUDLEY):
            for public in (False, True):
                asked = Asked(a_pack(), date(2026, 11, 29), Reader(public=public), layout=layout)
                printed = make(tx, asked)
                assert printed is not None
                found[layout, public] = "\n".join(printed.texts())
        return found

    for (_, public), texts in (await database.write(turn)).items():
        assert "Did it work?" in texts
        assert "We eat at 6." in texts
        assert ("We have a new cook." in texts) is not public
        if public:
            assert "Most people say: it got better." in texts
        else:
            assert "Most of those who said say that it got better, at least a bit." in texts
            assert "Fewer than 5 people have said if it got better. What they said is hidden" in texts
        assert "2 yes" not in texts


def test_no_cell_of_a_layout_becomes_a_formula() -> None:
    """Whatever an action says."""
    new = NewAction(
        plan_id=1, what="=1+1", part_id=1, number="1", leads=(Someone("@SUM(A1)"),), timescale="+1", status=Status.DONE
    )
    one = OnePlan(Plan(1, "=A1", "imported", 0, "", "", AT, None), (Part(1, 1, 0, "", "1", "=B1"),),
                  (Entry(Action(1, 0, AT, AT, None, new), (Note(1, 1, AT, "", "-2", ""),)),))  # fmt: skip
    for layout in (STOCKTON, DUDLEY):
        rows = csv.reader(io.StringIO(write(report(one, layout), "csv").decode("utf-8-sig")))
        assert not [text for row in rows for text in row if text.startswith(("=", "+", "@")) or text == "=1+1"]
