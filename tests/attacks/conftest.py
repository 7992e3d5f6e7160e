"""What is attacked: the whole program over the sample provider, and an office with one of everything in one house."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.attacks.site import UNLIMITED, Site, open_site
from tests.staff.conftest import filled, furnished, office

__all__ = ["filled", "furnished", "office"]


@pytest.fixture
async def site(tmp_path: Path, copy_sample: Callable[[Path], Path]) -> AsyncIterator[Site]:
    """The sample provider's installation, with no limits: what the limits do has a file of its own."""
    async with open_site(copy_sample(tmp_path / "data"), UNLIMITED) as opened:
        yield opened
