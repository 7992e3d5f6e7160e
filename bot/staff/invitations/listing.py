"""Everyone who can be asked in a round, and how far their invitation is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking.invited import Progress, progress
from asking.inviting import open_rounds
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from dialogs.model import SOURCES
from store import access_log, invited, not_asked, people, rounds, services
from store.invited import Standing
from store.rounds import Kind, Round
from store.tx import Tx

A_PAGE = 50
"""People on a page: each has a box to tick, and a form holds a hundred fields."""
SENT = {"email": "by e-mail", "telegram": "in Telegram", "paper": "on paper", "tablet": "on a tablet here"}
WORDS = {
    Progress.NOT_INVITED: "Not invited",
    Progress.INVITED: "Invited",
    Progress.SENT: "Sent",
    Progress.OPENED: "Opened",
    Progress.STARTED: "Started",
    Progress.STOPPED: "Stopped",
    Progress.SAID_NO: "Said no",
    Progress.FINISHED: "Finished",
    Progress.ENDED: "Link ended",
    Progress.RAN_OUT: "Ran out",
}
NO_MORE = "Asked no more"
WHY_NOT = {not_asked.DECLINED: "They said no", not_asked.COULD_NOT: "They could not answer", not_asked.AWAY: "Away"}
"""Who is not invited with all the others. 'Not yet' means that somebody wants to invite them."""
AUDIENCES = {"person": "People we support", "family": "Family", "staff": "Staff", "manager": "Managers"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. 0 and '' mean all."""

    round: int
    service: int
    audience: str
    state: str
    page: int = 1

    def address(self, page: int) -> str:
        """Where another page of the same list is."""
        return f"/staff/invitations?{self.query}&page={page}"

    @property
    def query(self) -> str:
        """The same in an address, without the page."""
        return f"round={self.round}&service={self.service}&audience={self.audience}&state={self.state}"


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the list."""

    stands: Standing
    progress: Progress
    name: str = ""

    @property
    def why_not(self) -> str:
        """Why this person is not to be asked; '' where they may be."""
        return NO_MORE if self.stands.stopped_at else WHY_NOT.get(self.stands.not_asked or "", "")

    @property
    def sent(self) -> str:
        """How it was sent; '' where it was not."""
        return SENT.get(self.stands.sent_by or "", "") if self.stands.sent_at else ""


@dataclass(frozen=True, slots=True)
class Found:
    """The list, as far as it is shown."""

    frame: Frame
    wanted: Wanted
    rounds: tuple[Round, ...]
    services: dict[int, str]
    rows: tuple[Row, ...]
    counts: dict[Progress, int]
    is_open: bool
    all: int
    waiting: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.all // A_PAGE)


async def show(desk: Desk, visit: Visit) -> Response:
    """The list. That somebody looked at the names is written down."""
    wanted = wanted_in(
        visit.choice("round"), visit.choice("service"), visit.request.query_params.get("audience", ""),
        visit.request.query_params.get("state", ""), visit.choice("page") or 1,
    )  # fmt: skip
    found = await desk.database.write(lambda tx: look(tx, desk, visit, wanted))
    return page(
        "invitations.html",
        visit=visit,
        frame=found.frame,
        found=found,
        words=WORDS,
        audiences=AUDIENCES,
        done=visit.request.query_params.get("done", ""),
    )


def wanted_in(round_id: int, service: int, audience: str, state: str, number: int = 1) -> Wanted:
    """What is looked for; a 404 for an audience or state that does not exist."""
    if audience not in {"", *SOURCES} or state not in {"", *Progress}:
        raise HTTPException(404)
    return Wanted(round_id, service, audience, state, number)


def look(tx: Tx, desk: Desk, visit: Visit, wanted: Wanted) -> Found:
    """Read the list."""
    every = tuple(one for one in reversed(rounds.all(tx)) if one.kind is not Kind.SUMMARY)
    chosen = wanted.round or default_round(tx, visit)
    wanted = Wanted(chosen, wanted.service, wanted.audience, wanted.state, wanted.page)
    seen = {one.id: one.name for one in services.all(tx) if visit.sees(one.id)}
    if (wanted.service and wanted.service not in seen) or (chosen and chosen not in {one.id for one in every}):
        raise HTTPException(404)
    all_of_them = tuple(everyone(tx, desk, visit, wanted))
    counts = {state: sum(row.progress is state for row in all_of_them) for state in Progress}
    rows = [row for row in all_of_them if not wanted.state or row.progress == wanted.state]
    named = _named(tx, rows, seen)[(wanted.page - 1) * A_PAGE : wanted.page * A_PAGE]
    if named:
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"listed invitations, {len(named)} people by name")
    is_open = any(one.id == chosen and one.is_open(visit.today.isoformat()) for one in every)
    waiting = sum(row.progress is Progress.NOT_INVITED and not row.why_not for row in all_of_them)
    return Found(frame(tx, visit.member), wanted, every, seen, named, counts, is_open, len(rows), waiting)


def default_round(tx: Tx, visit: Visit) -> int:
    """The round of talks that is open today, else the newest; 0 where there is none."""
    every = (*open_rounds(tx, visit.today), *reversed(rounds.all(tx)))
    return next((one.id for one in every if one.is_talk), 0)


def everyone(tx: Tx, desk: Desk, visit: Visit, wanted: Wanted) -> Iterable[Row]:
    """Everyone whom the round asks or who was invited, as far as this member and the filter see them; no names."""
    at, asked, opened = desk.now(), rounds.get(tx, wanted.round), {one.id for one in services.all(tx)}
    for one in invited.in_round(tx, wanted.round, service_id=wanted.service) if asked else ():
        if one.service_id not in opened or wanted.audience not in {"", one.audience}:
            continue
        if asked and visit.sees(one.service_id) and (one.invitation_id or asked.asks(one.service_id, one.audience)):
            yield Row(one, progress(one, at))


def to_invite(tx: Tx, desk: Desk, visit: Visit, wanted: Wanted) -> tuple[int, ...]:
    """Who was not invited yet, of all that the filter lets through."""
    return tuple(
        row.stands.person_id
        for row in everyone(tx, desk, visit, wanted)
        if row.progress is Progress.NOT_INVITED and not row.why_not
    )


def _named(tx: Tx, rows: Iterable[Row], seen: dict[int, str]) -> tuple[Row, ...]:
    """By service, who is who, and name: as a list on a wall would be."""
    order = list(AUDIENCES)
    rows = tuple(rows)
    names = people.names(tx, (row.stands.person_id for row in rows))
    named = [Row(row.stands, row.progress, names.get(row.stands.person_id, "")) for row in rows]
    named.sort(key=lambda row: (seen[row.stands.service_id], order.index(row.stands.audience), row.name.casefold()))
    return tuple(named)
