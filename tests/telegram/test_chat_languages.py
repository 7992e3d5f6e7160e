"""The language of a chat: chosen at any step, and a draft with its English."""

from __future__ import annotations

from functools import partial

import pytest

from locales import Languages, for_eye
from store import settings
from tests.telegram.office import Office
from tests.telegram.phone import Phone, labels
from tests.telegram.saying import FIRST, at

LANGUAGES = Languages()


async def sampled(office: Office) -> Phone:
    """An invented person at the first question, who can choose among drafts too."""
    await office.write(partial(settings.put, name="sample", value="yes"))
    return await at(office, FIRST)


async def test_real_people_choose_what_is_signed_off(office: Office) -> None:
    """The command shows only languages that real people may be asked in."""
    sam = await at(office, FIRST)
    (shown,) = await sam.says("/language")
    assert labels(shown) == ["English", "Back to my talk"]


@pytest.mark.parametrize("language", ["cy", "ur", "ar"])
async def test_the_same_question_in_another_language(office: Office, language: str) -> None:
    """A tap on a language shows the same question in it, with the same answers; and back again."""
    sam = await sampled(office)
    english = sam.screen
    (shown,) = await sam.says("/language")
    name = next(one.name for one in LANGUAGES.offered(drafts=True) if one.code == language)
    assert name in labels(shown)
    (asked, *_) = await sam.taps(name)
    words = LANGUAGES.words(language)
    assert asked.text != english.text
    assert for_eye(words.gettext("I need help")) in labels(asked)
    assert asked.text == for_eye(asked.text) or language != "ar"
    answers = [button.data.split(".")[:2] for button in asked.buttons if button.data.startswith("choose")]
    assert answers == [button.data.split(".")[:2] for button in english.buttons if button.data.startswith("choose")]
    await sam.says("/language")
    (back, *_) = await sam.taps("English")
    assert english.text.endswith(back.text)


async def test_a_draft_says_so_and_has_its_english(office: Office) -> None:
    """Each question in a draft says that it is one, and one tap brings it in English, to read and not to answer."""
    sam = await sampled(office)
    question = sam.screen.bold()[0]
    await sam.says("/language")
    (asked,) = await sam.taps("Polski")
    assert LANGUAGES.words("pl").gettext("This is a draft translation.") in asked.text
    (english,) = await sam.taps(LANGUAGES.words("pl").gettext("Show the English too"))
    assert question in english.text
    assert not english.buttons


async def test_help_is_in_the_same_language(office: Office) -> None:
    """Whoever speaks another language gets help in it, and a worry is told in it."""
    sam = await sampled(office)
    await sam.says("/language")
    await sam.taps("Español")
    say = LANGUAGES.words("es").gettext
    (helped, *_) = await sam.taps(say("I need help"))
    assert helped.bold()[0] == say("Who can help you")
    (told, *_) = await sam.taps(say("Tell someone I have a worry"))
    assert say("Find someone or call.") in "\n".join(sam.texts)  # nobody opened a chat for alerts here
    assert told


async def test_a_language_that_is_no_longer_offered(office: Office) -> None:
    """A button of another day changes nothing: the languages of today are shown."""
    sam = await sampled(office)
    await sam.says("/language")
    await office.write(partial(settings.put, name="sample", value="no"))
    (shown,) = await sam.taps("Polski")
    assert labels(shown) == ["English", "Back to my talk"]
