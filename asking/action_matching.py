"""Which action of a plan each action of a table is: by its number, or its words where it has none.

Where numbers begin anew in each part, two actions have one number: then the words and the part tell them apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from asking.leads import folded
from evidence.action_tables.model import Table, TablePart
from store.action import Action
from store.plans import Part

ELSEWHERE = -1
"""In place of a part's id: one that the plan does not have."""


@dataclass(frozen=True, slots=True)
class _One:
    """What an action is known by. `part` is None where it stands under none."""

    name: str
    words: str
    part: int | None


Key = Callable[[_One], Hashable]


def matched(table: Table, there: Sequence[Action], parts: Sequence[Part]) -> list[Action | None]:
    """For each action of the table the one that it is; None for a new one.

    Args:
        table: The table.
        there: The actions of the plan.
        parts: The parts of the plan.
    """
    ids = _ids(table.parts, parts)
    ours = [
        _One(one.number or folded(one.what), folded(one.what), ids[one.part] if one.part >= 0 else None)
        for one in table.actions
    ]
    known = [_One(one.said.number or folded(one.said.what), folded(one.said.what), one.said.part_id) for one in there]
    found: dict[int, int] = {}
    for wanted, offered in _passes(begin_anew=_repeat(ours) or _repeat(known)):
        _pair(found, ours, known, wanted, offered)
    return [there[found[place]] if place in found else None for place in range(len(ours))]


def part_of(one: TablePart, parts: Sequence[Part]) -> Part | None:
    """The part of the plan that this is: the very same, or one of its title where one of the two has no number."""
    for part in parts:
        if TablePart(part.number, part.title, part.group) == one:
            return part
    alike = (part for part in parts if folded(part.title) == folded(one.title))
    return next((part for part in alike if not (part.number and one.number)), None)


def _ids(ours: Sequence[TablePart], parts: Sequence[Part]) -> list[int]:
    """For each part of the table its id in the plan; a part that has got another title is known by its number."""
    sure = [part_of(one, parts) for one in ours]
    titles = {folded(part.title): part for part in parts}
    found = [each or titles.get(folded(one.title)) for one, each in zip(ours, sure, strict=True)]
    taken = {part.id for part in found if part}
    free = {part.number: part.id for part in parts if part.number and part.id not in taken}
    return [each.id if each else free.get(one.number, ELSEWHERE) for one, each in zip(ours, found, strict=True)]


def _repeat(every: Sequence[_One]) -> bool:
    return any(count > 1 for count in Counter(one.name for one in every).values())


def _passes(*, begin_anew: bool) -> Iterator[tuple[Key, Key]]:
    """By what they are paired, the surest first: how the table's are called, and how the register's."""
    for both in (_wholly, _by_words, _by_part):
        yield both, both
    if begin_anew:
        yield _without_part, _by_name
        yield _by_name, _without_part
    else:
        yield _by_name, _by_name


def _wholly(one: _One) -> Hashable:
    return (one.name, one.part, one.words) if one.part is not None else None


def _by_words(one: _One) -> Hashable:
    return one.name, one.words


def _by_part(one: _One) -> Hashable:
    return (one.name, one.part) if one.part is not None else None


def _by_name(one: _One) -> Hashable:
    return one.name


def _without_part(one: _One) -> Hashable:
    return one.name if one.part is None else None


def _pair(found: dict[int, int], ours: Sequence[_One], known: Sequence[_One], wanted: Key, offered: Key) -> None:
    """Adds what this pass finds: those that are called the same, in their order."""
    taken = set(found.values())
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for place, one in enumerate(known):
        if place not in taken and offered(one) is not None:
            waiting[offered(one)].append(place)
    for place, one in enumerate(ours):
        name = wanted(one)
        if place not in found and name is not None and waiting[name]:
            found[place] = waiting[name].popleft()
