"""Every ladder of a round: where managers and staff say that we are, and how it was before."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.progress.here import AGREE, here
from evidence.ladders import Scope, Score, scores, waiting
from store.rounds import Round
from store.tx import Tx

MOST_ROUNDS = 4
"""Beside each other."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows.

    Attributes:
        raters: How many have rated; what they chose is another thing.
        over: Each round, oldest first, with where we stood on each ladder.
    """

    frame: Frame
    scope: Scope | None
    scores: tuple[Score, ...] = ()
    raters: int = 0
    over: tuple[tuple[Round, tuple[Score, ...]], ...] = ()


async def show(desk: Desk, visit: Visit) -> Response:
    """The page."""
    sheet = await desk.database.read(lambda tx: _read(tx, desk, visit))
    return page(
        "progress/scores.html",
        visit=visit,
        frame=sheet.frame,
        sheet=sheet,
        agree=AGREE,
        code=desk.ladders.pack,
        done=visit.request.query_params.get("done", ""),
    )


def _read(tx: Tx, desk: Desk, visit: Visit) -> Sheet:
    around, found = frame(tx, visit.member), here(tx, desk, visit)
    if found is None:
        return Sheet(around, None)
    over = tuple((one, scores(tx, found, one)) for one in reversed(found.rounds[:MOST_ROUNDS]))
    return Sheet(around, found, scores(tx, found), waiting(tx, found), over if len(over) > 1 else ())
