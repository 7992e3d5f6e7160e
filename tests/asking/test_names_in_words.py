"""Whether somebody's name stands in words: what must be found, what must not, and what is known not to be found."""

from __future__ import annotations

import pytest

from asking.names_in_words import named

LEAD = "Morgan Ellis"


@pytest.mark.parametrize(
    "words",
    [
        "Morgan hurt me", "morgan hurt me", "MORGAN", "it was Morgan's fault", "morgans mean", "Mr Ellis hit me",
        "I am scared of Morgen", "Mrogan took my money", "Morgann", "Boję się Morgana", "me pegó Morgan.", "Morgán",
    ],
)  # fmt: skip
def test_a_name_is_found(words: str) -> None:
    """First or last name, with an ending, an accent, or a letter wrong."""
    assert named(words, (LEAD,)) == (LEAD,)


@pytest.mark.parametrize("words", ["", "I am scared at night", "My organist plays", "Mor gan", "She took my book"])
def test_no_name_is_found_where_none_is(words: str) -> None:
    """Other words are no name."""
    assert named(words, (LEAD,)) == ()


@pytest.mark.parametrize(
    ("words", "name", "is_found"),
    [
        ("I will tell you", "Will May", False),
        ("Will hit me", "Will May", True),
        ("it may be May", "Will May", True),
        ("Jo hurts", "Jo Li", True),
        ("joke", "Jo Li", False),
        ("I live on a hill", "Bo Hill", True),
        ("o no", "O Reed", False),
    ],
)
def test_names_that_are_words_too(words: str, name: str, is_found: bool) -> None:
    """Those of a list need a capital letter; short ones must stand there as they are; one letter is no name."""
    assert bool(named(words, (name,))) is is_found


@pytest.mark.parametrize(
    "words", ["Mo hurt me", "M.E. hurt me", "the manager hurt me", "Морган", "My keyworker hits me"]
)
def test_what_is_known_not_to_be_found(words: str) -> None:
    """Nicknames, initials, other alphabets and roles: docs/worries.md says so, and a lead can say it on the page."""
    assert named(words, (LEAD,)) == ()
