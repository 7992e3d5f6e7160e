"""A question in the chat: one message, its keys in their places, and the very words of the tablet's page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import httpx
import pytest

from bot.pretend import Message
from dialogs.model import Audience
from easyread.pictures.raster import png
from store import services, settings
from tests.support.ready import built_in_pack
from tests.tablet.browsing import PageReader
from tests.tablet.conftest import app_of
from tests.tablet.fake import FakeTalks
from tests.telegram.conftest import Telegram
from tests.telegram.office import Office, opened
from tests.telegram.phone import OVER, Phone, labels, ticked
from tests.telegram.saying import PRESENT, at

ALWAYS = ["Listen", "I need help"]
MOVES = ["Back", "Skip", "Stop"]
TABLET_ONLY = {"Save my words", "Save my recording", "Record your voice here."}
"""How to answer in one's own words there. In a chat one just writes or records."""
CHAT_ONLY = {
    "Telegram keeps a copy of this chat.",
    "We cannot delete that copy.",
    "Or record your voice here.",
    "A person will read or hear this later.",
}


async def link_for(office: Office, audience: Audience) -> str:
    """A link to a talk of this audience."""
    if audience is Audience.OBSERVER:
        return await office.watching_link()
    if audience is Audience.MANAGER:
        areas = built_in_pack().areas_for(audience)
        return await office.link(await office.another("manager", "Di Example"), *areas)
    return await office.link({"person": "person", "family": "relative", "staff": "staff"}[audience])


@pytest.fixture
async def tablet(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """A browser on the same talks."""
    talks = cast("FakeTalks", office.rooms.conversations)
    transport = httpx.ASGITransport(app_of(talks, office.rooms.pictures))
    async with httpx.AsyncClient(transport=transport, base_url="http://tablet.plainsay.test") as browser:
        yield browser


def calls_in(office: Office, phone: Phone) -> list[str]:
    """The requests about one chat since the last look, answers to taps among them."""
    made = [one.method for one in office.api.calls if one.chat_id in (phone.user.id, 0) and one.method != "getUpdates"]
    office.api.calls.clear()
    return made


async def test_a_question_is_one_message(office: Office) -> None:
    """A picture with the words under it, the question in bold, and one answer a row with its symbol."""
    sam = await at(office, "Question 1 of 6")
    screen = sam.screen
    assert screen.photo
    assert len(screen.bold()) == 1
    assert screen.bold()[0].endswith("?")
    answers = screen.rows[:-2]
    assert [len(row) for row in answers] == [1] * len(answers)
    assert all(not row[0].label[0].isalnum() for row in answers)
    assert labels(screen)[-7:-5] == ["I do not know", "I do not want to say"]


@pytest.mark.parametrize("audience", list(Audience))
async def test_the_chat_says_what_the_tablet_says(
    office: Office, tablet: httpx.AsyncClient, audience: Audience
) -> None:
    """On every screen of a talk, both channels say and offer the same; a key that would do nothing is not shown."""
    token, phone = await link_for(office, audience), office.phone()
    await phone.opens(token)
    while True:
        page, screen = PageReader((await tablet.get(f"/s/{token}")).text), phone.screen
        lines = [*screen.text.split("\n"), *labels(screen)]
        assert [one for one in page.said if one not in lines and one not in TABLET_ONLY] == []
        assert [one for one in screen.text.split("\n") if one not in page.text and one not in CHAT_ONLY] == []
        check_places(screen)
        if OVER in labels(screen):
            break
        await phone.goes_on()
    assert await office.differences() == []


def check_places(screen: Message) -> None:
    """Listening and help are the last row; back, skip and stop stand above it, in this order."""
    rows = [[label.partition(" ")[2] for label in (button.label for button in row)] for row in screen.rows]
    assert rows[-1] == ALWAYS
    moves = [move for move in MOVES if move in rows[-2]]
    if moves:
        assert rows[-2] == moves
    assert not any(move in row for row in rows[:-2] for move in MOVES)


async def test_a_question_costs_two_requests(office: Office) -> None:
    """One answers the tap, one shows the next question; no other is made in a whole talk, ticks apart."""
    sam = await office.opens("person")
    calls_in(office, sam)
    while OVER not in labels(sam.screen):
        await sam.goes_on()
        made = calls_in(office, sam)
        assert made.count("sendPhoto") == 1
        assert set(made) <= {"sendPhoto", "answerCallbackQuery", "editMessageReplyMarkup"}
        assert len(made) == 2 or "editMessageReplyMarkup" in made


async def test_ticks_change_the_buttons_and_nothing_else(office: Office) -> None:
    """A tick and its taking away edit the message; no message comes, and nothing is kept until 'Next'."""
    sam = await at(office, PRESENT)
    screen = sam.screen
    before = await office.told()
    assert await sam.taps("Family") == []
    assert await sam.taps("Staff") == []
    assert ticked(screen) == ["Family", "Staff"]
    assert await sam.taps("Family") == []
    assert ticked(screen) == ["Staff"]
    assert screen.text.endswith(PRESENT)
    assert await office.told() == before
    (next_screen,) = await sam.taps("Next")
    assert "How do you want to answer?" in next_screen.text


async def test_next_without_a_tick_asks_to_choose(office: Office) -> None:
    """Nothing is sent, and the question comes again with what to do first; a tick that was taken away is none."""
    sam = await at(office, PRESENT)
    before = await office.told()
    (screen,) = await sam.taps("Next")
    assert screen.text.startswith("Choose an answer first.\n")
    (screen,) = await sam.taps("Staff", "Staff", "Next")
    assert screen.text.startswith("Choose an answer first.\n")
    assert await office.told() == before


async def test_an_answer_that_stands_alone_is_sent_at_once(office: Office) -> None:
    """'Just me' has no box; it answers, whatever was ticked before it."""
    sam = await at(office, PRESENT)
    screen = sam.screen
    assert screen.labels[0] == "🧍 Just me"
    (screen,) = await sam.taps("Staff", "Just me")
    assert "Let us try the buttons." in screen.text


async def test_ticks_are_still_there_when_the_question_is_shown_again(office: Office) -> None:
    """The question shown anew has the ticks of before; what was sent is ticked when someone goes back to it."""
    sam = await at(office, PRESENT)
    await sam.taps("Staff")
    (screen,) = await sam.says("/again")
    assert ticked(screen) == ["Staff"]
    (screen,) = await sam.taps("Next", "Back")
    assert ticked(screen) == ["Staff"]


async def test_going_back_shows_what_was_said(office: Office) -> None:
    """The question says what was answered, can be kept as it was, and can be changed."""
    sam = await at(office, "Question 1 of 6")
    await sam.taps("No")
    (screen,) = await sam.taps("Back")
    assert "You said: No.\nYou can change it." in screen.text
    assert labels(screen)[0] == "Keep my answer"
    (screen,) = await sam.taps("Keep my answer")
    assert "Question 2 of 6" in screen.text
    await sam.taps("Back", "Yes")
    kept = await office.read(lambda tx: tx.all("SELECT choices FROM answer WHERE superseded_at IS NULL"))
    assert kept == [('["yes"]',)]


async def test_stop_and_carry_on(office: Office) -> None:
    """Who stops is told that it can go on any day, and what is kept; 'Carry on' leads to the same question."""
    sam = await at(office, "Question 1 of 6")
    question = sam.screen.bold()
    (screen,) = await sam.taps("Stop")
    assert screen.text == "You stopped.\nYou can carry on any day."
    assert labels(screen) == ["Carry on", "See my answers", *ALWAYS]
    (screen,) = await sam.taps("Carry on")
    assert screen.bold() == question
    await sam.taps("Yes")
    (screen,) = await sam.taps("Stop")
    assert "We keep your answers." in screen.text


async def test_stop_by_its_command(office: Office) -> None:
    """/stop stops like the key; where nothing is asked any more it changes nothing."""
    sam = await at(office, "Question 1 of 6")
    (screen,) = await sam.says("/stop")
    assert screen.text == "You stopped.\nYou can carry on any day."
    (again,) = await sam.says("/stop")
    assert again.text == f"You are here now.\n{screen.text}"


async def test_a_no_asks_nothing(office: Office) -> None:
    """Who says no is asked nothing more, hears that this is fine, and can change their mind."""
    sam = await at(office, "Do you want to take part?")
    (screen,) = await sam.taps("No")
    assert screen.text.startswith("That is OK.\nWe will not ask you anything.")
    (screen,) = await sam.taps("I changed my mind")
    assert "Do you want to take part?" in screen.text


async def test_a_late_no_leaves_the_answers_to_the_person(office: Office) -> None:
    """Who says no after answers is asked what becomes of them; keeping them is said back."""
    sam = await at(office, "Question 2 of 6")
    while "Do you want to take part?" not in sam.screen.text:
        await sam.taps("Back")
    (screen,) = await sam.taps("No")
    assert screen.bold() == ("Do you want to take your answers back too?",)
    assert labels(screen)[:3] == ["Keep my answers", "Take them all back", "I changed my mind"]
    (screen,) = await sam.taps("Keep my answers")
    assert "We keep your answers." in screen.text
    (sure,) = await sam.taps("Take them all back")
    assert sure.bold() == ("Take back all your answers?",)
    (screen,) = await sam.taps("Keep my answers", on=sure)
    assert "We keep your answers." in screen.text


async def test_pictures_are_drawn(telegram: Telegram, tmp_path: Path) -> None:
    """What people see is the picture of the set, large enough for a phone; a second time it is not drawn again."""
    async with opened(telegram, tmp_path) as office:
        sam = await office.opens("person")
        await sam.says("/again")
        first, second = sam.user.inbox
        assert first.photo == second.photo == png(office.rooms.pictures, "hello")
        assert [call.uploaded_bytes > 0 for call in office.api.called("sendPhoto")] == [True, False]


async def test_signs_in_names_are_shown_as_they_are(office: Office) -> None:
    """A provider's name may hold what means something in HTML."""
    await office.write(lambda tx: settings.put(tx, "provider", "Oak & <Elm> Care"))
    sam = await office.opens("person")
    assert "\nOak & <Elm> Care wants to ask you about your support.\n" in sam.screen.text


async def test_more_words_than_fit_under_a_picture(office: Office) -> None:
    """They come in a message of their own after the picture, and have the buttons; two requests, and nothing is cut."""
    name = "Oak " * 300 + "Care"
    await office.write(lambda tx: settings.put(tx, "provider", name))
    sam = await office.opens("person")
    picture, words = sam.user.inbox
    assert (picture.text, picture.buttons, words.photo) == ("", (), None)
    assert picture.photo
    assert f"{name} wants to ask you about your support." in words.text
    assert labels(words)[-2:] == ALWAYS


async def test_who_listens_is_named(office: Office) -> None:
    """The one who hears recordings is the lead of the person's own house."""
    sam = await office.opens("person")
    lead = (await office.read(lambda tx: services.get(tx, office.house.service))).lead_name  # type: ignore[union-attr]
    await sam.goes_to("works to keep people safe.")
    assert f"{lead} listens to recordings." in sam.screen.text
