"""A message for the person on their own page: it says that one waits; it opens, and goes, by a press alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx import AsyncClient

from asking import forget_steps, worry_message
from bot.tablet.pieces import pieces_of
from store import invitations, worries, worry_messages
from store.tx import Tx
from tests.staff.month import Home, moved_in

WAITS = "There is a message for you."
OWN = "Sal comes on Monday at 3."
NONE = "There is no message for you now."


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """A house with one person, who has a link."""
    async with moved_in(tmp_path / "data") as opened:
        yield opened


async def written(home: Home) -> tuple[AsyncClient, str, int]:
    """The person told a worry and was written to; gives a browser, their pages and the message's number."""
    link = await home.link(await home.begin())

    def write(tx: Tx) -> int:
        row = tx.one("SELECT service_id FROM person WHERE id = :id", id=home.person)
        assert row
        number = worries.add(
            tx, service_id=row[0], person_id=home.person, session_id=None, words="He shouts", told_at=home.rooms.now()
        )
        worries.acknowledge(tx, number, "Sal Lead", home.rooms.now())
        worry = worries.without_words(tx, number)
        assert worry
        return worry_message.send(
            tx, worry, chosen=["visit"], own=OWN, language="en", confirmed=True, who="Sal Lead", now=home.clock()
        )

    return home.client(), link, await home.rooms.database.write(write)


async def test_the_talk_says_that_one_waits_and_no_more(home: Home) -> None:
    """The page of the talk leads to it; looking at either shows no word, and counts as nothing."""
    browser, link, number = await written(home)
    talk = (await browser.get(link)).text
    assert WAITS in talk
    page = (await browser.get(f"{link}/message?open={number}")).text
    assert WAITS in page
    for words in (talk, page):
        assert OWN not in words
        assert "worr" not in words.lower()
        assert "A person will come" not in words
    found = await home.rooms.database.read(lambda tx: worry_messages.get(tx, number))
    assert found
    assert found.waits


async def test_it_opens_by_a_press_and_goes_for_good(home: Home) -> None:
    """Opened, it can be read again where it was opened; put away, no address shows it. No sound of it is kept."""
    browser, link, number = await written(home)
    form = {"message": str(number)}
    opened = await browser.post(f"{link}/message", data={**form, "do": "open"})
    assert opened.status_code == 303
    page = (await browser.get(opened.headers["location"])).text
    said = {piece.text: piece.private for piece in pieces_of(page)}
    assert said[OWN]
    assert said["A person will come and talk with you."]
    assert WAITS not in (await browser.get(link)).text
    assert OWN not in (await browser.get(f"{link}/message")).text, "another visit asks again"
    assert (await browser.post(f"{link}/message", data={**form, "do": "away"})).status_code == 303
    for path in ("/message", f"/message?open={number}"):
        shown = (await browser.get(f"{link}{path}")).text
        assert OWN not in shown
        assert NONE in shown
    assert (await browser.post(f"{link}/message", data={**form, "do": "steal"})).status_code == 400


async def test_somebody_elses_message_opens_nothing(home: Home) -> None:
    """With the number of another's message one's own link shows and changes nothing."""
    browser, link, number = await written(home)
    await home.rooms.database.write(lambda tx: tx.run("UPDATE worry_message SET person_id = :id", id=home.relative))
    await browser.post(f"{link}/message", data={"message": str(number), "do": "open"})
    assert NONE in (await browser.get(f"{link}/message?open={number}")).text
    found = await home.rooms.database.read(lambda tx: worry_messages.get(tx, number))
    assert found
    assert found.waits


async def test_who_is_going_to_be_forgotten_sees_none(home: Home) -> None:
    """In the week to undo it nothing waits; undone, it does again; forgotten, it is gone from the store."""
    browser, link, _ = await written(home)
    ask = {"with_answers": False, "by": "", "now": home.clock()}
    await home.rooms.database.write(lambda tx: forget_steps.ask(tx, home.person, **ask))
    assert NONE in (await browser.get(f"{link}/message")).text
    await home.rooms.database.write(lambda tx: forget_steps.undo(tx, home.person, by="", now=home.clock()))
    assert WAITS in (await browser.get(f"{link}/message")).text

    def forgotten(tx: Tx) -> int:
        worries.unlink_person(tx, home.person)
        row = tx.one("SELECT COUNT(*) FROM worry_message")
        return int(row[0]) if row else -1

    assert await home.rooms.database.write(forgotten) == 0
    assert await home.rooms.database.read(lambda tx: invitations.of_person(tx, home.person))
