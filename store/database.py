"""The database as the floors above see it: turns that write, turns that read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from store import access_chain, migrations, settings
from store.crypto import CHECKED, Keys
from store.sqlite import SqliteDatabase, SqliteOptions
from store.tx import Tx

if TYPE_CHECKING:
    from store.postgres import PostgresOptions

T = TypeVar("T")

CHECK = "key_check"
"""Setting: a sealed value that shows the right key file."""


class Database(Protocol):
    """A place to keep things. A turn is a plain function of a transaction; it may be run again from the start.

    Attributes:
        took: Called with the seconds that each turn that writes took, from being asked for to being on disk.
    """

    took: Callable[[float], None]

    async def write(self, turn: Callable[[Tx], T]) -> T:
        """Runs one turn in one transaction; it is on disk before this returns.

        A caller that is cancelled does not know whether its turn was saved; others are not harmed.

        Raises:
            NotSaved: Nothing of the turn can be relied on; trying again is safe.
            Refused: A row breaks a rule of the schema.
            Exception: What the turn itself raised; nothing of it is saved.
        """
        ...

    async def read(self, query: Callable[[Tx], T]) -> T:
        """Runs one query function on a snapshot that does not move. It cannot write.

        Raises:
            NotRead: The database could not be read; trying again is safe.
        """
        ...

    async def tidy(self) -> bool:
        """After something was deleted for good: leaves no copy of it in the database's log, where that can be done.

        False where it could not: a reader was in the way, or the database does it by itself (PostgreSQL, in time).
        """
        ...

    async def close(self) -> None:
        """Finishes what waits, then closes. Later turns are not saved."""
        ...


async def open_database(
    where: str | Path,
    keys: Keys,
    *,
    sqlite: SqliteOptions | None = None,
    postgres: PostgresOptions | None = None,
) -> Database:
    """Opens a database, makes or migrates its tables, and unlocks the keys.

    Args:
        where: A path or `sqlite:///path`, made if absent; or a `postgresql://` address.
        keys: Their file is made when it is absent and the database is new.
        sqlite: How SQLite is used, when it is.
        postgres: How PostgreSQL is used, when it is.

    Raises:
        StoreError: NotSaved, NewerDatabase, UnsafeSqlite or WrongKey.
    """
    database: Database
    if str(where).startswith(("postgresql://", "postgres://")):
        from store.postgres import PostgresDatabase, PostgresOptions  # noqa: PLC0415 - a quarter second that SQLite saves

        database = await PostgresDatabase.open(str(where), keys, postgres or PostgresOptions())
    else:
        path = Path(str(where).removeprefix("sqlite:///"))
        database = await SqliteDatabase.open(path, keys, sqlite or SqliteOptions())
    try:
        while await database.write(migrations.step):
            pass
        await database.write(_unlock)
    except BaseException:
        await database.close()
        raise
    return database


def _unlock(tx: Tx) -> None:
    """Reads or makes the key file, checks that it is this database's own, and begins the chain of the access log."""
    migrations.alone(tx)
    sealed = settings.get(tx, CHECK)
    if sealed is None:
        tx.keys.unlock(new=True)
        access_chain.begin(tx, new=True)
    else:
        check = _check(sealed)
        tx.keys.unlock(new=False, check=check)
        if tx.keys.open_check(check) == CHECKED:
            return
        access_chain.begin(tx, new=False)
    settings.put(tx, CHECK, tx.keys.seal_check().hex())


def _check(kept: str) -> bytes:
    try:
        return bytes.fromhex(kept)
    except ValueError:
        return b""  # opens with no key
