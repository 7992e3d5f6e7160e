"""'Tell a worry', for everyone who signs in. Who tells one sees that it was sent and when somebody took it, no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from asking import team
from asking.houses import seen_by
from asking.worries import raise_worry
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import access_log, members, people, services, worries, worry_hiding
from store.services import Service
from store.tx import Tx
from store.worries import STAFF, Worry

FIELDS = ("words", "service", "person", "colleague", "other")
LONGEST = 2000
UNKNOWN = "0"


@dataclass(frozen=True, slots=True)
class Form:
    """What the page offers.

    Attributes:
        houses: The services that can be chosen, by number and name; first that nobody knows.
        staff: Colleagues whom it may be about.
        sent: What this one told before.
        calls: Who can be called: someone independent, by name and number.
        by_phone: Lead and deputy of the last one that reached nobody, by name and contact; else empty.
    """

    houses: list[tuple[str, str]]
    staff: list[tuple[str, str]]
    sent: tuple[Worry, ...]
    calls: tuple[tuple[str, str], ...]
    by_phone: tuple[tuple[str, str], ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """The form, and what this one told before."""
    return await _page(desk, visit)


async def tell(desk: Desk, visit: Visit) -> Response:
    """Tell it. Lead and deputy hear of it at once; who is named as the one it is about does not."""
    typed = {name: visit.field(name, LONGEST) for name in FIELDS}
    if not typed["words"]:
        return await _page(desk, visit, typed, {"words": "Write what you saw, heard or were told"})

    def write(tx: Tx) -> bool:
        houses = {str(one.id): one for one in seen_by(tx, visit.member)}
        house = houses.get(typed["service"])
        if house is None and not services.ever(tx):
            return False
        about = _person(tx, house, typed["person"])
        said = typed["words"] if about or not typed["person"] else f"{typed['words']}\n\nAbout: {typed['person']}"
        worry_id = raise_worry(
            tx,
            desk.clock(),
            service_id=house.id if house else 0,
            person_id=None,
            session_id=None,
            words=said,
            origin=STAFF,
            raised_by=visit.member.id,
            about_id=about,
            about_staff=[name for name in (typed["colleague"], typed["other"]) if name],
        )
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"told worry {worry_id}", person_id=about)
        return True

    if not await desk.database.write(write):
        return await _page(desk, visit, typed, {"service": "There is no service yet. Find your manager, or call"})
    desk.bell()
    return RedirectResponse("/staff/tell?done=sent", status_code=303)


async def _page(
    desk: Desk, visit: Visit, typed: Mapping[str, str] | None = None, wrong: Mapping[str, str] | None = None
) -> Response:
    around, form = await desk.database.read(lambda tx: _form(tx, visit))
    return page(
        "worries/tell.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        this=form,
        typed=typed or dict.fromkeys(FIELDS, ""),
        wrong=wrong or {},
        done=visit.request.query_params.get("done", ""),
    )


def _form(tx: Tx, visit: Visit) -> tuple[Frame, Form]:
    here = seen_by(tx, visit.member)
    houses = [(UNKNOWN, "I do not know"), *((str(one.id), one.name) for one in here)]
    if len(here) == 1:
        houses.reverse()
    staff = sorted(one.name for one in members.active(tx) if team.may_see(visit.member, one))
    sent = tuple(one for one in worries.all(tx) if one.raised_by == visit.member.id and one.origin == STAFF)
    calls = dict.fromkeys((one.independent_name, one.independent_phone) for one in here if one.independent_phone)
    around = frame(tx, visit.member)
    names = [("", "Nobody who works here, or I do not know"), *((name, name) for name in staff)]
    return around, Form(houses, names, sent, tuple(calls), _by_phone(tx, here, sent))


def _by_phone(tx: Tx, here: tuple[Service, ...], sent: tuple[Worry, ...]) -> tuple[tuple[str, str], ...]:
    """Whom to call where the last one waits and no message reached anybody; never whom it is about."""
    last = sent[0] if sent else None
    if last is None or last.acknowledged_at or last.reached:
        return ()
    found = [one for one in here if last.everywhere or one.id == last.service_id]
    hidden = {one.name for one in worry_hiding.of(tx, last) if one.lifted_at is None}
    both = [(one.lead_name, one.lead_contact) for one in found] + [
        (one.deputy_name, one.deputy_contact) for one in found
    ]
    return tuple(dict.fromkeys(one for one in both if one[0] and one[0] not in hidden))


def _person(tx: Tx, house: Service | None, name: str) -> int | None:
    """The person of this name in the service, where there is just one."""
    if house is None or not name:
        return None
    wanted = " ".join(name.split()).casefold()
    found = [
        one.id for one in people.in_service(tx, house.id) if (people.name_of(tx, one.id) or "").casefold() == wanted
    ]
    return found[0] if len(found) == 1 else None
