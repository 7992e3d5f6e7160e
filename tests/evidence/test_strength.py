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
WORDS = result(shown_alone(9), Counts(good=9))
WIDE = result(shown_alone(20), Counts(good=10, not_good=10))
MIXED = result(shown_alone(20), Counts(mixed=20))


def judged(
    person: int,
    *,
    staff: int = 12,
    supported: int = 30,
    say: Result = GOOD,
    staff_say: Result = GOOD,
    asked_of_all: Result = GOOD,
    days: int = 10,
) -> Strength:
    """Strength with so many people heard; people say good things of a standard unless told, and of another."""
    return strength(
        heard={Audience.PERSON: person, Audience.STAFF: staff},
        supported=supported,
        asked_of_all=asked_of_all,
        by_standard=({Audience.PERSON: say, Audience.STAFF: staff_say}, {Audience.PERSON: GOOD}),
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
        ({"person": 15, "asked_of_all": WIDE}, Word.FAIR),
        ({"person": 15, "asked_of_all": WORDS}, Word.FAIR),
        ({"person": 15, "asked_of_all": MIXED, "staff_say": BAD}, Word.FAIR),
        ({"person": 15, "days": 184}, Word.FAIR),
        ({"person": 15, "days": 366}, Word.WEAK),
        ({"person": 15, "days": -40}, Word.STRONG),
    ],
)
def test_the_word(case: dict[str, object], word: Word) -> None:
    """Many people, at least half, a narrow range, two sources that do not contradict, and fresh: all that is strong."""
    assert judged(**case).word is word  # type: ignore[arg-type]


def test_reasons_say_why() -> None:
    """Each reason is there to be read: number, share, range, sources, agreement, age."""
    assert judged(15).reasons == (
        Reason.MANY_PEOPLE,
        Reason.HALF_OR_MORE,
        Reason.NARROW_RANGE,
        Reason.MORE_SOURCES,
        Reason.SOURCES_AGREE,
        Reason.FRESH,
    )


def test_a_hidden_result_is_not_compared() -> None:
    """What four staff say does not come out through 'the groups do not say the same'."""
    reasons = judged(15, staff=5, staff_say=HIDDEN).reasons
    assert not {Reason.SOURCES_DIFFER, Reason.SOURCES_AGREE} & set(reasons)


@pytest.mark.parametrize(
    ("say", "staff_say", "reason"),
    [
        (GOOD, GOOD, Reason.SOURCES_AGREE),
        (BAD, BAD, Reason.SOURCES_AGREE),
        (BAD, GOOD, Reason.SOURCES_DIFFER),
        (GOOD, BAD, Reason.SOURCES_DIFFER),
        (MIXED, GOOD, None),
        (HIDDEN, GOOD, None),
        (GOOD, HIDDEN, None),
    ],
)
def test_sources_are_compared_on_each_standard(say: Result, staff_say: Result, reason: Reason | None) -> None:
    """One standard with opposites is a difference; to agree, people supported must be among those who say the same."""
    found = set(judged(15, say=say, staff_say=staff_say).reasons)
    assert found & {Reason.SOURCES_AGREE, Reason.SOURCES_DIFFER} == ({reason} if reason else set())


def test_others_cannot_agree_without_people_supported() -> None:
    """Families and staff who say the same say nothing of what people supported say."""
    found = strength(
        heard={Audience.PERSON: 15, Audience.FAMILY: 9, Audience.STAFF: 12},
        supported=30,
        asked_of_all=GOOD,
        by_standard=({Audience.PERSON: HIDDEN, Audience.FAMILY: GOOD, Audience.STAFF: GOOD},),
        closes_on=TODAY,
        today=TODAY,
    )
    assert Reason.SOURCES_AGREE not in found.reasons
