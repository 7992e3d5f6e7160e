"""The sheet with which somebody is asked whether they may be quoted: easy read, with pictures, in their language."""

from __future__ import annotations

import html

import pytest

from bot.staff.records import sheet_words
from bot.staff.records.sheet_words import CHOICE, FIELD, WORDS, rows
from easyread.lint import lint_text
from locales import ENGLISH
from locales.languages import Languages
from tests.staff.office import Office
from tests.staff.test_records import about
from tests.support.ready import built_in_pictures

LANGUAGES = Languages()
SHEET = "/staff/records/1/ask"


@pytest.mark.parametrize("supported", [True, False])
@pytest.mark.parametrize("theirs", [True, False])
def test_it_keeps_the_rules_and_has_its_pictures(theirs: bool, supported: bool) -> None:
    """No error and no warning of the linter; a picture that there is beside each sentence, question and answer."""
    found = rows(ENGLISH, theirs=theirs, supported=supported)
    said = [sheet_words.title(ENGLISH.gettext), *(one.text for one in found if one.kind not in {WORDS, FIELD})]
    assert [one for one in lint_text("\n\n".join(said)) if one.rule not in {"L28", "L29"}] == []
    assert {one.picture for one in found if one.kind not in {WORDS, FIELD}} <= built_in_pictures().names
    assert ("Your support stays the same." in said) is supported
    assert ("You said:" in said, "We wrote:" in said) == (theirs, not theirs)


@pytest.mark.parametrize("language", LANGUAGES.codes[1:])
def test_every_language_has_all_of_it(language: str) -> None:
    """Each line is translated, with the English beside it for whoever asks."""
    found = rows(LANGUAGES.words(language), theirs=True, supported=True)
    same = [one.text for one in found if one.kind != WORDS and one.text == one.english and one.text != "No"]
    assert same == []
    assert len([one for one in found if one.kind == CHOICE]) == 5
    assert all(one.english for one in found if one.kind != WORDS)


async def test_it_is_printed_in_the_persons_language(managed: Office) -> None:
    """English alone for whom English is spoken with; else their language, its direction, and the English small."""
    record = await about(managed, words="I sing.")
    page = (await managed.get(SHEET)).text
    assert '<article class="sheet ask" lang="en" dir="ltr">' in page
    assert "sheet__english" not in page
    assert page.count("May we tell others?") == 1
    for words in ("We wrote:", "I sing.", "Who may read it?", "Others may keep a copy."):
        assert words in page
    assert page.count("ask__box") == 5
    sql = "UPDATE person SET language = 'ur' WHERE id = :id"
    await managed.database.write(lambda tx: tx.run(sql, id=record.person_id))
    page = html.unescape((await managed.get(SHEET)).text)
    assert '<article class="sheet ask" lang="ur" dir="rtl">' in page
    assert LANGUAGES.words("ur").gettext("Who may read it?") in page
    assert '<span class="sheet__english" lang="en" dir="ltr">Who may read it?</span>' in page
    assert "It is a draft translation." in page
