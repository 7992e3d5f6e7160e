"""A store with an outbox, and a mail server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.database import Database
from tests.mail.postbox import Postbox, serving
from tests.support.ready import ready_store


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty store."""
    opened = await ready_store(tmp_path / "data" / "plainsay.db", tmp_path / "plainsay.key")
    yield opened
    await opened.close()


@pytest.fixture
async def box() -> AsyncIterator[Postbox]:
    """A mail server that takes everything."""
    async with serving(Postbox()) as running:
        yield running
