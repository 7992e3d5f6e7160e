"""One result as a reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence.interval import Interval, wilson
from evidence.suppression import Shown


@dataclass(frozen=True, slots=True)
class Counts:
    """People by their standing."""

    good: int = 0
    mixed: int = 0
    not_good: int = 0

    @property
    def people(self) -> int:
        """How many people."""
        return self.good + self.mixed + self.not_good

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.good + other.good, self.mixed + other.mixed, self.not_good + other.not_good)


class Says(StrEnum):
    """What most people say. 'All' is never said of few people: it would tell what each of them said."""

    GOOD = "good"
    NOT_GOOD = "not_good"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Result:
    """What a reader sees. A hidden result has no counts at all, so that no page can let them slip.

    Attributes:
        counts: Only with figures.
        likely: Where the share of good could lie; only with figures.
        says: In words; with words or figures.
    """

    shown: Shown
    says: Says | None = None
    counts: Counts | None = None
    likely: Interval | None = None


def result(shown: Shown, counts: Counts | None) -> Result:
    """What may be seen of these counts; without any published counts, nothing."""
    if shown in {Shown.NOBODY, Shown.HIDDEN}:
        return Result(shown)
    if counts is None:
        return Result(Shown.HIDDEN)
    if shown is Shown.WORDS:
        return Result(shown, most_say(counts))
    return Result(shown, most_say(counts), counts, wilson(counts.good, counts.people))


def most_say(counts: Counts) -> Says:
    """What most of these people say."""
    if 2 * counts.good > counts.people:
        return Says.GOOD
    return Says.NOT_GOOD if 2 * counts.not_good > counts.people else Says.DIFFERENT
