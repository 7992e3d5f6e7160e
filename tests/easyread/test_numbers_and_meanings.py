"""What counts as a big number, which plainer words are offered, and what explains a word."""

from __future__ import annotations

import pytest

from easyread.lint import lint_text
from tests.easyread.tools import check_finds, check_ok, hits


@pytest.mark.parametrize(
    "text",
    [
        "On 14 October 2026, the bus came.",
        "In 2019, we came.",
        "In 2018, 2019, 2020.",
        "On October 14 2026 we met.",
        "The years 2026-27, then.",
        "At 14.30, we eat.",
        "At 14:30, we eat.",
        "Ring 01632 960001, or come.",
        "For ages 10-20, it is free.",
    ],
)
def test_l17_leaves_dates_times_and_telephones_alone(text: str) -> None:
    """A comma or stop behind a year, a time or a telephone number makes no big number of it."""
    check_ok("L17", text)


def test_l17_names_a_number_without_its_comma() -> None:
    """The comma behind a number is not part of it, the one in it is."""
    assert hits("L17", "We sent 1,250, then 300, of them.")[0].message == "1,250 is a big number."
    assert [hit.severity for hit in hits("L17", "We sent 1,250, then 300, of them.")] == ["W", "W"]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("70% of people came.", "7 in 10"),
        ("40 per cent of us.", "4 in 10"),
        ("75% of people.", ""),
        ("100% of people.", ""),
        ("10-20% of people.", ""),
        ("2.50% of people.", ""),
        ("It went up by 10%.", ""),
    ],
)
def test_l17_gives_a_share_only_where_it_is_sure(text: str, share: str) -> None:
    """Tens below a hundred become a share of ten; for any other percent no figure is made up."""
    given = next(hit for hit in hits("L17", text) if "Percent" in hit.message).suggestion
    assert given == (f"Say it as '{share}'." if share else "Say it in small whole numbers, or leave it out.")


@pytest.mark.parametrize("word", ["inclusive", "contribution", "outcome", "outcomes", "issue", "discharge"])
def test_l10_offers_no_word_where_the_sense_decides(word: str) -> None:
    """A word with several senses is found, and no plainer word is guessed."""
    assert [hit.suggestion for hit in hits("L10", f"This is {word}.")] == ["Use an everyday word."]


@pytest.mark.parametrize("text", ["Yours sincerely", "Yours faithfully", "Yours sincerely,\nAnn Bell"])
def test_ends_of_letters_are_fine(text: str) -> None:
    """How a letter usually ends is no finding."""
    assert lint_text(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Write to the Ombudsman. The Ombudsman looks at complaints about councils.",
        "You can have an advocate. Advocates speak for you.",
        "You can have an advocate. They speak for you.",
        "Ask the court of protection. It settles money matters.",
    ],
)
def test_l11_takes_what_a_thing_does_for_its_explanation(text: str) -> None:
    """The next sentence explains a word when it begins with it, or points to it, and tells what it does."""
    check_ok("L11", text)


@pytest.mark.parametrize(
    "text",
    [
        "You can have an advocate. They come on Monday.",
        "You can have an advocate. The advocate lives in Leeds.",
        "You can have an advocate. Your advocate speaks for you.",
        "You can have an advocate. The advocate phoned your mum.",
        "You can have an advocate. The house speaks for you.",
    ],
)
def test_l11_takes_no_news_for_an_explanation(text: str) -> None:
    """What one such person did or will do says nothing about the word."""
    check_finds("L11", text, "E", at="advocate")


def test_what_a_thing_does_explains_nothing_where_it_is_first_used() -> None:
    """Only a second sentence explains by telling what a thing does: the first use of a word is no explanation."""
    check_finds("L11", "The advocate speaks for you.", "E")
    check_finds("L13", "The ICB pays for your bed.", "E")
