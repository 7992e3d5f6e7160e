"""A database that a bad disk has damaged: every command says so in sentences, and never in a traceback."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import run_command
from tests.support.counts import count

LEAD = ("--lead", "Lee Example", "--lead-contact", "1")
DEPUTY = ("--deputy", "Dee Example", "--deputy-contact", "2", "--deputy-from", "Other House")
COMMANDS = (("doctor",), ("people",), ("sign-in",), ("invite", "Ada Example", "--service", "Mill Lane"))
PAGE = 4096
Damage = Callable[[bytearray, random.Random], object]


def a_lost_page(content: bytearray, chance: random.Random) -> None:
    """A page holds nothing any more."""
    page = chance.randrange(1, len(content) // PAGE)
    content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def flipped_bits(content: bytearray, chance: random.Random) -> None:
    """Twenty bits anywhere are others."""
    for _ in range(20):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def a_lost_end(content: bytearray, chance: random.Random) -> None:
    """The end of the file is missing."""
    del content[chance.randrange(PAGE, len(content)) :]


def a_cut_page(content: bytearray, _chance: random.Random) -> None:
    """The end of the last page is missing, where there may have been nothing but zeros."""
    del content[-600:]


def another_file(content: bytearray, chance: random.Random) -> None:
    """Something else lies there."""
    content[:] = chance.randbytes(len(content))


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of a house with two people who have links."""
    data = tmp_path_factory.mktemp("whole") / "data"
    for words in (
        ("service", "Mill Lane", *LEAD, *DEPUTY),
        COMMANDS[-1],
        ("invite", "Bo Example", "--service", "Mill Lane"),
    ):
        assert run_command([*words, "--data", str(data)]) == 0
    return data


def test_a_whole_database_is_told(whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The control: the doctor says that it is whole, and finds only what is missing around it: backups and an alert."""
    data = shutil.copytree(whole, tmp_path / "data")
    assert run_command(["doctor", "--data", str(data)]) == 1
    printed = capsys.readouterr().out
    assert "The database is whole." in printed
    assert re.findall(r"\bD\d{3}\b", printed) == ["D701", "D404"]


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(count(1, promised=100)))
@pytest.mark.parametrize("damage", [a_lost_page, flipped_bits, a_lost_end, a_cut_page, another_file])
def test_damage_is_told_in_sentences(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: Damage, seed: int
) -> None:
    """Each command works, or ends with one sentence that has a code and a way to mend it."""
    data = shutil.copytree(whole, tmp_path / "data")
    content = bytearray((data / "plainsay.db").read_bytes())
    damage(content, random.Random(seed))  # noqa: S311 - a test's chance
    (data / "plainsay.db").write_bytes(content)
    for words in COMMANDS:
        status = run_command([*words, "--data", str(data)])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        assert status in {0, 1, 2}, printed.err
        assert status != 2 or printed.err.split(":")[0].replace("-", "").isalnum()
        if words == ("doctor",) and damage is not flipped_bits:  # a bit of free space may be another
            assert status == 2 or "D103" in printed.out, printed.out
