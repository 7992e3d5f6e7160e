"""Houses where fewer than five people could answer: their own round would always be hidden (docs/asking.md D15).

They are shown with the whole provider's results. Twelve months of such a house were told once: beside the provider's
figures of one round they said too much of the few people who live there.
"""

from __future__ import annotations

FEWEST_POSSIBLE = 5


def is_small(possible: int) -> bool:
    """Whether too few people could answer for a round's result ever to be shown."""
    return possible < FEWEST_POSSIBLE
