"""The first staff page: what needs me today, what people told us, how strong our evidence is, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from asking.moment import stamp
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.need import Need
from bot.staff.today import needs
from dialogs.model import Audience
from evidence.areas import AreaSummary, area_summaries
from evidence.comparison import Held, comparison, sure_changes
from evidence.highlights import Highlights, highlights
from evidence.scope import Scope, scope
from store import sessions
from store.rounds import Round
from store.tx import Tx

MONTH = timedelta(days=30)
MOST_CHANGES = 5
MOST_NEEDS = 10
"""Lines that stand there at once, the most urgent first; the rest is folded."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What readers of evidence see.

    Attributes:
        talked: How many people talked with us in the last 30 days, by audience.
        before: The round that this one is compared with; None where it is the first.
        changed: On which standards people supported say something else than then, beyond chance.
    """

    scope: Scope
    talked: dict[str, int]
    highlights: Highlights
    areas: tuple[AreaSummary, ...]
    before: Round | None
    changed: tuple[Held, ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """The home page."""

    def read(tx: Tx) -> tuple[Frame, tuple[Need, ...], Evidence | None]:
        return frame(tx, visit.member), needs(tx, desk, visit), _evidence(tx, desk, visit) if visit.reads else None

    around, waiting, evidence = await desk.database.read(read)
    return page(
        "home.html",
        visit=visit,
        frame=around,
        needs=waiting,
        most=MOST_NEEDS,
        evidence=evidence,
        pack=desk.pack,
    )


def _evidence(tx: Tx, desk: Desk, visit: Visit) -> Evidence | None:
    """Of the newest round, for all services or the first one that this member works for."""
    found = scope(tx, desk.pack, only=visit.member.services)
    if found is None:
        return None
    talked: dict[str, int] = {}
    for (service_id, audience), number in sessions.people_since(tx, stamp(desk.clock() - MONTH)).items():
        if found.service_id in {0, service_id}:
            talked[audience] = talked.get(audience, 0) + number
    areas = area_summaries(tx, found, today=visit.today)
    before = _before(tx, desk, visit, found)
    changed = sure_changes(comparison(tx, before, found, Audience.PERSON))[:MOST_CHANGES] if before else ()
    return Evidence(found, talked, highlights(tx, found), areas, before.round if before else None, changed)


def _before(tx: Tx, desk: Desk, visit: Visit, found: Scope) -> Scope | None:
    """The same place in the round before."""
    earlier = [one for one in found.rounds if one.opens_on < found.round.opens_on and one.kind is found.round.kind]
    if not earlier:
        return None
    return scope(tx, desk.pack, round_id=earlier[0].id, service_id=found.service_id, only=visit.member.services)
