"""One ladder: its five statements, who stands where, what people say, the next statement, and tools that may help."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.progress.here import AGREE, here, plan_of
from dialogs.ladders import Ladder
from evidence.areas import StandardEvidence
from evidence.detailed_plan import of_ladders
from evidence.ladder_evidence import people_say
from evidence.ladders import Scope, Score, scores
from store.action import Action
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows.

    Attributes:
        talks: Name of the round that people's evidence is from; '' where there is none.
        work: The address that opens an action towards the next statement; '' for who opens none.
    """

    frame: Frame
    scope: Scope | None
    score: Score | None
    talks: str
    evidence: tuple[StandardEvidence, ...]
    actions: tuple[Action, ...]
    work: str


async def show(desk: Desk, visit: Visit) -> Response:
    """The page."""
    number = visit.number("ladder")
    if not 1 <= number <= len(desk.ladders.ladders):
        raise HTTPException(404)
    ladder = desk.ladders.ladders[number - 1]
    sheet = await desk.database.read(lambda tx: _read(tx, desk, visit, ladder))
    return page(
        "progress/ladder.html",
        visit=visit,
        frame=sheet.frame,
        sheet=sheet,
        ladder=ladder,
        number=number,
        agree=AGREE,
        tools=[one for one in desk.ladders.tools if ladder.id in one.ladders],
    )


def _read(tx: Tx, desk: Desk, visit: Visit, ladder: Ladder) -> Sheet:
    found = here(tx, desk, visit)
    where = found.service_id if found else 0
    talks, says = people_say(
        tx, desk.pack, ladder, service_id=where, only=visit.member.services, today=visit.today
    )  # fmt: skip
    score = next((one for one in scores(tx, found) if one.ladder == ladder), None) if found else None
    opened = of_ladders(tx, service_id=0, only=visit.member.services)
    mine = tuple(one for one in opened if one.said.from_id == ladder.id)
    work = _work(tx, found, score) if visit.manages and found and score else ""
    return Sheet(frame(tx, visit.member), found, score, talks.round.name if talks else "", says, mine, work)


def _work(tx: Tx, here: Scope, score: Score) -> str:
    """Opens an action with the next statement as what is worked towards, and the standards that it is about."""
    query: list[tuple[str, str]] = [("from_kind", "ladder"), ("from_id", score.ladder.id), ("what", score.target)]
    query += [("service", str(here.service_id))] if here.service_id else []
    plan = plan_of(tx, here.round.id)
    query += [("plan", str(plan))] if plan else []
    return "/staff/actions/add?" + urlencode([*query, *(("standard", one) for one in score.ladder.speaks)])
