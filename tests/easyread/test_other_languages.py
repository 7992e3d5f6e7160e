"""What the linter does in the ten languages that Plainsay is translated to."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml

from easyread import difficulty
from easyread.frequency import known
from easyread.languages import allowed
from easyread.lint import lint_file, lint_text
from easyread.rule import Severity
from easyread.rules.hard_word import RULE as HARD_WORD
from easyread.rules.listed_number import EXAMPLES
from easyread.rules.long_sentence import RULE as LONG_SENTENCE
from easyread.words.glossaries import missing, terms
from easyread.words.numbers import numbers
from locales import Languages
from tests.easyread.tools import rule

LANGUAGES = Languages().codes[1:]
SAMPLE = yaml.safe_load((Path(__file__).parent / "words_other_languages.yaml").read_text("utf-8"))
MOST_PLAIN_FOUND = 0.02
LEAST_HARD_FOUND = {"ar": 0.3, "bn": 0.4, "es": 0.5, "pl": 0.7, "pt": 0.45, "ro": 0.4}


def found(rule_id: str, text: str, language: str) -> list[str]:
    """The words that one rule finds in a text."""
    return [it.message.split("'")[1] for it in lint_text(text, language, rules=[rule(rule_id)])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_translation_says_the_words_of_its_glossary(language: str) -> None:
    """Wherever the English has a term, its translation has the word that the glossary gives, and none to avoid."""
    languages = Languages()
    states = [state for domain in languages.domains for state in languages.states(language, domain)]
    unsaid = [
        (term.english, state.sentence.english, state.translated)
        for state in states
        for term in missing(state.sentence.english, state.translated, language)
    ]
    assert unsaid == []
    assert [it for state in states for it in lint_text(state.translated, language, rules=[rule("L12")])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_glossary_is_whole(language: str) -> None:
    """Each term stands once, with words to use, and no word is to be used and avoided."""
    listed = terms(language)
    assert len(listed) >= 20
    assert len({term.english for term in listed}) == len(listed)
    assert all(term.use and not set(term.use) & set(term.avoid) for term in listed)


def test_a_term_that_is_missing_is_named() -> None:
    """The longest term counts, once; a placeholder is no term; another language's region has the same glossary."""
    assert [term.english for term in missing("Your support plan.", "Tu programa.", "es-MX")] == ["support plan"]
    assert [term.english for term in missing("Skip it, {skip}.", "Pomiń to, {skip}.", "pl")] == []
    assert [term.english for term in missing("Skip it, {skip}.", "Dalej, {skip}.", "pl")] == ["skip"]
    assert missing("Your support plan.", "Votre plan.", "fr") == ()


def test_a_word_to_avoid_may_end_where_it_is_told_to() -> None:
    """A full stop in the glossary is the end of the word: Arabic 'secret' is not found in 'bed'."""
    assert found("L12", "هذا سري. وَالسِّرِّيَّة.", "ar") == ["سري", "وَالسِّرِّيَّة"]
    assert found("L12", "السرير سريع.", "ar") == []
    assert found("L12", "وَالْمَنْزِلُ", "ar") == ["وَالْمَنْزِلُ"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_list_is_found(language: str) -> None:
    """Each form of the list is found as its number, and the phrases that only look like one are not."""
    assert {example.language for example in EXAMPLES} == set(LANGUAGES)
    for words, value in numbers(language).values.items():
        text = f"x {' '.join(words)} x"
        given = lint_text(text, language, rules=[rule("L16")])
        assert [it.suggestion for it in given] == ([f"Write: {value}."] if value else []), text


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Mamy dwadzieścia pięć pytań.", "pl", ["dwadzieścia pięć"]),
        ("Tenemos treinta y cinco días.", "es", ["treinta y cinco"]),
        ("Tenemos dos y tres.", "es", ["dos", "tres"]),
        ("Hay dos, tres.", "es", ["dos", "tres"]),
        ("La ONCE y Canal Dos.", "es", []),
        ("Dos personas hablan.", "es", ["Dos"]),
        ("Mae tri deg pump o bobl.", "cy", ["tri deg pump"]),
        ("وخمسة وعشرون يومًا", "ar", ["وخمسة وعشرون"]),
        ("ثَلَاثُ مَرَّاتٍ", "ar", ["ثَلَاثُ"]),
        ("Avem o casă nouă.", "ro", []),
        ("এটা ঠিক নয়।", "bn", []),
    ],
)
def test_numbers_in_words_are_found_together(text: str, language: str, words: list[str]) -> None:
    """'Twenty five' is one number and 'two and three' are two; names, and words with another sense, are none."""
    assert found("L16", text, language) == words


@pytest.mark.parametrize("language", sorted(SAMPLE))
def test_rare_words_are_mostly_hard_words(language: str) -> None:
    """At most one plain word of fifty is found, and of the words of official letters as many as were measured."""
    plain, hard = (SAMPLE[language][kind].split() for kind in ("plain", "hard"))
    found_plain, found_hard = ([word for word in words if found("L10", word, language)] for words in (plain, hard))
    if not HARD_WORD.fits(language):
        assert language == "ur"  # where more plain words than hard ones would be found
        assert found_plain == found_hard == []
        return
    assert len(found_plain) <= MOST_PLAIN_FOUND * len(plain), found_plain
    assert len(found_hard) >= LEAST_HARD_FOUND[language] * len(hard)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lubię Xanthippe i {deinstytucjonalizacja}.", "pl"),
        ("Xanthippe jest tu.", "pl"),
        ("Plainsay te pregunta.", "es"),
        ("نُحِبُّ الشَّايْ.", "ar"),
        ("نستخدم Xyzzyq هنا.", "ar"),
        ("Diga-nos o que quer.", "pt"),
        ("S-a dus acasă.", "ro"),
    ],
)
def test_names_and_placeholders_are_no_rare_words(text: str, language: str) -> None:
    """Names, placeholders, Latin words in other letters, vowel signs and parts before a hyphen are left alone."""
    assert found("L10", text, language) == []


def test_a_difficulty_does_not_hang_on_vowel_signs() -> None:
    """Arabic with all its signs is as hard as without."""
    assert difficulty("بَيْتْ", "ar") == difficulty("بيت", "ar") < difficulty("محاصة", "ar")


@pytest.mark.parametrize(("language", "most"), [("en", 10), ("es", 10), ("ar", 10), ("cy", 11), ("pa", 11), ("ur", 12)])
def test_languages_that_need_more_words_may_have_them(language: str, most: int) -> None:
    """The warning begins where the language needs more words for the same; the error begins at 15 in all."""
    assert allowed(10, language) == most
    severities = [
        [it.severity for it in lint_text("a " * count, language, rules=[LONG_SENTENCE])]
        for count in (most, most + 1, 15, 16)
    ]
    assert severities == [[], [Severity.WARNING], [Severity.WARNING], [Severity.ERROR]]


def test_both_ways_to_write_a_letter_are_one() -> None:
    """Welsh, Bengali and Punjabi words are found with their letters whole and in pieces."""
    for text, language, rule_id in (
        ("Mae tŷ a saith.", "cy", "L16"),
        ("ছয়জন আছেন।", "bn", "L16"),
        ("ਸਾਡਾ ਪ੍ਰਸ਼ਨ।", "pa", "L12"),
    ):
        both = {len(found(rule_id, unicodedata.normalize(form, text), language)) for form in ("NFC", "NFD")}
        assert both == {1}, text


def test_each_sentence_of_a_file_is_checked_in_its_own_language(tmp_path: Path) -> None:
    """A Polish part of an English page gets Polish rules, and the English around it English ones."""
    page = tmp_path / "a.html"
    page.write_text('<p>We met three times.</p><p lang="pl">Mamy trzy pytania i three.</p>', encoding="utf-8")
    assert [it.message.split("'")[1] for it in lint_file(page, rules=[rule("L16")])] == ["three", "trzy"]


@pytest.mark.parametrize("language", ["cy", "gu", "pa"])
def test_a_language_is_not_measured_with_anothers_list(language: str) -> None:
    """Without a list of its own, an English word is as hard as any other of its length."""
    assert difficulty("which", language) == difficulty("thilm", language)


def test_languages_without_a_word_list_are_the_documented_ones() -> None:
    """The page on the linter names those that have no list, and Urdu, whose list is of no use."""
    text = (Path(__file__).parents[2] / "docs" / "linter.md").read_text("utf-8")
    assert [language for language in LANGUAGES if not known(language)] == ["cy", "gu", "pa"]
    assert [language for language in LANGUAGES if not HARD_WORD.fits(language)] == ["cy", "gu", "pa", "ur"]
    assert "Welsh, Gujarati and Punjabi have no word list" in text
