"""Hiding what is on the screen: which pages can, and what comes in their place."""

from __future__ import annotations

import pytest

from tests.tablet.browsing import HOME, PageReader, Person
from tests.tablet.fake import TOKEN, FakeTalks

PAGES = ("", "/help", "/told", "/told/next", "/more", "/answers", "/answers?show=yes", "/answers/all", "/language")


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_behind_a_link_can_be_hidden(person: Person, path: str) -> None:
    """It is the last link on each of them, works without JavaScript, and leads away from the link."""
    page = PageReader((await person.client.get(f"{HOME}{path}")).text)
    assert page.links[-1] == ("Hide", "/today?lang=en")


async def test_what_comes_in_its_place_is_nobodys(person: Person, talks: FakeTalks) -> None:
    """The day, and no link, no way to 'Hide' and no word of the talk; it comes where the store cannot be read too."""
    talks.reads = False
    answer = await person.client.get("/today?lang=en")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    page = PageReader(answer.text)
    assert page.title == "Today"
    assert "22 November 2026" in page.text
    assert TOKEN not in answer.text
    assert "Hide" not in answer.text
    assert "help" not in page.text


@pytest.mark.parametrize("lang", ["", "xx", "../../etc/passwd", "en\r\nX: y", "%00", "PL"])
async def test_a_language_that_nobody_speaks_is_english(person: Person, lang: str) -> None:
    """What stands in the address chooses among our languages, and nothing else."""
    answer = await person.client.get("/today", params={"lang": lang})
    assert '<html lang="en"' in answer.text


async def test_it_is_in_the_language_of_the_hidden_page(person: Person) -> None:
    """The day is written as that language writes it."""
    answer = await person.client.get("/today?lang=pl")
    assert '<html lang="pl"' in answer.text
    assert "22 listopada 2026" in answer.text


async def test_where_a_worry_was_not_sent_the_page_can_be_hidden_too(person: Person, talks: FakeTalks) -> None:
    """The page that keeps what was written can be hidden like all others."""
    talks.saves = False
    answer = await person.client.post(f"{HOME}/worry", data={"words": "Help me", "nonce": "n"})
    assert answer.status_code == 503
    assert PageReader(answer.text).links[-1] == ("Hide", "/today?lang=en")
