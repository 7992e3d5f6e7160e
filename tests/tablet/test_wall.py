"""The page for a wall: in each language, to be heard, and on a screen in the hall."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from asking.links import wall_token
from bot.app import web
from easyread.speech import SpeechCache
from store import changes, settings, walls
from store.changes import NewChange, Text
from store.tx import Tx
from tests.easyread.speech_tools import ToneSpeaker
from tests.staff.month import Home, moved_in
from tests.staff.office import AT, HOST
from tests.tablet.browsing import PageReader

FOOD = NewChange("The food is cold.", "Now we eat at 6.", picture="food", unknowable=True)
LAMPS = NewChange("The garden is dark.", "We have new lamps.", picture="garden", unknowable=True)
POLISH = Text("Jedzenie jest zimne.", "Teraz jemy o 6.")


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """A wall with two changes, one of them written in Polish too, by somebody who is not sure."""
    async with moved_in(tmp_path / "data") as opened:

        def hung(tx: Tx) -> None:
            for new in (FOOD, LAMPS):
                changes.publish(tx, changes.add(tx, new, at=AT, by="Mo"), at=AT, by="Mo", tell_after=AT)
            changes.translate(tx, 1, "pl", POLISH, checked_by="", at=AT)
            walls.add(tx, service_id=0, at=AT, by="Mo")

        await opened.rooms.database.write(hung)
        yield opened


async def wall_of(home: Home) -> str:
    """Its address."""
    return f"/wall/{await home.rooms.database.read(lambda tx: wall_token(tx.keys, 1, 1))}"


async def test_it_is_there_in_each_language_in_which_something_is_written(home: Home) -> None:
    """The words around are in that language, the texts where somebody wrote them; what is not is marked as English."""
    browser, here = home.client(), await wall_of(home)
    page = (await browser.get(here)).text
    assert f'href="{here}?language=pl"' in page
    assert "language=ur" not in page, "nobody can be asked in Urdu here"
    polish = (await browser.get(f"{here}?language=pl")).text
    assert '<html lang="pl"' in polish
    assert "Ludzie powiedzieli:" in polish
    assert "Teraz jemy o 6." in polish
    assert "Now we eat at 6." not in polish
    assert '<p data-say lang="en" dir="ltr">We have new lamps.</p>' in polish
    assert polish.count("To jest wstępne tłumaczenie.") == 1
    for other in ("ur", "xx", "../../etc", "<b>"):
        assert '<html lang="en"' in (await browser.get(here, params={"language": other})).text


async def test_among_invented_people_every_language_is_there(home: Home) -> None:
    """As on people's own pages; one that is written from right to left turns the page round."""
    await home.rooms.database.write(lambda tx: settings.put(tx, "sample", "yes"))
    browser, here = home.client(), await wall_of(home)
    assert (await browser.get(here)).text.count("hreflang=") == len(home.rooms.languages.codes)
    assert '<html lang="ar" dir="rtl"' in (await browser.get(f"{here}?language=ar")).text


async def test_it_can_be_heard_each_text_in_its_own_language(home: Home, tmp_path: Path) -> None:
    """A piece at a time with the right voice; the whole page in one file says what is in the page's language."""
    voice = ToneSpeaker(seconds=0.2)
    speech = SpeechCache(tmp_path / "speech", voice)
    rooms = replace(home.rooms, speech=lambda: speech)
    browser, here = AsyncClient(transport=ASGITransport(web(rooms)), base_url=HOST), await wall_of(home)
    page = (await browser.get(f"{here}?language=pl")).text
    said = PageReader(page).said
    sound = page.partition('data-sound="')[2].partition('"')[0].replace("&amp;", "&")
    for number in range(len(said)):
        assert (await browser.get(f"{sound}&piece={number}")).status_code == 200
    assert set(voice.spoken) == set(said)
    languages = dict(zip(voice.spoken, voice.languages, strict=True))
    assert (languages["Teraz jemy o 6."], languages["We have new lamps."]) == ("pl", "en")
    voice.spoken.clear()
    fresh = SpeechCache(tmp_path / "other", voice)
    again = AsyncClient(transport=ASGITransport(web(replace(rooms, speech=lambda: fresh))), base_url=HOST)
    assert (await again.get(sound)).status_code == 200
    assert "Teraz jemy o 6." in voice.spoken
    assert "We have new lamps." not in voice.spoken


async def test_only_a_screen_in_the_hall_renews_itself(home: Home) -> None:
    """Its address is another one: whoever reads the page is never interrupted. It ends with the wall."""
    browser, here = home.client(), await wall_of(home)
    page, screen = (await browser.get(here)).text, (await browser.get(f"{here}/screen?language=pl")).text
    assert "refresh" not in page
    assert "wall.js" not in page
    assert '<noscript><meta http-equiv="refresh" content="300"></noscript>' in screen
    assert "wall.js" in screen
    assert "Teraz jemy o 6." in screen
    assert "data-listen" not in screen
    await home.rooms.database.write(lambda tx: walls.revoke(tx, 1, AT))
    for address in (here, f"{here}/screen", f"{here}/listen.mp3?turn=0", "/wall/1-made-up/screen"):
        assert (await browser.get(address)).status_code == 404
