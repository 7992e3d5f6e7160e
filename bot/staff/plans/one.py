"""One plan: its parts, its actions in order, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.taking_back import Standing, standing
from bot.staff.actions.seen import STATUS, Seen, seen, sees
from bot.staff.actions.who import unknown
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.plans.plain import FORMATS, LAYOUTS, parts_of
from evidence.plan_order import in_order
from evidence.register import progress
from store import access_log, actions, plans
from store.action import Status
from store.plans import Part, Plan
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plan as its page shows it.

    Attributes:
        parts: Each with the actions under it; None for those under no part.
        imports: What was read from files and is there yet, for who may take it back.
        unknown: How many of its leads are no colleague's name, and nobody has said whom they mean; for who may say it.
    """

    frame: Frame
    plan: Plan
    parts: list[tuple[Part | None, list[Seen]]]
    unknown: int
    imports: tuple[Standing, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether there is anything to print."""
        return any(under for _, under in self.parts)

    @property
    def progress(self) -> str:
        """How far it is, in words."""
        every = [one for _, under in self.parts for one in under]
        return progress((one.action.status for one in every), sum(one.overdue for one in every))

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(one.action.status is Status.DONE for _, under in self.parts for one in under)

    @property
    def left(self) -> int:
        """How many are needed, done ones among them."""
        return sum(one.action.status is not Status.NO_LONGER_NEEDED for _, under in self.parts for one in under)


async def show(desk: Desk, visit: Visit) -> Response:
    """The page of one plan."""
    sheet = await desk.database.read(lambda tx: _read(tx, desk, visit))
    return page(
        "plans/one.html",
        visit=visit,
        frame=sheet.frame,
        sheet=sheet,
        called=parts_of(sheet.plan.layout),
        # The usual one first.
        layouts=sorted(LAYOUTS.items(), key=lambda one: one[0] != sheet.plan.layout),
        formats=FORMATS,
        status_words=STATUS,
        runs=visit.manages and visit.sees(sheet.plan.service_id),
        done=visit.request.query_params.get("done", ""),
        back=visit.choice("back"),
        restored=visit.choice("restored"),
    )


async def act(desk: Desk, visit: Visit) -> Response:
    """Close it, open it again, or take it away where nothing stands in it."""
    number, do = visit.number("plan"), visit.field("do")
    if do == "remove":
        return await _remove(desk, visit)
    if do not in {"close", "open"}:
        raise HTTPException(400)
    at = desk.now() if do == "close" else None
    did = f"closed plan {number}" if at else f"opened plan {number} again"

    def write(tx: Tx) -> None:
        plans.close(tx, number, at)
        access_log.add(tx, at=desk.now(), who=visit.who, did=did)

    await desk.database.write(write)
    return RedirectResponse(f"/staff/plans/{number}?done={do}", status_code=303)


async def _remove(desk: Desk, visit: Visit) -> Response:
    number = visit.number("plan")

    def write(tx: Tx) -> str:
        if not plans.remove(tx, number):
            return f"/staff/plans/{number}?done=holds"
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"took the empty plan {number} away")
        return "/staff/plans?done=removed"

    return RedirectResponse(await desk.database.write(write), status_code=303)


def _read(tx: Tx, desk: Desk, visit: Visit) -> Sheet:
    found = plans.get(tx, visit.number("plan"))
    if found is None:
        raise HTTPException(404)
    every = seen(tx, desk, visit, [one for one in actions.of_plan(tx, found.id) if sees(one, visit)])
    under = _under(plans.parts(tx, found.id), every)
    runs = visit.manages and visit.sees(found.service_id)
    imports = standing(tx, found.id) if runs else ()
    return Sheet(frame(tx, visit.member), found, under, len(unknown(tx, visit, found.id)), imports)


def _under(parts: tuple[Part, ...], every: list[Seen]) -> list[tuple[Part | None, list[Seen]]]:
    """The actions under each part by number, and last those under none of them: none may ever be left out."""
    known = {one.id for one in parts}
    of = {part.id: [one for one in every if one.action.said.part_id == part.id] for part in parts}
    rest = [one for one in every if one.action.said.part_id not in known]
    return [*((part, _sorted(of[part.id])) for part in parts), (None, _sorted(rest))]


def _sorted(some: list[Seen]) -> list[Seen]:
    return in_order(some, lambda one: one.action.said.number)
