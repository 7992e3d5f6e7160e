"""An office: the staff pages over a real SQLite store with a few invented people."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.crypto import Keys
from store.database import open_database
from tests.staff.doors import full
from tests.staff.moving_in import an_office, furnish
from tests.staff.office import Office
from tests.support.ready import ready_store


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """Nobody is signed in yet."""
    database = await ready_store(tmp_path / "data" / "plainsay.db", tmp_path / "plainsay.key")
    yield await furnish(database, tmp_path / "recordings")
    await database.close()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Office]:
    """An office with one of everything in one house, closed again: made once, and copied by each test that needs it."""
    folder = tmp_path_factory.mktemp("furnished")

    async def made() -> Office:
        database = await ready_store(folder / "plainsay.db", folder / "plainsay.key")
        found = await furnish(database, folder / "recordings")
        await full(found)
        await database.close()
        return found

    return folder, asyncio.run(made())


@pytest.fixture
async def filled(furnished: tuple[Path, Office], tmp_path: Path) -> AsyncIterator[Office]:
    """A copy of that office, opened."""
    kept, first = furnished
    folder = Path(shutil.copytree(kept, tmp_path / "filled"))
    database = await open_database(folder / "plainsay.db", Keys(folder / "plainsay.key"))
    found = an_office(database, folder / "recordings")
    found.round, found.houses, found.people, found.talks = first.round, first.houses, first.people, dict(first.talks)
    yield found
    await database.close()


@pytest.fixture
async def managed(office: Office) -> Office:
    """The same office with Mo Manager signed in, who is a manager and no lead."""
    await office.sign_in("Mo Manager", "manager")
    return office


@pytest.fixture
async def signed_in(office: Office) -> Office:
    """The same office with Mo Manager signed in as the safeguarding lead."""
    await office.sign_in("Mo Manager")
    return office
