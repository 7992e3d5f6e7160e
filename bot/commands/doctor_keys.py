"""What the doctor says of the key file, of who can read the data, and of the access log."""

from __future__ import annotations

import stat
from functools import partial
from pathlib import Path

from bot.app import Rooms
from bot.config import Config
from bot.finding import Finding
from store import access_log, key_file
from store.tx import Tx

OTHERS = stat.S_IRWXG | stat.S_IRWXO


async def looked(config: Config, rooms: Rooms, log_mark: str) -> list[Finding]:
    """All of it. `log_mark` is one that was written down earlier; '' for none."""
    return [*files(config), *await rooms.database.read(partial(log, log_mark=log_mark))]


def files(config: Config) -> list[Finding]:
    """Who can read the key file and the data folder, and what is left of a key that was turned."""
    found = [
        *_private(config.key_file, "D603", "key file", "600"),
        *_private(config.data, "D604", "data folder", "700"),
    ]
    if config.data.resolve() in config.key_file.resolve().parents:
        found.append(Finding("The key file lies in the data folder: who copies the folder can read everything."))
    if key_file.next_file(config.key_file).exists():
        what = f"A new key file waits beside {config.key_file}: the key was not turned to the end."
        found.append(Finding(what, "D605", "Nothing is lost. Stop Plainsay and run `plainsay rotate-key` again."))
    found += [
        Finding(f"An old key file is kept: {one}. It opens old backups only. Delete it when no backup needs it.")
        for one in key_file.retired(config.key_file)
    ]
    return found


def log(tx: Tx, *, log_mark: str = "") -> list[Finding]:
    """Whether the access log is as it was written."""
    state, breaks = access_log.state(tx), access_log.verify(tx)
    mend = "Keep a copy of the database. Find out who had it in hand. A backup shows what the log said before."
    found = [Finding(one.text, "D601", mend) for one in breaks]
    if not breaks:
        older = f" {state.before} of them are from before it was a chain." if state.before else ""
        found.append(Finding(f"The access log is as it was written: {state.kept} notes.{older}"))
    if log_mark and not access_log.stands_at(tx, log_mark):
        what = f"The access log does not hold the mark {log_mark}: it was put back to an earlier day, or falsified."
        found.append(Finding(what, "D602", mend))
    if state.head:
        found.append(
            Finding(f"Log mark: {state.head}  Write it down: `plainsay doctor --log-mark` looks for it later.")
        )
    return found


def _private(path: Path, code: str, what: str, mode: str) -> list[Finding]:
    if not path.exists() or not stat.S_IMODE(path.stat().st_mode) & OTHERS:
        return []
    return [Finding(f"Others on this computer can read the {what} {path}.", code, f"Run `chmod {mode} {path}`.")]
