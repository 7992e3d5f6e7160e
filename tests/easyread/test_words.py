"""The word lists hold together."""

from __future__ import annotations

from easyread import words
from easyread.lint import lint_text
from easyread.rules.hard_word import rank


def test_lists_have_no_word_in_common_with_the_deny_list() -> None:
    """A word is never both jargon and fine."""
    assert not set(words.deny()) & (set(words.glossary()) | words.easy() | words.names())


def test_lists_are_wide_enough_and_whole() -> None:
    """There are 150 jargon words or more, each with plainer words, and each glossary word has its meaning."""
    assert len(words.deny()) >= 150
    assert all(words.deny().values())
    assert all(words.glossary().values())
    assert all(word == word.lower() for word in (*words.deny(), *words.glossary(), *words.easy(), *words.names()))


def test_meanings_in_the_glossary_are_plain() -> None:
    """What explains a word obeys the rules itself."""
    faults = [found for meaning in words.glossary().values() for found in lint_text(f"It is {meaning}.")]
    assert [found for found in faults if found.severity == "E"] == []


def test_compounds_go_by_their_parts() -> None:
    """A hyphenated word is as hard as its hardest part."""
    assert rank("tea-cup") is None
    assert rank("tea-domicile") == "E"
