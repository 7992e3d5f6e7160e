"""How hard a word is."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordfreq import top_n_list

from easyread import difficulty, words
from easyread.frequency import zipf
from easyread.word_data import HARDEST_LEVEL, LARGEST_LIST, UNKNOWN, profile
from easyread.word_difficulty import OTHER_START, OTHER_WEIGHTS, START, WEIGHTS
from easyread.word_family import parts_zipf, root_zipf
from easyread.word_features import Features, features, is_code, syllables
from tools.word_weights import estimates, fit, fitted, measured, ranks, scores, together

STRINGS = st.text(max_size=30) | st.text(alphabet="abeinst-' 3é", max_size=12)


@given(STRINGS, st.sampled_from(["en", "de", "hu", "xx", "", "no such language"]))
def test_any_text_has_a_difficulty(word: str, lang: str) -> None:
    """Any text in any language gives a number from 0 to 1."""
    assert 0.0 <= difficulty(word, lang) <= 1.0


@pytest.mark.parametrize("word", ["a" * 100_000, "ness" * 5_000, "-" * 10_000, "\ud800x", "ß" * 999, "1a" * 5_000])
def test_strange_strings_have_one_too(word: str) -> None:
    """Very long or broken strings are measured as well."""
    assert 0.0 <= difficulty(word) <= 1.0


# Without the Turkish letters, whose capitals are those of other letters.
LETTERS = st.characters(min_codepoint=0x41, max_codepoint=0x17E, categories=["Lu", "Ll"], exclude_characters="ıİ")


@given(st.text(alphabet=LETTERS))
def test_capitals_make_no_difference(word: str) -> None:
    """A word in capitals is as hard as in small letters."""
    assert difficulty(word.upper()) == difficulty(word.lower()) == difficulty(word)


@pytest.mark.parametrize(
    ("easier", "harder"),
    [
        ("tea", "beverage"),
        ("home", "domicile"),
        ("help", "facilitate"),
        ("use", "utilise"),
        ("the", "xqzvk"),
        ("biscuit", "capacity"),  # rarer in print
        ("pillow", "regulation"),  # rarer in print
        ("wickedness", "iniquity"),  # made of a word that is known
        ("bedtime", "cortex"),
        ("happiness", "phenotype"),
        ("cat", "bcl2"),
        ("tumours", "metastases"),
    ],
)
def test_easier_words_are_easier(easier: str, harder: str) -> None:
    """A word that people know is easier than one that they may not know."""
    assert difficulty(easier) < difficulty(harder)


def test_easy_words_come_near_zero_without_a_step() -> None:
    """'home' is near 0; frequent words still differ, and nothing sits at an end."""
    values = [difficulty(word) for word in top_n_list("en", 20_000) if word.isalpha()]
    assert difficulty("home") < 0.1
    assert min(values) > 0
    assert max(values) < 0.95


def test_it_falls_with_frequency() -> None:
    """All else equal, a more common word is never harder; over all words the two go strongly together."""
    steepest = WEIGHTS.common + max(WEIGHTS.very_common, 0) - min(WEIGHTS.root, 0) - min(WEIGHTS.parts, 0)
    assert steepest < 0
    assert OTHER_WEIGHTS["common"] < 0
    listed = [word for word in top_n_list("en", 50_000)[::10] if word.isalpha()]
    assert scores(difficulty, [(word, zipf(word)) for word in listed])[1] < -0.65


def test_each_measure_points_the_right_way() -> None:
    """Things, and words that explain themselves, are easier; all other measures make a word harder."""
    easier = {name for name, weight in WEIGHTS._asdict().items() if weight < 0}
    assert easier == {"common", "physical", "root", "parts"}


def test_no_letters_no_difficulty() -> None:
    """Numbers, marks and nothing at all are not hard words."""
    assert [difficulty(text) for text in ("", " ", "999", "?!", "🙂", "-")] == [0.0] * 6


@pytest.mark.parametrize("text", ["the domicile", "domicile the", "the-domicile", "the/domicile", "domicile's"])
def test_several_words_are_as_hard_as_the_hardest(text: str) -> None:
    """A phrase, or a word with a hyphen, takes the difficulty of its hardest word."""
    assert difficulty(text) == difficulty("domicile")


def test_other_languages_have_frequency_length_and_syllables() -> None:
    """German words differ by how common they are; a language without a list by length."""
    assert difficulty("haus", "de") < difficulty("rechtsmittelbelehrung", "de")
    assert difficulty("ya", "xx") < difficulty("yakakakaka", "xx")


def test_the_estimates_are_met_better_than_by_frequency() -> None:
    """On estimates that no weight has seen, over all and in each group, the model beats the Zipf value."""
    groups = estimates(held_out=True)
    assert scores(difficulty, together(groups))[0] > 0.9
    for pairs in (together(groups), *groups.values()):
        assert scores(difficulty, pairs)[0] > scores(lambda word: -zipf(word), pairs)[0]


def test_no_weight_has_seen_the_held_out_words() -> None:
    """There are over 300 estimates from three kinds of text, and the two halves share no word."""
    fitted, held_out = together(estimates(held_out=False)), together(estimates(held_out=True))
    assert len(fitted) + len(held_out) > 300
    assert len(estimates(held_out=True)) == 3
    assert not {word for word, _ in fitted} & {word for word, _ in held_out}


def test_the_weights_are_those_that_the_tool_fits() -> None:
    """Nobody has turned a weight by hand: fitting again to what was measured gives the figures in the module."""
    (start, weights), (other_start, other_weights) = fitted()
    assert [start, other_start] == pytest.approx([START, OTHER_START], abs=6e-4)
    assert [*weights, *other_weights] == pytest.approx([*WEIGHTS, *OTHER_WEIGHTS.values()], abs=6e-5)


def test_what_was_measured_is_what_the_words_measure() -> None:
    """The kept measures are of the fitted half, in its order, and at most one word in twenty measures otherwise now."""
    half, known = together(estimates(held_out=False)), measured()
    assert list(known) == [word for word, _ in half]
    moved = [word for word, kept in known.items() if features(word) != pytest.approx(kept, abs=1e-3)]
    assert len(moved) <= len(half) / 20, f"Run `python -m tools.word_weights --measure`, paste the weights: {moved}"


def test_fit_finds_a_known_line() -> None:
    """Almost without a ridge, the fit gives back the weights that made the figures."""
    rows = [(float(x), float(x * x % 7)) for x in range(20)]
    start, weights = fit(rows, [1 + 2 * x - 3 * y for x, y in rows], 1e-9)
    assert [start, *weights] == pytest.approx([1, 2, -3])


def test_equal_values_share_their_rank() -> None:
    """Ranks begin at 0, and ties lie in the middle of their places."""
    assert ranks([5.0, 1.0, 5.0, 9.0]) == [1.5, 0.0, 1.5, 3.0]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("home", 1),
        ("table", 2),
        ("kitchen", 2),
        ("biology", 4),
        ("café", 2),
        ("muscles", 2),
        ("walked", 1),
        ("nation", 2),
        ("xqz", 1),
    ],
)
def test_syllables_are_groups_of_vowels(word: str, count: int) -> None:
    """Vowels that stand together are one syllable, unless they are said apart; a silent 'e' is none."""
    assert syllables(word) == count


def test_words_are_known_by_their_parts() -> None:
    """Roots and compounds are found where the parts are common, and only there."""
    assert root_zipf("sadness") == zipf("sad")
    assert parts_zipf("bedtime") == min(zipf("bed"), zipf("time"))
    assert root_zipf("retina") == parts_zipf("ligand") == 0.0
    assert root_zipf("") == parts_zipf("") == 0.0


def test_codes_have_digits_or_no_vowels() -> None:
    """Short forms are told from words; scripts whose vowels are not known here are left alone."""
    assert [is_code(word) for word in ("dna", "brca1", "dns", "été", "房子", "дом", "why")] == [
        False,
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_profiles_are_read() -> None:
    """The data file knows everyday things, science, and nothing about what is not a word."""
    assert profile("apple").physical
    assert profile("allele").science
    assert profile("apple").level < profile("allele").level == HARDEST_LEVEL
    assert profile("apple").size < LARGEST_LIST
    assert profile("xqzvk") == UNKNOWN


def test_our_easy_words_are_lifted() -> None:
    """A word of our own list counts as more common than it is in print, others as common as they are."""
    listed = [word for word in sorted(words.easy()) if zipf(word) < 4]
    assert all(features(word).common > zipf(word) for word in listed)
    assert features("domicile").common == zipf("domicile")
    assert isinstance(features("domicile"), Features)


def test_a_word_costs_little_work() -> None:
    """A word that was never asked for takes under 200 calls of functions, whatever else the machine does.

    It takes 164. How long that is, beside the look-up of wordfreq, is told by `make bench`: a clock decides no test.
    """
    listed = top_n_list("en", 12_000)[3_000:]
    difficulty("warm")
    assert _calls(difficulty, listed) < 200 * len(listed)
    assert _calls(lambda word: [difficulty(word), *map(zipf, [word] * 200)], listed[:100]) > 200 * 100


def _calls(look_up: Callable[[str], object], listed: list[str]) -> int:
    seen = Counter[str]()
    before = sys.getprofile()
    sys.setprofile(lambda _frame, event, _function: seen.update([event]))
    try:
        for word in listed:
            look_up(word)
    finally:
        sys.setprofile(before)
    return seen["call"] + seen["c_call"]


def test_importing_easyread_is_cheap() -> None:
    """`import easyread` loads neither the word lists nor the libraries that read them."""
    code = "import sys, easyread; print([name for name in ('wordfreq', 'simplemma', 'yaml') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
