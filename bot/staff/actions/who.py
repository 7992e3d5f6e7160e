"""Who is this? The leads of the register whose words are no colleague's name, each once: nobody can remind them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import leads
from asking.leads import Words, folded, likely
from bot.staff.actions.seen import changes
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import access_log, members
from store.action import Action
from store.members import Member
from store.tx import Tx

PER_PAGE = 40
"""Leads on one page: each has a list of all colleagues."""
LONGEST = 100
"""Letters that are looked for."""
OUTSIDE = "outside"
SAID = "said"


@dataclass(frozen=True, slots=True)
class Line:
    """One lead, with the field that asks about it and what is chosen there beforehand."""

    lead: Words
    field: str
    chosen: str
    suggested: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads somebody wants to see: those of whom it was said, or not; with these words; and which page."""

    again: bool
    find: str
    page: int

    def address(self, page: int, done: int = 0) -> str:
        """Where a page of the same is."""
        asked = {"show": SAID if self.again else "", "find": self.find, "page": page if page > 1 else "", "done": done}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/staff/actions/who{'?' if query else ''}{query}"

    def among(self, every: Iterable[Words]) -> list[Words]:
        """Those of them that are wanted, on whatever page."""
        looked = folded(self.find).split()
        return [
            one
            for one in every
            if one.said == self.again and (self.again or one.open) and all(word in folded(one.words) for word in looked)
        ]


async def show(desk: Desk, visit: Visit) -> Response:
    """Those that nobody knows yet; or, where the address says so, all of them, to change what was said."""
    wanted = _wanted(visit)

    def read(tx: Tx) -> tuple[Frame, tuple[Words, ...], tuple[Member, ...]]:
        return frame(tx, visit.member), leads.of_register(tx, _may(visit)), members.active(tx)

    around, every, staff = await desk.database.read(read)
    found = wanted.among(every)
    pages = max(1, -(-len(found) // PER_PAGE))
    number = min(wanted.page, pages)
    return page(
        "actions/who.html",
        visit=visit,
        frame=around,
        lines=[_line(one, staff) for one in found[(number - 1) * PER_PAGE : number * PER_PAGE]],
        total=len(found),
        searches=bool(wanted.find) or len(found) > PER_PAGE,
        number=number,
        pages=pages,
        wanted=wanted,
        here=wanted.address(number),
        said=sum(one.said for one in every),
        again=wanted.again,
        typed={"find": wanted.find},
        wrong={},
        staff=[(str(one.id), one.name) for one in sorted(staff, key=lambda each: folded(each.name))],
        done=visit.choice("done"),
    )


async def keep(desk: Desk, visit: Visit) -> Response:
    """Keep what was chosen for each lead, for all its actions. Where nothing was chosen, nothing changes.

    On to the same page: those that are done have left it, and others have moved up.
    """
    wanted = _wanted(visit)

    def write(tx: Tx) -> int:
        staff = {str(one.id): one.id for one in members.active(tx)}
        every = leads.of_register(tx, _may(visit))
        done = sum(
            _keep(tx, desk, visit, one, staff) for one in every if one.said == wanted.again and _sent(visit, one)
        )
        if done:
            access_log.add(tx, at=desk.now(), who=visit.who, did=f"said who leads {done} actions")
        return done

    done = await desk.database.write(write)
    return RedirectResponse(wanted.address(wanted.page, done), status_code=303)


def unknown(tx: Tx, visit: Visit, plan: int = 0) -> tuple[Words, ...]:
    """The leads, of all plans or of one, of whom this member may say whom they are, and nobody has."""
    if not visit.manages:
        return ()
    may = _may(visit)
    return leads.waiting(tx, lambda one: plan in {0, one.said.plan_id} and may(one))


def address_of(one: Words, place: int) -> str:
    """Where it is said who a lead is, by its place among those of whom nobody has."""
    page = place // PER_PAGE + 1
    return f"{Wanted(again=False, find='', page=page).address(page)}#{_field(one)}"


def _wanted(visit: Visit) -> Wanted:
    asked = visit.request.query_params
    return Wanted(asked.get("show") == SAID, asked.get("find", "")[:LONGEST].strip(), max(1, visit.choice("page")))


def _may(visit: Visit) -> leads.May:
    def may(one: Action) -> bool:
        return changes(one, visit)

    return may


def _keep(tx: Tx, desk: Desk, visit: Visit, one: Words, staff: dict[str, int]) -> int:
    """What was chosen for one lead; gives how many actions that is.

    Raises:
        HTTPException: 400 where something was sent that the page does not offer.
    """
    chosen = visit.field(_field(one))
    if chosen == _now(one):
        return 0
    if not chosen:
        return leads.unsay(tx, one.words, _may(visit))
    if chosen != OUTSIDE and chosen not in staff:
        raise HTTPException(400)
    may, who = _may(visit), staff.get(chosen)
    return leads.say(tx, one.words, who, may, at=desk.now(), by=visit.member.id, again=one.said)


def _line(one: Words, staff: Iterable[Member]) -> Line:
    guess = None if one.said else likely(one.words, staff)
    return Line(one, _field(one), str(guess.id) if guess else _now(one), guess is not None)


def _now(one: Words) -> str:
    """What stands there now, as the form says it."""
    return str(one.member_id) if one.member_id else OUTSIDE if one.outside else ""


def _field(one: Words) -> str:
    """The name of the field: of the words, so that what a colleague saved meanwhile does not shift the answers."""
    return f"who-{hashlib.sha256(folded(one.words).encode()).hexdigest()[:16]}"


def _sent(visit: Visit, one: Words) -> bool:
    return visit.form is not None and _field(one) in visit.form
