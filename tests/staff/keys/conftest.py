"""An office that people reach over HTTPS."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.crypto import Keys
from store.database import open_database
from tests.staff.keys.walk import BASE
from tests.staff.moving_in import furnish
from tests.staff.office import Office


@pytest.fixture
async def safe(tmp_path: Path) -> AsyncIterator[Office]:
    """Nobody is signed in yet."""
    database = await open_database(tmp_path / "data" / "plainsay.db", Keys(tmp_path / "plainsay.key"))
    yield await furnish(database, tmp_path / "recordings", base=BASE)
    await database.close()
