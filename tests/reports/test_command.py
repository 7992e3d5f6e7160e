"""`plainsay report`: text where it was typed, all else into a file, and a sentence for whatever is wrong."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands import report as command
from store import record_uses
from store.crypto import Keys
from store.database import open_database
from store.record_uses import Use
from tests.bot.test_cli import Plainsay
from tests.reports.sample import a_report


def test_before_anything_was_asked(plainsay: Plainsay) -> None:
    """An empty folder: nothing to report yet, one sentence, and where to read on."""
    status, out, wrong = plainsay("report", "evidence")
    assert (status, out) == (2, "")
    assert "nothing to report yet" in wrong
    assert "docs/reports.md" in wrong


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--layout", "x"), "The report 'evidence' has no layout 'x'. It has one layout only."),
        (("--language", "pl"), "The report 'evidence' is not made in 'pl'. Its languages: en."),
        (("--service", "7"), "There is no service 7. There are: none."),
        (("--round", "7"), "There is no round 7. There are: none."),
    ],
)
def test_what_there_is_not(plainsay: Plainsay, words: tuple[str, ...], says: str) -> None:
    """A layout or number that there is not: which there are."""
    status, _, wrong = plainsay("report", "evidence", *words)
    assert status == 2
    assert says in wrong


def test_a_file_that_cannot_be_written(plainsay: Plainsay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not there: said in one sentence."""
    monkeypatch.setattr(command, "_made", lambda *_: a_report())
    status, _, wrong = plainsay("report", "evidence", "--out", str(tmp_path / "no" / "x.html"))
    assert status == 2
    assert "cannot be written" in wrong
    status, _, wrong = plainsay("report", "evidence", "--format", "pdf", "--out", str(tmp_path / "x.pdf"))
    assert (status, (tmp_path / "x.pdf").read_bytes()[:5]) == (0, b"%PDF-")


def test_whose_words_go_along_is_noted(plainsay: Plainsay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with somebody's words in it is kept in mind, with the command line as who has it; one without is not."""
    plain = a_report()
    quoting = replace(plain, quotes=((7, "named"),))

    def uses() -> tuple[Use, ...]:
        async def read() -> tuple[Use, ...]:
            database = await open_database(plainsay.data / "plainsay.db", Keys(plainsay.data / "plainsay.key"))
            found = await database.read(lambda tx: record_uses.of_record(tx, 7))
            await database.close()
            return found

        return asyncio.run(read())

    for report, noted in ((plain, []), (quoting, [(f"{plain.title} (CSV)", "command line", "file")])):
        monkeypatch.setattr(command, "_made", lambda *_, report=report: report)
        words = ("report", "evidence", "--format", "csv", "--number", "3", "--out", str(tmp_path / "x.csv"))
        assert plainsay(*words)[0] == 0
        assert [(one.place, one.by, one.kind) for one in uses()] == noted
