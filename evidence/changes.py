"""What readers may know about a change: how many said it, and whether it got better for them.

Nobody's own part may be found out (D15). So numbers go in steps of five: whoever links one answer more and looks again
learns nothing of the few who gave it. Whether it got better moves only when five more people have said so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from evidence.interval import Interval, wilson
from evidence.suppression import FEWEST_IN_FIGURES, FEWEST_IN_WORDS, Shown, shown_alone
from store import changes, told
from store.changes import Change
from store.told import A_BIT, NO, SCALE, YES
from store.tx import Tx
from store.who_said import said_by

STEP = FEWEST_IN_WORDS
MOST, HALF = 0.75, 0.5
WORDS = {"most": "Most", "half": "Half or more", "few": "Fewer than half"}


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


@dataclass(frozen=True, slots=True)
class Came:
    """A change that came of an action, with whether it got better for those who had said it.

    Attributes:
        public: It may stand on a wall, so it may stand in what is published.
    """

    change: Change
    better: Better
    public: bool


def came_of(tx: Tx, services: frozenset[int] | None) -> dict[int, tuple[Came, ...]]:
    """What people were told of each action, as far as a reader of these services (None: of all) may see it.

    Returns:
        Id of the action → its changes, the oldest first.
    """
    found = {}
    for action_id, every in changes.of_actions(tx).items():
        seen = [one for one in every if services is None or not one.service_id or one.service_id in services]
        found[action_id] = tuple(Came(one, better(tx, one.id), may_be_public(one, said_it(tx, one))) for one in seen)
    return found


def in_words(found: Better) -> str:
    """Whether it got better, as staff read it."""
    return " ".join(one for one in (in_plain_words(found), in_figures(found)) if one)


def in_plain_words(found: Better) -> str:
    """The same without figures."""
    if found.shown is Shown.NOBODY:
        return "Nobody has said yet if it got better."
    if found.shown is Shown.HIDDEN:
        return "Fewer than 5 people have said if it got better. What they said is hidden to keep people private."
    return f"{WORDS[found.words]} of those who said say that it got better, at least a bit."


def in_figures(found: Better) -> str:
    """The figures alone; '' where none are shown."""
    if found.likely is None:
        return ""
    yes, a_bit, no = (number for _, number in found.counts)
    likely = f"likely between {round(found.likely.low * 100)}% and {round(found.likely.high * 100)}%"
    return f"Of {found.people} people, {yes} said yes, {a_bit} a bit and {no} no ({likely})."


def said_it(tx: Tx, change: Change) -> int:
    """How many said it, rounded down to a step: 0 for fewer than five."""
    return in_steps(len(said_by(tx, change)))


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


__all__ = [
    "A_BIT",
    "NO",
    "YES",
    "Better",
    "Came",
    "better",
    "better_of",
    "came_of",
    "in_figures",
    "in_plain_words",
    "in_steps",
    "in_words",
    "may_be_public",
    "said_it",
]
