"""How hard a word is."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordfreq import top_n_list

from easyread import difficulty
from easyread.word_difficulty import syllables


@given(st.text(), st.sampled_from(["en", "de", "hu", "xx", "", "no such language"]))
def test_any_text_has_a_difficulty(word: str, lang: str) -> None:
    """Any text in any language gives a number from 0 to 1."""
    assert 0.0 <= difficulty(word, lang) <= 1.0


# Without the Turkish letters, whose capitals are those of other letters.
LETTERS = st.characters(min_codepoint=0x41, max_codepoint=0x17E, categories=["Lu", "Ll"], exclude_characters="ıİ")


@given(st.text(alphabet=LETTERS))
def test_capitals_make_no_difference(word: str) -> None:
    """A word in capitals is as hard as in small letters."""
    assert difficulty(word.upper()) == difficulty(word.lower()) == difficulty(word)


@pytest.mark.parametrize(
    ("easier", "harder"),
    [("tea", "beverage"), ("home", "domicile"), ("help", "facilitate"), ("use", "utilise"), ("the", "xqzvk")],
)
def test_common_words_are_easier(easier: str, harder: str) -> None:
    """A common short word is easier than its rare long brother."""
    assert difficulty(easier) < difficulty(harder)


def test_it_falls_with_frequency() -> None:
    """Among words of one length and one number of syllables, the more frequent is never harder."""
    words = [word for word in top_n_list("en", 5000) if word.isalpha() and len(word) == 6 and syllables(word) == 2]
    values = [difficulty(word) for word in words]
    assert len(values) > 100
    assert values == sorted(values)


def test_no_letters_no_difficulty() -> None:
    """Numbers, marks and nothing at all are not hard words."""
    assert [difficulty(text) for text in ("", " ", "999", "?!", "🙂")] == [0.0] * 5


def test_several_words_are_as_hard_as_the_hardest() -> None:
    """A phrase takes the difficulty of its hardest word."""
    assert difficulty("the domicile") == difficulty("domicile")


def test_it_is_fast() -> None:
    """A word takes under 50 microseconds once the lists are loaded."""
    words = top_n_list("en", 3000)
    difficulty("warm")
    best = min(_seconds(words) for _ in range(3))
    assert best / len(words) < 50e-6


def _seconds(words: list[str]) -> float:
    start = perf_counter()
    for word in words:
        difficulty(word)
    return perf_counter() - start


def test_importing_easyread_is_cheap() -> None:
    """`import easyread` loads neither the word lists nor the libraries that read them."""
    code = "import sys, easyread; print([name for name in ('wordfreq', 'simplemma', 'yaml') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
