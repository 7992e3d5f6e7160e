"""This month's summaries: whose are done, and whose are missing."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from asking import summaries as rules
from asking.errors import AskingError
from asking.summary_gaps import Gaps, Standing, standings, summary_gaps
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.summaries.open import member_name
from store import access_log, people, services
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the list.

    Attributes:
        maker: Who makes the summary: the keyworker, or who stands in; '' for nobody.
        stands_in: The maker is not the keyworker.
        mine: It is this member's to make.
    """

    standing: Standing
    name: str
    service: str
    maker: str
    stands_in: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """What the page shows."""

    frame: Frame
    lines: tuple[Line, ...]
    gaps: Gaps


async def show(desk: Desk, visit: Visit) -> Response:
    """A manager sees everyone of their services; a keyworker their own people first, then those of colleagues."""
    return await _page(desk, visit)


async def begin(desk: Desk, visit: Visit) -> Response:
    """Begin this month's summary of a person, or find it."""
    person_id = visit.number("person")

    def write(tx: Tx) -> int:
        found = rules.begin(tx, desk.pack, person_id=person_id, now=desk.clock())
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"began summary {found.id}", person_id=person_id)
        return found.id

    try:
        summary_id = await desk.database.write(write)
    except AskingError as refused:
        return await _page(desk, visit, refused=refused)
    return RedirectResponse(f"/staff/summaries/{summary_id}", status_code=303)


async def _page(desk: Desk, visit: Visit, refused: AskingError | None = None) -> Response:
    listed = await desk.database.write(lambda tx: _read(tx, desk, visit))
    return page(
        "summaries/all.html",
        status=409 if refused else 200,
        visit=visit,
        frame=listed.frame,
        mine=[one for one in listed.lines if one.mine],
        others=[one for one in listed.lines if not one.mine],
        gaps=listed.gaps,
        refused=refused,
        month=visit.today.isoformat(),
    )


def _read(tx: Tx, desk: Desk, visit: Visit) -> Listed:
    access_log.add(tx, at=desk.now(), who=visit.who, did="opened the list of summaries")
    found = standings(tx, visit.member.services, visit.today)
    gaps = summary_gaps(tx, visit.member.services, visit.today)
    lines = tuple(_line(tx, visit, one) for one in found)
    return Listed(frame(tx, visit.member), tuple(sorted(lines, key=lambda one: (one.service, one.name))), gaps)


def _line(tx: Tx, visit: Visit, one: Standing) -> Line:
    service = services.get(tx, one.person.service_id)
    stand_in = one.summary.member_id if one.summary else None
    return Line(
        one,
        people.name_of(tx, one.person.id) or "",
        service.name if service else "",
        member_name(tx, stand_in or one.person.keyworker_id),
        stand_in is not None,
        visit.member.id in {one.person.keyworker_id, stand_in},
    )
