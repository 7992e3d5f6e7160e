"""One-time links and signed-in browsers."""

from __future__ import annotations

import asyncio

from store import staff
from store.database import Database

BEFORE, AT, EXPIRES, AFTER = (f"2026-11-22T1{hour}:00:00Z" for hour in range(4))


async def test_a_link_works_once(database: Database) -> None:
    """Of many uses of a link at once, exactly one succeeds; until then looking at it tells what it is for."""
    await database.write(lambda tx: staff.add_link(tx, "h", role="lead", expires_at=EXPIRES))
    assert await database.read(lambda tx: staff.link_role(tx, "h", AT)) == "lead"
    used = await asyncio.gather(*(database.write(lambda tx: staff.use_link(tx, "h", AT)) for _ in range(6)))
    assert sorted(used) == [False] * 5 + [True]
    assert await database.read(lambda tx: staff.link_role(tx, "h", AT)) is None


async def test_an_expired_or_unknown_link_does_not_work(database: Database) -> None:
    """A link does not work from the second of its expiry on, nor one that was never made."""
    await database.write(lambda tx: staff.add_link(tx, "h", role="manager", expires_at=EXPIRES))
    for link, at in (("h", EXPIRES), ("h", AFTER), ("other", AT)):
        assert await database.read(lambda tx, link=link, at=at: staff.link_role(tx, link, at)) is None
        assert await database.write(lambda tx, link=link, at=at: staff.use_link(tx, link, at)) is False


async def test_signing_in_lasts_until_it_ends(database: Database) -> None:
    """Someone is signed in, with their role, until the session expires or is ended."""
    mo = staff.Staff("Mo", "lead")
    await database.write(lambda tx: staff.start_session(tx, "h", mo, at=AT, expires_at=EXPIRES))
    assert await database.read(lambda tx: staff.who(tx, "h", AT)) == mo
    assert await database.read(lambda tx: staff.who(tx, "h", EXPIRES)) is None
    assert await database.read(lambda tx: staff.who(tx, "other", AT)) is None
    await database.write(lambda tx: staff.end_session(tx, "h"))
    assert await database.read(lambda tx: staff.who(tx, "h", AT)) is None
