"""Somebody in Telegram who was never invited, or who was and has a changed app: they send what no button sends.

They want another person's talk, or the bot's help in reaching somebody.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.telegram import taps, worker
from bot.telegram.channel import HOOK_SECRET
from tests.attacks.control import anything, succeeds_without
from tests.telegram.desk import Desk, a_desk, with_links

SAM, RIA, EVE = 7, 8, 9
TALK = "SELECT id, state, body FROM session ORDER BY id"


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """A worker; Sam and Ria have opened their links, Eve has none."""
    monkeypatch.setattr(worker, "FIRST_WAIT_SECONDS", 0.001)
    async with a_desk(tmp_path) as made:
        made.files.gate.set()
        links = await with_links(made, 2)
        for user, link in zip((SAM, RIA), links, strict=True):
            await made.arrive(made.said(user, f"/start {link}"))
        yield made


async def test_another_chats_button_does_nothing(desk: Desk) -> None:
    """Eve sends the data of Sam's button, and Ria does: neither moves Sam's talk, nor their own."""
    data = desk.button(SAM, "continue")

    before = await desk.rows(TALK)
    await desk.arrive(desk.tapped(EVE, data), desk.tapped(RIA, data))
    assert await desk.rows(TALK) == before

    async def is_taken() -> bool:
        lane = await desk.lane(RIA)
        return await desk.database.read(lambda tx: taps.tap_in(tx.keys, lane, data) is not None)

    await succeeds_without(is_taken, (taps.hmac, "compare_digest", anything))


async def test_a_changed_button_does_nothing(desk: Desk) -> None:
    """Sam's own button, changed to take all answers back without a question, is no button."""
    data = desk.button(SAM, "continue")
    act, _, rest = data.partition(".")
    assert act == "continue"

    async def is_taken() -> bool:
        lane = await desk.lane(SAM)
        return await desk.database.read(lambda tx: taps.tap_in(tx.keys, lane, f"skip.{rest}") is not None)

    await succeeds_without(is_taken, (taps.hmac, "compare_digest", anything))


async def test_a_stranger_learns_nothing(desk: Desk) -> None:
    """Whatever Eve sends, she hears how one gets a link, and not whether anybody is known here."""
    await desk.arrive(desk.said(EVE, "Is Ada Example here?"), desk.said(EVE, "/myanswers"))
    said = {message.text for message in desk.messages(EVE)}
    assert said
    assert all("You need a link of your own." in text for text in said)
    await desk.arrive(desk.said(EVE, "/start 1-AAAAAAAAAAAAAAAAAAAAAA"))
    assert "This link does not work" in desk.messages(EVE)[-1].text


async def test_a_flood_is_not_answered_for_ever(desk: Desk) -> None:
    """A hundred messages of a stranger get a few answers; everyone else is served."""
    await desk.arrive(*(desk.said(EVE, f"hello {number}") for number in range(100)))
    assert len(desk.messages(EVE)) < 10
    await desk.arrive(desk.said(SAM, "/help"))
    assert "Who can help you" in desk.messages(SAM)[-1].text


async def test_a_replayed_update_happens_once(desk: Desk) -> None:
    """The same press, delivered again and again, is one press; as a new one, it would be another."""
    tapped = desk.tapped(SAM, desk.button(SAM, "continue"))
    await desk.arrive(tapped)
    once = await desk.rows(TALK)
    await desk.arrive(tapped, tapped)
    assert await desk.rows(TALK) == once
    await desk.arrive(desk.tapped(SAM, desk.button(SAM, "continue")))
    assert await desk.rows(TALK) != once


def test_who_calls_in_telegrams_place_needs_its_secret() -> None:
    """The webhook's secret is compared in constant time; tests/telegram/test_receiving.py sends false ones."""
    assert HOOK_SECRET.startswith("X-Telegram")
    assert hmac.compare_digest("a", "a")
