"""The list of everyone who can be reminded: when they were, what comes next, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.responses import Response

from asking import quiet, reminding
from asking.reminders import MOST, Why, next_at, refusal
from asking.reminding import ZONE, Waiting, Way
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import PROVIDER, Visit
from bot.staff.reminders.plain import CHANNELS, RULES, WHYS, local
from store import access_log, reminders, roster, rounds, services, settings
from store.reminders import Reminder
from store.roster import Listed
from store.rounds import Kind, Round
from store.services import Service
from store.tx import Tx

PAGE = 50
"""People on one page of the list."""
SHOWS: Mapping[str, str] = {
    "": "Who has not finished",
    "next": "Who gets a reminder next",
    "reminded": "Who was reminded",
    "wait": "Who said not now, or stop",
    "no-way": "Whom no reminder reaches",
    "all": "Everyone who was invited",
}

OVER = frozenset({Why.FINISHED, Why.DECLINED, Why.LEFT, Why.NOT_ASKED, Why.LINK_ENDED})
"""Of these nobody need think any more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the list.

    Attributes:
        made: Their reminders in this round, oldest first.
        until: Until when they said 'not now', in words; '' where they did not.
        next: When the next one goes, in words; '' where none will.
        at: The same as a moment, to sort by.
        how: By which channel it goes; '' where none reaches them.
        why: Why none goes, in words; '' where one will.
        can: Staff may ask for one now, if it is day there.
        over: They have finished, said no or left: nothing is left to remind them of.
    """

    listed: Listed
    service: str
    made: tuple[Reminder, ...]
    until: str
    next: str
    at: datetime | None
    how: str
    why: str
    stopped: bool
    can: bool
    over: bool

    @property
    def no_way(self) -> bool:
        """They would be reminded, and nothing reaches them."""
        return not self.how and not self.why


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen above the list."""

    round: int
    service: int
    show: str
    number: int

    def address(self, number: int, **said: str) -> str:
        """The address of one page of this list."""
        chosen = {"round": self.round, "service": self.service, "show": self.show, "page": number}
        return f"/staff/reminders?{urlencode({**chosen, **said})}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows.

    Attributes:
        open: The rounds in which people are asked now.
        shows: What can be chosen, each with how many people it is.
        mine: The one who looks may turn reminders off: it is the provider's switch.
    """

    frame: Frame
    on: bool
    mine: bool
    open: tuple[Round, ...]
    round: Round | None
    houses: tuple[Service, ...]
    shows: Mapping[str, str]
    lines: tuple[Line, ...]
    wanted: Wanted


async def show(desk: Desk, visit: Visit) -> Response:
    """A page of the list. To see names is noted, once a page."""
    sheet = await desk.database.write(partial(_read, desk=desk, visit=visit))
    pages = max(1, -(-len(sheet.lines) // PAGE))
    number = min(max(1, sheet.wanted.number), pages)
    refused = visit.request.query_params.get("refused", "")
    return page(
        "reminders/list.html",
        visit=visit,
        frame=sheet.frame,
        sheet=sheet,
        lines=sheet.lines[(number - 1) * PAGE : number * PAGE],
        number=number,
        pages=pages,
        channels=CHANNELS,
        rules=RULES,
        done=visit.request.query_params.get("done", ""),
        refused=WHYS[Why(refused)] if refused in set(Why) else "",
    )


def _read(tx: Tx, *, desk: Desk, visit: Visit) -> Sheet:
    access_log.add(tx, at=desk.now(), who=visit.who, did="looked at the list of reminders")
    found = tuple(one for one in rounds.open_on(tx, visit.today.isoformat()) if one.kind is not Kind.SUMMARY)
    houses = tuple(one for one in services.all(tx) if visit.sees(one.id))
    wanted = _wanted(visit)
    chosen = next((one for one in found if one.id == wanted.round), next(iter(found), None))
    lines = _lines(tx, desk, visit, chosen, {one.id: one.name for one in houses}) if chosen else ()
    mine = visit.manages and visit.sees(PROVIDER)
    lines = tuple(one for one in lines if wanted.service in {0, one.listed.person.service_id})
    shows = {name: f"{words} ({sum(map(FITS[name], lines))})" for name, words in SHOWS.items()}
    shown, on = _chosen(lines, wanted), reminding.is_on(tx)
    return Sheet(frame(tx, visit.member), on, mine, found, chosen, houses, shows, shown, wanted)


def _wanted(visit: Visit) -> Wanted:
    show = visit.request.query_params.get("show", "")
    return Wanted(visit.choice("round"), visit.choice("service"), show if show in SHOWS else "", visit.choice("page"))


def _lines(tx: Tx, desk: Desk, visit: Visit, chosen: Round, houses: Mapping[int, str]) -> tuple[Line, ...]:
    invited = {person for person, _ in reminders.invited(tx, chosen.id)}
    everyone = roster.everyone(tx, visit.member.services)
    make = partial(_line, tx, now=desk.clock(), houses=houses, home=quiet.zone_of("", settings.get(tx, ZONE) or ""))
    made = (make(one, reminding.waiting(tx, one.person.id, chosen.id)) for one in everyone if one.person.id in invited)
    return tuple(one for one in made if one)


def _line(
    tx: Tx, one: Listed, found: Waiting | None, *, now: datetime, houses: Mapping[int, str], home: ZoneInfo
) -> Line | None:
    if found is None:
        return None
    way = reminding.way_to(tx, one.person.id)
    at, case = next_at(found.case, now), found.case
    waits = case.not_before is not None and case.not_before > now
    return Line(
        listed=one,
        service=houses.get(one.person.service_id, ""),
        made=found.made,
        until=local(case.not_before, case.zone, home) if waits and case.not_before else "",
        next=local(at, case.zone, home) if at and way else "",
        at=at if way else None,
        how=way.channel if way else "",
        why="" if at else _why(found, now),
        stopped=case.refused is Why.STOP_ASKING,
        can=_can(found, way, now),
        over=refusal(case, now) in OVER,
    )


def _why(found: Waiting, now: datetime) -> str:
    if why := refusal(found.case, now):
        return WHYS[why]
    return WHYS[Why.ENOUGH] if len(found.case.reminded) >= MOST else "No reminder is left before the round closes."


def _can(found: Waiting, way: Way | None, now: datetime) -> bool:
    return way is not None and refusal(found.case, now) is None and len(found.case.reminded) < MOST


FITS: Mapping[str, Callable[[Line], bool]] = {
    "": lambda one: not one.over,
    "next": lambda one: one.at is not None,
    "reminded": lambda one: bool(one.made),
    "wait": lambda one: bool(one.until) or one.stopped,
    "no-way": lambda one: one.no_way,
    "all": lambda _: True,
}
"""Who belongs to each of `SHOWS`."""


def _chosen(lines: tuple[Line, ...], wanted: Wanted) -> tuple[Line, ...]:
    found = [one for one in lines if FITS[wanted.show](one)]
    if wanted.show == "next":
        found.sort(key=lambda one: one.at.timestamp() if one.at else 0.0)
    return tuple(found)
