"""How strong the evidence on an area is, in one word with its reasons.

The rules, in this order:

- *none*: nobody who is supported was heard.
- *weak*: fewer than five were heard, or the results are more than a year old.
- *strong*: ten or more were heard and they are at least half of those supported; the share of good on what everyone
  is asked is known to 30 points or better; five or more of another kind of source were heard too, where managers, who
  speak of their own work, are none; on no standard does one source say the opposite of another; the results are at
  most half a year old.
- *fair*: all else.

Sources are compared on each standard, since over a whole area most people have said both good and bad. Only results
that readers may see are compared, so that the word gives nothing away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.model import Audience
from evidence.result import Result, Says
from evidence.suppression import FEWEST_IN_FIGURES, FEWEST_IN_WORDS

FRESH_DAYS = 183
OLD_DAYS = 365
WIDEST = 0.30
"""Of the likely range, as a share: 'between 40 and 89 in 100' is no strong evidence of anything."""


def who_says(results: Mapping[Audience, Result], what: Says) -> tuple[Audience, ...]:
    """The sources whose shown result says this; a hidden one says nothing."""
    return tuple(source for source, result in results.items() if result.says is what)


class Word(StrEnum):
    """How strong."""

    NONE = "none"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


class Reason(StrEnum):
    """Why. Pages have a sentence for each."""

    NOBODY = "nobody"
    FEW_PEOPLE = "few_people"
    SOME_PEOPLE = "some_people"
    MANY_PEOPLE = "many_people"
    UNDER_HALF = "under_half"
    HALF_OR_MORE = "half_or_more"
    NO_RANGE = "no_range"
    WIDE_RANGE = "wide_range"
    NARROW_RANGE = "narrow_range"
    ONE_SOURCE = "one_source"
    MORE_SOURCES = "more_sources"
    SOURCES_AGREE = "sources_agree"
    SOURCES_DIFFER = "sources_differ"
    FRESH = "fresh"
    AGEING = "ageing"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Strength:
    """The word and its reasons, weightiest first."""

    word: Word
    reasons: tuple[Reason, ...]


def strength(
    *,
    heard: Mapping[Audience, int],
    supported: int,
    asked_of_all: Result,
    by_standard: Iterable[Mapping[Audience, Result]],
    closes_on: date,
    today: date,
) -> Strength:
    """Judge an area.

    Args:
        heard: People heard, by source; only what they said themselves.
        supported: How many people are supported.
        asked_of_all: What people supported say on what everyone is asked, as readers see it.
        by_standard: For each standard, what each source says, as readers see it.
        closes_on: Last day of the round that the results are from.
        today: The day on which this is read.
    """
    people = heard.get(Audience.PERSON, 0)
    if people == 0:
        return Strength(Word.NONE, (Reason.NOBODY,))
    reasons = (
        _how_many(people),
        Reason.HALF_OR_MORE if 2 * people >= supported else Reason.UNDER_HALF,
        *(() if people < FEWEST_IN_FIGURES else (_range(asked_of_all),)),
        *_sources(heard, tuple(by_standard)),
        _how_recent((today - closes_on).days),
    )
    return Strength(_word(frozenset(reasons)), reasons)


def _word(reasons: frozenset[Reason]) -> Word:
    if reasons & {Reason.FEW_PEOPLE, Reason.OLD}:
        return Word.WEAK
    needed = {Reason.MANY_PEOPLE, Reason.HALF_OR_MORE, Reason.NARROW_RANGE, Reason.MORE_SOURCES, Reason.FRESH}
    return Word.STRONG if needed <= reasons and Reason.SOURCES_DIFFER not in reasons else Word.FAIR


def _how_many(people: int) -> Reason:
    if people < FEWEST_IN_WORDS:
        return Reason.FEW_PEOPLE
    return Reason.SOME_PEOPLE if people < FEWEST_IN_FIGURES else Reason.MANY_PEOPLE


def _range(asked_of_all: Result) -> Reason:
    if asked_of_all.likely is None:
        return Reason.NO_RANGE
    return Reason.WIDE_RANGE if asked_of_all.likely.high - asked_of_all.likely.low > WIDEST else Reason.NARROW_RANGE


def _sources(heard: Mapping[Audience, int], by_standard: tuple[Mapping[Audience, Result], ...]) -> tuple[Reason, ...]:
    others = (people for source, people in heard.items() if source is not Audience.MANAGER)
    if sum(people >= FEWEST_IN_WORDS for people in others) < 2:  # noqa: PLR2004 - two sources make 'more'
        return (Reason.ONE_SOURCE,)
    if any(who_says(results, Says.GOOD) and who_says(results, Says.NOT_GOOD) for results in by_standard):
        return (Reason.MORE_SOURCES, Reason.SOURCES_DIFFER)
    agreed = {_agree(results) for results in by_standard} - {None}
    return (Reason.MORE_SOURCES, Reason.SOURCES_AGREE) if agreed == {True} else (Reason.MORE_SOURCES,)


def _agree(results: Mapping[Audience, Result]) -> bool | None:
    """Whether others say what people supported say; None where they or all others are not shown."""
    says = {source: result.says for source, result in results.items() if result.says}
    if Audience.PERSON not in says or len(says) == 1:
        return None
    return len(set(says.values())) == 1


def _how_recent(days: int) -> Reason:
    if days <= FRESH_DAYS:
        return Reason.FRESH
    return Reason.AGEING if days <= OLD_DAYS else Reason.OLD
