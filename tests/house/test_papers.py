"""The papers for providers say what is so: each claim that a machine can check is checked."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, timedelta
from itertools import chain

import pytest

from bot.cli import run_command
from bot.config import SETTINGS
from store.migrations import MIGRATIONS
from tests.house import papers
from tests.house.papers import PAPERS
from tests.house.test_docs import commands
from tests.house.tree import ROOT

EASY = "privacy-easy-read.md"
CHECKED = re.compile(r"Plainsay ([\d.]+)(?: with database schema (\d+))? on (\d+ \w+ \d{4})\.")
PLACEHOLDER = re.compile(r"\[[^\]\n]+\](?!\()")
COMMAND = re.compile(r"`plainsay ([a-z-]+)")
TEST = re.compile(r"`(tests/[\w/]+(?:\.py)?(?:::\w+)?)`")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
QUOTED = re.compile(r"(?<!\w)'([A-Z][^']+)'(?!\w)")
# What the law gives, which no code knows.
BY_LAW = {timedelta(hours=72)}


def test_the_papers_are_there() -> None:
    """Seven papers and a page that leads to them; the index of the project's pages leads there."""
    assert set(PAPERS) == {
        "README.md",
        "accessibility.md",
        "dpia.md",
        "privacy-easy-read.md",
        "privacy.md",
        "record-of-processing.md",
        "safeguarding.md",
        "security.md",
    }
    assert all(f"]({name})" in PAPERS["README.md"] for name in PAPERS if name != "README.md")
    assert "docs/papers/" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAPERS)
def test_each_says_what_it_was_checked_against(name: str) -> None:
    """This release, this schema, and a day."""
    found = CHECKED.search(PAPERS[name])
    assert found, "no line that says which release it was checked against"
    release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert found[1] == release
    assert found[2] == (None if name == EASY else str(len(MIGRATIONS)))
    assert datetime.strptime(f"{found[3]} +0000", "%d %B %Y %z").date() >= date(2026, 11, 1)


def test_every_table_is_in_the_record_of_processing() -> None:
    """A table that nobody thought of is the one that leaks: each of the schema is listed, and none that is gone."""
    assert set(papers.schema()) - set(papers.listed()) == set()
    assert set(papers.listed()) - set(papers.schema()) == set()


def test_what_is_sealed_is_said_rightly() -> None:
    """Exactly the columns that are sealed are called so."""
    wanted = papers.sealed()
    assert {table: found for table, found in papers.listed().items() if found != wanted[table]} == {}


def test_who_sees_what_is_as_the_doors_have_it() -> None:
    """The assessment's table of roles is that of the pages."""
    doors = papers.doors()
    assert {address: roles for address, roles in papers.who_sees_what() if roles != doors.get(address)} == {}


@pytest.mark.parametrize("where", papers.periods())
def test_periods_are_those_of_the_code(where: str) -> None:
    """Each period is the program's; said twice, in days and in years, it is the same."""
    value, said = papers.in_the_code(where), papers.periods()[where]
    assert said, "no length of time"
    assert said[0] == value
    assert set(said) == {said[0]}


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_names_another_period(name: str) -> None:
    """Whatever length of time a paper names is in the table of periods, or is the law's."""
    known = set(chain.from_iterable(papers.periods().values())) | BY_LAW
    assert [one for one in papers.durations(PAPERS[name]) if one not in known] == []


@pytest.mark.parametrize("name", PAPERS)
def test_settings_commands_and_tests_exist(name: str) -> None:
    """Nothing is named that is not there."""
    settings = {setting.name for setting in SETTINGS}
    assert set(re.findall(r"PLAINSAY_[A-Z_]+", PAPERS[name])) <= settings
    assert set(COMMAND.findall(PAPERS[name])) <= set(commands())
    assert [named for named in TEST.findall(PAPERS[name]) if papers.missing_test(named)] == []


def test_what_people_are_told_is_quoted_rightly() -> None:
    """Sentences in quotation marks are those of the program's screens, word for word."""
    said = set(re.findall(r'^msgid "(.*)"$', (ROOT / "locales/plainsay.pot").read_text(encoding="utf-8"), re.MULTILINE))
    quoted = QUOTED.findall(" ".join(PAPERS["safeguarding.md"].split()))
    assert "Nobody is listening now. In danger, call 999." in quoted
    sentences = chain.from_iterable(re.split(r"(?<=\.) ", one) for one in quoted)
    assert [one for one in sentences if not {one, one.rstrip(".")} & said] == []


def test_the_easy_read_notice_passes_the_linter(capsys: pytest.CaptureFixture[str]) -> None:
    """No error stands in it. That makes it no easy read, and it says so."""
    assert run_command(["lint", str(papers.FOLDER / EASY)]) == 0, capsys.readouterr().out
    assert "We checked this page against the rules." in PAPERS[EASY]
    assert "Tried with people: not yet." in PAPERS[EASY]


def test_the_easy_read_notice_has_a_picture_for_each_part() -> None:
    """Each heading has one of our pictures, with words for those who do not see it."""
    parts = re.split(r"^## ", PAPERS[EASY], flags=re.MULTILINE)[1:]
    pictures = [PICTURE.findall(part) for part in parts if not part.startswith("About this page")]
    assert all(len(found) == 1 for found in pictures)
    assert all((papers.FOLDER / found[0]).is_file() for found in pictures)


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "README.md"])
def test_each_leaves_room_for_what_only_the_provider_knows(name: str) -> None:
    """There are places to fill in, in square brackets, and none that is empty or goes over a line."""
    assert PLACEHOLDER.search(PAPERS[name])
    assert PAPERS[name].count("[") == PAPERS[name].count("]")


def test_the_checks_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table, a role, a period and a test that are wrong are found."""
    record = PAPERS[papers.RECORD].replace("| `worry` |", "| `worries` |").replace("30 minutes", "40 minutes")
    monkeypatch.setitem(PAPERS, papers.RECORD, record)
    assert {"worry", "worries"} <= set(papers.schema()) ^ set(papers.listed())
    again = "asking.worry_timetable.Timetable again"
    assert papers.periods()[again][0] != papers.in_the_code(again)
    monkeypatch.setitem(PAPERS, "dpia.md", PAPERS["dpia.md"].replace("| no | no | no | yes | no | no |", "| yes |" * 6))
    with pytest.raises(ValueError, match="zip"):
        list(papers.who_sees_what())
    assert papers.missing_test("tests/house/test_papers.py::test_nothing")
    assert list(papers.durations("5 years, 1 hour")) == [timedelta(days=5 * 365), timedelta(hours=1)]
