"""The list of people: who is here, how they communicate, who was not asked yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import urlencode

from starlette.responses import Response

from asking import profiles
from asking.permissions import Role
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.people.plain import AUDIENCES, WHY_NOT
from dialogs.model import Audience
from store import access_log, members, roster, rounds, services
from store.roster import Listed
from store.rounds import Round
from store.services import Service
from store.tx import Tx

PAGE = 50
"""People on one page of the list."""
MINE = "mine"
SHOWS: Mapping[str, str] = {
    "": "Everyone",
    MINE: "Whose keyworker I am",
    "needs": "With communication needs",
    "due": "To be asked how they communicate",
    "not-asked": "Not asked yet in this round",
    "alone": "Without a keyworker",
    "stopped": "Asked no more",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the list.

    Attributes:
        flags: How they communicate.
        due: It is time to ask them how they communicate.
        asked: They are invited in the round that asks them now.
        to_ask: Nobody has asked them in this round yet, and nothing says why.
        why_not: Why they are not asked, in words; '' where nothing was noted.
        alone: They have no keyworker, or one who has left.
    """

    listed: Listed
    service: str
    flags: tuple[str, ...]
    due: bool
    asked: bool
    to_ask: bool
    why_not: str
    alone: bool

    @property
    def stopped(self) -> bool:
        """They are asked no more."""
        return self.listed.person.stopped_at is not None


@dataclass(frozen=True, slots=True)
class Here:
    """What all lines need: the services by number, the rounds that are open, and who can be a keyworker."""

    houses: Mapping[int, str]
    rounds: tuple[Round, ...]
    keyworkers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen above the list."""

    find: str
    service: int
    audience: str
    show: str
    number: int

    def address(self, number: int) -> str:
        """The address of one page of this list."""
        chosen = {"find": self.find, "service": self.service, "audience": self.audience, "show": self.show}
        return f"/staff/people?{urlencode({**chosen, 'page': number})}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows."""

    frame: Frame
    houses: tuple[Service, ...]
    rounds: tuple[Round, ...]
    lines: tuple[Line, ...]
    wanted: Wanted


async def show(desk: Desk, visit: Visit) -> Response:
    """A page of the list. To see names is noted, once a page."""
    sheet = await desk.database.write(partial(_read, desk=desk, visit=visit))
    pages = max(1, -(-len(sheet.lines) // PAGE))
    number = min(max(1, sheet.wanted.number), pages)
    return page(
        "people/list.html",
        visit=visit,
        frame=sheet.frame,
        sheet=sheet,
        lines=sheet.lines[(number - 1) * PAGE : number * PAGE],
        number=number,
        pages=pages,
        shows=[(key, words) for key, words in SHOWS.items() if key != MINE or visit.role == Role.KEYWORKER],
        audiences=AUDIENCES,
        added=visit.choice("number"),
        done=visit.request.query_params.get("done", ""),
    )


def _read(tx: Tx, *, desk: Desk, visit: Visit) -> Sheet:
    access_log.add(tx, at=desk.now(), who=visit.who, did="looked at the list of people")
    houses = tuple(one for one in services.all(tx) if visit.sees(one.id))
    open_rounds = tuple(one for one in rounds.open_on(tx, visit.today.isoformat()) if one.is_talk)
    everyone = roster.everyone(tx, visit.member.services, (one.id for one in open_rounds))
    here = Here({one.id: one.name for one in houses}, open_rounds, frozenset(one.id for one in members.active(tx)))
    lines = tuple(_line(one, here, visit.today) for one in everyone)
    wanted = _wanted(visit, lines)
    return Sheet(frame(tx, visit.member), houses, open_rounds, _chosen(lines, wanted, visit.member.id), wanted)


def _wanted(visit: Visit, lines: tuple[Line, ...]) -> Wanted:
    """What the address says; a keyworker who has just come sees their own people first, where there are any."""
    asked = visit.request.query_params
    show = asked.get("show", "")
    if "show" not in asked and visit.role == Role.KEYWORKER:
        show = MINE if any(one.listed.person.keyworker_id == visit.member.id for one in lines) else ""
    find = " ".join(asked.get("find", "")[:100].split())
    return Wanted(find, visit.choice("service"), asked.get("audience", ""), show, visit.choice("page"))


def _line(one: Listed, here: Here, today: date) -> Line:
    person = one.person
    is_person, stays = person.audience == Audience.PERSON, person.stopped_at is None
    # The one that began last, as with an invitation (see `asking.rounds.open_for`).
    now = next((found.id for found in here.rounds if found.asks(person.service_id, person.audience)), None)
    return Line(
        listed=one,
        service=here.houses.get(person.service_id, ""),
        flags=profiles.load(one.profile).flags if one.profile else (),
        due=is_person and stays and profiles.is_due(one.reviewed_on, today),
        asked=now in one.asked,
        to_ask=now is not None and stays and now not in one.asked and now not in one.why_not,
        why_not=WHY_NOT.get(one.why_not.get(now, ""), "") if now is not None else "",
        alone=is_person and stays and person.keyworker_id not in here.keyworkers,
    )


def _chosen(lines: tuple[Line, ...], wanted: Wanted, member: int) -> tuple[Line, ...]:
    shown: Mapping[str, Callable[[Line], bool]] = {
        MINE: lambda one: one.listed.person.keyworker_id == member,
        "needs": lambda one: bool(one.flags),
        "due": lambda one: one.due,
        "not-asked": lambda one: one.to_ask,
        "alone": lambda one: one.alone,
    }
    fits = shown.get(wanted.show)
    return tuple(
        one
        for one in lines
        if one.stopped is (wanted.show == "stopped")
        and (fits is None or fits(one))
        and wanted.find.casefold() in one.listed.name.casefold()
        and wanted.service in (0, one.listed.person.service_id)
        and wanted.audience in ("", one.listed.person.audience)
    )
