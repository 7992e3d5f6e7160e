"""Who leads an action and who must know of it, as the form says it: colleagues stay colleagues, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from asking.leads import folded
from store.action import Someone


def leads(
    boxes: Iterable[str], lines: Iterable[str], members: Mapping[str, str], before: Sequence[Someone]
) -> tuple[Someone, ...]:
    """Who leads it, those from before first and in their order.

    Args:
        boxes: Numbers of the colleagues that are ticked. One who has left stays while ticked.
        lines: What else was typed, a name or a role each.
        members: Number → name of those who can lead.
        before: Who led it.
    """
    found: list[Someone] = []
    for box in boxes:
        there = [one for one in before if one.member_id and str(one.member_id) == box]
        found += there or ([Someone(members[box], int(box))] if box in members else [])
    found += _read(lines, members, [one for one in before if not one.member_id])
    every: list[Someone] = []
    for one in found:
        if one.member_id is None or one in before or one.member_id not in {each.member_id for each in every}:
            every.append(one)
    order = {one: place for place, one in enumerate(before)}
    return tuple(sorted(dict.fromkeys(every), key=lambda one: order.get(one, len(order))))


def known(lines: Iterable[str], members: Mapping[str, str], before: Sequence[Someone]) -> tuple[Someone, ...]:
    """Who must know of it: whoever stood there under the same words stays who they are."""
    return tuple(_read(lines, members, before))


def left(found: Iterable[Someone], members: Mapping[str, str]) -> list[tuple[str, str]]:
    """Boxes for those who led it and have left: whoever saves something else should not lose them."""
    gone = {one.member_id: one for one in found if one.member_id and str(one.member_id) not in members}
    return [
        (str(number), f"{one.words} ({one.name}, who has left)" if one.said else f"{one.name} (who has left)")
        for number, one in gone.items()
    ]


def _read(lines: Iterable[str], members: Mapping[str, str], before: Sequence[Someone]) -> list[Someone]:
    stood = {folded(one.words): one for one in before}
    return [stood.get(folded(line)) or _named(line, members) for line in lines]


def _named(line: str, members: Mapping[str, str]) -> Someone:
    """The one colleague whose very name this is, as in a file; else just words."""
    found = [(number, name) for number, name in members.items() if folded(name) == folded(line)]
    return Someone(found[0][1], int(found[0][0])) if len(found) == 1 else Someone(line)
