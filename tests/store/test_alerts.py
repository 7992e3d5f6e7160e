"""Chats that are told of worries, and the one-time links that open them."""

from __future__ import annotations

import asyncio

import pytest

from store import alerts, services
from store.alerts import AlertChat, AlertLink
from store.database import Database
from store.errors import Tampered
from store.tx import Tx

BEFORE, AT, EXPIRES, AFTER = (f"2026-11-22T1{hour}:00:00Z" for hour in range(4))
BOT = "bot"


@pytest.fixture
async def service(database: Database) -> int:
    """A service to be told of."""
    return await database.write(lambda tx: services.add(tx, name="Mill Lane"))


def opened(tx: Tx, service: int, *, lane: str = "lane", role: str = "lead", name: str = "Lee", at: str = AT) -> None:
    """Opens a chat for alerts."""
    alerts.open(tx, bot=BOT, lane=lane, address=f"at {lane}", service_id=service, role=role, name=name, at=at)


async def test_a_link_works_once(database: Database, service: int) -> None:
    """Of many uses at once exactly one succeeds, and tells whom the link is for."""
    await database.write(
        lambda tx: alerts.add_link(tx, "h", service_id=service, role="lead", name="Lee", expires_at=EXPIRES)
    )
    used = await asyncio.gather(*(database.write(lambda tx: alerts.use_link(tx, "h", AT)) for _ in range(6)))
    assert sorted(used, key=bool) == [None] * 5 + [AlertLink(service, "lead", "Lee")]


async def test_an_expired_or_unknown_link_does_not_work(database: Database, service: int) -> None:
    """After its time a link is as good as none, and so is one that was never made."""
    await database.write(
        lambda tx: alerts.add_link(tx, "h", service_id=service, role="lead", name="Lee", expires_at=EXPIRES)
    )
    for link, at in (("h", AFTER), ("other", AT)):
        assert await database.write(lambda tx, link=link, at=at: alerts.use_link(tx, link, at)) is None


async def test_a_services_chats_are_found(database: Database, service: int) -> None:
    """The lead's stand before the deputy's, with their address; another service's are not among them."""
    other = await database.write(lambda tx: services.add(tx, name="Oak House"))

    def fill(tx: Tx) -> None:
        opened(tx, service, lane="b", role="deputy", name="Dee")
        opened(tx, service)
        opened(tx, other)

    await database.write(fill)
    deputy = AlertChat(1, BOT, "b", service, "deputy", "Dee", AT, None, None)
    lead = AlertChat(2, BOT, "lane", service, "lead", "Lee", AT, None, None)
    assert await database.read(lambda tx: alerts.of_service(tx, service)) == (lead, deputy)
    assert await database.read(lambda tx: alerts.address(tx, lead)) == "at lane"
    assert [one.service_id for one in await database.read(lambda tx: alerts.of_lane(tx, BOT, "lane"))] == [
        service,
        other,
    ]
    assert len(await database.read(alerts.all_open)) == 3
    assert await database.read(lambda tx: alerts.get(tx, 1)) == deputy
    assert await database.read(lambda tx: alerts.get(tx, 99)) is None


async def test_the_address_lies_sealed(database: Database, service: int) -> None:
    """The database holds no readable address, and one that is moved to another lane does not open."""
    await database.write(lambda tx: opened(tx, service))
    (row,) = await database.read(lambda tx: tx.all("SELECT address FROM alert_chat"))
    assert b"at lane" not in bytes(row[0])
    await database.write(lambda tx: tx.run("UPDATE alert_chat SET lane = 'other'"))
    (chat,) = await database.read(alerts.all_open)
    with pytest.raises(Tampered):
        await database.read(lambda tx: alerts.address(tx, chat))


async def test_a_chat_that_opens_again_is_the_same_one(database: Database, service: int) -> None:
    """There is one row for a chat, service and role; its name and day are those of the newest link."""
    await database.write(lambda tx: opened(tx, service))
    assert await database.write(lambda tx: alerts.close(tx, BOT, "lane", AT)) is True
    assert await database.read(lambda tx: alerts.of_service(tx, service)) == ()
    await database.write(lambda tx: opened(tx, service, name="Lou", at=AFTER))
    (chat,) = await database.read(lambda tx: alerts.of_service(tx, service))
    assert (chat.id, chat.name, chat.opened_at, chat.closed_at) == (1, "Lou", AFTER, None)


async def test_a_chat_that_cannot_be_reached_is_told_nothing_more(database: Database, service: int) -> None:
    """Closing a lane ends its alerts for every service and role, and nobody else's."""
    other = await database.write(lambda tx: services.add(tx, name="Oak House"))

    def fill(tx: Tx) -> None:
        opened(tx, service)
        opened(tx, other, role="deputy")
        opened(tx, service, lane="kept", role="deputy")

    await database.write(fill)
    assert await database.write(lambda tx: alerts.close(tx, BOT, "lane", AFTER)) is True
    assert await database.write(lambda tx: alerts.close(tx, BOT, "lane", AFTER)) is False
    assert [one.lane for one in await database.read(alerts.all_open)] == ["kept"]
    assert await database.read(lambda tx: alerts.of_lane(tx, BOT, "lane")) == ()


async def test_one_services_alerts_can_end(database: Database, service: int) -> None:
    """Stopping one row leaves the same chat's alerts of other services, and works once."""
    other = await database.write(lambda tx: services.add(tx, name="Oak House"))
    await database.write(lambda tx: opened(tx, service))
    await database.write(lambda tx: opened(tx, other))
    assert await database.write(lambda tx: alerts.stop(tx, 1, AFTER)) is True
    assert await database.write(lambda tx: alerts.stop(tx, 1, AFTER)) is False
    assert await database.write(lambda tx: alerts.stop(tx, 99, AFTER)) is False
    assert [one.service_id for one in await database.read(alerts.all_open)] == [other]
    ended = await database.read(lambda tx: alerts.get(tx, 1))
    assert ended
    assert ended.closed_at == AFTER


async def test_when_a_chat_was_last_told_is_kept(database: Database, service: int) -> None:
    """A reminder can wait long enough after the message before."""
    await database.write(lambda tx: opened(tx, service))
    (chat,) = await database.read(alerts.all_open)
    await database.write(lambda tx: alerts.told(tx, chat, AFTER))
    assert [one.told_at for one in await database.read(alerts.all_open)] == [AFTER]
