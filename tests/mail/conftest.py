"""A store with an outbox, and a mail server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.crypto import Keys
from store.database import Database, open_database
from tests.mail.postbox import Postbox, serving


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty store."""
    opened = await open_database(tmp_path / "data" / "plainsay.db", Keys(tmp_path / "plainsay.key"))
    yield opened
    await opened.close()


@pytest.fixture
async def box() -> AsyncIterator[Postbox]:
    """A mail server that takes everything."""
    async with serving(Postbox()) as running:
        yield running
