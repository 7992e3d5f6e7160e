"""`plainsay backup` and `plainsay restore`: a copy that was read back, and the way back from it."""

from __future__ import annotations

import argparse
import getpass
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from asking.backup_policy import ages_out
from asking.moment import stamp
from bot.clock import utc_now
from bot.commands.refused import CommandRefused
from bot.config import Config
from bot.keeping.drill import Drilled, drill
from bot.keeping.make import Made, make
from bot.keeping.place import database_there, unlocked, whole_key
from bot.keeping.progress import Progress
from bot.keeping.restore import Asked, Restored, restore
from dialogs.pack import load_builtin
from easyread import pictures
from store import keeping, snapshot
from store.crypto import Keys
from store.database import open_database
from store.errors import StoreError
from store.migrations import MIGRATIONS

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
CODE = "duq"
FEWEST_LETTERS = 12


def add_backup(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay backup [TO]`."""
    command = commands.add_parser("backup", help="make a sealed backup, and read it back")
    command.add_argument("to", nargs="?", type=Path, metavar="TO", help="folder; PLAINSAY_BACKUP_TO unless told")
    command.add_argument("--with-key", action="store_true", help="put the key file in too, under a passphrase")
    command.add_argument("--drill", action="store_true", help="restore it into a folder of its own too, and compare")
    command.set_defaults(act=act_backup)
    return command


def add_restore(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay restore FILE`."""
    command = commands.add_parser("restore", help="restore a backup into an empty data folder")
    command.add_argument("file", type=Path, help="the backup")
    command.add_argument("--key", type=Path, metavar="FILE", help="the key file of the time when it was made")
    command.add_argument("--list", type=Path, metavar="FOLDER", help="where the list of who was forgotten lies")
    command.set_defaults(act=act_restore)
    return command


async def act_backup(config: Config, options: argparse.Namespace) -> int:
    """Make a backup; with `--drill` restore it too. Either is noted, well or not."""
    passphrase = new_passphrase() if options.with_key else ""
    if options.drill:
        return await _drill(config, options.to, passphrase)
    made = await _made(config, _folder(config, options.to), passphrase)
    _tell(made)
    if passphrase:
        print("The key file is in it, under your passphrase. Keep that apart: it opens everything.")
    else:
        print(f"The key file is not in it. Keep a copy of {config.key_file} somewhere else: nothing opens without it.")
    return 0


async def act_restore(config: Config, options: argparse.Namespace) -> int:
    """Restore a backup into the data folder, which must be empty."""
    passphrase = "" if options.key or config.key_file.exists() else _passphrase_if_needed(options.file)
    asked = Asked(options.file, options.key, passphrase, options.list)
    pack = load_builtin(CODE, pictures.load().names)
    _tell_restored(await restore(asked, config, pack, utc_now(), Progress(sys.stdout)), config)
    return 0


async def _made(config: Config, to: Path, passphrase: str) -> Made:
    """Makes it, and notes it."""
    now = utc_now()
    try:
        made = make(config, to, now, Progress(sys.stdout), passphrase=passphrase)
    except (CommandRefused, StoreError) as error:
        await _note(config, keeping.BACKUP, code=error.code, note=_sentence(error))
        raise
    took_ms = int(made.took_seconds * 1000)
    await _note(config, keeping.BACKUP, file=made.path.name, size_bytes=made.size_bytes, took_ms=took_ms)
    return made


async def _drill(config: Config, to: Path | None, passphrase: str) -> int:
    """Backs up and restores, into a folder of its own where none is set."""
    with tempfile.TemporaryDirectory(prefix=".plainsay-drill-", dir=database_there(config).parent) as own:
        folder = to or config.backup_to or Path(own)
        try:
            made = make(config, folder, utc_now(), Progress(sys.stdout), passphrase=passphrase)
            pack = load_builtin(CODE, pictures.load().names)
            done = await drill(made.path, config, pack, utc_now(), Progress(sys.stdout))
        except (CommandRefused, StoreError, OSError) as error:
            code = error.code if isinstance(error, CommandRefused | StoreError) else "B706"
            await _note(config, keeping.DRILL, code=code, note=_sentence(error))
            raise
    note = _drilled(done)
    await _note(config, keeping.DRILL, took_ms=int((made.took_seconds + done.took_seconds) * 1000), note=note)
    print(note)
    print(f"Backup {made.took_seconds:.1f} s, restore and comparison {done.took_seconds:.1f} s.")
    return 0


async def _note(config: Config, did: str, **values: str | int) -> None:
    """Notes what came of it. A database that cannot be written keeps no command from telling its own reason."""
    with suppress(StoreError, CommandRefused):
        file = database_there(config)
        if snapshot.schema(file, key=whole_key(file, unlocked(config.key_file))) != len(MIGRATIONS):
            return  # it is to be upgraded by `run`, never by a backup of what was before
        database = await open_database(file, Keys(config.key_file))
        try:
            await database.write(lambda tx: keeping.add(tx, did, at=stamp(utc_now()), **values))  # type: ignore[arg-type]
        finally:
            await database.close()


def _folder(config: Config, to: Path | None) -> Path:
    folder = to or config.backup_to
    if folder is None:
        mend = "Type one, such as /mnt/usb/plainsay, or set PLAINSAY_BACKUP_TO."
        raise CommandRefused("No folder for the backup was named.", mend=mend)
    return folder


def _sentence(error: Exception) -> str:
    return f"{error.what} {error.mend}" if isinstance(error, StoreError) else str(error)


def _tell(made: Made) -> None:
    about = made.manifest
    print(f"Backed up and read back: {made.path}")
    print(
        f"{made.size_bytes / 1e6:.1f} MB in {made.took_seconds:.1f} s: {sum(about.counts.values())} rows in "
        f"{len(about.counts)} tables, {len(about.files) - 1} files, schema version {about.schema}."
    )
    if about.gone:
        print(f"Recordings that were taken back meanwhile, or were missing before: {about.gone}.")
    if made.aged_out:
        print(f"Older backups that are no longer kept: {made.aged_out}.")


def _drilled(done: Drilled) -> str:
    return (
        f"All {done.rows} rows of {done.tables} tables came out as they went in, the counts agree with the answers, "
        f"and {done.opened} sealed names, words and recordings opened."
    )


def _tell_restored(done: Restored, config: Config) -> None:
    about, settled = done.manifest, done.settled
    print(f"Restored into {config.data}: the backup of {about.made_at}, made by Plainsay {about.program}.")
    newest = about.newest or "no day: it is empty"
    print(f"The last thing in it was written on {newest}. What came after that is not here.")
    print(f"{sum(about.counts.values())} rows, {len(about.files) - 1} files. Staff sign in anew.")
    print(f"Messages that waited and were given up: {settled.letters}. Worries nobody has taken are told of again.")
    if done.list_found:
        print(f"Forgotten again: {settled.forgotten} people. Ended again: {settled.ended} staff.")
    else:
        print(
            "The list of who was forgotten after the backup was not there (plainsay-...-forgotten.json): forget them "
            f"again by hand. Backups hold people for up to {ages_out().days} days after they were forgotten."
        )
    print(
        "What people took back, and links that were ended, after the backup are as they were then: see docs/backup.md."
    )


def new_passphrase() -> str:
    """A passphrase, typed twice on a terminal, or read as one line.

    Raises:
        CommandRefused: It is too short, or the two differ.
    """
    first = _typed("Passphrase for the key: ")
    if len(first) < FEWEST_LETTERS:
        raise CommandRefused(f"The passphrase has fewer than {FEWEST_LETTERS} letters.", mend="Take four words.")
    if sys.stdin.isatty() and _typed("Once more: ") != first:
        raise CommandRefused("The two passphrases differ.", mend="Try again.")
    return first


def _passphrase_if_needed(file: Path) -> str:
    from bot.keeping.file import wrapped_key  # noqa: PLC0415 - the only use

    return _typed("Passphrase of the key in this backup: ") if file.is_file() and wrapped_key(file) else ""


def _typed(prompt: str) -> str:
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
