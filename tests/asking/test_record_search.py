"""Looking for records by words: by small letters and without accents, all of the words, anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking.record_search import LONGEST, looked_for, matching
from store.records import Record

TEXT = st.text(max_size=40)


def a_record(title: str = "", source: str = "", words: str = "") -> Record:
    """One that says this."""
    return Record(1, 0, None, "visit", "2026-11-20", title, source, words, "", "readers", False, "", "", "", None, "")


@pytest.mark.parametrize(
    ("find", "words"),
    [("Café!", ("cafe",)), ("STRASSE straße", ("strasse", "strasse")), ("", ()), (" . ", ()), ("1.2", ("1", "2"))],
)
def test_what_is_looked_for(find: str, words: tuple[str, ...]) -> None:
    """Signs between words are none; large letters and accents make no difference."""
    assert looked_for(find) == words


@given(title=TEXT, source=TEXT, words=TEXT, find=st.text(max_size=LONGEST))
def test_every_record_is_found_by_its_own_words(title: str, source: str, words: str, find: str) -> None:
    """By any part of what it says; and by nothing that stands in none of its three texts."""
    one = a_record(title, source, words)
    for text in (title, source, words):
        assert matching([one], looked_for(text)) == [one]
    if looked_for(find) and not matching([one], looked_for(find)):
        again = a_record(title, source, f"{words}\n{find}")
        assert matching([again], looked_for(find)) == [again]
    assert matching([one], (*looked_for(title), "zzqxj" * 30)) == []
