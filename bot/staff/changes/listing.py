"""Every change, and the pages for a wall."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from asking.links import address, wall_token
from bot.look import picture_url
from bot.staff.changes.plain import STATES, how_many
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import PROVIDER, Visit
from evidence import changes as known
from store import changes, services, walls
from store.changes import Change
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Line:
    """One change, with where it changed, who gets it and whether it got better."""

    change: Change
    place: str
    picture: str
    state: str
    gets: str
    better: str


@dataclass(frozen=True, slots=True)
class WallLine:
    """A page for a wall. Its link is for those who made it known only."""

    id: int
    place: str
    link: str


async def show(desk: Desk, visit: Visit) -> Response:
    """Those of the visitor's services, and those for all; drafts are for managers."""

    def read(tx: Tx) -> tuple[Frame, list[Line], list[WallLine], list[tuple[str, str]]]:
        found = [line(tx, one) for one in changes.all(tx) if _is_theirs(visit, one)]
        return frame(tx, visit.member), found, _walls(tx, visit) if visit.manages else [], where(tx, visit)

    around, lines, on_walls, places = await desk.database.read(read)
    return page(
        "changes/all.html",
        visit=visit,
        frame=around,
        lines=lines,
        walls=on_walls,
        places=places,
        languages=[(one.code, one.name) for one in desk.languages.offered(drafts=True)],
        typed={"service": ""},
        wrong={},
        told=visit.request.query_params.get("done", ""),
    )


def where(tx: Tx, visit: Visit) -> list[tuple[str, str]]:
    """The places that the visitor may write for: pairs of value and label."""
    everywhere = [(str(PROVIDER), "All services")] if visit.sees(PROVIDER) else []
    return [*everywhere, *((str(one.id), one.name) for one in services.all(tx) if visit.sees(one.id))]


def line(tx: Tx, change: Change) -> Line:
    """A change as pages show it."""
    found = services.get(tx, change.service_id) if change.service_id else None
    return Line(
        change,
        place=found.name if found else "All services",
        picture=picture_url(change.picture) if change.picture else "",
        state=STATES[change.state],
        gets=how_many(known.said_it(tx, change)),
        better=known.in_words(known.better(tx, change.id)) if change.published_at else "",
    )


def _is_theirs(visit: Visit, one: Change) -> bool:
    here = not one.service_id or visit.sees(one.service_id)
    return here and (visit.manages or one.state == changes.PUBLISHED)


def _walls(tx: Tx, visit: Visit) -> list[WallLine]:
    names = dict(where(tx, visit))
    return [
        WallLine(one.id, names[str(one.service_id)], f"{address(tx)}/wall/{wall_token(tx.keys, one.id, one.version)}")
        for one in walls.all(tx)
        if str(one.service_id) in names
    ]
