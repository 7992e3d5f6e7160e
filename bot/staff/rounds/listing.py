"""All rounds: what is asked now, what comes, and what has ended."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from bot.staff.desk import Desk, frame, page
from bot.staff.guard import Visit
from bot.staff.rounds.plain import EVERY, KINDS, stage
from dialogs.model import Audience
from evidence.progress import Progress, progress
from store import rounds, services
from store.rounds import Round
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list.

    Attributes:
        stage: `planned`, `open` or `ended`.
        houses: Names of the services where it asks, of those that the visitor sees; empty for all of them.
        progress: How far it is in these; None where it has not begun.
        before: The id of the ended round of the same kind that came before; 0 where there is none.
    """

    round: Round
    stage: str
    houses: tuple[str, ...]
    progress: Progress | None
    before: int

    @property
    def audience(self) -> Audience | None:
        """Whose figures stand in the line: people supported, else the first who are asked."""
        found = self.progress.audiences if self.progress else ()
        return found[0] if found else None


async def show(desk: Desk, visit: Visit) -> Response:
    """The list, the newest first."""
    around, listed = await desk.database.read(lambda tx: (frame(tx, visit.member), _listed(tx, visit)))
    return page(
        "rounds/list.html",
        visit=visit,
        frame=around,
        rounds=listed,
        kinds=KINDS,
        every=EVERY,
        done=visit.request.query_params.get("done", ""),
    )


def _listed(tx: Tx, visit: Visit) -> tuple[Listed, ...]:
    houses = {one.id: one.name for one in services.all(tx) if visit.sees(one.id)}
    mine = [one for one in rounds.all(tx) if not one.services or any(visit.sees(each) for each in one.services)]
    day = visit.today.isoformat()
    found: list[Listed] = []
    last: dict[str, int] = {}
    for one in mine:
        at = stage(one, day)
        here = tuple(houses[each] for each in one.services if each in houses)
        far = progress(tx, one, houses) if at != "planned" else None
        found.append(Listed(one, at, here, far, last.get(one.kind, 0)))
        if at != "planned":
            last[one.kind] = one.id
    return tuple(reversed(found))
