"""Orders: in which prompts are asked, and in which the two sides of an either/or stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

from dialogs.model import Choice

P = TypeVar("P")
FIRST_SITTING = 6
"""Questions before the first 'carry on?' of someone who is new to talks (D14)."""
MOST_CORE = FIRST_SITTING - 1
"""Core questions of an audience over all areas: they fit into a first sitting, beside one in the person's own words."""
SCREENS_APART = 3
"""How far behind a question the one stands, at least, that turns it round (D08)."""


def core_first(prompts: Iterable[P], is_core: Callable[[P], bool]) -> list[P]:
    """The core in its order, then the others in theirs (D17)."""
    return sorted(prompts, key=lambda prompt: not is_core(prompt))


def counterbalanced(seed: int, pair: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Half of all people see a pair the other way round (D05).

    One person sees the same two choices in the same places in every question: many people tap by place. That is
    why the order hangs on the ids alone, not on the question, nor on how its author wrote the two down.
    """
    named = sorted(pair, key=lambda choice: choice.id)
    ids = "|".join(choice.id for choice in named)
    turned = sha256(f"{seed}:{ids}".encode()).digest()[0] & 1
    return tuple(reversed(named) if turned else named)
