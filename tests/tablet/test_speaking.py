"""The page of languages, and what a draft translation looks like."""

from __future__ import annotations

import pytest

from locales import Languages
from tests.tablet.browsing import Person
from tests.tablet.fake import TOKEN, FakeTalks

HOME = f"/s/{TOKEN}"


async def test_every_language_in_its_own_name(person: Person) -> None:
    """The way to the languages is on the page, and each language stands there in its own letters and direction."""
    talks_home = await person.client.get(HOME)
    assert f'href="{HOME}/language"' not in talks_home.text  # real people: English is all there is
    page = await person.client.get(f"{HOME}/language")
    assert page.status_code == 200


async def test_choosing_a_language(person: Person, talks: FakeTalks) -> None:
    """With invented people all can be chosen; the same question comes in the new language, from right to left."""
    talks.sample = True
    page = await person.client.get(f"{HOME}/language")
    for one in Languages().offered(drafts=True):
        assert f'value="{one.code}" lang="{one.code}" dir="{one.direction}"' in page.text
        assert one.name in page.text
    answer = await person.client.post(f"{HOME}/language", data={"language": "ur"})
    assert (answer.status_code, answer.headers["location"]) == (303, HOME)
    shown = await person.client.get(HOME)
    assert '<html lang="ur" dir="rtl">' in shown.text
    assert Languages().words("ur").gettext("I need help") in shown.text


@pytest.mark.parametrize("language", ["", "tlh", "../../x"])
async def test_a_language_that_is_none(person: Person, language: str) -> None:
    """It is refused, and nothing changes."""
    answer = await person.client.post(f"{HOME}/language", data={"language": language})
    assert answer.status_code == 400
    assert '<html lang="en"' in (await person.client.get(HOME)).text


async def test_a_draft_says_so_and_shows_the_english(person: Person, talks: FakeTalks) -> None:
    """A small note says that it is a draft; a tap puts the English beside every sentence, on every page."""
    talks.sample = True
    await talks.speak(TOKEN, "pl")
    words = Languages().words("pl")
    page = await person.client.get(f"{HOME}/help")
    assert words.gettext("This is a draft translation.") in page.text
    assert "Who can help you" not in page.text
    await person.client.post(f"{HOME}/listen", data={"at": "/help", "english": "yes"})
    page = await person.client.get(f"{HOME}/help")
    both = f'<dt>{words.gettext("Who can help you")}</dt><dd lang="en" dir="ltr">Who can help you</dd>'
    assert both in page.text
    assert words.gettext("Hide the English") in page.text
    await person.client.post(f"{HOME}/listen", data={"at": "/help", "english": "no"})
    assert "Who can help you" not in (await person.client.get(f"{HOME}/help")).text


async def test_english_is_no_draft(person: Person) -> None:
    """The source needs no note."""
    await person.client.post(f"{HOME}/listen", data={"at": "/help", "english": "yes"})
    assert "draft" not in (await person.client.get(f"{HOME}/help")).text


async def test_arabic_has_no_vowel_signs_on_the_page(person: Person, talks: FakeTalks) -> None:
    """They are for the voice, which gets them."""
    await talks.speak(TOKEN, "ar")
    page = await person.client.get(f"{HOME}/help")
    assert not set(page.text) & set(map(chr, range(0x64B, 0x653)))


async def test_what_goes_wrong_is_told_in_the_same_language(person: Person, talks: FakeTalks) -> None:
    """Where even the store cannot be read, the device remembers the language; a stranger's link says nothing of it."""
    await talks.speak(TOKEN, "es")
    await person.client.get(HOME)
    talks.reads = False
    assert '<html lang="es"' in (await person.client.get(HOME)).text
    talks.known = False
    talks.reads = True
    assert '<html lang="en"' in (await person.client.get(HOME)).text
