"""Pictures and sounds that a channel has already."""

from __future__ import annotations

from store import uploads
from store.database import Database


async def test_content_is_found_by_its_bot(database: Database) -> None:
    """Each bot knows what it has uploaded itself, and nothing of another's."""
    for bot, content, number in (("a", "c1", "1"), ("a", "c2", "2"), ("b", "c1", "3")):
        await database.write(lambda tx, k=(bot, content, number): uploads.keep(tx, *k))
    assert await database.read(lambda tx: uploads.all_of(tx, "a")) == {"c1": "1", "c2": "2"}
    assert await database.read(lambda tx: uploads.all_of(tx, "b")) == {"c1": "3"}
    assert await database.read(lambda tx: uploads.all_of(tx, "c")) == {}


async def test_a_newer_id_takes_the_older_ones_place(database: Database) -> None:
    """Content that is uploaded again is sent by its newest id."""
    for number in ("1", "2"):
        await database.write(lambda tx, number=number: uploads.keep(tx, "a", "c1", number))
    assert await database.read(lambda tx: uploads.all_of(tx, "a")) == {"c1": "2"}
