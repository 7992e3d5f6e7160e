"""What `plainsay doctor` says of recordings, photos and other files: each is opened once."""

from __future__ import annotations

import asyncio

from bot.app import Rooms
from bot.finding import Finding
from store import kept_files
from store.errors import StoreError
from store.kept_files import KeptFile
from store.media_files import MediaFiles

MEND = "Put the file back from a backup, into the folder of recordings."


async def damaged_files(rooms: Rooms) -> list[Finding]:
    """A finding for each file that is missing, damaged, or another than the one that was kept."""
    kept = await rooms.database.read(kept_files.every)
    return await asyncio.to_thread(_looked, rooms.media, kept)


def _looked(media: MediaFiles, kept: tuple[KeptFile, ...]) -> list[Finding]:
    return [
        Finding(f"The file of {one.what} does not open: {one.file}.", "D102", MEND)
        for one in kept
        if not _opens(media, one)
    ]


def _opens(media: MediaFiles, one: KeptFile) -> bool:
    if one.key is None:
        return False
    try:
        media.read(one.key, one.file)
    except StoreError:
        return False
    return True
