"""Only one may run: a database knows its home, and a home its database. A lock keeps two off one folder."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.config import Config
from bot.keeping.alone import alone
from bot.keeping.errors import NotAtHome, NotRestored
from bot.keeping.place import sqlite_file
from store import settings
from store.database import Database
from store.files import private_folder, write_private
from store.tx import Tx

HOME = "home"
FILE, LOCK = "home.id", "running.lock"
HALF_RESTORED = ".restoring"
TAKEN_OVER = "TAKEN_OVER.json"
"""Put where the changes are streamed to, by the standby that takes over. The old machine looks for it at its start."""


def on_sqlite(config: Config) -> bool:
    """Whether the data are in a file."""
    return not config.database.startswith(("postgresql://", "postgres://"))


@contextmanager
def running(config: Config) -> Iterator[None]:
    """Keeps a second program off the same folder, for as long as the block runs.

    Raises:
        AnotherRuns: One runs already.
        NotRestored: A restore into this folder was cut off.
    """
    with ExitStack() as stack:
        if on_sqlite(config):
            folder = sqlite_file(config).parent
            if (folder / HALF_RESTORED).exists():
                mend = "Run `plainsay restore` again: it begins anew."
                raise NotRestored(f"A restore into {folder} was not finished.", mend=mend)
            with suppress(OSError):  # a folder that cannot be made is told by the store, in its own words
                private_folder(folder)
                mend = "Stop it first: two programs would take each other's messages away."
                stack.enter_context(alone(folder / LOCK, f"Plainsay runs already on {folder}.", mend))
        yield


async def check(database: Database, config: Config) -> None:
    """Makes sure that this database is at home here; the first start makes it so.

    Raises:
        NotAtHome: It was made elsewhere, or a standby has taken over from here.
    """
    if not on_sqlite(config):
        return
    home, here = await database.read(lambda tx: settings.get(tx, HOME)), _read(config)
    if home is None:
        await claim(database, config)
        return
    if home != here:
        raise NotAtHome(
            "This database comes from another machine or folder, where Plainsay may still run.",
            mend="Make sure that it does not. Then run `plainsay standby claim`, and start again.",
        )
    if taken_over_from(config, home):
        raise NotAtHome(
            f"A standby has taken over: {config.standby_to} says so.",
            mend="Leave this machine off. To come back to it, see docs/standby.md.",
        )


async def claim(database: Database, config: Config) -> None:
    """Makes this folder the home of its database."""
    new = secrets.token_hex(8)
    write_private(_file(config), f"{new}\n".encode())
    await database.write(lambda tx: _put(tx, new))


def claim_in(tx: Tx, file: Path) -> None:
    """Makes the folder of a file the home of the database of this transaction."""
    new = secrets.token_hex(8)
    write_private(file, f"{new}\n".encode())
    _put(tx, new)


def mark_taken_over(to: str, home: str) -> bool:
    """Tells the old machine that it must not start again; False where that place is none of files."""
    folder = folder_of(to)
    if folder is None:
        return False
    write_private(folder / TAKEN_OVER, json.dumps({"from": home}).encode())
    return True


def taken_over_from(config: Config, home: str) -> bool:
    """Whether a standby has taken over from this home, as far as can be seen from here."""
    folder = folder_of(config.standby_to)
    try:
        return bool(folder) and json.loads((folder / TAKEN_OVER).read_bytes())["from"] == home  # type: ignore[operator]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def folder_of(to: str) -> Path | None:
    """The folder that an address names; None where it is one that only Litestream can reach."""
    parts = urlsplit(to)
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    return Path(to) if to and "://" not in to else None


def _put(tx: Tx, new: str) -> None:
    settings.put(tx, HOME, new)


def _file(config: Config) -> Path:
    return sqlite_file(config).parent / FILE


def _read(config: Config) -> str:
    try:
        return _file(config).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
