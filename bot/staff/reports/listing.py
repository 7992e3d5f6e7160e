"""Every report that can be made now, with what can be chosen for each."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.reports.wanted import asked, kinds
from evidence.reports import Asked, ReportKind
from evidence.reports.formats import FORMATS, Format
from store import rounds, services
from store.tx import Tx

Option = tuple[int | str, str]
NEWEST: Option = (0, "The newest talks")


@dataclass(frozen=True, slots=True)
class Offer:
    """One report and what can be chosen for it: pairs of value and label, none where there is no choice."""

    kind: ReportKind
    rounds: tuple[Option, ...]
    services: tuple[Option, ...]
    numbers: tuple[Option, ...]
    layouts: tuple[Option, ...]
    languages: tuple[Option, ...]
    formats: tuple[Format, ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """The list. What cannot be made yet is named under it."""
    wanted = asked(desk, visit)

    def read(tx: Tx) -> tuple[Frame, list[Offer], list[ReportKind]]:
        ready = [one for one in kinds(visit) if one.is_ready(tx, wanted)]
        later = [one for one in kinds(visit) if one not in ready]
        return frame(tx, visit.member), [_offer(tx, desk, visit, wanted, one) for one in ready], later

    around, offers, later = await desk.database.read(read)
    return page("reports/list.html", visit=visit, frame=around, offers=offers, later=later)


def _offer(tx: Tx, desk: Desk, visit: Visit, wanted: Asked, kind: ReportKind) -> Offer:
    return Offer(
        kind,
        (NEWEST, *((one.id, one.name) for one in reversed(rounds.all(tx)))) if kind.by_round else (),
        _services(tx, visit, kind) if kind.by_service else (),
        kind.numbers(tx, wanted) if kind.numbers else (),
        tuple((one, one.replace("-", " ").capitalize()) for one in kind.layouts) if len(kind.layouts) > 1 else (),
        tuple((one.code, one.name) for one in desk.languages.offered(drafts=True)) if kind.by_language else (),
        tuple(one for one in FORMATS.values() if not kind.formats or one.name in kind.formats),
    )


def _services(tx: Tx, visit: Visit, kind: ReportKind) -> tuple[Option, ...]:
    """Those of the member; all of them at once where the report can be about them together."""
    mine: tuple[Option, ...] = tuple((one.id, one.name) for one in services.ever(tx) if visit.sees(one.id))
    if visit.member.services is None:
        return (0, "All services"), *mine
    return ((0, "All your services"), *mine) if kind.several and len(mine) > 1 else mine
