"""An office that people reach over HTTPS."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.staff.keys.walk import BASE
from tests.staff.moving_in import furnish
from tests.staff.office import Office
from tests.support.ready import ready_store


@pytest.fixture
async def safe(tmp_path: Path) -> AsyncIterator[Office]:
    """Nobody is signed in yet."""
    database = await ready_store(tmp_path / "data" / "plainsay.db", tmp_path / "plainsay.key")
    yield await furnish(database, tmp_path / "recordings", base=BASE)
    await database.close()
