"""The composition root: opens the store, loads the pack, and joins the faces into one web application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from asking.conversation import Conversations
from bot import staff, tablet
from bot.config import Config
from bot.health import health_routes
from bot.http.errors import handlers, pages_by_path
from bot.http.origin import host_of
from bot.http.stack import layers
from dialogs.pack import Pack, load_builtin
from easyread import pictures as picture_set
from easyread.pictures import PictureSet
from evidence.check import recount_all
from store import media, settings
from store.crypto import Keys
from store.database import Database, open_database
from store.media_files import MediaFiles
from store.tx import Tx

CODE = "duq"


@dataclass(frozen=True, slots=True)
class Rooms:
    """All that the faces are made of. Made by `open_rooms`."""

    database: Database
    pack: Pack
    pictures: PictureSet
    media: MediaFiles
    clock: Callable[[], datetime]

    @property
    def conversations(self) -> Conversations:
        """The talks over this store and pack."""
        return Conversations(self.database, self.pack, self.media, self.clock)


@asynccontextmanager
async def open_rooms(config: Config, clock: Callable[[], datetime]) -> AsyncIterator[Rooms]:
    """Open everything that a command needs, and close it at the end.

    The pack is loaded first: when it has a fault, nothing is started or made.

    Raises:
        PackFaults: The built-in pack has faults.
        StoreError: The database cannot be used.
    """
    pictures = picture_set.load()
    pack = load_builtin(CODE, pictures.names)
    database = await open_database(config.database, Keys(config.key_file))
    try:
        yield Rooms(database, pack, pictures, MediaFiles(config.media), clock)
    finally:
        await database.close()


def web(rooms: Rooms, public_url: str = "") -> Starlette:
    """The web application over open rooms.

    Args:
        rooms: What the pages are made of.
        public_url: Address that a proxy serves the pages under, if there is one.
    """
    routes: list[BaseRoute] = [
        *health_routes(rooms.database),
        *tablet.routes(rooms.conversations, rooms.pictures),
        *staff.routes(rooms.database, rooms.pack, rooms.clock, rooms.media),
    ]
    page = pages_by_path({"/staff": staff.error_page}, tablet.error_page)
    own = (host_of(public_url),) if public_url else ()
    return Starlette(
        routes=routes,
        middleware=layers(page, larger=tablet.LARGER, own=own),
        exception_handlers=handlers(page),
    )


async def recount_if_remapped(rooms: Rooms) -> None:
    """Count everyone anew where a pack's mapping was mended without a new version."""
    mapping = sha256(repr((sorted(rooms.pack.readings.items()), sorted(rooms.pack.area_of.items()))).encode())
    name = f"mapping {rooms.pack.id} {rooms.pack.version}"

    def recounted(tx: Tx) -> None:
        before = settings.get(tx, name)
        if before is not None and before != mapping.hexdigest():
            recount_all(
                tx,
                code=rooms.pack.id,
                code_version=rooms.pack.version,
                readings=rooms.pack.readings,
                area_of=rooms.pack.area_of,
                mapping_changed=True,
            )
        settings.put(tx, name, mapping.hexdigest())

    await rooms.database.write(recounted)


async def sweep(rooms: Rooms) -> None:
    """Remove recordings that no row names: left by a crash between the file and its row."""
    kept = await rooms.database.read(media.all_files)
    rooms.media.sweep(kept)
