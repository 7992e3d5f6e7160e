"""The tick before signing and publishing: nobody can be recognised in an example of good, or they said yes to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.staff.guard import Visit
from evidence.self_assessment.recognising import Example


def ticked(visit: Visit, examples: Iterable[Example]) -> frozenset[str]:
    """Marks of the texts that were ticked as they stood on the page: one that changed since is not among them."""
    return frozenset(one.mark for one in examples if visit.field(_name(one)) == one.mark)


def not_ticked(visit: Visit, examples: tuple[Example, ...]) -> dict[str, str]:
    """A sentence for each example that nobody has said it of, neither now nor before."""
    seen = ticked(visit, examples)
    return {
        _name(one): f"Tick that nobody can be recognised in the example of ‘{one.section.name}’, or change the example."
        for one in examples
        if not one.looked and one.mark not in seen
    }


def typed(visit: Visit, examples: tuple[Example, ...]) -> dict[str, Any]:
    """What was ticked, for the page that comes again."""
    seen = ticked(visit, examples)
    return {_name(one): (one.mark,) if one.mark in seen else () for one in examples}


def _name(one: Example) -> str:
    return f"seen-{one.section.id}"
