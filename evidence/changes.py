"""What readers may know about a change: how many said it, and whether it got better for them.

Nobody's own part may be found out (D15). So numbers go in steps of five: whoever links one answer more and looks again
learns nothing of the few who gave it. Whether it got better moves only when five more people have said so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from evidence.interval import Interval, wilson
from evidence.suppression import FEWEST_IN_FIGURES, FEWEST_IN_WORDS, Shown, shown_alone
from store import told
from store.changes import Change
from store.told import A_BIT, NO, SCALE, YES
from store.tx import Tx

STEP = FEWEST_IN_WORDS
MOST, HALF = 0.75, 0.5


@dataclass(frozen=True, slots=True)
class Better:
    """Whether it got better, as far as it is shown.

    Attributes:
        shown: How much of it.
        people: Who said so, in steps of five; 0 where it is hidden.
        counts: How many said yes, a bit and no; empty unless figures are shown.
        likely: Between which shares those lie who say yes or a bit; None unless figures are shown.
        words: The same in words: `most`, `half`, `few` say that it got better, at least a bit; '' where it is hidden.
    """

    shown: Shown
    people: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    likely: Interval | None = None
    words: str = ""


def said_it(tx: Tx, change: Change) -> int:
    """How many said it, rounded down to a step: 0 for fewer than five."""
    return in_steps(len(told.said_by(tx, change)))


def in_steps(people: int) -> int:
    """`4` → 0, `13` → 10."""
    return people // STEP * STEP


def may_be_public(change: Change, said: int) -> bool:
    """Whether it may stand on a wall or a poster: many said it, or the writer says that nobody can be recognised."""
    return said >= FEWEST_IN_WORDS or change.unknowable


def better(tx: Tx, change_id: int) -> Better:
    """Whether it got better, for those who said so."""
    return better_of(told.said_better(tx, change_id))


def better_of(said: tuple[str, ...]) -> Better:
    """The same from the answers on the scale, in the order in which they came."""
    counted = Counter(said[: in_steps(len(said))])
    people = counted.total()
    shown = shown_alone(people) if people else (Shown.HIDDEN if said else Shown.NOBODY)
    if shown in {Shown.NOBODY, Shown.HIDDEN}:
        return Better(shown)
    good = counted[YES] + counted[A_BIT]
    words = "most" if good / people >= MOST else "half" if good / people >= HALF else "few"
    if people < FEWEST_IN_FIGURES:
        return Better(shown, people, words=words)
    counts = tuple((one, counted[one]) for one in SCALE)
    return Better(shown, people, counts, wilson(good, people), words)


__all__ = ["A_BIT", "NO", "YES", "Better", "better", "better_of", "in_steps", "may_be_public", "said_it"]
