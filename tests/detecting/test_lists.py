"""A language's file of phrases is checked: every fault is told with its line and a way to mend it."""

from __future__ import annotations

import pytest

from asking.detecting.lists import check_all, languages, load
from asking.detecting.matching import seen, stands
from asking.detecting.sheet import KINDS
from asking.detecting.words import read
from dialogs.faults import PackFaults
from locales import Languages

GOOD = """language: xx
words:
  me: [me, us]
negation:
  words: [not]
phrases:
""" + "".join(f"  {kind}:\n    - {kind.partition('_')[0]}* <me>\n" for kind in KINDS)


def codes(text: str, file: str = "xx.yaml") -> list[tuple[int, str]]:
    """Line and code of each fault."""
    with pytest.raises(PackFaults) as caught:
        load(file, text)
    return [(fault.line, fault.code) for fault in caught.value.faults]


def test_every_file_that_ships_is_whole_and_every_language_has_one() -> None:
    """A talk in any language that can be chosen is looked at in that language."""
    assert list(check_all()) == []
    assert {name.partition("-")[0] for name in Languages().codes} <= set(languages())


@pytest.mark.parametrize(
    ("phrase", "found", "not_found"),
    [
        ("tired .. (life|being alive)", ["tired of life", "tired of being alive"], ["tired alive", "tired of being"]),
        ("(hits|kicks) me", ["he hits me", "he kicks me"], ["he hits", "kicks himself"]),
        ("(shut up|go away|bye) now", ["shut up now", "go away now", "bye now"], ["shut now", "go now", "up now"]),
        ("hurts|kicks", ["it hurts", "he kicks"], ["he is kind"]),
        ("hurts|kicks .. <me>", ["hurts poor me", "kicks us"], ["kicks him"]),
        (
            "bad (arm|left leg) [now] hurts",
            ["bad arm hurts", "bad left leg now hurts"],
            ["bad leg hurts", "bad left hurts"],
        ),
    ],
)
def test_brackets_say_what_belongs_together(phrase: str, found: list[str], not_found: list[str]) -> None:
    """Each alternative is found as it stands, with all of its words, and no mixture of two."""
    lists = load("xx.yaml", GOOD.replace("hurt* <me>", phrase, 1))
    for words, is_found in [*((one, True) for one in found), *((one, False) for one in not_found)]:
        text = read(words)
        at = seen(text, lists.find, lists.fillers, lists.denial)
        assert any(stands(one, at) for one in lists.phrases["hurt"]) is is_found, words


def test_a_good_file_is_read() -> None:
    """The control for all others."""
    assert load("xx.yaml", GOOD).language == "xx"


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ("hurt* <me>", "hurt* <you>", "P107"),
        ("hurt* <me>", "hurt .. ", "P107"),
        ("hurt* <me>", ".. hurt", "P107"),
        ("hurt* <me>", "hu* me", "P107"),
        ("hurt* <me>", "hurt-me", "P107"),
        ("hurt* <me>", "hurt* (me", "P107"),
        ("hurt* <me>", "hurt* me)", "P107"),
        ("hurt* <me>", "hurt* (me|(us))", "P107"),
        ("hurt* <me>", "hurt*(me)", "P107"),
        ("hurt* <me>", "hurt* (me|)", "P107"),
        ("hurt* <me>", "hurt* ()", "P107"),
        ("hurt* <me>", "hurt* [my own] arm", "P107"),
        ("hurt* <me>", "hurt* <me", "P107"),
        ("hurt* <me>", "hurt*|hits <me>", "P109"),
        ("hurt* <me>", "tired .. life|being alive", "P109"),
        ("hurt* <me>", "<me> hurt*|hits", "P109"),
        ("hurt* <me>", " ".join(["(a b|c d)"] * 7), "P107"),
        ("[me, us]", "[me, two words]", "P107"),
        ("language: xx", "language: yy", "P108"),
        ("negation:", "negations:", "P106"),
        ("words: [not]", "words: []", "P201"),
        ("[me, us]", "[me, us", "P103"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(wrong: str, right: str, code: str) -> None:
    """A slot that is not there, a gap at an end, a stem too short, a key misspelt, a file that is no YAML."""
    assert wrong in GOOD
    found = codes(GOOD.replace(wrong, right, 1))
    line = GOOD[: GOOD.index(wrong)].count("\n") + 1
    assert code in [each for _, each in found]
    assert code in {"P103", "P201", "P106"} or (line, code) in found


def test_a_kind_without_phrases_is_a_fault() -> None:
    """A list that leaves out a kind would be silent about it."""
    cut = GOOD[: GOOD.index("  threats:")]
    assert "P201" in [code for _, code in codes(cut)]


def test_a_spelling_that_could_never_be_found_is_a_fault() -> None:
    """What the reader takes apart is no one word."""
    assert "P107" in [code for _, code in codes(GOOD + "spellings:\n  a-b: me\n")]
