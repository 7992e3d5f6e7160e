"""The warm standby: Litestream streams each change of the database to another place, and we copy the files along.

Litestream is a process of its own, so the program's rule holds that nothing else in it touches the file. It keeps a
read transaction open, and copies the log into the database with a SQLite that is safe (docs/decisions/standby.md).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asking.letting_in import COMMAND_LINE
from asking.moment import stamp
from bot.config import Config
from bot.finding import Finding
from bot.keeping import home
from bot.keeping.archive import DATABASE, FOLDERS
from bot.keeping.due import ALIVE
from bot.keeping.errors import NoStandby
from bot.keeping.place import check_key, database_there, unlocked
from bot.keeping.restore import check_empty, clear_half, put_in_place
from store import access_log, keeping, settings, snapshot
from store.crypto import Keys
from store.database import open_database
from store.files import private_folder, write_private
from store.tx import Tx

OLDEST = (0, 5, 17)
"""Releases before this one hold a SQLite with the WAL-reset bug (Litestream's issue 1432)."""
STREAM, FILES = "db", "files"
COPY_EVERY_SECONDS = 1.0
SLOW = timedelta(minutes=5)
INSTALL = "Run pip install 'plainsay[standby]'."
CONFIG = """# Made by `plainsay standby config`. Litestream's own documentation: https://litestream.io/reference/config/
dbs:
  - path: {database}
    monitor-interval: 200ms
    replica:
      url: {url}
      sync-interval: 500ms
snapshot:
  interval: 12h
  retention: 24h
"""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What a standby found.

    Attributes:
        newest: When the last thing that is here was written; '' where nothing was.
        alive: When the old machine was last seen running, as it noted itself.
        doubted: Messages that wait, and may have been sent already.
        missing: Recordings that rows name and that are not here.
        fenced: Whether the old machine can see that it must not start again.
    """

    newest: str
    alive: str
    doubted: int
    missing: int
    fenced: bool


def program() -> str:
    """Where Litestream is.

    Raises:
        NoStandby: It is not installed, or too old to be safe.
    """
    beside = Path(sys.executable).with_name("litestream")
    found = str(beside) if beside.exists() else shutil.which("litestream")
    if not found:
        raise NoStandby("Litestream is not installed.", mend=INSTALL)
    told = subprocess.run([found, "version"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 - ours
    numbers = tuple(int(part) for part in told.removeprefix("v").split(".") if part.isdigit())
    if numbers < OLDEST:
        what = f"Litestream {told or 'of this machine'} is too old: it can damage the database."
        raise NoStandby(what, mend=INSTALL)
    return found


def config_text(config: Config, to: str) -> str:
    """Litestream's settings.

    Raises:
        NoStandby: The database is sealed as a whole: Litestream cannot read it.
        NotHere: There is no database.
    """
    database = database_there(config)
    refuse_keyed(database)
    return CONFIG.format(database=json.dumps(str(database.absolute())), url=json.dumps(url_of(to)))


def refuse_keyed(database: Path) -> None:
    """Litestream reads the file's pages, and cannot where the whole file is sealed.

    Raises:
        NoStandby: It is.
    """
    if snapshot.is_keyed(database):
        raise NoStandby(
            "The whole database file is sealed with a key: Litestream cannot stream it.",
            mend="Take a backup every hour instead (PLAINSAY_BACKUP_EVERY=1), or leave the file's key away.",
        )


def url_of(to: str) -> str:
    """Where Litestream writes: a folder within the one named, so that the files have their place beside it."""
    folder = home.folder_of(to)
    return (folder / STREAM).absolute().as_uri() if folder else f"{to.rstrip('/')}/{STREAM}"


def stream(config: Config, to: str, ended: Callable[[], bool] = lambda: False) -> int:
    """Streams until it is stopped; gives Litestream's status.

    Raises:
        NoStandby: It cannot be started.
    """
    folder = home.folder_of(to)
    if folder:
        private_folder(folder)
    settings_file = database_there(config).parent / "litestream.yml"
    write_private(settings_file, config_text(config, to).encode())
    process = subprocess.Popen([program(), "replicate", "-config", str(settings_file)])  # noqa: S603 - ours
    try:
        while process.poll() is None and not ended():
            if folder:
                copy_files(config, folder)
            time.sleep(COPY_EVERY_SECONDS)
    finally:
        process.terminate()
        process.wait()
    return process.returncode


def copy_files(config: Config, folder: Path) -> int:
    """Makes the copied files what they are here; returns how many changed. What was deleted here goes there too."""
    changed = 0
    for name, source in zip(FOLDERS, (config.media, config.translations, config.voices), strict=True):
        here, there = _sizes(source), _sizes(folder / FILES / name)
        for gone in there.keys() - here.keys():
            (folder / FILES / name / gone).unlink(missing_ok=True)
        fresh = [path for path, state in here.items() if there.get(path) != state]
        changed += len(fresh) + len(there.keys() - here.keys())
        for path in fresh:
            _copy(source / path, folder / FILES / name / path)
    return changed


def _copy(source: Path, target: Path) -> None:
    private_folder(target.parent)
    part = target.with_name(target.name + ".copying")
    try:
        shutil.copy2(source, part)
        part.replace(target)
    except FileNotFoundError:  # taken back at this moment
        part.unlink(missing_ok=True)


def _sizes(folder: Path) -> dict[str, tuple[int, int]]:
    """Each whole file → its size and when it was changed, to the second."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.endswith((".part", ".copying")):
            state = path.stat()
            found[path.relative_to(folder).as_posix()] = (state.st_size, int(state.st_mtime))
    return found


async def take_over(config: Config, source: str, now: datetime) -> TakenOver:
    """Makes the empty data folder what was streamed last, and its home.

    Raises:
        NoStandby: There is nothing there, or it does not come out whole.
        NotEmpty: Something is in the folder.
        StoreError: The key file is not its own.
    """
    folder = config.data
    private_folder(folder)
    check_empty(folder, config)
    work = folder / home.HALF_RESTORED
    work.mkdir(mode=0o700)
    try:
        _fetch(source, work / DATABASE)
        _check(work / DATABASE, config.key_file)
        streamed = home.folder_of(source)
        if streamed and (streamed / FILES).is_dir():
            shutil.copytree(streamed / FILES, work, dirs_exist_ok=True)
        missing = sum(not (work / FOLDERS[0] / name).is_file() for name in snapshot.sealed_files(work / DATABASE))
        old_home, found = await _settle(work, config.key_file, now)
        put_in_place(work, folder, config.key_file, config.key_file)
    except BaseException:
        clear_half(folder)
        raise
    fenced = bool(old_home) and home.mark_taken_over(source, old_home)
    return TakenOver(*found, missing=missing, fenced=fenced)


def _check(database: Path, key_file: Path) -> None:
    held = snapshot.holds(database)
    if held.problems:
        raise NoStandby(f"What was streamed is damaged: {held.problems[0]}.", mend="Restore the newest backup.")
    check_key(unlocked(key_file), held.key_check)


def _fetch(source: str, to: Path) -> None:
    command = [program(), "restore", "-o", str(to), url_of(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode or not to.is_file():
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["it says nothing"]
        mend = "Check the address, and what `litestream ltx` says of it. Else restore the newest backup."
        raise NoStandby(f"Litestream could not fetch the database from {source}: {last[0]}", mend=mend)
    to.chmod(0o600)


async def _settle(work: Path, key_file: Path, now: datetime) -> tuple[str, tuple[str, str, int]]:
    """Whose home it was, and what it held. What waits may have been sent in the last moments, and is marked so."""
    database = await open_database(work / DATABASE, Keys(key_file))
    try:

        def done(tx: Tx) -> tuple[str, tuple[str, str, int]]:
            old, alive, newest = settings.get(tx, home.HOME) or "", settings.get(tx, ALIVE) or "", keeping.newest(tx)
            doubted = keeping.doubt_letters(tx)
            home.claim_in(tx, work / home.FILE)
            note = f"The standby took over. The last thing kept is of {newest}."
            access_log.add(tx, at=stamp(now), who=COMMAND_LINE, did="took over as the standby")
            keeping.add(tx, keeping.TAKEOVER, at=stamp(now), note=note)
            return old, (newest, alive, doubted)

        return await database.write(done)
    finally:
        await database.close()


def looked(tx: Tx, config: Config, now: datetime) -> list[Finding]:
    """What the doctor says of the standby."""
    if not config.standby_to:
        return []
    try:
        program()
    except NoStandby as error:
        return [Finding(str(error), "D707", error.mend)]
    folder = home.folder_of(config.standby_to)
    if folder is None:
        return [Finding(f"Changes go to {config.standby_to}. From here it cannot be seen how old the newest there is.")]
    return [_newest_there(tx, folder, now)]


def newest_in(folder: Path) -> datetime | None:
    """When the newest change in a folder was written there; None where there is none."""
    moments = [path.stat().st_mtime for path in (folder / STREAM).rglob("*.ltx")] if folder.is_dir() else []
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def _newest_there(tx: Tx, folder: Path, now: datetime) -> Finding:
    newest = newest_in(folder)
    mend = "See that `plainsay standby stream` runs."
    if newest is None:
        return Finding(f"Nothing was streamed to {folder} yet.", "D708", mend)
    alive = settings.get(tx, ALIVE) or ""
    behind = bool(alive) and alive > stamp(newest + SLOW)
    text = f"The newest change in {folder} is from {stamp(newest)}."
    return Finding(text, "D708", mend) if behind and now - newest > SLOW else Finding(text)
