"""In which order the actions of a plan stand, and which number the next one gets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from evidence.action_tables import headings

NUMBER = re.compile(r"(\d{1,6}(?:\.\d{1,6})*)([a-z]?)")
STOCKTON, DUDLEY = "stockton", "dudley"
MOST_PARTS = 999

T = TypeVar("T")
Key = tuple[tuple[int, ...], str]


def in_order(found: Iterable[T], number: Callable[[T], str]) -> list[T]:
    """By number, 2.9 before 2.10; one without stays behind the one that it stood behind.

    Where a number is there twice, the numbers begin anew somewhere: then all stay where they were.
    """
    every = list(found)
    keys = [_key(number(one)) for one in every]
    known = [key for key in keys if key is not None]
    if len(known) != len(set(known)):
        return every
    last: Key = ((), "")
    placed: list[tuple[Key, int, T]] = []
    for place, (key, one) in enumerate(zip(keys, every, strict=True)):
        last = key or last
        placed.append((last, place, one))
    return [one for _, _, one in sorted(placed, key=lambda each: each[:2])]


def next_number(part: str, here: Sequence[str], every: Sequence[str], layout: str) -> str:
    """The number of the next action under a part; '' where the plan's actions have none.

    Args:
        part: Number of the part; '' for none.
        here: Numbers of the actions under it.
        every: Numbers of all actions of the plan.
        layout: Of the plan.
    """
    under = [int(tail) for head, _, tail in (one.rpartition(".") for one in here) if head == part and tail.isdigit()]
    if part and (under or (not here and _dotted(every, layout))):
        return f"{part}.{max(under, default=0) + 1}"
    plain = [int(one) for one in every if one.isdigit()]
    if (plain and len(plain) == sum(map(bool, every))) or (not any(every) and layout == STOCKTON):
        return str(max(plain, default=0) + 1)
    return ""


def next_part(numbers: Iterable[str]) -> str:
    """The number of the next part."""
    return str(max((int(one) for one in numbers if one.isdigit()), default=0) + 1)


def is_heading_of_part(text: str) -> bool:
    """Whether a heading over several parts would be read as one of them, such as `3. Meals`."""
    return headings.area(text) is not None or headings.numbered(text) is not None


def _dotted(every: Sequence[str], layout: str) -> bool:
    return any("." in one for one in every) or (layout == DUDLEY and not any(every))


def _key(number: str) -> Key | None:
    found = NUMBER.fullmatch(number)
    return (tuple(int(one) for one in found[1].split(".")), found[2]) if found else None
