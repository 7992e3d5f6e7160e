"""What most tests begin with, made once for each test process: a store with all its tables, pictures, and the pack.

Making a store's tables anew takes thirteen times as long as a copy. That it is made rightly, step by step and from
every older release, is what `tests/store/test_migrations.py` and `tests/store/test_upgrades.py` are for.
"""

from __future__ import annotations

import asyncio
import atexit
import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from dialogs.pack import Pack, load_builtin
from easyread.pictures import PictureSet, load
from store.crypto import Keys
from store.database import Database, open_database

OF_ALL = gettempdir()
"""Where temporary files are before any test says otherwise: a test's own folder goes with the test."""
DATABASE, KEY = "ready.db", "ready.key"


@cache
def built_in_pictures() -> PictureSet:
    """The built-in pictures. Each of them is read and its sum checked, once."""
    return load()


@cache
def built_in_pack() -> Pack:
    """The pack that comes with the program, read and checked once."""
    return load_builtin("duq", built_in_pictures().names)


async def ready_store(database: Path, key_file: Path) -> Database:
    """An open, empty SQLite store, and its key file."""
    put_ready(database, key_file)
    return await open_database(database, Keys(key_file))


def put_ready(database: Path, key_file: Path) -> None:
    """Put an empty SQLite store and its key file there. Nothing is open."""
    folder = _made()
    for kept, to in ((DATABASE, database), (KEY, key_file)):
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / kept, to)


def make_ready(where: str | Path, key_file: Path) -> None:
    """Make a new store of any kind and close it again. It may be called where an event loop runs already."""

    async def made() -> None:
        await (await open_database(where, Keys(key_file))).close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, made()).result()


@cache
def _made() -> Path:
    folder = Path(mkdtemp(prefix="plainsay-ready-", dir=OF_ALL))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_ready(folder / DATABASE, folder / KEY)
    assert sorted(path.name for path in folder.iterdir()) == [DATABASE, KEY], "all of it is in these two"
    return folder
