"""What only has to be tidied in the register, by kind, with the way to mend each: one line of the first page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from bot.staff.actions.linking import waiting
from bot.staff.actions.who import address_of, unknown
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence import register
from store import action_facts, actions
from store.action import Action
from store.action_facts import Facts
from store.tx import Tx

SHOWN = 10
"""So many of one kind stand there at once; the rest is folded."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to mend, and the page on which it is mended."""

    what: str
    link: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What has to be tidied in one way.

    Attributes:
        name: As the register calls it.
        why: What is lost until it is mended, and how that is done.
        every: The page on which all of it is mended at once, and what its link says; empty where there is none.
    """

    name: str
    why: str
    entries: tuple[Entry, ...]
    every: tuple[str, str] = ("", "")


async def show(desk: Desk, visit: Visit) -> Response:
    """All of it, what reaches nobody first."""

    def read(tx: Tx) -> tuple[Frame, tuple[Kind, ...]]:
        return frame(tx, visit.member), kinds(tx, visit)

    around, found = await desk.database.read(read)
    return page(
        "actions/tidy.html",
        visit=visit,
        frame=around,
        kinds=found,
        number=sum(len(one.entries) for one in found),
        shown=SHOWN,
    )


def number(tx: Tx, visit: Visit) -> int:
    """How many things this member has to tidy: so many stand on the page."""
    return sum(len(one.entries) for one in kinds(tx, visit))


def kinds(tx: Tx, visit: Visit) -> tuple[Kind, ...]:
    """What has to be tidied in the actions that this member may change, by kind; kinds without any are left out."""
    if not visit.manages:
        return ()
    theirs = [one for one in action_facts.still_to_do(tx) if visit.sees(one.service_id)]
    found = (_nobody(tx, theirs), _who(tx, visit), _no_day(tx, theirs), _not_linked(tx, visit))
    return tuple(one for one in found if one.entries)


def has_no_day(one: Facts) -> bool:
    """Whether nothing says by when it is to be done, so that nobody is ever reminded of it."""
    return not register.first_due(one.due_on, one.unseen)


def _nobody(tx: Tx, theirs: list[Facts]) -> Kind:
    why = "Nobody was named, or all who were have left. So nobody is told when it is due. Choose who leads it."
    return Kind("Nobody leads", why, _each(tx, theirs, lambda one: not one.led, "/staff/actions/{}/change"))


def _no_day(tx: Tx, theirs: list[Facts]) -> Kind:
    why = "Nobody is reminded of what has no day, and it is never late. Give it one."
    return Kind("No last day", why, _each(tx, theirs, has_no_day, "/staff/actions/{}/change#due_on"))


def _who(tx: Tx, visit: Visit) -> Kind:
    why = (
        "They stand as leads, and are no colleague’s name here. So nobody is told when an action is due. Say who it is."
    )
    entries = tuple(Entry(one.words, address_of(one, place)) for place, one in enumerate(unknown(tx, visit)))
    return Kind("Who is this?", why, entries, ("/staff/actions/who", "Say it of all of them on one page"))


def _not_linked(tx: Tx, visit: Visit) -> Kind:
    why = "They say nothing of what people are asked about. So nobody can tell later if they worked. Link them."
    entries = tuple(Entry(_called(one), f"/staff/actions/link?action={one.id}") for one in waiting(tx, visit))
    return Kind("Not linked", why, entries, ("/staff/actions/link", "Link them on one page"))


def _each(tx: Tx, theirs: list[Facts], wanted: Callable[[Facts], bool], link: str) -> tuple[Entry, ...]:
    found = (actions.get(tx, one.id) for one in theirs if wanted(one))
    return tuple(Entry(_called(one), link.format(one.id)) for one in found if one)


def _called(one: Action) -> str:
    return f"{one.said.number} {one.said.what}".strip()
