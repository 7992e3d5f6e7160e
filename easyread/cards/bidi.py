"""Which way each sign of a line runs, and in what order its parts stand from left to right (UAX 9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from bidi import algorithm

T = TypeVar("T")


def levels(text: str, *, right_to_left: bool) -> list[int]:
    """The level of each sign: even ones run to the right, odd ones to the left."""
    base = int(right_to_left)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, ("L", "R")[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    if not storage["chars"]:
        return [base] * len(text)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return _with_joiners(text, [sign["level"] for sign in storage["chars"]], base)


def _with_joiners(text: str, found: list[int], base: int) -> list[int]:
    """Rule X9 takes signs away that draw nothing, such as joiners. They go with what stands before them."""
    left, all_levels, last = iter(found), [], base
    for sign in text:
        if unicodedata.bidirectional(sign) not in algorithm.X9_REMOVED:
            last = next(left)
        all_levels.append(last)
    return all_levels


def in_order(parts: Sequence[T], level: Callable[[T], int]) -> list[T]:
    """The parts of a line from left to right, given in the order in which they are read (rule L2)."""
    ordered = list(parts)
    for least in range(max(map(level, parts), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and level(ordered[end]) >= least:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = end + 1
    return ordered
