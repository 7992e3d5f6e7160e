"""Doing the same for several people at once: invite, print, send; with a clear account of who was left out and why."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse

from asking.errors import AskingError, NotSent
from asking.inviting import Inviter, Outcome, each, good
from bot.staff.desk import Desk, Frame, frame, page, templates
from bot.staff.guard import MOST_DIGITS, Visit
from bot.staff.invitations.facts import pack_of, told
from bot.staff.invitations.listing import Wanted, to_invite, wanted_in
from bot.staff.invitations.sending import any_way
from store import access_log, invited, people, rounds
from store.errors import NotRead, NotSaved
from store.tx import Tx

AT_ONCE = 50
"""People in one transaction: whoever answers a question just now waits for no more than these."""
MANY = 200
"""With more than these it can take over a second."""
HERE = "<!-- here -->"
"""Where in the page what comes about is put in."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Someone who was left out, why, and how that is mended.

    Attributes:
        invitation: Number of their invitation in this round; 0 where there is none.
    """

    person_id: int
    name: str
    why: str
    mend: str
    invitation: int


async def act(desk: Desk, visit: Visit) -> Response:
    """Do what the pressed button says with everyone who was ticked."""
    wanted, ticked = _wanted(visit), _ticked(visit)
    what = visit.field("do")
    if what not in {"invite", "print", "send"}:
        raise HTTPException(400)
    acts: dict[str, Callable[[Tx, int], int]] = {
        "invite": partial(_invite, desk=desk, visit=visit, wanted=wanted),
        "print": partial(_printable, desk=desk, wanted=wanted),
        "send": partial(_send, desk=desk, visit=visit, wanted=wanted),
    }
    outcomes = [one async for some in _steps(desk, visit, ticked, acts[what]) for one in some]
    if what == "send":
        desk.bell()
    made = [str(one.done) for one in outcomes if one.done]
    if what == "print" and made and len(made) == len(outcomes):
        return RedirectResponse(f"/staff/invitations/print?these={'-'.join(made)}", status_code=303)
    return await _result(desk, visit, wanted, outcomes, what)


async def invite_all(desk: Desk, visit: Visit) -> Response:
    """Invite everyone of a service, or of all, who was not invited yet. Where they are many, how far it is is told."""
    wanted = _wanted(visit)
    waiting = await desk.database.read(lambda tx: to_invite(tx, desk, visit, wanted))
    steps = _steps(desk, visit, waiting, partial(_invite, desk=desk, visit=visit, wanted=wanted))
    if len(waiting) <= MANY:
        return await _result(desk, visit, wanted, [one async for some in steps for one in some], "invite")
    going = _told_on_the_way(desk, visit, wanted, steps, len(waiting))
    return StreamingResponse(going, media_type="text/html")


async def _steps(
    desk: Desk, visit: Visit, wanted: Sequence[int], what: Callable[[Tx, int], int]
) -> AsyncIterator[tuple[Outcome, ...]]:
    """A few in each transaction."""
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        yield await desk.database.write(partial(_some, some=some, visit=visit, what=what))


async def _told_on_the_way(
    desk: Desk, visit: Visit, wanted: Wanted, steps: AsyncIterator[tuple[Outcome, ...]], total: int
) -> AsyncIterator[str]:
    """A page that is sent as it comes about, without scripts: how many are done so far, and at its end the result."""
    around, outcomes = await desk.database.read(lambda tx: frame(tx, visit.member)), list[Outcome]()
    whole = page("invitations_going.html", visit=visit, frame=around, total=total, wanted=wanted)
    head, _, foot = bytes(whole.body).decode().partition(HERE)
    yield head
    try:
        async for some in steps:
            outcomes += some
            yield templates().get_template("invitations_step.html").render(number=len(outcomes), total=total)
        refused = await desk.database.write(
            partial(_left_out, desk=desk, visit=visit, wanted=wanted, outcomes=outcomes)
        )
        yield (
            templates()
            .get_template("invitations_result.html")
            .render(what="invite", done=[one.done for one in outcomes if one.done], refused=refused, wanted=wanted)
        )
    except (NotSaved, NotRead):  # too late for a page of its own: what is done is done, and the list knows
        yield templates().get_template("invitations_step.html").render(number=0, total=total)
    yield foot


def _some(tx: Tx, *, some: Sequence[int], visit: Visit, what: Callable[[Tx, int], int]) -> tuple[Outcome, ...]:
    """Whoever belongs to another service is as good as nobody."""
    found = (people.get(tx, one) for one in some)
    return each(tx, [one.id for one in found if one and not one.forgotten_at and visit.sees(one.service_id)], what)


async def _result(desk: Desk, visit: Visit, wanted: Wanted, outcomes: Sequence[Outcome], what: str) -> Response:
    def read(tx: Tx) -> tuple[Frame, list[Refused]]:
        return frame(tx, visit.member), _left_out(tx, desk=desk, visit=visit, wanted=wanted, outcomes=outcomes)

    around, refused = await desk.database.write(read)
    done = [one.done for one in outcomes if one.done]
    return page(
        "invitations_done.html", visit=visit, frame=around, what=what, done=done, refused=refused, wanted=wanted
    )


def _left_out(tx: Tx, *, desk: Desk, visit: Visit, wanted: Wanted, outcomes: Sequence[Outcome]) -> list[Refused]:
    """Who was refused, by name; that somebody read the names is written down."""
    found = [_refused(tx, desk, wanted, one) for one in outcomes if one.refused]
    if found:
        did = f"saw {len(found)} people by name who were left out"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did)
    return found


def _refused(tx: Tx, desk: Desk, wanted: Wanted, one: Outcome) -> Refused:
    person = people.get(tx, one.person_id)
    why, mend = told(one.refused or AskingError(""), desk, person.language if person else "")
    stands = invited.of_person(tx, one.person_id, wanted.round)
    number = (stands.invitation_id or 0) if stands else 0
    return Refused(one.person_id, people.name_of(tx, one.person_id) or "", why, mend, number)


def _printable(tx: Tx, person_id: int, *, desk: Desk, wanted: Wanted) -> int:
    """The invitation that can be printed for someone."""
    return good(tx, _invited(tx, person_id, wanted), desk.clock()).id


def _send(tx: Tx, person_id: int, *, desk: Desk, visit: Visit, wanted: Wanted) -> int:
    invitation = good(tx, _invited(tx, person_id, wanted), desk.clock())
    any_way(tx, desk, visit, invitation)
    return invitation.id


def _invited(tx: Tx, person_id: int, wanted: Wanted) -> int:
    stands = invited.of_person(tx, person_id, wanted.round)
    if stands is None or stands.invitation_id is None:
        raise NotSent("This person is not invited yet.", mend="Invite them first.")
    return stands.invitation_id


def _invite(tx: Tx, person_id: int, *, desk: Desk, visit: Visit, wanted: Wanted) -> int:
    pack = pack_of(desk, rounds.get(tx, wanted.round))
    return Inviter(pack, desk.languages, visit.who, desk.clock(), wanted.round).invite(tx, person_id)


def _wanted(visit: Visit) -> Wanted:
    service = visit.posted_number("service")
    if service and not visit.sees(service):
        raise HTTPException(404)
    return wanted_in(visit.posted_number("round"), service, visit.field("audience"), visit.field("state"))


def _ticked(visit: Visit) -> tuple[int, ...]:
    """The people who were ticked; a 400 for what is no number."""
    values = visit.form.getlist("people") if visit.form is not None else []
    if not all(isinstance(one, str) and one.isascii() and one.isdigit() and len(one) <= MOST_DIGITS for one in values):
        raise HTTPException(400)
    return tuple(dict.fromkeys(int(str(one)) for one in values))
