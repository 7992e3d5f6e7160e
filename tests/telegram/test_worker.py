"""Updates that were kept are handled: each person's in order, people side by side, each once, and none is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.telegram import handling, worker
from bot.telegram.hand import FLOODED, Hand
from bot.telegram.ingest import Intake
from bot.telegram.worker import ANSWERS_AT_ONCE, BODIES_AT_HAND, FETCHES_AT_ONCE
from store import inbox
from tests.support.counts import count
from tests.telegram.desk import BOT, Desk, a_desk, with_links

SAM, RIA = 7, 8
HELP, FORGET = "<b>Who can help you</b>", "<b>Do you want us to forget you?</b>"
FLOOD = count(1_000, promised=5_000)


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """A worker that waits for nothing longer than a moment."""
    monkeypatch.setattr(worker, "FIRST_WAIT_SECONDS", 0.001)
    monkeypatch.setattr(worker, "LONGEST_WAIT_SECONDS", 0.001)
    async with a_desk(tmp_path) as made:
        yield made


async def begun(desk: Desk, *users: int) -> list[str]:
    """Each of these opens a link; gives the links."""
    links = await with_links(desk, len(users))
    await desk.arrive(*(desk.said(user, f"/start {link}") for user, link in zip(users, links, strict=True)))
    return links


async def turns(desk: Desk) -> list[int]:
    """How many inputs each talk has taken, in the order in which the talks began."""
    return [row[0] for row in await desk.rows("SELECT json_extract(body, '$.turn') FROM session ORDER BY id")]


async def waits(desk: Desk) -> list[int]:
    """Numbers of updates that are not handled."""
    return [row[0] for row in await desk.rows("SELECT update_id FROM inbox WHERE handled_at IS NULL")]


async def test_a_persons_updates_are_handled_in_order(desk: Desk) -> None:
    """Each comes after all that the same person did before, though many arrive at once."""
    await begun(desk, SAM)
    await desk.arrive(*(desk.said(SAM, "/help" if number % 2 else "/forgetme") for number in range(20)))
    headings = [message.text.split("\n")[0] for message in desk.messages(SAM)[1:]]
    assert headings == [FORGET, HELP] * 10


async def test_people_do_not_wait_for_each_other(desk: Desk) -> None:
    """While one person's recording is fetched, their own next message waits, and everyone else is served."""
    await begun(desk, SAM, RIA)
    await desk.keep(desk.spoke(SAM), desk.said(SAM, "/help"), desk.tapped(RIA, desk.button(RIA, "continue")))
    await desk.served(RIA)
    assert (len(desk.messages(SAM)), len(desk.messages(RIA))) == (1, 2)
    desk.files.gate.set()
    await desk.idle()
    assert "Who can help you" in desk.messages(SAM)[-1].text


async def test_slow_files_hold_up_nobody_else(desk: Desk) -> None:
    """However many recordings are being fetched, a few at once are, and a tap of someone else is handled."""
    await begun(desk, RIA)
    await desk.keep(*(desk.spoke(user) for user in range(100, 300)))
    await desk.keep(desk.tapped(RIA, desk.button(RIA, "continue")))
    await desk.served(RIA)
    assert await turns(desk) == [1]
    assert len(desk.files.asked) == FETCHES_AT_ONCE


async def test_one_who_floods_us_starves_nobody(desk: Desk) -> None:
    """Between the arrival of another person's tap and its turn, a few updates of the flood are handled at most.

    The flood is answered a few times, not thousands of times, and costs little memory.
    """
    others = range(100, 120)
    await begun(desk, SAM, *others)
    letters = len(desk.messages(SAM))
    for start in range(0, FLOOD, 100):
        await desk.keep(*(desk.said(SAM, f"spam {number}") for number in range(start, start + 100)))
    flood = desk.worker._lanes[await desk.lane(SAM)]
    assert sum(body is not None for _waiting, body in flood.waiting) <= BODIES_AT_HAND
    await desk.keep(*(desk.tapped(user, desk.button(user, "continue")) for user in others))
    await desk.idle()
    lane = await desk.lane(SAM)
    moments = await desk.rows("SELECT lane, arrived_at, handled_at FROM inbox ORDER BY id")
    spam = [handled for whose, _arrived, handled in moments if whose == lane]
    for whose, arrived, handled in moments[-len(others) :]:
        assert whose != lane
        assert sum(arrived < moment < handled for moment in spam) <= 10
    assert len(spam) == FLOOD + 1
    assert len(desk.messages(SAM)) - letters <= FLOODED
    assert await waits(desk) == []


async def test_a_flood_of_taps_is_answered_by_so_many_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Telegram is slow to take answers to taps, they do not pile up, and every tap is handled all the same."""
    slow, begins = asyncio.Event(), []

    async def answer(query: str) -> None:
        begins.append(query)
        await slow.wait()

    monkeypatch.setattr(desk.worker, "_answer", answer)
    await desk.arrive(*(desk.tapped(SAM, "made up") for _ in range(2 * ANSWERS_AT_ONCE)))
    assert len(begins) == ANSWERS_AT_ONCE
    assert await waits(desk) == []
    slow.set()


async def test_what_cannot_be_read_goes_aside(desk: Desk) -> None:
    """It is kept, sealed, with the reason and not a word of what it held; it stops nobody, and nobody is told."""
    await begun(desk, SAM)
    no_chat = {"message_id": 1, "date": 1, "from": {"id": SAM}, "text": "x"}
    broken = {"update_id": next(desk.numbers), "message": no_chat}
    await desk.arrive(broken, {"update_id": 3, "message": "secret"}, None, desk.said(SAM, "/help"))
    aside = await desk.database.read(inbox.aside)
    assert len(aside) == 3
    assert all(one.fault.startswith("not readable: ") and "secret" not in one.fault for one in aside)
    rows = await desk.rows("SELECT body FROM inbox WHERE fault <> ''")
    assert all(b"secret" not in bytes(body) for (body,) in rows)
    assert [message.text.split("\n")[0] for message in desk.messages(SAM)[1:]] == [HELP]


async def test_a_fault_of_ours_is_told_kindly(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The update goes aside with the name of the fault, nothing of it is saved, and the person may go on."""
    await begun(desk, SAM)
    whole = handling.handle

    def broken(hand: Hand) -> None:
        whole(hand)
        raise ZeroDivisionError

    monkeypatch.setattr(handling, "handle", broken)
    await desk.arrive(desk.tapped(SAM, desk.button(SAM, "continue")))
    assert "That did not work." in desk.messages(SAM)[-1].text
    assert [one.fault for one in await desk.database.read(inbox.aside)] == ["ZeroDivisionError"]
    assert await turns(desk) == []
    monkeypatch.setattr(handling, "handle", whole)
    await desk.arrive(desk.said(SAM, "/start"))
    await desk.arrive(desk.tapped(SAM, desk.button(SAM, "continue")))
    assert await turns(desk) == [1]


async def test_many_faults_are_told_a_few_times(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that hits every message of someone does not send them a message each."""
    await begun(desk, SAM)
    monkeypatch.setattr(handling, "handle", lambda _: 1 / 0)
    await desk.arrive(*(desk.said(SAM, "hello") for _ in range(20)))
    assert len(desk.messages(SAM)) <= FLOODED
    assert len(await desk.database.read(inbox.aside)) == 20


async def test_a_fault_in_telling_is_no_way_to_be_stuck(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even 'that did not work' fails, the update goes aside all the same, and the next one is handled."""
    await begun(desk, SAM, RIA)
    address = await desk.rows("SELECT id, address FROM chat ORDER BY id")
    swap = "UPDATE chat SET address = :address WHERE id = :id"
    await desk.database.write(lambda tx: tx.run(swap, id=address[0][0], address=address[1][1]))
    whole = handling.handle
    monkeypatch.setattr(handling, "handle", lambda _: 1 / 0)
    await desk.arrive(desk.said(SAM, "hello"))
    assert [one.fault for one in await desk.database.read(inbox.aside)] == ["ZeroDivisionError"]
    monkeypatch.setattr(handling, "handle", whole)
    await desk.arrive(desk.said(SAM, "/help"))
    assert "Who can help you" in desk.messages(SAM)[-1].text


async def test_a_store_that_cannot_write_loses_nothing(desk: Desk) -> None:
    """A tap waits as long as it takes, counts once, and what comes after it comes after it."""
    await begun(desk, SAM)
    await desk.keep(desk.tapped(SAM, desk.button(SAM, "continue")), desk.said(SAM, "/help"))
    desk.database.refusals = 12
    await desk.idle()
    assert desk.database.tried == 12
    assert await turns(desk) == [1]
    assert "Who can help you" in desk.messages(SAM)[-1].text
    assert len(desk.messages(SAM)) == 3
    assert len(desk.answered) == 1


async def test_a_store_that_cannot_write_asks_for_a_file_once(desk: Desk) -> None:
    """A recording that cannot be saved just now is not fetched again and again."""
    await begun(desk, SAM)
    desk.files.gate.set()
    await desk.keep(desk.spoke(SAM))
    desk.database.refusals = 5
    await desk.idle()
    assert (desk.database.tried, len(desk.files.asked)) == (5, 1)


async def test_what_goes_aside_waits_for_the_store_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An update that is to go aside while the store cannot write goes aside later, and not at the next start."""
    await begun(desk, SAM)
    monkeypatch.setattr(handling, "handle", lambda _: 1 / 0)
    await desk.keep(desk.said(SAM, "hello"), None)
    desk.database.refusals = 6
    await desk.idle()
    assert len(await desk.database.read(inbox.aside)) == 2
    assert await waits(desk) == []


async def test_the_same_update_again_changes_nothing(desk: Desk) -> None:
    """However often Telegram tells it, at once or later, by itself or among others."""
    await begun(desk, SAM)
    tap = desk.tapped(SAM, desk.button(SAM, "continue"))
    await asyncio.gather(*(desk.keep(tap) for _ in range(5)), desk.keep(tap, tap))
    await desk.arrive(tap)
    assert await turns(desk) == [1]
    assert len(desk.messages(SAM)) == 2
    assert len(await desk.rows("SELECT id FROM inbox")) == 2


async def test_two_workers_handle_an_update_once(desk: Desk) -> None:
    """An update that two have in hand, such as at a start in a hurry, has one effect."""
    await begun(desk, SAM)
    tap = desk.tapped(SAM, desk.button(SAM, "continue"))
    second = desk.another()
    kept = []
    intake = Intake(desk.database, BOT, desk.now, kept.extend)
    await intake.keep([tap])
    desk.worker.add(kept)
    second.add(kept)
    await desk.idle()
    await desk.idle(second)
    assert await turns(desk) == [1]
    assert len(desk.messages(SAM)) == 2


async def test_what_was_handled_is_empty(desk: Desk) -> None:
    """Not a byte of a handled update stays in the store."""
    await begun(desk, SAM)
    await desk.arrive(desk.said(SAM, "My secret"), desk.tapped(SAM, "made up"))
    assert await desk.rows("SELECT body FROM inbox") == [(None,)] * 3


async def test_what_a_crash_left_is_handled_in_order(desk: Desk) -> None:
    """At the start, each person's in the order in which it was sent, however it arrived."""
    await begun(desk, SAM, RIA)
    updates = [desk.said(who, text) for text in ("/help", "/forgetme", "/help") for who in (SAM, RIA)]
    forgets = Intake(desk.database, BOT, desk.now, lambda _fresh: None)
    for update in (updates[3], updates[0], *updates[4:], *updates[1:3]):
        await forgets.keep([update])
    after = desk.another()
    await after.start()
    await desk.idle(after)
    for who in (SAM, RIA):
        assert [message.text.split("\n")[0] for message in desk.messages(who)[1:]] == [HELP, FORGET, HELP]
    assert await waits(desk) == []


async def test_closing_finishes_what_is_in_hand(desk: Desk) -> None:
    """What is in hand at the end is finished, and what waits is handled at the next start: nothing is left out."""
    await begun(desk, SAM)
    await desk.keep(*(desk.said(SAM, "/help") for _ in range(30)))
    await asyncio.sleep(0)
    await desk.worker.close()
    left = await waits(desk)
    assert 0 < len(left) < 30
    desk.worker.add([])
    assert len(desk.messages(SAM)) == 31 - len(left)
    after = desk.another()
    await after.start()
    await desk.idle(after)
    assert len(desk.messages(SAM)) == 31
    assert await waits(desk) == []


async def test_after_closing_nothing_is_begun(desk: Desk) -> None:
    """What arrives while the program ends is kept, and waits."""
    await begun(desk, SAM)
    await desk.worker.close()
    await desk.arrive(desk.said(SAM, "/help"))
    assert len(await waits(desk)) == 1
