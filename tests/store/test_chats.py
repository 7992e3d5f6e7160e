"""Chats that people opened: whose they are, where they are, and whether anything can be sent there."""

from __future__ import annotations

import pytest

from store import chats, inbox, people
from store.chats import Chat
from store.database import Database
from store.errors import Tampered, UnknownRow
from store.inbox import Update
from store.tx import Tx
from tests.store.tools import AT, LATER, House, a_house, a_session

BOT = "bot"


def opened(tx: Tx, house: House, lane: str = "lane", address: str = "4711") -> Chat:
    """The house's person opens a chat."""
    return chats.open(
        tx, bot=BOT, lane=lane, address=address, person_id=house.person, invitation_id=house.invitation, version=1,
        at=AT,
    )  # fmt: skip


async def found(database: Database, lane: str = "lane") -> Chat | None:
    """The chat of a lane, as a turn finds it."""
    return await database.write(lambda tx: chats.by_lane(tx, BOT, lane))


async def test_a_chat_is_found_again(database: Database) -> None:
    """By its lane and its person, with where it is; nobody else's lane or bot leads there."""
    house = await database.write(a_house)
    chat = await database.write(lambda tx: opened(tx, house))
    assert chat == Chat(chat.id, BOT, "lane", house.person, house.invitation, 1, "", (), False, AT, None, "")
    assert await found(database) == chat
    assert await database.read(lambda tx: chats.of_person(tx, house.person)) == (chat,)
    assert await database.read(lambda tx: chats.address(tx, chat)) == "4711"
    assert await found(database, "other") is None
    assert await database.write(lambda tx: chats.by_lane(tx, "other", "lane")) is None


async def test_the_address_lies_sealed(database: Database) -> None:
    """The database holds no readable address, and one that is moved to another lane does not open."""
    house = await database.write(a_house)
    chat = await database.write(lambda tx: opened(tx, house))
    (row,) = await database.read(lambda tx: tx.all("SELECT address FROM chat"))
    assert b"4711" not in bytes(row[0])
    other = await database.write(lambda tx: opened(tx, house, "other", "4712"))
    await database.write(
        lambda tx: tx.run("UPDATE chat SET address = (SELECT address FROM chat WHERE id = :a) WHERE id = :b",
                          a=chat.id, b=other.id)
    )  # fmt: skip
    with pytest.raises(Tampered):
        await database.read(lambda tx: chats.address(tx, other))


async def test_a_chat_goes_over_to_another_talk(database: Database) -> None:
    """A second link in the same chat takes it over, another person's too: half-made choices and the end are gone."""
    house = await database.write(a_house)
    chat = await database.write(lambda tx: opened(tx, house))

    def busy(tx: Tx) -> None:
        chats.expect(tx, chat, "worry")
        chats.pick(tx, chat, ("a", "b"))
        chats.close(tx, BOT, "lane", chats.BLOCKED, AT)

    def over(tx: Tx) -> Chat:
        other = people.add(tx, service_id=house.service, audience="person", name="Bo", at=AT)
        invitation, _ = a_session(tx, other, house.round)
        return chats.open(
            tx, bot=BOT, lane="lane", address="4711", person_id=other, invitation_id=invitation, version=2, at=LATER
        )

    await database.write(busy)
    new = await database.write(over)
    assert (new.id, new.version, new.awaits, new.picked) == (chat.id, 2, "", ())
    assert (new.closed_at, new.closed_why) == (None, "")
    assert new.person_id != house.person
    assert await database.read(lambda tx: chats.address(tx, new)) == "4711"
    assert await database.read(lambda tx: chats.of_person(tx, house.person)) == ()


async def test_a_chat_remembers_what_it_waits_for(database: Database) -> None:
    """What the next message is, which choices are ticked and whether all is read aloud stay until they change."""
    house = await database.write(a_house)
    chat = await database.write(lambda tx: opened(tx, house))

    def noted(tx: Tx) -> None:
        chats.expect(tx, chat, "worry")
        chats.pick(tx, chat, ("ä", "b"))
        chats.read_aloud(tx, chat, aloud=True)

    await database.write(noted)
    now = await found(database)
    assert now
    assert (now.awaits, now.picked, now.aloud) == ("worry", ("ä", "b"), True)

    def undone(tx: Tx) -> None:
        chats.expect(tx, now, "")
        chats.pick(tx, now, ())
        chats.read_aloud(tx, now, aloud=False)

    await database.write(undone)
    assert await found(database) == chat


async def test_closed_chats_are_listed_until_someone_writes_again(database: Database) -> None:
    """The newest comes first, with why; one that was opened again is none."""
    house = await database.write(a_house)
    first = await database.write(lambda tx: opened(tx, house))
    second = await database.write(lambda tx: opened(tx, house, "other"))
    assert await database.read(chats.closed) == ()
    await database.write(lambda tx: chats.close(tx, BOT, "lane", chats.BLOCKED, AT))
    await database.write(lambda tx: chats.close(tx, BOT, "other", "gone", LATER))
    listed = await database.read(chats.closed)
    assert [(one.id, one.closed_at, one.closed_why) for one in listed] == [
        (second.id, LATER, "gone"),
        (first.id, AT, chats.BLOCKED),
    ]
    await database.write(lambda tx: chats.reopen(tx, listed[0]))
    assert [one.id for one in await database.read(chats.closed)] == [first.id]
    await database.write(lambda tx: chats.close(tx, "other bot", "other", chats.BLOCKED, LATER))
    assert [one.id for one in await database.read(chats.closed)] == [first.id]


async def test_a_forgotten_persons_chats_are_gone(database: Database) -> None:
    """No row of theirs stays, nor a word that was put aside; other people's chats and words do."""
    house = await database.write(a_house)

    def filled(tx: Tx) -> None:
        opened(tx, house)
        other = people.add(tx, service_id=house.service, audience="person", name="Bo", at=AT)
        invitation, _ = a_session(tx, other, house.round)
        chats.open(tx, bot=BOT, lane="other", address="1", person_id=other, invitation_id=invitation, version=1, at=AT)
        for kept in inbox.keep(tx, BOT, [Update(1, "lane", b"mine"), Update(2, "other", b"theirs")], AT):
            inbox.put_aside(tx, kept.id, "a fault", AT)

    await database.write(filled)
    await database.write(lambda tx: chats.forget_person(tx, house.person))
    assert [row[0] for row in await database.read(lambda tx: tx.all("SELECT lane FROM chat"))] == ["other"]
    rows = await database.read(lambda tx: tx.all("SELECT update_id, body IS NULL FROM inbox ORDER BY id"))
    assert [(row[0], bool(row[1])) for row in rows] == [(1, True), (2, False)]
    assert [one.fault for one in await database.read(inbox.aside)] == ["a fault"] * 2


async def test_without_the_persons_key_no_chat_opens(database: Database) -> None:
    """Of someone who is forgotten no chat is kept, and where one was is not known any more."""
    house = await database.write(a_house)
    chat = await database.write(lambda tx: opened(tx, house))
    await database.write(lambda tx: people.forget_identity(tx, house.person, AT))
    assert await database.read(lambda tx: chats.address(tx, chat)) is None
    with pytest.raises(UnknownRow):
        await database.write(lambda tx: opened(tx, house))
