"""An office: the staff pages over a real SQLite store with a few invented people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.crypto import Keys
from store.database import open_database
from tests.staff.moving_in import furnish
from tests.staff.office import Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """Nobody is signed in yet."""
    database = await open_database(tmp_path / "data" / "plainsay.db", Keys(tmp_path / "plainsay.key"))
    yield await furnish(database, tmp_path / "recordings")
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
