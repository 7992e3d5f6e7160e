"""`plainsay speech status`, `record` and `remove`, and what `doctor` says of the voice."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bot.cli import run_command
from easyread.speech import Recorded, Recordings
from easyread.speech.take import take
from tests.recorder.tools import voice

YES = Recorded("", "Yes", "Sam Example", "2026-11-28")
GONE = Recorded("", "Nobody asks this any more.", "Sam Example", "2026-11-28")


@pytest.fixture
def data(tmp_path: Path) -> str:
    """A data folder in which Sam recorded one word that is asked, and one sentence that is not."""
    recordings = Recordings(tmp_path / "voices")
    recordings.agree("en", "Sam Example", "2026-11-28")
    recordings.keep("en", "scale.label", YES, take(voice(0.8), "Yes"))
    recordings.keep("en", "old.ask", GONE, take(voice(2.0), GONE.words))
    return str(tmp_path)


def test_status_tells_who_recorded_what_and_what_is_stale(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    """How many of all pieces, by whom; a recording of words that changed is named, with status 1."""
    assert run_command(["speech", "status", "--data", data]) == 1
    said = capsys.readouterr().out
    assert "Driving Up Quality Code, en: 1 of " in said
    assert "Recorded by Sam Example: 2.\n" in said
    assert "Stale, for their words have changed: 1.\n  old.ask.wav: Nobody asks this any more.\n" in said


def test_who_changes_their_mind_is_removed(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All that one person recorded goes; a name that recorded nothing is told who did."""
    assert run_command(["speech", "remove", "--by", "Robin", "--data", data]) == 2
    assert "Name with --by: Sam Example." in capsys.readouterr().err
    assert run_command(["speech", "remove", "--by", "Sam Example", "--data", data]) == 0
    assert capsys.readouterr().out.startswith("Removed: 2.")
    assert [path.name for path in Path(data, "voices", "en").iterdir()] == ["index.json"]
    assert run_command(["speech", "status", "--data", data]) == 0


@pytest.mark.parametrize("action", ["status", "record", "remove"])
def test_a_broken_list_is_one_sentence(data: str, action: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A list that is not whole is named with its place and a way to mend it, before anything is recorded."""
    Path(data, "voices", "en", "index.json").write_text("[]", encoding="utf-8")
    assert run_command(["speech", action, "--port", "0", "--data", data]) == 2
    said = capsys.readouterr().err
    assert "R101" in said
    assert "index.json" in said
    assert said.count("\n") == 1


def test_a_port_in_use_is_told_plainly(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A port that is taken gives one sentence that names the one option there is."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run_command(["speech", "record", "--port", port, "--data", data]) == 2
    assert capsys.readouterr().err.rstrip().endswith("Choose another with --port.")


def test_doctor_tells_who_speaks(
    data: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which voice is set, how much is recorded, and that a voice or a listener that was set is not installed."""
    monkeypatch.setattr("easyread.speech.neural.PACKAGE", "plainsay-no-such-package")
    monkeypatch.setattr("easyread.speech.transcribing.PACKAGES", ("plainsay-no-such-package",))
    monkeypatch.setenv("PLAINSAY_VOICE", "neural")
    monkeypatch.setenv("PLAINSAY_TRANSCRIBE", "on")
    assert run_command(["doctor", "--data", data]) == 1
    said = capsys.readouterr().out
    assert "PLAINSAY_VOICE = neural" in said
    assert "Recorded by real people: 2 pieces in en." in said
    assert "D301: " in said
    assert "D302: " in said
