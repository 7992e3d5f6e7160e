"""Members of the staff, their one-time links and their signed-in browsers."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from store import members, services, staff
from store.database import Database
from store.errors import Refused
from store.tx import Tx

BEFORE, AT, EXPIRES, AFTER = (f"2026-11-22T1{hour}:00:00Z" for hour in range(4))


def someone(tx: Tx, email: str = "", services: tuple[int, ...] | None = None) -> int:
    """A new member."""
    return members.add(tx, name="Mo", role="manager", services=services, at=AT, email=email)


async def test_a_link_works_once(database: Database) -> None:
    """Of many uses of a link at once, exactly one succeeds; until then looking at it tells whose it is."""
    mo = await database.write(someone)
    await database.write(lambda tx: staff.add_link(tx, "h", member_id=mo, expires_at=EXPIRES))
    assert await database.read(lambda tx: staff.link(tx, "h", AT)) == staff.Link(mo)
    used = await asyncio.gather(*(database.write(lambda tx: staff.use_link(tx, "h", AT)) for _ in range(6)))
    assert sorted(used) == [False] * 5 + [True]
    assert await database.read(lambda tx: staff.link(tx, "h", AT)) is None


async def test_an_expired_or_unknown_link_does_not_work(database: Database) -> None:
    """A link does not work from the second of its expiry on, nor one that was never made."""
    await database.write(lambda tx: staff.add_link(tx, "h", member_id=None, expires_at=EXPIRES))
    for link, at in (("h", EXPIRES), ("h", AFTER), ("other", AT)):
        assert await database.read(lambda tx, link=link, at=at: staff.link(tx, link, at)) is None
        assert await database.write(lambda tx, link=link, at=at: staff.use_link(tx, link, at)) is False


async def test_signing_in_lasts_until_it_ends(database: Database) -> None:
    """Someone is signed in until the session expires or is ended."""
    mo = await database.write(someone)
    await database.write(lambda tx: staff.start_session(tx, "h", mo, at=AT, expires_at=EXPIRES))
    assert await database.read(lambda tx: staff.member_of(tx, "h", AT)) == mo
    assert await database.read(lambda tx: staff.member_of(tx, "h", EXPIRES)) is None
    assert await database.read(lambda tx: staff.member_of(tx, "other", AT)) is None
    await database.write(lambda tx: staff.end_session(tx, "h"))
    assert await database.read(lambda tx: staff.member_of(tx, "h", AT)) is None


async def test_what_ran_out_is_cleared_away(database: Database) -> None:
    """Links and sign-ins that ended before a moment are gone; the others stay."""
    mo = await database.write(someone)

    def kept(tx: Tx) -> None:
        for name, ends in (("old", BEFORE), ("new", AFTER)):
            staff.add_link(tx, name, member_id=mo, expires_at=ends)
            staff.start_session(tx, name, mo, at=BEFORE, expires_at=ends)
        staff.forget_before(tx, EXPIRES)

    await database.write(kept)
    for table in ("staff_link", "staff_session"):
        assert await database.read(lambda tx, table=table: tx.all(f"SELECT hash FROM {table}")) == [("new",)]  # noqa: S608 - a constant


async def test_a_member_is_kept_sealed(database: Database) -> None:
    """Name and e-mail come back as they were given, and stand in no column in clear."""
    mo = await database.write(partial(someone, email="mo@example.org"))
    found = await database.read(lambda tx: members.get(tx, mo))
    assert found is not None
    assert (found.name, found.email, found.role, found.services) == ("Mo", "mo@example.org", "manager", None)
    row = await database.read(lambda tx: tx.one("SELECT * FROM staff_member"))
    assert b"mo@example.org" not in repr(row).encode()
    assert await database.read(lambda tx: members.by_email(tx, " MO@example.org ")) == found


async def test_one_email_is_one_member(database: Database) -> None:
    """A second member with the same address is refused; once the first has left it is free again."""
    mo = await database.write(partial(someone, email="mo@example.org"))
    with pytest.raises(Refused):
        await database.write(partial(someone, email="Mo@Example.org"))
    assert await database.write(lambda tx: members.end(tx, mo, who="Ada", at=AT))
    assert await database.read(lambda tx: members.by_email(tx, "mo@example.org")) is None
    await database.write(partial(someone, email="mo@example.org"))


async def test_a_member_sees_their_services(database: Database) -> None:
    """Who works for one service sees that one and not the whole provider; who works for all sees later ones too."""

    def made(tx: Tx) -> tuple[int, int, int]:
        here, there = services.add(tx, name="Here"), services.add(tx, name="There")
        return here, there, someone(tx, services=(here,))

    here, there, mo = await database.write(made)
    found = await database.read(lambda tx: members.get(tx, mo))
    assert found is not None
    assert (found.sees(here), found.sees(there), found.sees(0)) == (True, False, False)
    await database.write(lambda tx: members.place(tx, mo, role="board", services=None))
    everywhere = await database.read(lambda tx: members.get(tx, mo))
    assert everywhere is not None
    assert (everywhere.role, everywhere.sees(there), everywhere.sees(0), everywhere.sees(99)) == ("board", *[True] * 3)


async def test_whose_access_ends_has_nothing_left(database: Database) -> None:
    """Links and sign-ins go at once; that they were here stays, and a second end changes nothing."""
    mo = await database.write(someone)
    await database.write(lambda tx: staff.add_link(tx, "h", member_id=mo, expires_at=EXPIRES))
    await database.write(lambda tx: staff.start_session(tx, "h", mo, at=AT, expires_at=EXPIRES))
    assert await database.write(lambda tx: members.end(tx, mo, who="Ada", at=AT)) is True
    assert await database.write(lambda tx: members.end(tx, mo, who="Bo", at=AFTER)) is False
    assert await database.read(lambda tx: staff.link(tx, "h", AT)) is None
    assert await database.read(lambda tx: staff.member_of(tx, "h", AT)) is None
    assert await database.read(members.any_active) is False
    (gone,) = await database.read(members.all)
    assert (gone.ended_by, gone.ended_at) == ("Ada", AT)
