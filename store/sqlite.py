"""The database in one SQLite file: one connection that writes in groups, a few that only read.

The library is sqlcipher3's, the only copy that touches the file; its cipher is used where the whole file is to be
sealed. Nothing may `open()` the live file: closing it again would drop SQLite's locks.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import quote

from sqlcipher3 import dbapi2

from store.crypto import Keys
from store.errors import NotRead, NotSaved, StoreError, UnsafeSqlite, WrongKey
from store.files import make_empty_private, sync_folder
from store.in_use import hold, let_go
from store.sqlite_group import Lane, ReadingConnection, WritingConnection
from store.sqlite_tx import SqliteTx
from store.tx import Tx

T = TypeVar("T")

# Older ones can damage the file when the WAL is reset (sqlite.org/wal.html, 'the WAL-reset bug').
SAFE_LIBRARY = (3, 51, 3)
_NOT_A_DATABASE = 26


@dataclass(frozen=True, slots=True)
class SqliteOptions:
    """How SQLite is used.

    Attributes:
        group_limit: Most turns that one COMMIT saves; 1 is one transaction a turn.
        readers: Connections that read.
        busy_timeout_ms: How long to wait for another process's lock.
        wal_autocheckpoint_pages: Size of the log at which it is copied into the database.
        synchronous: Only tests change it, to show that the weaker setting loses turns in a power cut.
        vfs: Only tests name one: a disk that breaks when told to.
        alone: Nobody else may have it open meanwhile.
        keyed: A new file is sealed as a whole, with a key that comes from the key file, and a file that is not sealed
            is refused. One that is sealed opens in either case.
        key: That key. `SqliteDatabase.open` takes it from the keys.
    """

    group_limit: int = 1000
    readers: int = 2
    busy_timeout_ms: int = 5000
    wal_autocheckpoint_pages: int = 1000
    synchronous: Literal["FULL", "NORMAL"] = "FULL"
    vfs: str = ""
    alone: bool = False
    keyed: bool = False
    key: bytes = field(default=b"", repr=False)


class SqliteDatabase:
    """A `Database` in one file."""

    def __init__(self, path: Path, keys: Keys, options: SqliteOptions) -> None:
        self._folder = path.parent
        where = f"database {path}"

        def writer() -> Any:
            return connect(path, options, mode="rw")

        def reader() -> Any:
            return connect(path, options, mode="ro")

        self._writer = Lane(writer, keys, where, options.group_limit, NotSaved)
        self._readers = [Lane(reader, keys, where, options.group_limit, NotRead) for _ in range(options.readers)]
        self._open: list[Lane] = []
        self.took: Callable[[float], None] = _nobody_asks
        self._held: int | None = hold(self._folder, alone=options.alone)

    @classmethod
    async def open(cls, path: Path, keys: Keys, options: SqliteOptions) -> SqliteDatabase:
        """Opens the file, made for its owner only if it is absent.

        Raises:
            UnsafeSqlite: The library is too old.
            NotSaved: The file cannot be made or opened.
            InUse: Another program has it, and one of the two needs it alone.
            WrongKey: The file is to be sealed, and the key file cannot be read or made.
        """
        check_library(dbapi2.sqlite_version_info)
        made = _made(path)
        if options.keyed:
            options = replace(options, key=keys.database_key(new=made.stat().st_size == 0))
        try:
            return await cls._opened(made, keys, options)
        except NotSaved as error:
            if not _is_sealed_otherwise(error):
                raise
            return await cls._opened_otherwise(made, keys, options, error)

    @classmethod
    async def _opened_otherwise(cls, path: Path, keys: Keys, options: SqliteOptions, error: NotSaved) -> SqliteDatabase:
        """A sealed file opens whatever is set. One that is to be sealed and is not is refused, for all to see."""
        if options.key:
            database = await cls._opened(path, keys, replace(options, key=b""))
            await database.close()
            what, mend = "The file is not sealed, and PLAINSAY_DATABASE_KEY is on.", "Run `plainsay encrypt-database`."
            raise NotSaved(f"database {path}", what, mend)
        try:
            key = keys.database_key(new=False)
        except WrongKey:
            raise error from error.__cause__
        return await cls._opened(path, keys, replace(options, key=key))

    @classmethod
    async def _opened(cls, path: Path, keys: Keys, options: SqliteOptions) -> SqliteDatabase:
        database = cls(path, keys, options)
        try:
            for lane in (database._writer, *database._readers):
                await lane.open()
                database._open.append(lane)
            # The rollback journal of the first moments is deleted by now. Without this a power cut could bring it back.
            sync_folder(database._folder)
        except BaseException:
            await database.close()
            raise
        return database

    async def write(self, turn: Callable[[Tx], T]) -> T:
        """Runs one turn with the next group; it is on disk before this returns."""
        began = time.perf_counter()
        try:
            return await self._writer.run(turn)
        finally:
            self.took(time.perf_counter() - began)

    async def read(self, query: Callable[[Tx], T]) -> T:
        """Runs one query on a snapshot, on the reader with least to do."""
        return await min(self._readers, key=lambda lane: lane.load).run(query)

    async def tidy(self) -> bool:
        """Makes the log empty: it still holds what was deleted, until it is written over."""
        return await self._writer.truncate()

    async def close(self) -> None:
        """Finishes what waits, then closes: the writer last, so that it can tidy the log away."""
        while self._open:
            await self._open.pop().close()
        if self._held is not None:
            let_go(self._held)
            self._held = None


def read_only(path: Path, query: Callable[[Tx], T], *, key: bytes = b"") -> T:
    """Runs a query on a copy that nothing writes. No sealed value can be opened; `key` is that of the whole file."""
    with closing(connect(path, SqliteOptions(key=key), mode="ro", more="&immutable=1")) as copied:
        copied.execute("BEGIN")
        return query(SqliteTx(copied, Keys(Path()), f"copy {path}", reading=True))


def check_library(version: tuple[int, ...]) -> None:
    """Refuses a SQLite library that can damage the file."""
    if version < SAFE_LIBRARY:
        text = ".".join(map(str, version))
        raise UnsafeSqlite("SQLite library", f"Version {text} is not safe.", "Install a newer sqlcipher3.")


def _is_sealed_otherwise(error: StoreError) -> bool:
    """Whether a file could not be read as it was tried: sealed, or with another key, or not sealed, or damaged."""
    return (getattr(error.__cause__, "sqlite_errorcode", None) or 0) & 0xFF == _NOT_A_DATABASE


def _nobody_asks(_: float) -> None:
    """How long a turn took is counted by whoever opened the database, if at all."""


def _made(path: Path) -> Path:
    try:
        make_empty_private(path)
    except OSError as error:
        what, mend = f"It cannot be made: {error.strerror}.", "Make its folder writable."
        raise NotSaved(f"database {path}", what, mend) from error
    return path.absolute()


def connect(path: Path, options: SqliteOptions, *, mode: Literal["rw", "ro", "beside", "copy"], more: str = "") -> Any:
    """Opens a file.

    Args:
        path: The file. It must be there.
        options: How.
        mode: The writer, a reader, one beside them that leaves the file's settings alone, or one that fills a copy.
        more: More of SQLite's own parameters of the address.
    """
    vfs = f"&vfs={options.vfs}" if options.vfs else ""
    connection = dbapi2.connect(
        f"file:{quote(str(path.absolute()))}?mode={'ro' if mode == 'ro' else 'rw'}{vfs}{more}",
        uri=True,
        isolation_level=None,
        factory=WritingConnection if mode == "rw" else ReadingConnection,
        cached_statements=256,
    )
    if options.key:
        connection.execute(key_pragma(options.key))
    connection.execute("PRAGMA temp_store=MEMORY")  # what is sorted or built on the way never comes to a disk
    connection.execute(f"PRAGMA busy_timeout={options.busy_timeout_ms}")
    for pragma in _pragmas(options, mode):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def key_pragma(key: bytes) -> str:
    """The first statement on every connection to a file that is sealed as a whole: the key itself, not a password."""
    return f"PRAGMA key = \"x'{key.hex()}'\""


def _pragmas(options: SqliteOptions, mode: str) -> tuple[str, ...]:
    match mode:
        case "rw":
            return _writer_pragmas(options)
        case "ro":
            return ("query_only=ON",)
        case "copy":  # it is thrown away if anything happens to it
            return ("journal_mode=OFF", "synchronous=OFF")
        case _:
            return ()


def _writer_pragmas(options: SqliteOptions) -> tuple[str, ...]:
    return (
        "journal_mode=WAL",
        f"synchronous={options.synchronous}",
        "fullfsync=ON",  # on macOS a plain fsync does not reach the disk
        "foreign_keys=ON",
        "secure_delete=ON",  # what is deleted is overwritten
        f"wal_autocheckpoint={options.wal_autocheckpoint_pages}",
        "journal_size_limit=67108864",
    )
