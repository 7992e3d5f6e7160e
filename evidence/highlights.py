"""What stands out in a round: the standards on which most people say good things, and those on which most do not."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.model import Audience
from dialogs.pack import Standard
from evidence.result import Result, Says
from evidence.scope import Scope, read_table
from store.tx import Tx

MOST = 3


@dataclass(frozen=True, slots=True)
class Highlight:
    """A standard, and what people supported say on it, as far as readers may see."""

    standard: Standard
    result: Result


@dataclass(frozen=True, slots=True)
class Highlights:
    """A few of each, the clearest first. On a warning sign 'good' means that people do not see it."""

    good: tuple[Highlight, ...]
    not_good: tuple[Highlight, ...]


def highlights(tx: Tx, scope: Scope) -> Highlights:
    """What stands out here. Results with figures come before those in words, which say less."""
    standards = [one for one in scope.pack.standards if one.area in scope.pack.asked_areas]
    table = read_table(tx, scope, tuple(one.id for one in standards))
    found = [Highlight(one, table.result(one.id, Audience.PERSON, scope.service_id)) for one in standards]
    return Highlights(
        tuple(sorted((one for one in found if one.result.says is Says.GOOD), key=_clearest_good)[:MOST]),
        tuple(sorted((one for one in found if one.result.says is Says.NOT_GOOD), key=_clearest_not_good)[:MOST]),
    )


def _clearest_good(one: Highlight) -> tuple[bool, float, str]:
    """By the lower end of the likely range: 9 of 10 is less clear than 80 of 100."""
    return one.result.likely is None, -(one.result.likely.low if one.result.likely else 0.0), one.standard.id


def _clearest_not_good(one: Highlight) -> tuple[bool, float, str]:
    counts = one.result.counts
    return counts is None, -(counts.not_good / counts.people if counts else 0.0), one.standard.id
