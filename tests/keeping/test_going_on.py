"""Backups by themselves, what staff and the doctor hear of them, and that only one program runs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking.moment import stamp
from bot.keeping import checkup, home
from bot.keeping.due import EVERY, OFF, RETRY, is_due
from bot.keeping.errors import AnotherRuns, NoStandby, NotAtHome
from bot.keeping.needs import keeping_needs, told_at_start
from bot.keeping.schedule import Backups
from bot.keeping.standby import config_text, copy_files, url_of
from store import keeping, settings
from store.database import Database
from store.keeping import Run
from store.tx import Tx
from tests.asking.tools import NOW
from tests.keeping.conftest import Place, Typed

DAY = timedelta(hours=24)


def run_at(age: timedelta, code: str = "") -> Run:
    """A backup that was made this long ago."""
    return Run(1, keeping.BACKUP, stamp(NOW - age), code, "a.age", 1, 1, "The disk is full.")


@pytest.mark.parametrize(
    ("good", "last", "due"),
    [
        (None, None, True),
        (timedelta(hours=1), None, False),
        (timedelta(hours=25), None, True),
        (timedelta(days=-30), None, True),  # the clock went back by a month
        (timedelta(hours=25), timedelta(minutes=10), False),  # it failed just now
        (timedelta(hours=25), timedelta(hours=2), True),
        (None, timedelta(days=-30), True),
    ],
)
def test_when_one_is_due(good: timedelta | None, last: timedelta | None, due: bool) -> None:
    """Once a day, an hour after one that failed, and whatever a clock that went back says."""
    last_good = None if good is None else run_at(good)
    latest = last_good if last is None else run_at(last, "B701")
    assert is_due(NOW, last_good, latest, DAY) is due


@given(st.integers(-10_000_000, 10_000_000), st.integers(-10_000_000, 10_000_000), st.booleans())
def test_no_clock_stops_backups_for_long(good: int, last: int, failed: bool) -> None:
    """Whatever the clock did, one is due within the period and an hour."""
    made, tried = run_at(timedelta(seconds=good)), run_at(timedelta(seconds=last), "B701" if failed else "")
    steps = [NOW + number * timedelta(minutes=30) for number in range(52)]
    assert any(is_due(moment, made, tried, DAY) for moment in steps)


class Machine:
    """Runs commands by noting them, and fails when told to."""

    def __init__(self, status: int = 0) -> None:
        self.asked: list[Sequence[str]] = []
        self.status = status

    async def __call__(self, words: Sequence[str]) -> int:
        """Runs one."""
        self.asked.append(words)
        return self.status


async def test_the_program_makes_one_when_it_is_due(place: Place) -> None:
    """It is made by the command in its own process, and a crash of that is noted where staff see it."""
    config = replace(place.config, backup_to=place.to)
    database, machine = await place.open(), Machine(status=-9)
    backups = Backups(config, database, lambda: NOW, machine)
    assert await backups.go_round() is True
    assert machine.asked == [["backup", "--data", str(place.data)]]
    last = await database.read(lambda tx: keeping.last(tx, keeping.BACKUP))
    assert last is not None
    assert last.code == "B700"
    assert await backups.go_round() is False  # an hour's rest
    assert await database.read(lambda tx: settings.get(tx, "alive")) == stamp(NOW)
    await database.close()


async def test_the_scheduled_backup_is_real(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing replaced, a round leaves a backup in the folder and a good note."""
    monkeypatch.setenv("PLAINSAY_BACKUP_TO", str(place.to))
    database = await place.open()
    assert await Backups(replace(place.config, backup_to=place.to), database, lambda: NOW).go_round()
    good = await database.read(lambda tx: keeping.last_good(tx, keeping.BACKUP))
    await database.close()
    assert good is not None
    assert [path.name for path in place.backups()] == [good.file]


async def findings(place: Place, folder: Path | None, turn: object = None) -> dict[str, str]:
    """Code → sentence, of all that the doctor finds."""
    config = replace(place.config, backup_to=folder)
    database = await place.open()
    if callable(turn):
        await database.write(turn)
    found = await database.read(lambda tx: checkup.looked(tx, config, NOW))
    await database.close()
    return {one.code: str(one) for one in found}


def noted(age: timedelta, code: str = "", did: str = keeping.BACKUP) -> object:
    """A turn that notes a backup."""

    def turn(tx: Tx) -> None:
        keeping.add(tx, did, at=stamp(NOW - age), code=code, note="The disk is full.")

    return turn


async def test_the_doctor_says_what_is_wrong(place: Place) -> None:
    """No folder set, none made, the folder gone, one that failed, one too old, no drill: each has a code and a mend."""
    assert "D701" in await findings(place, None)
    assert "D702" in await findings(place, place.to)
    assert "D703" in await findings(place, place.to / "usb")
    assert "The disk is full." in (await findings(place, place.to, noted(timedelta(hours=1), "B701")))["D704"]
    assert "2 days old" in (await findings(place, place.to, noted(timedelta(hours=49))))["D702"]
    good = await findings(place, place.to, noted(timedelta(hours=3)))
    assert set(good) == {"", "D705"}
    drilled = await findings(place, place.to, noted(timedelta(hours=1), did=keeping.DRILL))
    assert set(drilled) == {""}


async def needs(database: Database) -> list[str]:
    """What administrators are told."""
    return await database.read(lambda tx: list(keeping_needs(tx, NOW)))


async def test_administrators_hear_of_it(place: Place) -> None:
    """On the home page: none is made, one failed and why, the last is too old; nothing where all is well."""
    database = await place.open()
    assert await needs(database) == []
    await database.write(lambda tx: settings.put(tx, EVERY, OFF))
    assert "No backups are made." in (await needs(database))[0]
    await database.write(lambda tx: settings.put(tx, EVERY, "24"))
    await database.write(noted(timedelta(hours=60)))  # type: ignore[arg-type]
    assert "The last good backup is of" in (await needs(database))[0]
    await database.write(noted(timedelta(hours=2), "B701"))  # type: ignore[arg-type]
    assert "failed: The disk is full." in (await needs(database))[0]
    await database.write(noted(timedelta(hours=1)))  # type: ignore[arg-type]
    assert await needs(database) == []
    await database.close()


async def test_after_a_restore_it_is_told(place: Place) -> None:
    """For a week administrators and whoever starts the program hear from when the data are; then no more."""
    database = await place.open()
    note = "The backup of 2026-11-01T00:00:00Z was restored."
    await database.write(lambda tx: keeping.add(tx, keeping.RESTORE, at=stamp(NOW - timedelta(days=1)), note=note))
    assert (await needs(database))[0].startswith(note)
    assert note in (await database.read(lambda tx: list(told_at_start(tx, NOW))))[0]
    later = NOW + timedelta(days=8)
    assert await database.read(lambda tx: [*keeping_needs(tx, later), *told_at_start(tx, later)]) == []
    await database.close()


async def test_two_programs_on_one_folder_are_refused(place: Place) -> None:
    """The second is told that the first runs; after the first has ended it may."""
    with home.running(place.config), pytest.raises(AnotherRuns), home.running(place.config):
        pass
    with home.running(place.config):
        pass


async def test_a_database_from_elsewhere_does_not_start(place: Place, tmp_path: Path, plainsay: Typed) -> None:
    """A copy of the file alone is not at home; after `standby claim` it is, and a folder moved whole always is."""
    database = await place.open()
    await home.check(database, place.config)
    await home.check(database, place.config)
    await database.close()
    moved = tmp_path / "moved"
    place.data.rename(moved)
    there = replace(place, data=moved)
    database = await there.open()
    await home.check(database, there.config)
    await asyncio.to_thread((moved / "home.id").unlink)
    with pytest.raises(NotAtHome, match="another machine"):
        await home.check(database, there.config)
    await database.close()
    assert (await asyncio.to_thread(plainsay, "run", "--port", "0", "--data", moved))[0] == 2
    assert (await asyncio.to_thread(plainsay, "standby", "claim", "--data", moved))[0] == 0
    database = await there.open()
    await home.check(database, there.config)
    await database.close()


async def test_the_old_machine_stays_off(place: Place, tmp_path: Path) -> None:
    """Once a standby has taken over, the old machine refuses to start as long as it can see the place."""
    config = replace(place.config, standby_to=str(tmp_path / "place"))
    database = await place.open()
    await home.check(database, config)
    mine = await database.read(lambda tx: settings.get(tx, home.HOME)) or ""
    assert home.mark_taken_over(config.standby_to, "another")
    await home.check(database, config)
    assert home.mark_taken_over(config.standby_to, mine)
    with pytest.raises(NotAtHome, match="taken over"):
        await home.check(database, config)
    await database.close()
    assert not home.mark_taken_over("s3://bucket/plainsay", mine)


def test_a_file_that_is_sealed_as_a_whole_is_not_streamed(place: Place) -> None:
    """Litestream cannot read it: said at once, with what to do instead."""
    (place.data / "plainsay.db").write_bytes(bytes(range(256)) * 16)
    with pytest.raises(NoStandby, match="sealed"):
        config_text(place.config, str(place.to))


def test_the_settings_of_litestream(place: Place) -> None:
    """They name the database and the place, a folder or an address."""
    text = config_text(place.config, str(place.to))
    assert str(place.data / "plainsay.db") in text
    assert url_of("s3://bucket/plainsay/") == "s3://bucket/plainsay/db"
    assert url_of(str(place.to)).endswith("/to/db")


def test_files_go_along_and_go_away(place: Place, tmp_path: Path) -> None:
    """A new recording is copied, one that was deleted here is deleted there, and nothing is done twice."""
    there = tmp_path / "place"
    assert copy_files(place.config, there) == 2
    assert copy_files(place.config, there) == 0
    (recording,) = (place.data / "recordings").iterdir()
    assert (there / "files" / "recordings" / recording.name).read_bytes() == recording.read_bytes()
    recording.unlink()
    assert copy_files(place.config, there) == 1
    assert list((there / "files" / "recordings").iterdir()) == []


def test_no_clock_makes_a_rest_of_more_than_an_hour() -> None:
    """The rest after a failure is an hour: short enough for a day's backup."""
    assert timedelta(minutes=10) < RETRY < DAY / 2
