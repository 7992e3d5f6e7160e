"""The order in which prompts are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

P = TypeVar("P")


def core_first(prompts: Iterable[P], is_core: Callable[[P], bool]) -> list[P]:
    """The core in its order, then the others in theirs (D17)."""
    return sorted(prompts, key=lambda prompt: not is_core(prompt))
