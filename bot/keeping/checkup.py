"""What `plainsay doctor` says of backups, drills and the standby."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from bot.config import Config
from bot.finding import Finding
from bot.keeping import home, shelf, standby
from bot.keeping.due import is_late, moment
from store import keeping, settings, snapshot
from store.keeping import Run
from store.tx import Tx

DRILL_EVERY = timedelta(days=92)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def looked(tx: Tx, config: Config, now: datetime) -> list[Finding]:
    """Everything about keeping going."""
    if not home.on_sqlite(config):
        return [Finding("The data are on PostgreSQL: back them up with pg_dump, as docs/backup.md says.")]
    return [*_backups(tx, config, now), *_drill(tx, config, now), *_restored(tx), *standby.looked(tx, config, now)]


def _backups(tx: Tx, config: Config, now: datetime) -> list[Finding]:
    if config.backup_to is None:
        return [_no_folder(tx)]
    found = [*_folder(config.backup_to), *_last_failed(tx)]
    good = keeping.last_good(tx, keeping.BACKUP)
    if good is None:
        found.append(Finding("No backup was made yet.", "D702", "Run `plainsay backup`, or leave the program running."))
    elif is_late(now, good, config.backup_every):
        text = f"The last good backup is {ago(now - moment(good.at))} old."
        found.append(Finding(text, "D702", "Leave the program running, and see what D704 says."))
    else:
        found.append(Finding(f"The last good backup is from {good.at}, {ago(now - moment(good.at))} ago: {good.file}."))
    return [*found, *_there(tx, config.backup_to, good)]


def _no_folder(tx: Tx) -> Finding:
    if settings.get(tx, "sample") or not keeping.people(tx):
        return Finding("No backups are made by themselves: PLAINSAY_BACKUP_TO is not set.")
    return Finding(
        "No backups are made by themselves. If this machine is lost, everything is lost.",
        "D701",
        "Set PLAINSAY_BACKUP_TO to a folder on another disk.",
    )


def _folder(folder: Path) -> list[Finding]:
    if not folder.is_dir():
        return [Finding(f"The folder for backups is not there: {folder}.", "D703", "Connect its disk, or make it.")]
    if not os.access(folder, os.W_OK | os.X_OK):
        return [Finding(f"The folder for backups cannot be written: {folder}.", "D703", "Make it writable.")]
    return []


def _last_failed(tx: Tx) -> list[Finding]:
    last = keeping.last(tx, keeping.BACKUP)
    if last is None or not last.code:
        return []
    return [
        Finding(f"The backup of {last.at} failed ({last.code}): {last.note}", "D704", "Then run `plainsay backup`.")
    ]


def _there(tx: Tx, folder: Path, good: Run | None) -> list[Finding]:
    """Whether the last good one is still where it was put."""
    installation = settings.get(tx, snapshot.INSTALLATION)
    if good is None or not installation or not folder.is_dir():
        return []
    names = [one.path.name for one in shelf.on(folder, installation)]
    if good.file and good.file not in names:
        return [Finding(f"The last backup is gone from {folder}.", "D706", "Run `plainsay backup` to make one.")]
    return [Finding(f"Backups in {folder}: {len(names)}.")]


def _drill(tx: Tx, config: Config, now: datetime) -> list[Finding]:
    last = keeping.last(tx, keeping.DRILL)
    if last is None:
        code = "" if config.backup_to is None or not keeping.last_good(tx, keeping.BACKUP) else "D705"
        mend = "Run `plainsay backup --drill`." if code else ""
        return [Finding("No backup was ever restored to try it.", code, mend)]
    if last.code:
        return [Finding(f"The drill of {last.at} failed ({last.code}): {last.note}", "D705", "Try it once more.")]
    if now - moment(last.at) > DRILL_EVERY:
        text = f"The last drill was {ago(now - moment(last.at))} ago."
        return [Finding(text, "D705", "Run `plainsay backup --drill` every three months.")]
    return [Finding(f"The last drill was on {last.at} and took {last.took_ms / 1000:.1f} seconds: {last.note}")]


def _restored(tx: Tx) -> list[Finding]:
    last = keeping.last(tx, keeping.RESTORE)
    return [Finding(f"{last.note} That was on {last.at}.")] if last else []


def ago(age: timedelta) -> str:
    """How long ago, roughly."""
    for unit, word in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if age >= unit:
            number = int(age / unit)
            return f"{number} {word}{'' if number == 1 else 's'}"
    return "less than a minute"
