"""What readers can see is a fixed list of tables, and what was published in a round that has ended stays."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import evidence
from evidence.cells import core_of
from evidence.check import recount_all
from evidence.published_tables import APART, OWN, PUBLISHED, Split
from evidence.reports.document import Report
from evidence.reports.evidence import EVIDENCE
from evidence.reports.kinds import Asked, Reader
from store import answers, published, rounds
from store.crypto import Keys
from store.database import Database, open_database
from store.tx import Tx
from tests.evidence.village import AREA, AREA_OF, AT, CODE, Village, a_village
from tests.staff.moving_in import furnish
from tests.staff.office import Office

PLACES = (AREA, *AREA_OF, *(core_of(one) for one in (AREA, *AREA_OF)))
READ_BY = {"areas", "comparison", "differences", "highlights", "made_of", "scope"}
"""Modules of `evidence` that take results from `Table` or make one."""


def sources() -> dict[str, str]:
    """The text of every module of `evidence`, by its name."""
    root = Path(next(iter(evidence.__path__)))
    return {
        ".".join(file.relative_to(root).with_suffix("").parts): file.read_text("utf-8") for file in root.rglob("*.py")
    }


def shown(tx: Tx, village: Village) -> dict[tuple[str, str, int], tuple[int, int, int]]:
    """Everything that is published in a round."""
    rows = published.of_standards(tx, code=CODE, code_version=village.version, round_id=village.round, standards=PLACES)
    return {(row.standard, row.support, row.service_id): (row.good, row.mixed, row.not_good) for row in rows}


def test_each_table_has_one_split_and_a_way_to_it() -> None:
    """Names differ, each split is one, and what shows it is there."""
    found = sources()
    assert len({one.name for one in PUBLISHED}) == len(PUBLISHED)
    for one in PUBLISHED:
        module, _, function = one.shown_by.rpartition(".")
        assert f"def {function}(" in found[module]
        assert (one.split is Split.SUPPORT) == (one.supports == OWN)


def test_results_are_read_by_these_modules_only() -> None:
    """Whoever reads published counts in another place fails here until the list above is looked at."""
    calls = {
        name
        for name, text in sources().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and (node.func.attr, getattr(node.func.value, "id", "")) in {
            ("result", "table"), ("by_support", "table"), ("of_standards", "published"),
            ("of_standards", "tallies"),
        }
    }  # fmt: skip
    assert calls <= READ_BY


async def test_no_result_is_kept_by_house_and_way_of_answering(sqlite: Database) -> None:
    """What is published has the splits of the list: a house's own ways of answering are never kept."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (14, 12))
        for number, person in enumerate(village.people):
            village.answer(tx, person, "choose", ("yes",), (*OWN, *APART)[number % 5])
        kept = {(support, service > 0) for _, support, service in shown(tx, village)}
        allowed = {(support, True) for one in PUBLISHED if one.split is Split.SERVICE for support in one.supports}
        assert kept <= allowed | {(support, False) for one in PUBLISHED for support in one.supports}
        assert ("alone", False) in kept

    await sqlite.write(check)


async def test_nothing_is_published_of_a_whole_area(sqlite: Database) -> None:
    """Not by an answer, not by a recount, not by a mended mapping; that people were heard on it is counted."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (14, 12))
        village.readings = {name: replace(one, core=True) for name, one in village.readings.items()}
        for person in village.people:
            village.answer(tx, person, "choose", ("yes",))
        every = {"code": CODE, "code_version": village.version, "readings": village.readings, "area_of": AREA_OF}
        recount_all(tx, **every, mapping_changed=True)  # type: ignore[arg-type]
        kept = {standard for standard, _, _ in shown(tx, village)}
        assert kept == {"duq.1.good.1", core_of("duq.1.good.1")}
        assert village.counted(tx, AREA)["good"] == 26
        assert sum(village.counted(tx, core_of(AREA)).values()) == 0

    await sqlite.write(check)


async def test_what_was_published_stays_once_the_round_has_ended(sqlite: Database) -> None:
    """Late answers, changed minds, taking back, forgetting, moving and a recount change nothing but to withdraw."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (14, 12))
        for number, person in enumerate(village.people[:22]):
            village.answer(tx, person, "listen", ("yes" if number % 3 else "no",))
        rounds.close(tx, village.round, AT)
        before = shown(tx, village)
        assert before
        for person in village.people[22:]:
            village.answer(tx, person, "listen", ("no",))
        for person in village.people[:4]:
            village.answer(tx, person, "listen", ("bit",))
        village.take_back(tx, village.people[5])
        village.forget(tx, village.people[6])
        village.move(tx, village.people[7], village.houses[1])
        recount_all(tx, code=CODE, code_version=village.version, readings=village.readings, area_of=AREA_OF)
        assert shown(tx, village) == before
        for person in village.people:
            village.take_back(tx, person)
        assert shown(tx, village) == {}

    await sqlite.write(check)


async def test_what_was_published_stays_over_a_restart_and_in_reports(tmp_path: Path) -> None:
    """With the day on which the round ended; whoever takes an answer back then has their words deleted at once."""
    where, keys = tmp_path / "data" / "plainsay.db", tmp_path / "plainsay.key"
    database = await open_database(where, Keys(keys))
    office = await furnish(database, tmp_path / "recordings")
    await office.answer("Mill Lane", 12, say={"choose": "yes"})
    await database.write(lambda tx: rounds.close(tx, office.round, "2026-05-03T17:00:00Z"))
    await office.answer("Mill Lane", 6, say={"choose": "no"})
    before = await database.read(partial(report_of, office=office))
    assert "Published on 3 May 2026. These results stay." in before.about
    await database.close()

    database = await open_database(where, Keys(keys))

    pack = office.pack

    def take_back(tx: Tx, person: int, talk: int) -> None:
        answers.take_back(tx, person_id=person, session_id=talk, prompts=None, at=AT)
        recount_all(tx, code=pack.id, code_version=pack.version, readings=pack.readings, area_of=pack.area_of)

    talks = list(office.talks.items())[:14]
    for person, talk in talks[:3]:
        await database.write(partial(take_back, person=person, talk=talk))
    after = await database.read(partial(report_of, office=office))
    assert figures_of(after) == figures_of(before)
    assert figures_of(before)
    for person, talk in talks[3:]:
        await database.write(partial(take_back, person=person, talk=talk))
    assert figures_of(await database.read(partial(report_of, office=office))) == []
    await database.close()


def report_of(tx: Tx, office: Office) -> Report:
    """The report on the evidence, as a manager gets it."""
    asked = Asked(office.pack, date(2026, 11, 22), Reader())
    found = EVIDENCE.make(tx, asked)
    assert found
    return found


def figures_of(report: Report) -> list[tuple[str, float | None]]:
    """All figures of its results; who was heard is no result, and moves at once."""
    return [
        (line.text, line.value)
        for table in report.tables
        if table.id in {"core", "standards"}
        for row in table.rows
        for cell in row.cells
        for line in cell.lines
        if line.value is not None and not line.text.startswith("Not in this result")
    ]
