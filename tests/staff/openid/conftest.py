"""An office whose organisation has a sign-in of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.accounts import Accounts
from bot.staff.openid.provider import Provider
from tests.staff.moving_in import furnish
from tests.staff.office import Clock, Office
from tests.staff.openid.issuer import CLIENT, SECRET, Issuer, served
from tests.support.ready import ready_store

BASE = "https://plainsay.test"
PATIENCE_SECONDS = 5.0


@pytest.fixture
async def issuer(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Issuer]:
    """The organisation's sign-in, asked directly whatever proxy this machine has."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with served(Clock()) as found:
        yield found


@pytest.fixture
def provider(issuer: Issuer) -> Provider:
    """What speaks to it."""
    settings = Accounts(issuer.address, CLIENT, SECRET, "Example", BASE)
    return Provider(settings, issuer.clock, PATIENCE_SECONDS)


@pytest.fixture
async def joined(tmp_path: Path, issuer: Issuer, provider: Provider) -> AsyncIterator[Office]:
    """Nobody is signed in yet."""
    database = await ready_store(tmp_path / "data" / "plainsay.db", tmp_path / "plainsay.key")
    yield await furnish(database, tmp_path / "recordings", clock=issuer.clock, base=BASE, provider=provider)
    await database.close()
