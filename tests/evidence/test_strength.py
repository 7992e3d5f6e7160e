from __future__ import annotations

from datetime import date, timedelta

import pytest

from dialogs.model import Audience
from evidence.result import Counts, Result, result
from evidence.strength import Reason, Strength, Word, strength
from evidence.suppression import shown_alone

TODAY = date(2026, 11, 22)
GOOD = result(shown_alone(20), Counts(good=18, not_good=2))
BAD = result(shown_alone(20), Counts(good=2, not_good=18))
HIDDEN = result(shown_alone(4), Counts(not_good=4))


def judged(person: int, *, staff: int = 12, supported: int = 30, staff_say: Result = GOOD, days: int = 10) -> Strength:
    """Strength with so many people heard; people say good things unless told."""
    return strength(
        heard={Audience.PERSON: person, Audience.STAFF: staff},
        supported=supported,
        overall={Audience.PERSON: GOOD, Audience.STAFF: staff_say},
        closes_on=TODAY - timedelta(days=days),
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("case", "word"),
    [
        ({"person": 0}, Word.NONE),
        ({"person": 4}, Word.WEAK),
        ({"person": 5}, Word.FAIR),
        ({"person": 15}, Word.STRONG),
        ({"person": 14}, Word.FAIR),
        ({"person": 15, "staff": 4}, Word.FAIR),
        ({"person": 15, "staff_say": BAD}, Word.FAIR),
        ({"person": 15, "days": 184}, Word.FAIR),
        ({"person": 15, "days": 366}, Word.WEAK),
        ({"person": 15, "days": -40}, Word.STRONG),
    ],
)
def test_the_word(case: dict[str, object], word: Word) -> None:
    """Many people, at least half, two sources that do not contradict, and fresh: all that makes it strong."""
    assert judged(**case).word is word  # type: ignore[arg-type]


def test_reasons_say_why() -> None:
    """Each reason is there to be read: number, share, sources, agreement, age."""
    assert judged(15).reasons == (
        Reason.MANY_PEOPLE,
        Reason.HALF_OR_MORE,
        Reason.MORE_SOURCES,
        Reason.SOURCES_AGREE,
        Reason.FRESH,
    )


def test_a_hidden_result_is_not_compared() -> None:
    """What four staff say does not come out through 'the groups do not say the same'."""
    reasons = judged(15, staff=5, staff_say=HIDDEN).reasons
    assert Reason.SOURCES_DIFFER not in reasons
