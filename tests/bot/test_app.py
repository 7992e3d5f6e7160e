"""What happens when the program starts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import Rooms, open_rooms, recount_if_remapped, sweep
from bot.config import read_config
from dialogs.model import Reading, Value
from store import tally_check
from tests.asking.tools import SOUND, Asker, a_house

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


@pytest.fixture
async def rooms(tmp_path: Path) -> AsyncIterator[Rooms]:
    """Open rooms over an empty folder."""
    async with open_rooms(read_config({}, data=str(tmp_path / "data")), lambda: NOW) as opened:
        yield opened


def _all_bad(reading: Reading) -> Reading:
    return replace(reading, polarity=dict.fromkeys(reading.polarity, Value.NOT_GOOD))


async def test_a_mended_mapping_is_counted_anew_at_the_next_start(rooms: Rooms) -> None:
    """Where a pack's polarity was mended without a new version, everyone's standing follows at the next start."""
    house = await rooms.database.write(a_house)
    asker = Asker(rooms.database, rooms.pack, rooms.media, house)
    await asker.to_the_end(await asker.invited(house.person))
    await recount_if_remapped(rooms)
    prompts = tuple(replace(prompt, reading=_all_bad(prompt.reading)) for prompt in rooms.pack.prompts)
    mended = replace(rooms, pack=replace(rooms.pack, prompts=prompts))
    await recount_if_remapped(mended)
    code = {"code": rooms.pack.id, "code_version": rooms.pack.version}
    counted = await rooms.database.read(lambda tx: tally_check.all_counts(tx, **code))
    assert counted
    assert all((row.good, row.mixed) == (0, 0) for row in counted)


async def test_files_that_no_row_names_are_swept_at_start(rooms: Rooms, tmp_path: Path) -> None:
    """What a crash left between a file and its row, whole or in part, is gone after the start."""
    folder = tmp_path / "data" / "recordings"
    folder.mkdir()
    (folder / f"{'a' * 32}.sealed").write_bytes(SOUND)
    (folder / f"{'b' * 32}.sealed.part").write_bytes(SOUND)
    await sweep(rooms)
    assert list(folder.iterdir()) == []
