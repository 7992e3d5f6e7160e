"""Beginning a self-assessment: which way, which twelve months, and which scale. Everything has a sensible start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.staff.assessments.plain import EVERYWHERE, ROUTES, SCALES
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.mapping import OTHER, mapping_of
from evidence.self_assessment.written import (
    ABOUT,
    AREAS,
    FOCUS,
    MOST_WORDS,
    NUMBERS,
    USUAL_WORDS,
    WORDS,
    About,
    body_of,
)
from evidence.self_assessment.written import (
    ROUTES as KNOWN_ROUTES,
)
from evidence.self_assessment.written import (
    SCALES as KNOWN_SCALES,
)
from store import access_log, assessments, services
from store.services import Service
from store.tx import Tx

LONGEST_WORD = 40
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed."""

    service: str
    since: str
    until: str
    route: str = AREAS
    foci: tuple[str, ...] = ()
    other: str = ""
    scale: str = NUMBERS
    words: str = "\n".join(USUAL_WORDS)
    name: str = ""

    @property
    def about(self) -> About:
        """As it is kept."""
        own = tuple(dict.fromkeys(one.strip() for one in self.words.splitlines() if one.strip()))
        return About(self.route, self.foci if self.route == FOCUS else (), self.other, self.scale, own, self.name)


async def show(desk: Desk, visit: Visit) -> Response:
    """The form: the last twelve months, everything the member works for, area by area."""
    until = visit.today
    first = "0" if visit.member.services is None else str(min(visit.member.services, default=0))
    return await _form(desk, visit, Wish(first, year_before(until).isoformat(), until.isoformat()))


async def begin(desk: Desk, visit: Visit) -> Response:
    """Begin it, or show the form again with all that is wrong."""
    wish = wished(desk, visit)
    wrong = await desk.database.read(lambda tx: _wrong(tx, visit, wish))
    if wrong:
        return await _form(desk, visit, wish, wrong)

    def write(tx: Tx) -> int:
        now = desk.now()
        number = assessments.add(
            tx,
            code=desk.pack.id,
            code_version=desk.pack.version,
            service_id=int(wish.service),
            since=wish.since,
            until=wish.until,
            at=now,
            by=visit.who,
        )
        assessments.put(tx, number, ABOUT, body_of(wish.about), edit=0, at=now, who=visit.who)
        access_log.add(tx, at=now, who=visit.who, did=f"began self-assessment {number}")
        return number

    number = await desk.database.write(write)
    return RedirectResponse(f"/staff/assessments/{number}?done=begun", status_code=303)


def year_before(until: date) -> date:
    """The first of the twelve months that end on a day."""
    try:
        return until.replace(year=until.year - 1) + timedelta(days=1)
    except ValueError:  # the 29th of February
        return until.replace(year=until.year - 1, month=3, day=1)


def wished(desk: Desk, visit: Visit) -> Wish:
    """What was typed in the form."""
    ticked = visit.form.getlist("foci") if visit.form is not None else []
    known = [one.id for one in mapping_of(desk.pack.id).foci]
    return Wish(
        visit.field("service"),
        visit.field("since"),
        visit.field("until"),
        visit.field("route") or AREAS,
        tuple(one for one in known if one in ticked),
        " ".join(visit.field("other").split()),
        visit.field("scale") or NUMBERS,
        visit.field("words", 1000).replace("\r\n", "\n"),
        " ".join(visit.field("name").split()),
    )


def _wrong(tx: Tx, visit: Visit, wish: Wish) -> dict[str, str]:
    known = wish.service in {value for value, _ in _places(tx, visit)}
    return ({} if known else {"service": "Choose whom it is about."}) | wrong_frame(wish, visit.today)


def wrong_frame(wish: Wish, today: date) -> dict[str, str]:
    """A sentence for each field of the frame that is not right: time, way and scale.

    Raises:
        HTTPException: 400 for a way or a scale that the form does not offer.
    """
    if wish.route not in KNOWN_ROUTES or wish.scale not in KNOWN_SCALES:
        raise HTTPException(400)
    wrong = _wrong_days(wish, today)
    if wish.route == FOCUS and not wish.foci:
        wrong["foci"] = "Choose at least one part of the organisation."
    if wish.route == FOCUS and OTHER in wish.foci and not wish.other:
        wrong["other"] = "Write what ‘something else’ is."
    words = wish.about.words
    fits = FEWEST_WORDS <= len(words) <= MOST_WORDS and all(len(one) <= LONGEST_WORD for one in words)
    if wish.scale == WORDS and not fits:
        wrong["words"] = (
            f"Write {FEWEST_WORDS} to {MOST_WORDS} ratings, one a line, of at most {LONGEST_WORD} signs each."
        )
    return wrong


def _wrong_days(wish: Wish, today: date) -> dict[str, str]:
    try:
        since, until = date.fromisoformat(wish.since), date.fromisoformat(wish.until)
    except ValueError:
        return {"until": "Enter the first and the last day, such as 1 December 2025 and 30 November 2026."}
    if until > today:
        return {"until": "The last day cannot be later than today."}
    if not timedelta(days=27) <= until - since <= timedelta(days=731):
        return {"since": "The time must be one month at least and two years at most. Twelve months are usual."}
    return {}


def _places(tx: Tx, visit: Visit) -> list[tuple[str, str]]:
    houses: list[Service] = [one for one in services.all(tx) if visit.sees(one.id)]
    every = [("0", EVERYWHERE)] if visit.member.services is None else []
    return [*every, *((str(one.id), one.name) for one in houses)]


async def _form(desk: Desk, visit: Visit, wish: Wish, wrong: dict[str, str] | None = None) -> Response:
    def read(tx: Tx) -> tuple[Frame, list[tuple[str, str]]]:
        return frame(tx, visit.member), _places(tx, visit)

    around, places = await desk.database.read(read)
    return page(
        "assessments/begin.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        places=places,
        routes=list(ROUTES.items()),
        foci=[(one.id, one.name) for one in mapping_of(desk.pack.id).foci],
        scales=list(SCALES.items()),
        code=desk.pack.name,
        typed={name: getattr(wish, name) for name in Wish.__slots__},
        wrong=wrong or {},
    )
