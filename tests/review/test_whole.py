"""Everything can be made from a clean checkout: text, picture, card and sound of each item in each language."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.review.whole import Lack, Making
from easyread import fonts, pictures
from easyread.speech import EspeakSpeaker, Remembering, SpeechCache
from locales import Languages
from tests.easyread.speech_tools import PATIENT_SECONDS, ToneSpeaker
from tests.review.tools import packaged
from tests.support.counts import SOAK

FEW = 3


def making(folder: Path, speech: SpeechCache | None = None) -> Making:
    """The real pictures and fonts."""
    return Making(pictures.load(), fonts.load(), speech or SpeechCache(folder, ToneSpeaker()))


@pytest.mark.parametrize("language", Languages().codes)
def test_nothing_is_missing(tmp_path: Path, language: str) -> None:
    """Every item has its text, its picture, words that a voice of the language speaks, and cards that fit."""
    book = packaged()
    assert not list(making(tmp_path).planned(book, book.columns[language]))


@pytest.mark.parametrize("language", Languages().codes)
async def test_everything_is_drawn_and_spoken(tmp_path: Path, language: str) -> None:
    """A few cards and sentences of each language are drawn and spoken; in the long run all of them."""
    voice = Remembering(EspeakSpeaker(timeout_seconds=PATIENT_SECONDS))
    made: list[Lack | None] = []
    await making(tmp_path, SpeechCache(tmp_path, voice)).made(
        packaged().columns[language], None if SOAK else FEW, made.append
    )
    assert len(made) >= 2 * FEW
    assert not [lack for lack in made if lack]


def test_each_kind_of_lack_is_found(tmp_path: Path) -> None:
    """A lost translation, an unknown picture, Arabic without vowels and a sign that no font has are all told."""
    book = packaged()
    column = book.columns["ar"]
    known, english = "duq.1.person.day", book.items["duq.1.person.day"]
    broken = {**column.items, known: replace(column.items[known], picture="nothing", ask="هل اخترت ما تفعله اليوم؟")}
    cards = {f"{known}.3": replace(column.cards[f"{known}.3"], question="\u4e00")}
    spoilt = object.__new__(type(column))
    spoilt.__dict__.update(column.__dict__ | {"items": broken, "cards": cards, "_states": dict(column._states)})
    state = spoilt._states[english.ask]
    spoilt._states[english.ask] = replace(state, translated="")
    found = list(making(tmp_path).planned(book, spoilt))
    assert {lack.what for lack in found} == {"text", "picture", "sound", "card"}
    assert all(str(lack).startswith("ar: ") for lack in found)


def test_a_sound_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Where the voice fails, the list says which item and why."""
    quiet = SpeechCache(tmp_path, EspeakSpeaker(command=("false",)))
    made: list[Lack | None] = []
    asyncio.run(making(tmp_path, quiet).made(packaged().columns["en"], 1, made.append))
    assert [lack.what for lack in made if lack] == ["sound"]
    assert "crashed" in str(made[-1])
