"""Chats that are lost, stores that cannot save, and programs that end: no message goes with them."""

from __future__ import annotations

import asyncio

import pytest

from asking import alerts as asking_alerts
from asking.alerts import Watch
from bot import delivery
from bot.delivery import Limits, Unclear, Unreachable
from store import alerts, chats, outbox, services
from store.tx import Tx
from tests.store.tools import AT, a_house
from tests.support.timeless import in_no_time
from tests.telegram.wire import BOT, Line, line, now, outcomes, texts

__all__ = ["line"]


def test_a_chat_that_is_closed_to_us(line: Line) -> None:
    """It is closed here too, what waits for it is dropped, and no try is wasted; other chats go on."""
    line.wire.fates = {"m1": [Unreachable()]}
    line.database.run(lambda tx: a_chat(tx, "lane"))

    async def scenario() -> None:
        line.send(*texts(5))
        line.send("other", lane="other")
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == ["m0", "other"]
    assert len(line.wire.tried) == 3
    assert [chat.closed_why for chat in line.database.run(chats.closed)] == [chats.BLOCKED]
    assert outcomes(line) == [("", 0), *[("blocked", 0)] * 4, ("", 0)]


def a_chat(tx: Tx, lane: str) -> None:
    """Someone's chat."""
    house = a_house(tx)
    chats.open(
        tx, bot=BOT, lane=lane, address="7", person_id=house.person, invitation_id=house.invitation, version=1, at=AT
    )


def test_the_other_one_learns_that_a_lead_cannot_be_reached(line: Line) -> None:
    """Where a lead has blocked us, their deputy is told of it at once."""

    def watched(tx: Tx) -> None:
        service = services.add(tx, name="Mill Lane")
        services.set_safeguarding(
            tx, service, lead_name="Lee Example", lead_contact="1", deputy_name="Dee Example", deputy_contact="2",
            deputy_from="Other House",
        )  # fmt: skip
        for role, name in ((Watch.LEAD, "Lee Example"), (Watch.DEPUTY, "Dee Example")):
            alerts.open(tx, bot=BOT, lane=role, address="7", service_id=service, role=role, name=name, at=AT)
        asking_alerts.tell(tx, service_id=service, worry_id=0, at=AT)

    line.database.run(watched)
    lead = line.database.run(lambda tx: next(one for one in outbox.waiting(tx, BOT) if one.lane == Watch.LEAD))
    line.wire.fates = {lead.body.decode(): [Unreachable()]}

    async def scenario() -> None:
        line.sender.wake()
        await line.idle()

    in_no_time(scenario())
    assert len(line.wire.sent) == 2
    assert '"news": "new"' in line.wire.texts[0]
    assert '"news": "unreachable"' in line.wire.texts[1]
    assert '"who": "Lee Example"' in line.wire.texts[1]


def test_a_fault_in_closing_a_chat_holds_up_nobody(line: Line) -> None:
    """What waits there waits for the next start; nothing of it is lost, and other chats go on."""
    line.wire.fates = {"m0": [Unreachable()]}
    line.lost = lambda *_: 1 / 0

    async def scenario() -> None:
        line.send("m0", "m1")
        line.send("other", lane="other")
        await line.idle()
        line.send("m2")
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == ["other", "m2"]
    assert [letter.body for letter in line.database.run(lambda tx: outbox.waiting(tx, BOT))] == [b"m0", b"m1"]


def test_what_was_left_over_is_taken_up(line: Line) -> None:
    """At the start it goes out first and in order, and counts as what may have come twice."""
    line.put(*texts(3))

    async def scenario() -> None:
        await line.sender.start()
        line.send("new")
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == ["m0", "m1", "m2", "new"]
    assert outcomes(line) == [("", 1)] * 3 + [("", 0)]


def test_a_store_that_cannot_save_holds_the_chat(line: Line) -> None:
    """Until it is saved that a message was sent, nothing more goes to its chat, and it is not sent again."""

    async def scenario() -> None:
        line.send(*texts(2))
        line.database.refusals = 10
        await asyncio.sleep(9.5)
        assert line.wire.texts == ["m0"]
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == texts(2)
    assert outcomes(line) == [("", 0), ("", 0)]


def test_closing_waits_for_what_is_on_its_way(line: Line) -> None:
    """It is finished, and comes once; what waits goes out at the next start and is in no doubt."""
    line.wire.seconds = 1.0

    async def scenario() -> None:
        line.send(*texts(4))
        line.send("other", lane="other")
        await asyncio.sleep(1.5)
        await line.sender.close()
        line.send("late")
        assert line.wire.texts == ["m0", "other", "m1"]
        line.sender = line.another()
        await line.sender.start()
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == ["m0", "other", "m1", "m2", "m3", "late"]
    assert outcomes(line) == [("", 0)] * 6


def test_closing_does_not_wait_for_ever(line: Line) -> None:
    """What takes too long is cut off, sent again at the next start and counted; what only waited is not."""
    line.wire.seconds = 60.0

    async def scenario() -> None:
        line.send(*texts(2))
        await asyncio.sleep(1)
        await line.sender.close()
        assert now() == pytest.approx(1 + delivery.LAST_SECONDS)
        line.sender = line.another()
        await line.sender.start()
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == texts(2)
    assert len(line.wire.when("m0")) == 2
    assert outcomes(line) == [("", 1), ("", 0)]


def test_closing_forgets_no_doubt(line: Line) -> None:
    """A message that may have come, and waits to be tried again, is in doubt after the next start too."""
    line.wire.fates = {"m0": [Unclear()]}

    async def scenario() -> None:
        line.send(*texts(2))
        await asyncio.sleep(0.1)
        await line.sender.close()
        assert now() == pytest.approx(0.1)
        line.sender = line.another()
        await line.sender.start()
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == texts(2)
    assert outcomes(line) == [("", 1), ("", 0)]


def test_a_crash_after_an_end_in_order_leaves_doubt(line: Line) -> None:
    """An end in order speaks for what was left then, and for nothing that was left by a later crash."""

    async def scenario() -> None:
        await line.sender.close()
        line.sender = line.another()
        await line.sender.start()
        line.put(*texts(2))
        line.sender = line.another()
        await line.sender.start()
        await line.idle()

    in_no_time(scenario())
    assert outcomes(line) == [("", 1)] * 2


def test_an_end_that_cannot_be_noted_leaves_doubt(line: Line) -> None:
    """Where the store cannot write at the end, all that waits may have come."""

    async def scenario() -> None:
        line.put(*texts(2))
        line.database.refusals = 1
        await line.sender.close()
        line.sender = line.another()
        await line.sender.start()
        await line.idle()

    in_no_time(scenario())
    assert outcomes(line) == [("", 1)] * 2


def test_closing_while_many_queue(line: Line) -> None:
    """A close while most wait for their turn ends all of them, and the next start sends them all."""
    line.limits = Limits(overall=1.0)
    line.sender = line.another()

    async def scenario() -> None:
        for chat in range(30):
            line.send(f"{chat}", lane=f"{chat}")
        await asyncio.sleep(10.5)
        await line.sender.close()
        assert now() == pytest.approx(10.5)
        line.sender = line.another()
        await line.sender.start()
        await line.idle()

    in_no_time(scenario())
    assert sorted(line.wire.texts, key=int) == [f"{chat}" for chat in range(30)]


def test_what_another_room_puts_is_found(line: Line) -> None:
    """However often the bell rings, each message is sent once, also while the outbox cannot be read for a while."""

    async def scenario() -> None:
        line.put(*texts(2))
        line.database.unread = 2
        for _ in range(5):
            line.sender.wake()
        await line.idle()
        line.put("new", lane="other")
        line.sender.wake()
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == ["m0", "m1", "new"]
    assert line.doubted() == 0
    assert line.sender._known == set()


def test_a_look_at_the_outbox_that_is_out_of_date(line: Line) -> None:
    """A message that was sent while the outbox was being read is not sent again because of it."""

    async def scenario() -> None:
        line.send("m0")
        line.put("m1", lane="other")
        line.database.delivers = asyncio.Event()
        line.sender.wake()
        await asyncio.sleep(1)  # by now m0 is sent, and what was read still names it
        line.database.delivers.set()
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == ["m0", "m1"]


def test_a_chat_that_was_closed_and_written_to_again(line: Line) -> None:
    """What is put for a chat while it is being closed is not lost from sight."""
    line.wire.fates = {"m0": [Unreachable()]}

    def lost(tx: Tx, bot: str, lane: str, at: str) -> None:
        outbox.drop(tx, bot, lane, at, "blocked")
        asyncio.get_running_loop().call_soon(line.send, "came back")

    line.lost = lost

    async def scenario() -> None:
        line.send("m0", "m1")
        await line.idle()

    in_no_time(scenario())
    assert line.wire.texts == ["came back"]


def test_chats_at_rest_are_forgotten(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory does not grow with every chat there ever was; what a chat may send at once does not either."""
    monkeypatch.setattr(delivery, "MANY_LANES", 10)
    line.limits = Limits(overall=10_000)
    line.sender = line.another()

    async def scenario() -> None:
        for chat in range(50):
            line.send(f"{chat}", lane=f"{chat}")
            await asyncio.sleep(1)
        line.send(*texts(5), lane="49")
        await line.idle()

    in_no_time(scenario())
    assert len(line.sender._lanes) <= 10
    assert [round(at - 50, 3) for at, _text in line.wire.sent[-5:]] == [0, 0, 0, 1, 2]
