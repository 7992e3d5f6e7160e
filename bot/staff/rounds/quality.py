"""Which questions of a round work, and which do not: for whoever writes them. And the same as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.rounds.plain import ADVICE, SOME, TALKERS
from bot.staff.rounds.planning import known
from bot.staff.sheets import as_csv
from dialogs.model import Audience
from evidence.question_quality import Between, Quality, qualities
from evidence.suppression import Shown
from store import services
from store.rounds import Round
from store.services import Service
from store.tx import Tx

HEAD = (
    "Who is asked", "Area", "Question", "Number of the question", "Shown to", "Answered", "I do not know",
    "I do not want to say", "Skipped", "Left here", "Median seconds", "Middle half from", "Middle half to",
    "To look at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows. `service` is the one that it is about; None for all."""

    frame: Frame
    round: Round
    service: Service | None
    every: tuple[Quality, ...]
    between: dict[Audience, Between]


async def show(desk: Desk, visit: Visit) -> Response:
    """The page, for one audience."""
    wanted = visit.request.query_params.get("audience", Audience.PERSON)
    if wanted not in set(Audience):
        raise HTTPException(404)
    sheet = await desk.database.read(lambda tx: _read(tx, desk, visit))
    audience = Audience(wanted)
    mine = [one for one in sheet.every if one.prompt.audience is audience]
    return page(
        "rounds/questions.html",
        visit=visit,
        frame=sheet.frame,
        sheet=sheet,
        audience=audience,
        audiences=TALKERS,
        marked=[one for one in mine if one.marks],
        others=[one for one in mine if not one.marks and one.level in {Shown.FIGURES, Shown.WORDS}],
        hidden=[one for one in mine if one.level not in {Shown.FIGURES, Shown.WORDS}],
        between=sheet.between.get(audience),
        advice=ADVICE,
        some=SOME,
        areas={area.id: area.name for area in desk.pack.areas},
    )


async def download(desk: Desk, visit: Visit) -> Response:
    """The same for every audience, as CSV."""
    sheet = await desk.database.read(lambda tx: _read(tx, desk, visit))
    areas = {area.id: area.name for area in desk.pack.areas}
    few = "5 or more" if sheet.service else "5 to 9"
    rows = (_row(one, areas, few) for one in sheet.every)
    return as_csv(f"questions-round-{sheet.round.id}.csv", (HEAD, *rows))


def _read(tx: Tx, desk: Desk, visit: Visit) -> Sheet:
    """For all services where the visitor works for all; else for the first of theirs where the round asks."""
    one = known(tx, visit)
    service = None
    if visit.member.services is not None:
        here = (each for each in services.all(tx) if visit.sees(each.id))
        service = next(each for each in here if not one.services or each.id in one.services)
    which = {"round_id": one.id, "service_id": service.id if service else 0}
    every, between = qualities(tx, desk.pack, now=desk.clock(), **which)
    return Sheet(frame(tx, visit.member), one, service, every, between)


def _row(one: Quality, areas: dict[str, str], few: str) -> Iterable[object]:
    first = (TALKERS[one.prompt.audience], areas.get(one.prompt.area, ""), one.prompt.question.ask, one.prompt.id)
    counts = (one.answered, one.did_not_know, one.rather_not_say, one.skipped, one.left)
    if one.level is Shown.FIGURES:
        times = (one.times.median, one.times.low, one.times.high) if one.times else ("", "", "")
        return (*first, one.shown, *counts, *times, " ".join(ADVICE[mark][0] for mark in one.marks))
    if one.level is Shown.WORDS:
        return (*first, few, *(SOME[one.some(people)] for people in counts), "", "", "", "")
    return (*first, "Under 5: hidden to keep people private", *("",) * 9)
