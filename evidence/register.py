"""The register of actions as it is read: what is late, what does not move, and whether what was done has worked.

'It works' is never said by a tick: what people said before and since is held against each other, with its likely range.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from evidence.newcombe import Apart, newcombe
from evidence.result import Result, Says
from evidence.suppression import FEWEST_IN_FIGURES, Shown
from store.action import Expected, Status

STILL = timedelta(days=28)
"""After so long without a note or a change an action does not move. Ours, to be argued with evidence."""
SOON = timedelta(days=7)
"""Before its last day, from which on an action is nearly late."""
AGAIN = 2
"""From so many times on, it is more than a plan that was too tight once. Ours, to be argued with evidence."""
SAYS = {
    Says.GOOD: "most say good things",
    Says.NOT_GOOD: "most do not say good things",
    Says.DIFFERENT: "they say different things",
}


@dataclass(frozen=True, slots=True)
class Slips:
    """How often the last day of an action was put off.

    Attributes:
        times: To a later day, or to none. An earlier day, or the first one that was set, is not counted.
        first: The last day that it had at first; '' where it never moved.
    """

    times: int = 0
    first: str = ""

    def again(self, status: Status, today: date) -> bool:
        """Whether it moved again: put off twice or more, past the day that it had at first, and still to be done."""
        return status.open and self.times >= AGAIN and self.first < today.isoformat()


class Verdict(StrEnum):
    """What can be told of before and since."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    """No change that could not be chance."""
    UNKNOWN = "unknown"


class About(StrEnum):
    """What a piece of a sentence is about, so that it can lead to what it is made of."""

    BEFORE = "before"
    SINCE = "since"
    BOTH = "both"
    HEARD = "heard"
    """Who was heard on the whole area since."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence; what holds no result is about nothing."""

    text: str
    about: About | None = None


@dataclass(frozen=True, slots=True)
class Works:
    """Whether it did work, as far as one group says on one standard.

    Attributes:
        pieces: The sentences that tell it, in order.
        plain: The same without figures.
    """

    verdict: Verdict
    pieces: tuple[Piece, ...]
    plain: str
    apart: Apart | None = None

    @property
    def sentence(self) -> str:
        """All of it as text."""
        return "".join(one.text for one in self.pieces)

    @property
    def figures(self) -> tuple[Piece, ...]:
        """The pieces that hold figures, where there are any to compare."""
        return tuple(one for one in self.pieces if one.about) if self.apart else ()


def unseen_days(expected: Iterable[Expected]) -> tuple[str, ...]:
    """The days of what will show that an action is done, as far as nobody has seen it; the first one first."""
    return tuple(sorted({one.due_on for one in expected if one.due_on and not one.seen_on}))


def first_due(due_on: str | None, unseen: Iterable[str]) -> str | None:
    """The day that counts: the action's last day, or that of what should be seen before it; None where it has none."""
    return min((*unseen, *([due_on] if due_on else ())), default=None)


def is_overdue(status: Status, due_on: str | None, today: date) -> bool:
    """Whether something should have been done by now. `due_on` is the day that counts (`first_due`)."""
    return status.open and due_on is not None and due_on < today.isoformat()


def is_soon(status: Status, due_on: str | None, today: date) -> bool:
    """Whether something is to be done within a week, and is not late yet. `due_on` is the day that counts."""
    return status.open and due_on is not None and today.isoformat() <= due_on <= (today + SOON).isoformat()


def is_still(status: Status, *, moved_at: str, starts_on: str | None, today: date) -> bool:
    """Whether it does not move.

    In progress: no note and no change for 28 days. Not started: 28 days after it was to start, or was written down.
    """
    if status is Status.IN_PROGRESS:
        return _day(moved_at) + STILL <= today
    return status is Status.NOT_STARTED and _day(starts_on or moved_at) + STILL <= today


def slips(moved: Iterable[tuple[str | None, str | None]]) -> Slips:
    """How often a last day was put off, of how it moved: what it was and became each time, oldest first."""
    put_off = [(was, now) for was, now in moved if was]
    return Slips(sum(now is None or now > was for was, now in put_off), put_off[0][0] if put_off else "")


def progress(statuses: Iterable[Status], overdue: int) -> str:
    """How far a plan is, in words: `4 of 10 done. 3 under way, 3 not started. 2 are overdue.` and the like."""
    every = tuple(statuses)
    if not every:
        return "Nothing stands in it yet."
    left = (
        (Status.IN_PROGRESS, "under way"),
        (Status.NOT_STARTED, "not started"),
        (Status.NO_LONGER_NEEDED, "no longer needed"),
    )
    parts = ", ".join(f"{every.count(status)} {words}" for status, words in left if status in every)
    late = "" if not overdue else " 1 is overdue." if overdue == 1 else f" {overdue} are overdue."
    return f"{every.count(Status.DONE)} of {len(every)} done.{f' {_capital(parts)}.' if parts else ''}{late}"


def did_it_work(before: Result | None, since: Result | None, *, heard: int = 0) -> Works:
    """What people say since, held against what they said when the action was opened.

    Args:
        before: As readers saw it then, of the questions that everyone is asked; None where they are not asked of it.
        since: The same of a later round; None where there was none.
        heard: How many were heard on the whole area in that round. It moves at once, and is on the area's own page.
    """
    if before is None:
        return _unknown("We cannot compare: not everyone is asked this each time.")
    if before.shown is Shown.NOBODY:
        return _unknown("We cannot compare: nobody was heard on this before.")
    if since is None:
        return _unknown("We cannot tell yet: people have not been asked again.")
    if since.shown is Shown.NOBODY:
        return _unknown("We cannot tell yet: nobody was heard on this since.")
    if before.counts is None or since.counts is None:
        return _unknown(*_in_words(before, since, heard))
    first, second = (before.counts.good, before.counts.people), (since.counts.good, since.counts.people)
    return _held(first, second, newcombe(first, second))


def in_words(result: Result) -> str:
    """One result as a reader may see it."""
    if result.counts is not None and result.likely is not None:
        low, high = round(result.likely.low * 100), round(result.likely.high * 100)
        return f"{result.counts.good} of {result.counts.people} say good. Likely between {low}% and {high}%."
    if result.shown is Shown.WORDS and result.says is not None:
        return f"{_capital(SAYS[result.says])}."
    return "Hidden to keep people private." if result.shown is Shown.HIDDEN else "Nobody was heard on this."


def _held(first: tuple[int, int], second: tuple[int, int], apart: Apart) -> Works:
    by_chance = apart.low <= 0 <= apart.high
    if apart.difference == 0:
        lead, chance, verdict = "As many people say good as before", "", Verdict.SAME
    else:
        lead = f"{'More' if apart.difference > 0 else 'Fewer'} people say good now"
        chance = " It could be chance." if by_chance else " That is hardly chance."
        verdict = Verdict.SAME if by_chance else Verdict.BETTER if apart.difference > 0 else Verdict.WORSE
    pieces = (
        Piece(f"{lead}: "),
        Piece(f"{first[0]} of {first[1]} before", About.BEFORE),
        Piece(", "),
        Piece(f"{second[0]} of {second[1]} since", About.SINCE),
        Piece(f".{chance} "),
        Piece(f"Likely between {_points(apart.low)} and {_points(apart.high)}", About.BOTH),
        Piece("."),
    )
    return Works(verdict, pieces, f"{lead}.{chance}", apart)


def _points(share: float) -> str:
    points = round(share * 100)
    return f"{abs(points)} in 100 {'fewer' if points < 0 else 'more'}"


def _in_words(before: Result, since: Result, heard: int) -> tuple[Piece, ...]:
    """At least one of the two has no figures, so the two are told beside each other and nothing is made of them."""
    if since.counts is None and 0 < heard < FEWEST_IN_FIGURES:
        people = "1 person was" if heard == 1 else f"{heard} people were"
        why: tuple[Piece, ...] = (
            Piece("We cannot tell yet: only "),
            Piece(f"{people} heard since", About.HEARD),
            Piece("."),
        )
    elif since.counts is None:
        why = (Piece("We cannot tell yet: what people say since is not shown in figures."),)
    else:
        why = (Piece("We cannot compare: what people said before is not shown in figures."),)
    if before.says is None or since.says is None:
        return why
    told = (Piece(SAYS[before.says], About.BEFORE), Piece(". Since then, "), Piece(SAYS[since.says], About.SINCE))
    return (*why, Piece(" Before, "), *told, Piece("."))


def _unknown(*pieces: Piece | str) -> Works:
    found = tuple(Piece(one) if isinstance(one, str) else one for one in pieces)
    return Works(Verdict.UNKNOWN, found, "".join(one.text for one in found))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
