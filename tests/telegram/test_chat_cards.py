"""A question with answers comes with its card, uploaded once; a name is never on one, and no question is lost."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from pydantic_core import from_json

from asking.turn import Turn
from bot.cards import card_for
from bot.screen import screen
from bot.telegram import cards as cards_module
from bot.telegram.letters import Message, dump, load
from dialogs.engine import current, start
from dialogs.model import Audience, Flow
from easyread.cards import Card, CardChoice, CardError, CardFault
from easyread.cards import png as drawn
from easyread.fonts import load as load_fonts
from easyread.pictures.raster import png
from locales import ENGLISH
from store import uploads
from tests.support.ready import built_in_pack
from tests.telegram.conftest import Telegram
from tests.telegram.office import Office, opened
from tests.telegram.phone import Phone


async def sent_as(office: Office, phone: Phone) -> str:
    """What the newest picture is known by in the store."""
    known = await office.read(lambda tx: uploads.all_of(tx, office.channel.number))
    return next(key for key, file_id in known.items() if file_id == phone.screen.file_id)


async def to_a_question(office: Office) -> Phone:
    """Somebody at the first screen that has answers: consent."""
    sam = await office.opens("person")
    await sam.goes_to("Do you want to take part?")
    return sam


async def test_a_card_is_what_people_see(telegram: Telegram, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The photo of a question is its card, drawn in earnest; what only says something has its picture."""
    async with opened(telegram, tmp_path_factory.mktemp("office")) as office:
        sam = await office.opens("person")
        assert sam.screen.photo == png(office.rooms.pictures, "hello")
        await sam.goes_to("Do you want to take part?")
        text = tuple(line for line in sam.screen.text.split("\n") if line != "Do you want to take part?")
        choices = (CardChoice("Yes", "yes"), CardChoice("No", "no"))
        picture = (await sent_as(office, sam)).partition("/")[0]
        card = Card("Do you want to take part?", picture, choices, text)
        assert sam.screen.photo == drawn(card, office.rooms.pictures, load_fonts())


async def test_a_card_is_uploaded_once(office: Office) -> None:
    """Whoever is asked the same gets the same card by its id; the words stay below it for screen readers."""
    sam = await to_a_question(office)
    before = len([call for call in office.api.called("sendPhoto") if call.uploaded_bytes])
    await sam.says("/again")
    assert len([call for call in office.api.called("sendPhoto") if call.uploaded_bytes]) == before
    assert "/" in await sent_as(office, sam)
    assert sam.screen.bold() == ("Do you want to take part?",)


def test_nobodys_name_is_on_a_card() -> None:
    """Where a name was filled into a line or the question, there is no card; the same screen without one has a card."""
    pack, words = built_in_pack(), ENGLISH
    asked = next(one.question for one in pack.prompts if one.question.kind == "choice")
    frame = pack.frames[Audience.PERSON]
    for plain in (replace(asked, text=("{provider} asks.",)), replace(asked, ask="Does {person} like it?"), asked):
        flow = Flow("", pack.id, pack.version, Audience.PERSON, (), "en", frame.scale, (plain, frame.closing), {})
        session = start(flow, "1", seed=1)[0]
        here = current(flow, session)
        names = {"provider": "Oak Care", "person": "Sam"}
        step = replace(plain, text=tuple(line.format(**names) for line in plain.text), ask=plain.ask.format(**names))
        turn = Turn(session, flow, replace(here, step=step), (), sample=False)
        assert (card_for(turn, screen(turn, words)) is None) is (plain is not asked)


async def test_a_question_is_never_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where a card cannot be drawn, its picture goes alone with all words; the log has the code only."""

    async def refused(card: Card, *_: object) -> bytes:
        raise CardError(CardFault("K103", card.question, "it is secret", "Mend it."))

    monkeypatch.setattr(cards_module, "png_beside", refused)
    caplog.set_level(logging.WARNING, "plainsay")
    sam = await to_a_question(office)
    assert sam.screen.photo
    assert sam.screen.bold() == ("Do you want to take part?",)
    assert "/" not in await sent_as(office, sam)
    assert "T402: A card could not be drawn: K103" in caplog.text
    assert "secret" not in caplog.text


def test_a_message_with_a_card_is_kept_whole() -> None:
    """What the outbox keeps gives the same message again; one that was kept before there were cards has none."""
    card = Card("Yes?", "yes", (CardChoice("A", "no"), CardChoice("B")), ("One.", "Two."), "ur")
    message = Message(7, "Yes?", "yes", card=card)
    assert load(from_json(dump(message))) == message
    old = from_json(dump(message))
    del old["message"]["card"]
    assert load(old).card is None
