"""`plainsay translate review` and `check` from the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.cli import run_command
from tests.house.tree import ROOT


def test_check_makes_a_few_of_each_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --quick it draws and speaks four of each language that was named, and says that nothing is missing."""
    assert run_command(["translate", "check", "--quick", "--language", "cy", "--data", str(tmp_path)]) == 0
    assert "Languages: 1. Cards drawn: 4. Sounds made: 4. Missing: 0." in capsys.readouterr().out
    assert len(list((tmp_path / "speech").glob("*.mp3"))) == 4


def test_check_tells_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A language of one's own with one sentence: each text that has no translation is named, and the status is 1."""
    folder = tmp_path / "translations" / "he"
    folder.mkdir(parents=True)
    (folder / "plainsay.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Next"\nmsgstr "הבא"\n', "utf-8")
    assert run_command(["translate", "check", "--quick", "--language", "he", "--data", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "he: text: duq.1.person.day: there is no translation of" in told
    assert "he: sound: duq.1.person.day: no-voice" in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("review", "--language", "xx"), "There is no translation in 'xx'."),
        (("check", "--language", "xx"), "There is no translation in 'xx'."),
        (("status", "--language", "pl", "--language", "ur"), "This takes one language."),
        (("review", "--port", "70000"), "there is no such port"),
    ],
)
def test_what_cannot_be_done_is_told(
    tmp_path: Path, typed: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown language, two where one is meant, and a port that cannot be are one sentence and status 2."""
    assert run_command(["translate", *typed, "--data", str(tmp_path)]) == 2
    assert told in capsys.readouterr().err


def test_review_is_served_until_it_is_stopped(tmp_path: Path) -> None:
    """It prints its address on this computer, answers there in the languages that were named, and ends in order."""
    typed = ("translate", "review", "--port", "0", "--language", "pl", "--data", str(tmp_path))
    with subprocess.Popen(
        (sys.executable, "-m", "bot", *typed), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        address = next(line for line in running.stdout if "http" in line).split()[-1]
        try:
            with urlopen(f"{address}/?audience=person&area=duq.1", timeout=60) as page:  # noqa: S310 - our own address
                assert "every screen in 2 languages" in page.read().decode()
        finally:
            running.terminate()
    assert address.startswith("http://localhost:")
    assert running.returncode == 0
