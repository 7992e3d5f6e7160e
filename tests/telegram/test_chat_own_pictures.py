"""The provider's own pictures in a chat: sent to whom they are for, and taken back from the chat when they go."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from asking.forgetting import forget
from asking.moment import stamp
from asking.picture_faults import Wish
from bot.pretend import Message
from easyread.pictures.photos import TILE
from store import outbox, uploads
from store.own_pictures import Level
from tests.asking.test_own_pictures import a_photo
from tests.support.ready import built_in_pack
from tests.telegram.office import Office
from tests.telegram.phone import Phone, labels, ticked

WISH = Wish("hello", Level.PROVIDER, 0, "Fernbank", "Our own photo", "", "", "Our front door", shows_person=False)


async def added(office: Office, colour: str = "green", **changes: Any) -> int:
    """A photo in place of 'hello', for everyone unless told otherwise."""
    return await office.rooms.own_pictures.add(replace(WISH, **changes), a_photo(colour), "Mo")


def colour(message: Message) -> tuple[int, ...]:
    """What a photo is in its middle; nothing for a built-in picture, which is no JPEG here."""
    assert message.photo
    if not message.photo.startswith(b"\xff\xd8\xff"):
        return ()
    image = Image.open(io.BytesIO(message.photo))
    assert image.size == TILE
    found = image.getpixel((TILE[0] // 2, TILE[1] // 2))
    assert isinstance(found, tuple)
    return tuple(round(value / 128) for value in found)


GREEN, RED, BUILT_IN = (0, 1, 0), (2, 0, 0), ()


def first(phone: Phone) -> Message:
    """The first message with a picture."""
    return next(one for one in phone.user.inbox if one.photo)


async def test_each_gets_the_nearest(office: Office) -> None:
    """A person gets their own photo, a relative the one for everyone; the words and buttons are the same as ever."""
    await added(office, "green")
    await added(office, "red", level=Level.PERSON, whose=office.house.person)
    ada, bo = await office.opens("person"), await office.opens("relative")
    assert (colour(first(ada)), colour(first(bo))) == (RED, GREEN)
    assert "Next" in labels(first(ada))
    assert first(ada).text


async def test_it_is_uploaded_once_and_never_as_the_built_in_one(office: Office) -> None:
    """The second person gets it by its id; the id is kept under the file's own name, not the concept's."""
    await added(office)
    ada, bo = await office.opens("person"), await office.opens("relative")
    assert first(ada).file_id == first(bo).file_id
    kept = await office.rooms.database.read(lambda tx: uploads.all_of(tx, office.channel.number))
    assert "hello" not in kept
    assert len([name for name in kept if name.startswith("own/")]) == 1


async def test_taken_away_the_chat_shows_the_built_in_picture(office: Office) -> None:
    """The message is edited: another picture, the same words, the same buttons, which go on working."""
    number = await added(office)
    ada = await office.opens("person")
    before = first(ada)
    words, buttons, count = before.text, before.labels, len(ada.user.inbox)
    await office.rooms.own_pictures.withdraw(number, "Mo")
    await office.settled()
    after = first(ada)
    assert (after.message_id, after.text, after.labels) == (before.message_id, words, buttons)
    assert colour(after) == BUILT_IN
    assert len(ada.user.inbox) == count
    kept = await office.rooms.database.read(lambda tx: uploads.all_of(tx, office.channel.number))
    assert [name for name in kept if name.startswith("own/")] == []
    assert await ada.taps("Next")


async def test_it_is_over_at_the_end_of_its_last_day(office: Office) -> None:
    """The daily look edits what was sent, and no later message has it."""
    await added(office, until=office.clock.moment.date().isoformat())
    ada = await office.opens("person")
    assert colour(first(ada)) == GREEN
    office.clock.moment = office.clock.moment.replace(day=office.clock.moment.day + 1)
    bo = await office.opens("relative")
    assert colour(first(bo)) == BUILT_IN
    await office.rooms.own_pictures.tend()
    await office.settled()
    assert colour(first(ada)) == BUILT_IN


async def test_a_message_that_waited_comes_without_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken away while Telegram could not be reached: what is sent then has the built-in picture."""
    number = await added(office)
    withdrawn: list[bool] = []
    real = office.channel._post.send

    async def first_withdrawn(body: bytes) -> Any:
        withdrawn.append(await office.rooms.own_pictures.withdraw(number, "Mo"))
        return await real(body)

    monkeypatch.setattr(office.channel._post, "send", first_withdrawn)
    ada = await office.opens("person")
    assert withdrawn[0]
    assert colour(first(ada)) == BUILT_IN


async def test_taken_away_while_it_was_on_its_way(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram has taken the message when the picture goes, and nobody has noted it yet: it is edited all the same."""
    number = await added(office)
    real = office.channel._post.send

    async def then_withdrawn(body: bytes) -> Any:
        note = await real(body)
        await office.rooms.own_pictures.withdraw(number, "Mo")
        return note

    monkeypatch.setattr(office.channel._post, "send", then_withdrawn)
    ada = await office.opens("person")
    await office.settled()
    assert colour(first(ada)) == BUILT_IN
    assert await office.rooms.database.read(lambda tx: outbox.waiting(tx, office.channel.number)) == ()


async def test_ticks_stay_as_they_are(office: Office) -> None:
    """A question of several answers keeps its ticks when its picture is taken back."""
    token, ada = await office.link("person"), office.phone()
    await ada.opens(token)
    await goes_to_ticks(ada)
    number = await added(office, concept=(await office.rooms.conversations.show(token)).asked.step.picture)
    await ada.taps("Back")
    message = await goes_to_ticks(ada)
    assert colour(message) == GREEN
    await ada.taps(next(name for name, label in zip(labels(message), message.labels, strict=True) if "⬜" in label))
    one = ticked(ada.screen)
    assert len(one) == 1
    await office.rooms.own_pictures.withdraw(number, "Mo")
    await office.settled()
    after = next(each for each in ada.user.inbox if each.message_id == message.message_id)
    assert (colour(after), ticked(after)) == (BUILT_IN, one)


async def goes_to_ticks(phone: Phone) -> Message:
    """Go on to the first screen whose answers can be ticked."""
    while not any("⬜" in label for label in phone.screen.labels):
        await phone.goes_on()
    return phone.screen


async def test_forgotten_the_chat_keeps_none(office: Office) -> None:
    """When a person is forgotten, every photo of ours in their chat is replaced; nobody else's chat changes."""
    await added(office, "green", concept="hello")
    await added(office, "red", level=Level.PERSON, whose=office.house.person)
    ada, bo = await office.opens("person"), await office.opens("relative")
    at = stamp(office.clock())
    await office.write(lambda tx: forget(tx, built_in_pack(), person_id=office.house.person, with_answers=True, at=at))
    office.rooms.bell()
    await office.settled()
    assert (colour(first(ada)), colour(first(bo))) == (BUILT_IN, GREEN)
