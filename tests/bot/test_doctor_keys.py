"""What `plainsay doctor` says of the key file, the data folder and the access log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import run_command
from store import access_log
from store.crypto import Keys
from store.database import open_database
from store.tx import Tx

Said = Callable[..., tuple[int, str]]


@pytest.fixture
def said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs the doctor; gives its exit status and what it printed."""

    def run(*options: str) -> tuple[int, str]:
        status = run_command(["doctor", "--data", str(tmp_path / "data"), *options])
        return status, capsys.readouterr().out

    return run


def change(data: Path, turn: Callable[[Tx], object]) -> None:
    """Does something to the database."""

    async def done() -> None:
        database = await open_database(data / "plainsay.db", Keys(data / "plainsay.key"))
        await database.write(turn)
        await database.close()

    asyncio.run(done())


def notes(tx: Tx) -> None:
    """Two notes."""
    access_log.add(tx, at="2026-11-29T10:00:00Z", who="Lee Example", did="opened words 1", person_id=1)
    access_log.add(tx, at="2026-11-29T10:01:00Z", who="Lee Example", did="opened words 2", person_id=2)


def mark_in(out: str) -> str:
    """The log mark that was printed."""
    return out.partition("Log mark: ")[2].split()[0]


def test_the_log_is_looked_through(said: Said, tmp_path: Path) -> None:
    """An untouched log is called so; a changed note is D601, with what to do."""
    assert said()[0] == 0
    change(tmp_path / "data", notes)
    status, out = said()
    assert (status, "as it was written: 2 notes" in out) == (0, True)
    assert said("--log-mark", mark_in(out))[0] == 0
    change(tmp_path / "data", lambda tx: tx.run("UPDATE access_log SET who = 'Mo' WHERE id = 1"))
    status, out = said()
    assert (status, "D601: Note 1" in out) == (1, True)


def test_a_mark_that_is_not_in_the_log_is_told(said: Said, tmp_path: Path) -> None:
    """A mark that the log never had is D602."""
    change(tmp_path / "data", notes)
    status, out = said("--log-mark", "2-0123456789abcdef")
    assert (status, "D602: " in out) == (1, True)


@pytest.mark.parametrize(("name", "code"), [("plainsay.key", "D603"), ("", "D604")])
def test_what_others_can_read_is_told(said: Said, tmp_path: Path, name: str, code: str) -> None:
    """A key file or a data folder that others can read has its code and the command that mends it, which does."""
    assert said()[0] == 0
    path = (tmp_path / "data" / name) if name else tmp_path / "data"
    path.chmod(0o755)
    status, out = said()
    assert (status, f"{code}: " in out) == (1, True)
    path.chmod(int(out.partition("chmod ")[2][:3], 8))
    assert said()[0] == 0


def test_a_key_that_was_not_turned_to_the_end_is_told(said: Said, tmp_path: Path) -> None:
    """A new key file that waits is D605; an old one that is kept is told without an alarm."""
    said()
    data = tmp_path / "data"
    (data / "plainsay.key.until-2026-11-01").write_text("kept")
    status, out = said()
    assert (status, "old key file is kept" in out) == (0, True)
    (data / "plainsay.key.new").write_text("half")
    status, out = said()
    assert (status, "D605: " in out) == (1, True)
