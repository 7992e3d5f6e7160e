"""A page for a wall: what changed, in big letters, for everyone who walks by. No sign-in, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking.conversation import Conversations
from asking.links import wall_id_in
from bot.tablet.known import Handler
from bot.tablet.render import Pages
from evidence.changes import may_be_public, said_it
from evidence.suppression import FEWEST_IN_FIGURES
from store import changes, services, settings, walls
from store.changes import Change
from store.errors import NotRead
from store.tx import Tx

MOST = 12
"""Changes on it, the newest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A change, and how many said it, in steps of five; 0 where that is not told."""

    change: Change
    people: int


@dataclass(frozen=True, slots=True)
class OnWall:
    """What stands there. `place` is the house, or the provider."""

    place: str
    lines: tuple[Line, ...]
    sample: bool


def wall(conversations: Conversations, pages: Pages) -> Handler:
    """Shows it, for as long as its link is not taken back."""

    async def show(request: Request) -> Response:
        token = request.path_params["token"]
        try:
            found = await conversations.database.read(lambda tx: on_wall(tx, token))
        except NotRead as error:
            raise HTTPException(503) from error
        if found is None:
            raise HTTPException(404)
        return pages.page("wall.html", found=found)

    return show


def on_wall(tx: Tx, token: str) -> OnWall | None:
    """What a wall shows; None where its link is none of ours, or was taken back."""
    wall_id = wall_id_in(tx.keys, token)
    found = walls.get(tx, wall_id) if wall_id else None
    if found is None or found.revoked_at:
        return None
    service = services.get(tx, found.service_id) if found.service_id else None
    place = service.name if service else settings.get(tx, "provider") or ""
    here = {0, found.service_id} if found.service_id else None
    counted = [
        (one, said_it(tx, one)) for one in changes.published(tx, "", "9") if here is None or one.service_id in here
    ]
    lines = tuple(
        Line(one, said if said >= FEWEST_IN_FIGURES else 0) for one, said in counted if may_be_public(one, said)
    )
    return OnWall(place, lines[:MOST], settings.get(tx, "sample") == "yes")
