"""The tick before words with the name of somebody we know are published or told: they said yes, or it is a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from asking.names_to_ask import Named, keep
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from store.tx import Tx

BESIDE: Final = 80
"""Characters on both sides of a name that are shown with it."""


def ticked(visit: Visit, found: Iterable[Named]) -> tuple[Named, ...]:
    """Those that were ticked as they stood on the page: words that changed since are not among them."""
    return tuple(one for one in found if visit.field(box(one)) == one.mark)


def not_ticked(visit: Visit, found: Iterable[Named]) -> dict[str, str]:
    """Field → a sentence, for each name that nobody has said it of, neither now nor before."""
    open_ = (one for one in found if one.looked is None and visit.field(box(one)) != one.mark)
    return {box(one): f"{asks(one)} If not, take the name out. If so, tick it." for one in open_}


def typed(visit: Visit, found: Iterable[Named]) -> dict[str, Any]:
    """What was ticked, for the page that comes again."""
    return {box(one): (one.mark,) if visit.field(box(one)) == one.mark else () for one in found}


def looked_at(tx: Tx, desk: Desk, visit: Visit, subject: str, found: tuple[Named, ...]) -> dict[str, str]:
    """What is still to be ticked; where nothing is, what was ticked is kept, with who and when."""
    wrong = not_ticked(visit, found)
    if not wrong:
        keep(tx, subject, ticked(visit, found), who=visit.who, at=desk.now())
    return wrong


@dataclass(frozen=True, slots=True)
class Line:
    """A name as pages show it.

    Attributes:
        box: The field of its tick.
        asks: What is asked: what has the name, and whether that is all right.
        around: The words around it.
    """

    named: Named
    box: str
    asks: str
    around: str


def lines(found: Iterable[Named]) -> tuple[Line, ...]:
    """Every name once, where the same words stand in two places, in their order."""
    first: dict[str, Named] = {}
    for one in found:
        first.setdefault(one.mark, one)
    return tuple(Line(one, box(one), asks(one), around(one.place.words, one.name)) for one in first.values())


def asks(one: Named) -> str:
    """What is asked of a name."""
    return f"{one.place.name} has the name {one.name}. Has {one.name} said yes to this?"


def box(one: Named) -> str:
    """The field of its tick."""
    return f"name-{one.mark[:16]}"


def around(words: str, name: str) -> str:
    """The words around a name, as they were written; the beginning where it is spelled in another way."""
    said = " ".join(words.split())
    at = max(said.casefold().find(name.casefold()), 0)
    begin = said.rfind(" ", 0, max(at - BESIDE, 0)) + 1 if at > BESIDE else 0
    end = said.find(" ", at + len(name) + BESIDE)
    return f"{'… ' if begin else ''}{said[begin:] if end < 0 else said[begin:end]}{' …' if end >= 0 else ''}"
