"""What readers may see of a result, so that nobody's own answer can be worked out (docs/asking.md D15).

Under five people a result is hidden. From five to nine it is told in words. From ten there are figures. A table of
services has a total, so one hidden service could be found by subtraction: then the next smallest is hidden too. The
same holds for figures of a service that is told in words.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import StrEnum
from typing import TypeVar

FEWEST_IN_WORDS = 5
FEWEST_IN_FIGURES = 10

K = TypeVar("K", bound=Hashable)


class Shown(StrEnum):
    """How much of a result a reader sees."""

    NOBODY = "nobody"
    HIDDEN = "hidden"
    WORDS = "words"
    FIGURES = "figures"


def shown_alone(people: int) -> Shown:
    """How much is shown of a result that is in no table."""
    if people == 0:
        return Shown.NOBODY
    if people < FEWEST_IN_WORDS:
        return Shown.HIDDEN
    return Shown.WORDS if people < FEWEST_IN_FIGURES else Shown.FIGURES


def shown_together(published: Mapping[K, int], hidden: Mapping[K, int], total: int | None) -> dict[K, Shown]:
    """How much is shown of each cell of a table whose total readers may also see.

    Args:
        published: People in each cell that has a published result (five or more).
        hidden: People in each cell that has none yet.
        total: People in the published total; None where the total is hidden, and nothing can be subtracted.
    """
    kept, covered = _cover(published, {cell: n for cell, n in hidden.items() if n}, total, FEWEST_IN_WORDS)
    figures = {cell: n for cell, n in kept.items() if n >= FEWEST_IN_FIGURES}
    without = covered | {cell: n for cell, n in kept.items() if n < FEWEST_IN_FIGURES}
    figures, _ = _cover(figures, without, total, FEWEST_IN_FIGURES)
    cells = dict.fromkeys(hidden, Shown.NOBODY)
    cells |= dict.fromkeys(kept, Shown.WORDS) | dict.fromkeys(covered, Shown.HIDDEN)
    return cells | dict.fromkeys(figures, Shown.FIGURES)


def _cover(
    open_cells: Mapping[K, int], covered: Mapping[K, int], total: int | None, fewest: int
) -> tuple[dict[K, int], dict[K, int]]:
    """Covers the smallest open cells until what is left of the total is about enough people."""
    still_open, now_covered = dict(open_cells), dict(covered)
    while still_open and _reveals(still_open, now_covered, total, fewest):
        smallest = min(still_open, key=lambda cell: (still_open[cell], str(cell)))
        now_covered[smallest] = still_open.pop(smallest)
    return still_open, now_covered


def _reveals(still_open: Mapping[K, int], covered: Mapping[K, int], total: int | None, fewest: int) -> bool:
    """Whether the total minus what is open is about one cell only, or about too few people."""
    if total is None:
        return False
    left = total - sum(still_open.values())
    if not covered:
        return 0 < left < fewest  # shown results move at different moments, so something may be left all the same
    return len(covered) == 1 or sum(covered.values()) < fewest or left < fewest
