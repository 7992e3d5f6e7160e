"""Answers for analysis: nobody's own answer can be told, unless the reader may know it."""

from __future__ import annotations

import asyncio
import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import open_rooms
from bot.cli import run_command
from bot.clock import utc_now
from bot.config import read_config
from dialogs.pack import Pack
from evidence.analysis import NOT_TOLD, TOGETHER, safe
from evidence.reports import Asked, Reader
from evidence.reports.answers import ANSWERS, COLUMNS
from evidence.reports.codebook import choices_of, codebook
from evidence.reports.document import Report
from store import access_log, analysis, answers, rounds
from store.analysis import Given
from store.database import Database
from store.tx import Tx
from tests.bot.test_cli import Plainsay
from tests.evidence.village import a_village
from tests.staff.office import Office
from tests.support.ready import built_in_pack

TEN, FIVE = 10, 5
TRAITS = ("support", "helper", "language", "size")
one_answer = st.builds(
    Given,
    round_id=st.integers(1, 2),
    service_id=st.integers(1, 4),
    person_id=st.integers(1, 40),
    version=st.just("1"),
    prompt=st.sampled_from(["a", "b"]),
    source=st.sampled_from(["person", "family"]),
    reply=st.just("chose"),
    choices=st.sampled_from([("yes",), ("no",), ("a", "b")]),
    size=st.sampled_from([2, 3]),
    support=st.sampled_from(["alone", "supported", "proxy", "observed"]),
    helper=st.sampled_from(["", "staff"]),
    language=st.sampled_from(["en", "en", "ur"]),
)
many = st.lists(one_answer, min_size=150, max_size=400).map(
    lambda rows: list({(one.round_id, one.person_id, one.prompt, one.support): one for one in rows}.values())
)
# One a person and question, as the store keeps them; a service has each person to itself.
housed = many.map(lambda rows: [replace(one, service_id=1 + one.person_id % 7 // 2) for one in rows])


def kind(one: Given) -> str:
    """Own answers, or whose else."""
    return one.support if one.support in {"proxy", "observed"} else "own"


@given(housed)
def test_nobody_can_be_told(rows: list[Given]) -> None:
    """In any answers: a question has rows of a service from ten people on, and every way of answering five or more."""
    found = safe(rows)
    groups = Counter((one.round_id, one.source, kind(one), one.prompt, one.service_id) for one in found.rows)
    assert all(number >= TEN for number in groups.values())
    shared = Counter(
        (one.round_id, one.source, kind(one), one.prompt, one.service_id, *(getattr(one, name) for name in TRAITS))
        for one in found.rows
    )
    assert all(number >= FIVE for number in shared.values())
    assert {one.person_id for one in found.rows} <= {NOT_TOLD}


@given(housed)
def test_nothing_is_lost_or_made_up(rows: list[Given]) -> None:
    """Every answer is shown, or counted as left out; what people answered stays what they answered."""
    found = safe(rows)
    assert len(found.rows) + found.left_out == len(rows)
    assert found.elsewhere == 0
    assert found.together == sum(one.service_id == TOGETHER for one in found.rows)
    said = Counter((one.round_id, one.prompt, one.source, kind(one), one.choices) for one in rows)
    assert not Counter((one.round_id, one.prompt, one.source, kind(one), one.choices) for one in found.rows) - said


@given(housed)
def test_what_is_left_cannot_be_subtracted(rows: list[Given]) -> None:
    """Where a question has rows at all, all its answers are among them: no small rest can be told from a total."""
    found = safe(rows)
    before = Counter((one.round_id, one.source, kind(one), one.prompt) for one in rows)
    after = Counter((one.round_id, one.source, kind(one), one.prompt) for one in found.rows)
    assert all(number == before[question] for question, number in after.items())


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The built-in pack."""
    return built_in_pack()


def asked(pack: Pack, **reader: bool) -> Asked:
    """The answers, on a day after every round."""
    return Asked(pack, date(2030, 1, 1), Reader(**reader))  # type: ignore[arg-type]


def shown(report: Report | None) -> tuple[tuple[str, ...], ...]:
    """The rows of the answers, as texts."""
    assert report
    return tuple(tuple(cell.text for cell in row.cells) for row in report.tables[0].rows)


async def test_the_store_gives_what_counts(database: Database) -> None:
    """Answers that were taken back or changed are no rows; a changed mind is the newer one."""

    def filled(tx: Tx) -> tuple[Given, ...]:
        village = a_village(tx, (2,))
        one, other = village.people
        village.answer(tx, one, "choose", ("yes",))
        village.answer(tx, one, "choose", ("no",))
        village.answer(tx, other, "choose", ("yes",))
        answers.take_back(tx, person_id=other, session_id=village.session_of[other], prompts=None, at="2026-11-23")
        return analysis.given(tx, code="duq", round_id=village.round)

    assert [one.choices for one in await database.write(filled)] == [("no",)]


async def test_single_answers_are_for_the_lead(office: Office, pack: Pack) -> None:
    """A lead gets every answer, with a number that is not the person's own; nobody's words are in it."""
    await office.answer("Mill Lane", 3, say={_choice_prompts(pack)[0]: "yes"})
    rows = shown(await office.database.read(lambda tx: ANSWERS.make(tx, asked(pack, leads=True))))
    assert len(rows) == 3
    assert sorted(row[-1] for row in rows) == ["1", "2", "3"]
    assert shown(await office.database.read(lambda tx: ANSWERS.make(tx, asked(pack, manages=True)))) == ()


async def test_a_round_that_is_open_is_not_in_it(office: Office, pack: Pack) -> None:
    """Two files of a round that goes on would show whose answer came in between."""
    await office.answer("Mill Lane", 12, say={_choice_prompts(pack)[0]: "yes"})
    closes = (await office.database.read(rounds.all))[0].closes_on
    during = replace(asked(pack, manages=True), today=date.fromisoformat(closes))
    report = await office.database.read(lambda tx: ANSWERS.make(tx, during))
    assert shown(report) == ()
    assert report
    assert "Not in it yet: 12 answers of rounds that have not ended." in list(report.texts())
    after = await office.database.read(lambda tx: ANSWERS.make(tx, asked(pack, manages=True)))
    assert len(shown(after)) == 12
    assert {row[-1] for row in shown(after)} == {""}


async def test_one_service_beside_all_tells_nobodys_answer(office: Office, pack: Pack) -> None:
    """Twelve people and one: whoever takes all services, then the large one, gets no row of it, and reads why."""
    prompt = _choice_prompts(pack)[0]
    await office.answer("Mill Lane", 12, say={prompt: "yes"})
    await office.answer("Harbour View", 1, say={prompt: "no"})
    large = office.houses["Mill Lane"]
    whole = asked(pack, manages=True)
    theirs = replace(whole, reader=Reader(services=frozenset({large})))
    made = [
        await office.database.read(partial(ANSWERS.make, asked=one))
        for one in (whole, replace(whole, service_id=large), theirs)
    ]
    assert [len(shown(one)) for one in made] == [13, 0, 0]
    assert {row[1] for row in shown(made[0])} == {"several services"}
    says = "Not in this file: 12 answers that can be told only together with those of services that are not in it."
    assert [says in list(one.texts()) for one in made if one] == [False, True, True]


def _choice_prompts(pack: Pack) -> list[str]:
    return [one.id for one in pack.prompts if one.question.kind == "choice" and one.audience == "person"]


def test_every_code_is_in_the_codebook(pack: Pack) -> None:
    """Every answer that a question can have stands in the codebook once, with what it was called."""
    rows = [tuple(cell.text for cell in row.cells) for row in codebook(pack).rows]
    assert len(set(rows)) == len(rows)
    found = {(row[3], row[1]) for row in rows if row[3]}
    assert {(p.id, choice.id) for p in pack.prompts for choice in choices_of(pack, p)} <= found


def test_before_there_are_answers(plainsay: Plainsay) -> None:
    """An empty folder: one sentence, and nothing is written."""
    status, out, wrong = plainsay("export")
    assert (status, out) == (2, "")
    assert "There are no answers yet." in wrong


def test_what_there_is_not(plainsay: Plainsay) -> None:
    """A round that there is not, and a format in which rows would be no use: one sentence each."""
    assert plainsay("export", "--round", "9")[0] == 2
    assert plainsay("report", "answers", "--format", "pdf")[2].startswith("C101: 'answers' is not made as pdf.")


def test_the_command_writes_a_codebook_too(copy_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    """CSV: a file of rows, its codebook beside it; taking single answers is noted, and only that."""
    folder = copy_sample(tmp_path / "data")
    notes = []
    for more in ([], ["--all"]):
        assert run_command(["export", "--out", str(tmp_path / "rows.csv"), "--data", str(folder), *more]) == 0
        notes.append(asyncio.run(_noted(folder)))
        rows = list(csv.reader((tmp_path / "rows.csv").read_text(encoding="utf-8-sig").splitlines()))
        assert tuple(rows[0]) == COLUMNS
        assert any(row[-1] for row in rows[1:]) == bool(more)
    assert (tmp_path / "rows-codebook.csv").read_text(encoding="utf-8-sig").startswith("column,code,meaning")
    assert notes == [False, True]


async def _noted(folder: Path) -> bool:
    async with open_rooms(read_config({}, data=str(folder)), utc_now) as rooms:
        return any("--all" in one.did for one in await rooms.database.read(access_log.recent))
