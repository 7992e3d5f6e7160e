"""Chats of staff, links that open them, and who knows whom."""

from __future__ import annotations

import pytest

from store import carers, members, people, services, staff, staff_chats
from store.carers import Cared
from store.database import Database
from store.errors import Tampered
from store.tx import Tx
from tests.store.tools import AT, LATER


async def a_member(database: Database, name: str = "Kim") -> int:
    """Someone on the staff."""
    return await database.write(lambda tx: members.add(tx, name=name, role="keyworker", services=None, at=AT))


async def test_a_link_opens_once_and_only_the_newest(database: Database) -> None:
    """Used, late or replaced by a newer one, it is nobody's."""
    kim = await a_member(database)

    def made(tx: Tx) -> list[int | None]:
        staff_chats.add_link(tx, "old", member_id=kim, expires_at=LATER)
        staff_chats.add_link(tx, "new", member_id=kim, expires_at=LATER)
        return [staff_chats.use_link(tx, hashed, AT) for hashed in ("old", "new", "new")]

    assert await database.write(made) == [None, kim, None]
    await database.write(lambda tx: staff_chats.add_link(tx, "late", member_id=kim, expires_at=AT))
    assert await database.write(lambda tx: staff_chats.use_link(tx, "late", AT)) is None


async def test_a_chat_is_one_members(database: Database) -> None:
    """Opened by another, it is theirs; its address lies sealed, and opens nowhere else."""
    kim, lou = await a_member(database), await a_member(database, "Lou")
    for member in (kim, lou):
        await database.write(
            lambda tx, member=member: staff_chats.open(  # type: ignore[misc]
                tx, bot="7", lane="lane", address="42", member_id=member, at=AT
            )
        )
    assert await database.read(lambda tx: staff_chats.of_member(tx, kim)) == ()
    (chat,) = await database.read(lambda tx: staff_chats.of_member(tx, lou))
    assert (chat.address, chat.opened_at) == ("42", AT)
    assert await database.read(lambda tx: staff_chats.whose(tx, "7", "lane")) == lou
    (row,) = await database.read(lambda tx: tx.all("SELECT address FROM staff_chat"))
    assert bytes(row[0]) != b"42"
    await database.write(lambda tx: tx.run("UPDATE staff_chat SET lane = 'other'"))
    with pytest.raises(Tampered):
        await database.read(lambda tx: staff_chats.of_member(tx, lou))


async def test_closing(database: Database) -> None:
    """One chat, or all of a member with the link that would open another."""
    kim = await a_member(database)

    def opened(tx: Tx) -> None:
        for lane in ("a", "b"):
            staff_chats.open(tx, bot="7", lane=lane, address="42", member_id=kim, at=AT)
        staff_chats.add_link(tx, "link", member_id=kim, expires_at=LATER)

    await database.write(opened)
    assert [await database.write(lambda tx: staff_chats.close(tx, "7", "a")) for _ in range(2)] == [True, False]
    assert await database.write(lambda tx: staff_chats.close_all(tx, kim)) == 1
    assert await database.write(lambda tx: staff_chats.use_link(tx, "link", AT)) is None


async def test_what_ran_out_is_cleared_away(database: Database) -> None:
    """Links of every kind and sign-ins, once their time has passed; what is good stays."""
    kim = await a_member(database)

    def made(tx: Tx) -> None:
        for name, until in (("old", AT), ("good", LATER)):
            staff.add_link(tx, name, member_id=kim, expires_at=until)
            staff.start_session(tx, name, kim, at=AT, expires_at=until)
        tx.run("INSERT INTO staff_chat_link (hash, member_id, expires_at) VALUES ('old', :kim, :at)", kim=kim, at=AT)
        staff.forget_before(tx, LATER)

    await database.write(made)

    def left(tx: Tx) -> list[tuple[str, ...]]:
        tables = ("staff_link", "staff_session", "staff_chat_link")
        return [tuple(row[0] for row in tx.all(f"SELECT hash FROM {table}")) for table in tables]  # noqa: S608

    assert await database.read(left) == [("good",), ("good",), ()]
    (session,) = await database.read(lambda tx: staff.sessions_of(tx, kim, AT))
    assert (session.created_at, session.expires_at) == (AT, LATER)
    await database.write(lambda tx: staff.drop_links(tx, kim))
    assert (await database.read(left))[0] == ()


async def test_who_knows_whom(database: Database) -> None:
    """The people of a member, as keyworker, helper or both, without the forgotten; and an end to it for some."""
    kim = await a_member(database)

    def made(tx: Tx) -> list[int]:
        house = services.add(tx, name="Mill Lane")
        numbers = [people.add(tx, service_id=house, audience="person", name="Ada", at=AT) for _ in range(4)]
        for number, keyworker, helper in zip(numbers, (kim, None, kim, kim), (None, kim, kim, None), strict=True):
            sql = "UPDATE person SET keyworker_id = :k, helper_id = :h WHERE id = :id"
            tx.run(sql, k=keyworker, h=helper, id=number)
        people.forget_identity(tx, numbers[3], AT)
        return numbers

    one, two, three, _ = await database.write(made)
    found = await database.read(lambda tx: carers.of_member(tx, kim))
    assert found == (Cared(one, 1, True, False), Cared(two, 1, False, True), Cared(three, 1, True, True))
    await database.write(lambda tx: carers.leave(tx, kim, found[1:]))
    assert await database.read(lambda tx: carers.of_member(tx, kim)) == found[:1]
