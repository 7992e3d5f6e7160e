"""The review shows what people see and hear, in every language, and how far each translation is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.review.book import Book
from locales import Languages, for_eye
from locales.languages import State
from locales.reviews import FILE, Review, sentence_hash, written
from tests.review.tools import app, client, packaged
from tests.support.ready import built_in_pack

DAY = "duq.1.person.day"


def signed(folder: Path, *, vital: bool) -> Book:
    """The packaged languages, with Polish signed off by an invented reader: all of it, or what is vital."""
    states = [state for domain in ("plainsay", "duq") for state in Languages().states("pl", domain)]
    hashes = tuple(_hash(state) for state in states if state.sentence.vital or not vital)
    (folder / "pl").mkdir(parents=True)
    (folder / "pl" / FILE).write_text(written([Review("Ola", "first language", "2026-11-28", hashes)]), "utf-8")
    return Book(built_in_pack(), Languages(folder))


def _hash(state: State) -> str:
    return sentence_hash(state.sentence.english, state.translated)


async def test_everything_is_on_the_page(tmp_path: Path) -> None:
    """Without a choice each screen, question and sentence has a row with a cell for each of the eleven languages."""
    async with client(app(tmp_path)) as browser:
        page = (await browser.get("/")).text
    book = packaged()
    rows = {row.partition('"')[0]: row.partition("</tr>")[0] for row in page.split('<tr id="')[1:]}
    assert rows.keys() == book.items.keys()
    for known, row in rows.items():
        assert row.count("<td>") == len(book.columns) == 11
        assert all(f"/sounds/{code}/{known}.mp3" in row for code in book.columns)


async def test_a_language_stands_as_people_see_it(tmp_path: Path) -> None:
    """Arabic runs from right to left, says so, has no vowel signs, and has its card; its sound has the signs."""
    arabic = packaged().columns["ar"].items[DAY]
    async with client(app(tmp_path)) as browser:
        page = (await browser.get("/?language=ar&audience=person&area=duq.1")).text
        sound = await browser.get(f"/sounds/ar/{DAY}.mp3")
    assert arabic.ask != for_eye(arabic.ask)
    assert f'<p class="asked">{for_eye(arabic.ask)}</p>' in page
    assert arabic.ask not in page
    assert '<div class="said" lang="ar" dir="rtl">' in page
    assert f"/cards/ar/{DAY}.3.png?v=" in page
    assert arabic.ask in arabic.speech
    assert sound.headers["content-type"] == "audio/mpeg"


async def test_cards_are_drawn_when_they_are_looked_at(tmp_path: Path) -> None:
    """The page loads none before it is in sight, and its address gives the picture."""
    async with client(app(tmp_path)) as browser:
        page = (await browser.get("/?language=pl&audience=person&area=duq.1")).text
        card = await browser.get(f"/cards/pl/{DAY}.3.png")
    assert all('loading="lazy"' in image for image in re.findall(r"<img [^>]*>", page))
    assert card.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    [
        *("/?language=xx", "/?audience=nobody", "/?area=duq.9", "/?show=else", "/nothing", "/cards/xx/a.png"),
        *("/cards/pl/nothing.png", f"/sounds/xx/{DAY}.mp3", "/sounds/pl/nothing.mp3"),
    ],
)
async def test_what_there_is_not_is_not_found(tmp_path: Path, path: str) -> None:
    """A made-up language, audience, area, filter, card or sound is a plain 404."""
    async with client(app(tmp_path)) as browser:
        assert (await browser.get(path)).status_code == 404


async def test_only_this_computer_is_answered(tmp_path: Path) -> None:
    """Another name that leads here is refused, so no other site can read it."""
    async with client(app(tmp_path)) as browser:
        assert (await browser.get("/", headers={"host": "example.org"})).status_code == 400


async def test_who_signed_off_is_told(tmp_path: Path) -> None:
    """A signed sentence has name and day; the filter leaves out what needs nothing any more."""
    book = signed(tmp_path / "own", vital=True)
    async with client(app(tmp_path, book)) as browser:
        everything = (await browser.get("/?language=pl&audience=person")).text
        vital = (await browser.get("/?language=pl&show=vital")).text
        draft = (await browser.get("/?language=pl&show=draft")).text
    assert "Signed off by Ola (first language), 2026-11-28" in everything
    assert '<p class="state draft">Draft' in everything
    assert "There is nothing of this kind." in vital
    assert f'<tr id="{DAY}">' in draft
    assert book.columns["pl"].vital_left() == 0
    assert book.columns["pl"].whole.drafts > 0


async def test_what_needs_sign_off_comes_with_the_commands(tmp_path: Path) -> None:
    """A reader sees the vital sentences alone, marked, and what to type when they are right."""
    async with client(app(tmp_path)) as browser:
        page = (await browser.get("/?language=ur&show=vital")).text
    assert 'id="talk.person.consent"' in page
    assert "Needs sign-off" in page
    assert f'id="{DAY}"' not in page
    assert "plainsay translate export ur-vital.csv --language ur --vital" in page
    assert 'plainsay translate sign-off ur-vital.csv --language ur --by "YOUR NAME" --fluent "first language"' in page


async def test_what_is_missing_or_has_changed_stands_out(tmp_path: Path) -> None:
    """A sentence without translation is shown in English and marked; a sign-off of other words is counted."""
    own = tmp_path / "own"
    (own / "so").mkdir(parents=True)
    (own / "so" / "plainsay.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Next"\nmsgstr "Xiga"\n', "utf-8")
    (own / "so" / FILE).write_text(written([Review("Ayaan", "first language", "2026-11-28", ("0" * 16,))]), "utf-8")
    book = Book(built_in_pack(), Languages(own))
    ask = book.items[DAY].ask
    async with client(app(tmp_path, book, ("so",))) as browser:
        page = (await browser.get("/?area=duq.1&audience=person")).text
        missing = (await browser.get("/?language=so&show=missing")).text
    assert f'<span lang="en" dir="ltr" class="lacks">{ask}</span>' in page
    assert '<p class="state lacks">Not translated:' in page
    assert "Xiga" not in missing
    assert book.columns["so"].changed() == 1


async def test_names_are_filled_in_with_nobodys(tmp_path: Path) -> None:
    """No page shows a placeholder."""
    async with client(app(tmp_path)) as browser:
        page = (await browser.get("/?language=pl&audience=person")).text
    assert not re.search(r"\{\w+\}", page)
    assert "Maple House" in page
