"""Who decides that someone takes part, and whether their family may be asked: recorded, with who and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.responses import RedirectResponse, Response

from asking import decisions
from asking.decisions import FAMILY, HEALTH, PROPERTY, TALK, How, Made, Told
from asking.errors import DecisionRefused
from asking.noticing import notice
from asking.sight import see_first
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.people.plain import HOWS
from store import access_log, noticed, people
from store import decisions as kept
from store.noticed import Text
from store.noticed_staff import IN_DECISION, joined
from store.tx import Tx

WORDS = {"who": 200, "seen_by": 200, "asked": 400, "notes": 1000}
FIELDS = ("how", "agreed", "power", "who", "seen_by", "asked", "decided_on", "review_on", "notes")
"""In the order of the form."""
FAMILY_HOWS = [(How.SELF.value, "They said so"), (How.BEST_INTERESTS.value, "A best-interests decision")]
POWERS = [(HEALTH, "Health and welfare"), (PROPERTY, "Property and affairs")]


@dataclass(frozen=True, slots=True)
class Shown:
    """A decision that stands, with what was written down."""

    about: str
    how: str
    agreed: bool
    decided_on: str
    review_on: str | None
    over: bool
    told: Told


def shown_of(tx: Tx, person_id: int, today: date) -> tuple[Shown, ...]:
    """What was decided of someone, and stands."""
    standing = (one for one in kept.of_person(tx, person_id) if one.ended_at is None)
    return tuple(
        Shown(
            one.about,
            one.how,
            one.agreed,
            one.decided_on,
            one.review_on,
            decisions.has_run_out(one, today),
            decisions.told(tx, one),
        )
        for one in standing
    )


async def show(desk: Desk, visit: Visit) -> Response:
    """The form about taking part."""
    return await _form(desk, visit, TALK, {**dict.fromkeys(FIELDS, ""), "how": How.SELF.value})


async def decide(desk: Desk, visit: Visit) -> Response:
    """Keep who decides about taking part."""
    return await _record(desk, visit, TALK)


async def show_family(desk: Desk, visit: Visit) -> Response:
    """The form about asking their family."""
    return await _form(desk, visit, FAMILY, {**dict.fromkeys(FIELDS, ""), "how": How.SELF.value})


async def decide_family(desk: Desk, visit: Visit) -> Response:
    """Keep whether their family may be asked."""
    return await _record(desk, visit, FAMILY)


async def _record(desk: Desk, visit: Visit, about: str) -> Response:
    number = visit.number("person")
    typed = {name: visit.field(name, WORDS.get(name, 100)) for name in FIELDS}
    # Who decides for themselves says yes or no in each talk: nothing is asked here.
    agreed = "yes" if about == TALK and typed["how"] == How.SELF else typed["agreed"]
    made = Made(
        how=typed["how"],
        agreed=agreed,
        told=Told(typed["who"], typed["seen_by"], typed["asked"], typed["notes"]),
        power=typed["power"],
        decided_on=typed["decided_on"],
        review_on=typed["review_on"],
    )

    words = joined(typed[name] for name in IN_DECISION)
    seen = await see_first(words, noticed.STAFF_WRITE)

    def write(tx: Tx) -> None:
        kept_as = decisions.record(tx, number, about, made, who=visit.who, at=desk.now())
        person = people.get(tx, number)
        service = person.service_id if person else 0
        notice(
            tx, Text(f"decision/{kept_as}", words, noticed.STAFF_WRITE, service, about_id=number), desk.clock(), seen
        )
        did = f"recorded a decision about {'taking part' if about == TALK else 'asking family'}"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=number)

    try:
        await desk.database.write(write)
    except DecisionRefused as refused:
        wrong = {name: refused.faults[name] for name in FIELDS if name in refused.faults}
        return await _form(desk, visit, about, typed, wrong)
    if seen.kinds:
        desk.bell()
    return RedirectResponse(f"/staff/people/{number}?done=decided#consent", status_code=303)


async def _form(
    desk: Desk, visit: Visit, about: str, typed: dict[str, str], wrong: dict[str, str] | None = None
) -> Response:
    number = visit.number("person")

    def write(tx: Tx) -> tuple[Frame, str]:
        access_log.add(tx, at=desk.now(), who=visit.who, did="opened the form of a decision", person_id=number)
        return frame(tx, visit.member, number), people.name_of(tx, number) or ""

    around, name = await desk.database.write(write)
    return page(
        "people/decide.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        number=number,
        name=name,
        family=about == FAMILY,
        hows=FAMILY_HOWS if about == FAMILY else list(HOWS.items()),
        powers=POWERS,
        today=visit.today.isoformat(),
        typed=typed,
        wrong=wrong or {},
    )
