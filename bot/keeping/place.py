"""Where the database of an installation lies, and the key that goes with it."""

from __future__ import annotations

from pathlib import Path

from bot.config import Config
from bot.keeping.errors import NotHere
from store import snapshot
from store.crypto import Keys
from store.errors import Tampered, WrongKey


def sqlite_file(config: Config) -> Path:
    """The file of the database; it need not be there.

    Raises:
        NotHere: The data are on PostgreSQL.
    """
    if config.database.startswith(("postgresql://", "postgres://")):
        raise NotHere(
            "The data are on PostgreSQL, which has tools of its own.",
            mend="Use pg_dump, and copy the data folder and the key file too: docs/backup.md says how.",
        )
    return Path(config.database.removeprefix("sqlite:///"))


def database_there(config: Config) -> Path:
    """The file of the database.

    Raises:
        NotHere: There is none, or the data are on PostgreSQL.
    """
    file = sqlite_file(config)
    if not file.is_file():
        raise NotHere(f"There is no database in {file.parent}.", mend="Name its folder with --data or PLAINSAY_DATA.")
    return file


def unlocked(key_file: Path) -> Keys:
    """The keys of a key file that must be there.

    Raises:
        WrongKey: It is missing or damaged.
    """
    keys = Keys(key_file)
    keys.unlock(new=False)
    return keys


def whole_key(file: Path, keys: Keys) -> bytes:
    """The key of a database file that is sealed as a whole; b'' of one that is not.

    Raises:
        WrongKey: The key file is missing or damaged.
    """
    return keys.database_key(new=False) if snapshot.is_keyed(file) else b""


def check_key(keys: Keys, key_check: str) -> None:
    """Makes sure that a database belongs to these keys.

    Raises:
        WrongKey: It belongs to others.
    """
    try:
        keys.open_check(bytes.fromhex(key_check))
    except (Tampered, ValueError):
        what, mend = "It belongs to another database.", "Use the key file that was there when this backup was made."
        raise WrongKey("key file", what, mend) from None
