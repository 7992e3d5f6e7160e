"""What people write is found however it is written; what only looks like it mostly is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asking.detecting import KINDS, detect
from asking.detecting.lists import languages


def kinds(words: str, language: str = "en") -> set[str]:
    """What is found."""
    return {hit.kind for hit in detect(words, language)}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("he hert me", "hurt"),
        ("he hitted me", "hurt"),
        ("Dave h1t me", "hurt"),
        ("h i t s me", "hurt"),
        ("HE H\u200bIT ME", "hurt"),
        ("he is being horrible to me", "hurt"),
        ("She gets bruises and nobody can tell me how", "hurt"),
        ("im scard", "scared"),
        ("he sc\u0430res me", "scared"),
        ("im scaaaaared of him", "scared"),
        ("my money gone", "money"),
        ("he tuches me", "touched"),
        ("they lock the door at night", "locked_in"),
        ("wont let me out", "locked_in"),
        ("they dont give me no food", "not_fed"),
        ("they put tablets in my tea", "medicine"),
        ("i dont want to be here anymore", "wanting_to_die"),
        ("i want to dye", "wanting_to_die"),
        ("he sits on top of him", "restraint"),
        ("tells me not to tell", "threats"),
        ("it is a seacret", "threats"),
    ],
)
def test_a_sign_is_found_however_it_is_spelt(words: str, kind: str) -> None:
    """Missing words, sounds, digits for letters, signs that cannot be seen, letters of another alphabet."""
    assert kind in kinds(words)


@pytest.mark.parametrize(
    "words",
    [
        "nobody hits me",
        "I am not scared",
        "the film scared me",
        "my favourite hit song",
        "I could kill for a cup of tea",
        "I locked the bathroom door myself",
        "I am starving, when is tea?",
        "Dr gave me medicine and I am better",
        "My keyworker helps me with my money",
        "",
        "...",
        "\u0000\ud800",
    ],
)
def test_what_is_harmless_is_let_be(words: str) -> None:
    """A denial, a film, a song, a joke: a person who is told of these too often stops looking."""
    assert kinds(words) == set()


def test_what_is_over_is_told_all_the_same() -> None:
    """'Nobody hits me now' says that somebody did."""
    assert kinds("nobody hits me") == set()
    assert "hurt" in kinds("nobody hits me now")


def test_a_denial_ends_where_a_new_thought_begins() -> None:
    """Without points and commas, 'not' belongs to what stands next to it."""
    assert "hurt" in kinds("i am not happy he hits me")
    assert "hurt" in kinds("no, he hits me")


def test_a_harmless_sentence_hides_none_that_is_not() -> None:
    """What is harmless covers its own words alone."""
    assert "hurt" in kinds("the film scared me and then he hit me")


def test_a_hit_names_our_phrase_and_never_the_words() -> None:
    """What a person wrote goes nowhere by way of a hit."""
    hits = detect("my carer Zebedee hit me", "en")
    assert hits
    assert all("zebedee" not in hit.phrase.casefold() and hit.kind in KINDS for hit in hits)


def test_english_is_found_beside_another_language_and_for_one_that_is_not_known() -> None:
    """People write English in a talk in another language; and no talk goes unlooked at for its language."""
    assert "hurt" in kinds("he hits me", "cy")
    assert "hurt" in kinds("he hits me", "pt-BR")
    assert "hurt" in kinds("he hits me", "xx")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("me pegan", "es"),
        ("eles batem em mim", "pt"),
        ("on mnie bije", "pl"),
        ("ma bate", "ro"),
        ("mae o'n fy mrifo i", "cy"),
        ("بيضربوني", "ar"),
        ("وہ مجھے مارتا ہے", "ur"),
        ("woh mujhe marta hai", "ur"),
        ("ਉਹ ਮੈਨੂੰ ਮਾਰਦਾ ਹੈ", "pa"),
        ("તે મને મારે છે", "gu"),
        ("আমাকে মারে", "bn"),
    ],
)
def test_each_language_finds_that_someone_is_hit(words: str, language: str) -> None:
    """Every language that ships has a list of its own."""
    assert "hurt" in kinds(words, language)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("no me pegan", "es"),
        ("nikt mnie nie bije", "pl"),
        ("nu ma bate nimeni", "ro"),
        ("لا يضربني احد", "ar"),
        ("مجھے کوئی نہیں مارتا", "ur"),
        ("ਮੈਨੂੰ ਕੋਈ ਨਹੀਂ ਮਾਰਦਾ", "pa"),
        ("મને કોઈ મારતું નથી", "gu"),
        ("আমাকে কেউ মারে না", "bn"),
    ],
)
def test_each_language_knows_no(words: str, language: str) -> None:
    """Before the verb, around it, or after it."""
    assert kinds(words, language) == set()


def test_marks_that_many_leave_out_make_no_difference() -> None:
    """Accents, vowel signs of Arabic, a letter written as one sign or as two."""
    assert kinds("mi\u0065\u0301do", "es") == kinds("mi\u00e9do", "es") == kinds("miedo", "es")
    assert kinds("\u0636\u064e\u0631\u064e\u0628\u064e\u0646\u064a", "ar") == kinds("ضربني", "ar") != set()


WORST = (
    "he " * 3400,
    "hit " * 2500,
    "not hit " * 1250,
    "hitme" * 2000,
    "locked door " * 830,
    "a" * 10_000,
    "a1" * 5000,
    "h\u200b" * 5000,
    "\u0301" * 10_000,
    " ".join(f"scxred{n}" for n in range(900)),
    "👊" * 10_000,
    "h i t " * 1700,
)


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
@pytest.mark.parametrize("language", languages())
def test_no_text_takes_long(text: str, language: str) -> None:
    """10,000 characters of the worst kind take no more than a fraction of a second, and twice as much about double."""
    detect("warm wqarm", language)  # no word: the words that many use are read for it
    took = []
    for part in (text[: len(text) // 2], text[:10_000]):
        began = time.process_time()
        detect(part, language)
        took.append(time.process_time() - began)
    assert took[1] < 2.0
    assert took[1] < 4 * took[0] + 0.1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(languages()))
def test_any_text_is_looked_at(text: str, language: str) -> None:
    """Whatever signs a text holds, it gives hits of known kinds, the same each time."""
    first = detect(text, language)
    assert first == detect(text, language)
    assert {hit.kind for hit in first} <= set(KINDS)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["he", "not", "hit", "me", "locked", "door", "now", "film", ",", ".", "money"]), max_size=60
    )
)
def test_what_stands_in_other_sentences_hides_nothing(words: list[str]) -> None:
    """A sign stays a sign, whatever is written in sentences around it."""
    around, between = " ".join(words), ". " + "bananas " * 9 + ". "
    assert "hurt" in kinds(f"{around} {between} he hit me {between} {around}")
