"""A built-in pack, a clock that stands still, and a house with someone to ask, on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogs.pack import Pack
from store.database import Database
from store.media_files import MediaFiles
from tests.asking.tools import Asker, a_house
from tests.store.conftest import database, key_file, postgres_copy, postgres_server, postgres_url, where
from tests.support.ready import built_in_pack

__all__ = ["database", "key_file", "postgres_copy", "postgres_server", "postgres_url", "where"]


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The Driving Up Quality pack."""
    return built_in_pack()


@pytest.fixture
async def asker(database: Database, pack: Pack, tmp_path: Path) -> Asker:
    """A house with a person, a relative and a member of staff; nobody is invited yet."""
    house = await database.write(a_house)
    return Asker(database, pack, MediaFiles(tmp_path / "recordings"), house)
