"""A small pack in a folder of its own, and a group that looks at it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialogs.packtools import tiny
from tests.preview.tools import Group, app, client


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    """A meeting over the tiny pack. Verdicts go into its folder, where one stands already."""
    async with client(app(tiny(tmp_path), tmp_path / "tried.yaml")) as browser:
        yield Group(browser, tmp_path, tmp_path / "tried.yaml")


@pytest.fixture
async def elsewhere(tmp_path: Path) -> AsyncIterator[Group]:
    """The same, but verdicts go to a file outside of the pack, which is not there yet."""
    (tmp_path / "pack").mkdir()
    folder, verdicts = tiny(tmp_path / "pack"), tmp_path / "tiny-tried.yaml"
    async with client(app(folder, verdicts)) as browser:
        yield Group(browser, folder, verdicts)
