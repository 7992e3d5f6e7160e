"""Telling a lead and a deputy in their own chat that a worry waits, without a word of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from asking import alerts, worry_taking
from asking.alerts import Watch
from asking.errors import InvitationRefused
from asking.moment import stamp
from asking.worry_taking import Taken
from dialogs.inputs import ToldWorry
from store import access_log, outbox, services, worries
from store import alerts as store_alerts
from store.services import Service
from store.tx import Tx
from tests.asking.tools import NOW, Asker

AT = stamp(NOW)
BOT = "bot"
WORDS = "Someone shouted at me"


async def service(asker: Asker) -> Service:
    """The house's service."""
    found = await asker.database.read(lambda tx: services.get(tx, asker.house.service))
    assert found
    return found


async def link(asker: Asker, role: Watch = Watch.LEAD) -> str:
    """A fresh link."""
    named = await service(asker)
    return await asker.database.write(lambda tx: alerts.make_link(tx, named, role, NOW))


async def use(asker: Asker, payload: str, lane: str = "lead", at: str = AT) -> Service | None:
    """Use a link in a chat."""
    return await asker.database.write(
        lambda tx: alerts.open_chat(tx, payload=payload, bot=BOT, lane=lane, address=f"at {lane}", at=at)
    )


async def both_watch(asker: Asker) -> None:
    """Lead and deputy have a chat each, called after their role."""
    for role in Watch:
        assert await use(asker, await link(asker, role), role) is not None


async def told(asker: Asker) -> int:
    """The person tells a worry; gives its number."""
    await asker.take(await asker.invited(asker.house.person), ToldWorry(WORDS))
    return (await asker.database.read(worries.open))[-1].id


async def sent(asker: Asker) -> list[dict[str, Any]]:
    """What waits to be sent, oldest first, each with its lane."""
    letters = await asker.database.read(lambda tx: outbox.waiting(tx, BOT))
    return [{"lane": letter.lane, **json.loads(letter.body)} for letter in letters]


async def renamed(asker: Asker, lead: str) -> None:
    """The service names another lead."""
    names = {"lead_name": lead, "deputy_name": "Dee Example", "deputy_from": "Other House"}
    contacts = {"lead_contact": "01632 960002", "deputy_contact": "01632 960003"}
    await asker.database.write(lambda tx: services.set_safeguarding(tx, asker.house.service, **names, **contacts))


async def watching(asker: Asker) -> list[tuple[str, str]]:
    """Who is told of the service's worries: role and name."""
    found = await asker.database.read(lambda tx: alerts.watching(tx, asker.house.service))
    return [(chat.role, chat.name) for chat in found]


@pytest.mark.parametrize(("role", "name"), [(Watch.LEAD, "Lee Example"), (Watch.DEPUTY, "Dee Example")])
async def test_a_link_opens_one_chat_once(asker: Asker, role: Watch, name: str) -> None:
    """It opens the chat for the one whom it is for, and the log says so; used again it opens nothing."""
    payload = await link(asker, role)
    opened = await use(asker, payload)
    assert opened
    assert opened.id == asker.house.service
    assert await watching(asker) == [(role, name)]
    assert await use(asker, payload, "another") is None
    newest, *_ = await asker.database.read(access_log.recent)
    assert (newest.who, newest.did) == (name, f"opened a chat for alerts of Mill Lane as {role}")
    assert len(payload) <= 64  # the most that Telegram takes


async def test_a_link_lasts_a_day(asker: Asker) -> None:
    """At its last second it works, one later it does not."""
    first, second = await link(asker), await link(asker)
    end = NOW + timedelta(hours=24)
    assert await use(asker, first, at=stamp(end)) is not None
    assert await use(asker, second, at=stamp(end + timedelta(seconds=1))) is None


async def test_what_is_no_link_opens_nothing(asker: Asker) -> None:
    """Nothing, half a link, a changed one, and a person's own link are all refused."""
    payload = await link(asker)
    own = await asker.invited(asker.house.person)
    last = "A" if payload[-1] != "A" else "B"
    for bad in ("", "alert-", payload[:-1], payload[:-1] + last, payload + "A", payload.removeprefix("alert-"), own):
        assert await use(asker, bad) is None
    assert await watching(asker) == []


async def test_a_link_is_for_the_one_who_was_named(asker: Asker) -> None:
    """Where the service names another lead before the link is used, the old one's link opens nothing."""
    payload = await link(asker)
    await renamed(asker, "Lou Example")
    assert await use(asker, payload) is None
    await renamed(asker, "")
    assert await watching(asker) == []


async def test_without_a_name_there_is_no_link(asker: Asker) -> None:
    """A service that names no lead has nobody to be told."""
    await renamed(asker, "")
    with pytest.raises(InvitationRefused, match="Mill Lane has no lead yet"):
        await link(asker)


async def test_a_worry_is_told_without_a_word_of_it(asker: Asker) -> None:
    """Lead and deputy each get one message in the worry's own transaction: service and number, nothing more."""
    await both_watch(asker)
    worry = await told(asker)
    messages = await sent(asker)
    assert messages == [
        {"lane": role, "kind": "alert", "to": f"at {role}", "worry_id": worry, "news": "new", "service": "Mill Lane",
         "who": ""} for role in ("lead", "deputy")
    ]  # fmt: skip
    assert WORDS not in str(messages)
    assert "Ada" not in str(messages)
    open_ones = await asker.database.read(store_alerts.all_open)
    assert [chat.told_at for chat in open_ones] == [AT] * 2


async def test_where_nobody_watches_a_worry_is_kept_all_the_same(asker: Asker) -> None:
    """Nothing waits to be sent, and the worry is open."""
    await told(asker)
    assert await sent(asker) == []
    assert len(await asker.database.read(worries.open)) == 1


async def test_only_who_is_lead_today_is_told(asker: Asker) -> None:
    """Whoever was lead before hears nothing of new worries and takes none; another service's lead neither."""
    await both_watch(asker)
    other = await asker.database.write(lambda tx: services.add(tx, name="Oak House"))
    assert await asker.database.read(lambda tx: alerts.watching(tx, other)) == ()
    assert await asker.database.read(lambda tx: alerts.watching(tx, 99)) == ()
    await renamed(asker, "Lou Example")
    worry = await told(asker)
    assert [message["lane"] for message in await sent(asker)] == ["deputy"]
    assert await take(asker, "lead", worry) == (Taken.NOT_YOURS, "")
    assert await is_watching(asker, "lead") is False
    assert await is_watching(asker, "deputy") is True
    await renamed(asker, "Lee Example")
    assert await is_watching(asker, "lead") is True


async def take(asker: Asker, lane: str, worry: int) -> tuple[Taken, str]:
    """Someone takes a worry on in their chat."""
    return await asker.database.write(
        lambda tx: worry_taking.take_in_chat(tx, bot=BOT, lane=lane, worry_id=worry, at=AT)
    )


async def is_watching(asker: Asker, lane: str) -> bool:
    """Whether a chat is told of worries."""
    return await asker.database.read(lambda tx: alerts.is_watching(tx, BOT, lane))


async def test_the_first_who_takes_a_worry_has_it(asker: Asker) -> None:
    """The other is told whose it is, by message and when they try; the log has who took it."""
    await both_watch(asker)
    worry = await told(asker)
    assert await take(asker, "deputy", worry) == (Taken.YES, "Dee Example")
    assert await take(asker, "lead", worry) == (Taken.ALREADY, "Dee Example")
    newest = (await sent(asker))[-1]
    assert (newest["lane"], newest["news"], newest["who"]) == ("lead", "taken", "Dee Example")
    assert len(await sent(asker)) == 3
    note, *_ = await asker.database.read(access_log.recent)
    assert (note.who, note.did, note.person_id) == (
        "Dee Example",
        f"took worry {worry} in a chat",
        asker.house.person,
    )
    assert await asker.database.read(worries.open) == ()


async def test_strangers_take_no_worry(asker: Asker) -> None:
    """A chat that is not told of it, and a worry that is not there, change nothing and name nobody."""
    await both_watch(asker)
    worry = await told(asker)
    assert await take(asker, "stranger", worry) == (Taken.NOT_YOURS, "")
    assert await take(asker, "lead", 99) == (Taken.NOT_YOURS, "")
    assert len(await asker.database.read(worries.open)) == 1


async def test_alerts_can_be_ended(asker: Asker) -> None:
    """One chat is told nothing more, once, and the log says who ended it; the other goes on."""
    await both_watch(asker)
    lead, _ = await asker.database.read(lambda tx: alerts.watching(tx, asker.house.service))

    def stopped(tx: Tx, number: int = lead.id) -> bool:
        return alerts.stop(tx, number, who="Mo", at=AT)

    assert await asker.database.write(stopped) is True
    assert await asker.database.write(stopped) is False
    assert await asker.database.write(lambda tx: stopped(tx, 99)) is False
    assert await watching(asker) == [("deputy", "Dee Example")]
    worry = await told(asker)
    assert [message["lane"] for message in await sent(asker)] == ["deputy"]
    assert await take(asker, "lead", worry) == (Taken.NOT_YOURS, "")
    notes = [(note.who, note.did) for note in await asker.database.read(access_log.recent)]
    assert notes.count(("Mo", "ended alerts of Mill Lane to Lee Example as lead")) == 1


async def test_ended_alerts_can_begin_again(asker: Asker) -> None:
    """With a new link the same chat is told again, from that day on."""
    await use(asker, await link(asker))
    (chat,) = await asker.database.read(lambda tx: alerts.watching(tx, asker.house.service))
    await asker.database.write(lambda tx: alerts.stop(tx, chat.id, who="Mo", at=AT))
    later = stamp(NOW + timedelta(hours=2))
    await use(asker, await link(asker), at=later)
    (again,) = await asker.database.read(lambda tx: alerts.watching(tx, asker.house.service))
    assert (again.id, again.opened_at, again.closed_at) == (chat.id, later, None)


async def test_the_other_learns_that_one_is_lost(asker: Asker) -> None:
    """A chat that can no longer be reached is told nothing more, and the other one gets to know it, once."""
    await both_watch(asker)
    for _ in range(2):
        await asker.database.write(lambda tx: alerts.lost(tx, bot=BOT, lane="lead", at=AT))
    assert await watching(asker) == [("deputy", "Dee Example")]
    (message,) = await sent(asker)
    assert (message["lane"], message["news"], message["who"]) == ("deputy", "unreachable", "Lee Example")


async def test_a_later_message_says_its_news(asker: Asker) -> None:
    """A reminder goes to all who watch, says that it is one, and how many were told is known."""
    await both_watch(asker)
    number = await asker.database.write(
        lambda tx: alerts.tell(tx, service_id=asker.house.service, worry_id=0, at=AT, news="not_heard")
    )
    assert number == 2
    assert {(message["news"], message["worry_id"]) for message in await sent(asker)} == {("not_heard", 0)}
