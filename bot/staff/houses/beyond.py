"""Who is told of a worry where lead and deputy do not answer, and how long that is waited for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from starlette.responses import RedirectResponse, Response

from asking import worry_contacts
from asking.errors import NotFilledIn
from asking.worry_contacts import NewContact
from asking.worry_timetable import BOUNDS, Timetable, set_timetable, timetable
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.houses.fields import posted, the_service
from store import access_log
from store.services import Service
from store.tx import Tx
from store.worry_contacts import Contact

FIELDS = ("contact_name", "contact_from", "contact_email", "contact_phone")
TIMES = tuple(BOUNDS)
MOST_DIGITS = 4


async def show(desk: Desk, visit: Visit) -> Response:
    """Who is named, and the form for one more."""
    return await _page(desk, visit, dict.fromkeys(FIELDS, ""))


async def add(desk: Desk, visit: Visit) -> Response:
    """Name one more, or show the form again with all that is wrong."""
    typed = posted(visit, FIELDS)
    new = NewContact(*(typed[name] for name in FIELDS))
    try:
        await desk.database.write(
            lambda tx: worry_contacts.add(tx, the_service(tx, visit), new, who=visit.who, at=desk.now())
        )
    except NotFilledIn as refused:
        return await _page(desk, visit, typed, refused.wrong)
    desk.bell()  # they are told by e-mail how to sign in
    return RedirectResponse(f"{visit.request.url.path}?done=named", status_code=303)


async def end(desk: Desk, visit: Visit) -> Response:
    """Somebody is told nothing more."""
    number = visit.number("contact")

    def ended(tx: Tx) -> None:
        worry_contacts.end(tx, the_service(tx, visit), number, who=visit.who, at=desk.now())

    await desk.database.write(ended)
    return RedirectResponse(f"/staff/services/{visit.number('service')}/nobody-answers", status_code=303)


async def times(desk: Desk, visit: Visit) -> Response:
    """The waits."""

    def read(tx: Tx) -> tuple[Frame, Timetable]:
        return frame(tx, visit.member), timetable(tx)

    around, table = await desk.database.read(read)
    return _times(visit, around, {name: str(value) for name, value in asdict(table).items()})


async def set_times(desk: Desk, visit: Visit) -> Response:
    """Change the waits, or show the form again with all that is wrong."""
    typed = posted(visit, TIMES)
    numbers = {name: _number(text) for name, text in typed.items()}

    def kept(tx: Tx) -> None:
        set_timetable(tx, Timetable(**numbers))
        access_log.add(tx, at=desk.now(), who=visit.who, did="changed when a worry is told again")

    try:
        await desk.database.write(kept)
    except NotFilledIn as refused:
        around = await desk.database.read(lambda tx: frame(tx, visit.member))
        return _times(visit, around, typed, refused.wrong)
    return RedirectResponse("/staff/worry-times?done=kept", status_code=303)


def _number(text: str) -> int:
    """0 for what is no number, or far too long to be one of ours: no bound lets it through."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def _times(visit: Visit, around: Frame, typed: Mapping[str, str], wrong: Mapping[str, str] | None = None) -> Response:
    return page(
        "worries/times.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        typed=typed,
        wrong=wrong or {},
        bounds=BOUNDS,
        done=visit.request.query_params.get("done", ""),
    )


async def _page(desk: Desk, visit: Visit, typed: Mapping[str, str], wrong: Mapping[str, str] | None = None) -> Response:
    def read(tx: Tx) -> tuple[Frame, Service, tuple[Contact, ...]]:
        house = the_service(tx, visit)
        return frame(tx, visit.member), house, worry_contacts.of(tx, house)

    around, service, contacts = await desk.database.read(read)
    return page(
        "worries/contacts.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        service=service,
        contacts=contacts,
        most=worry_contacts.MOST,
        typed=typed,
        wrong=wrong or {},
        done=visit.request.query_params.get("done", ""),
    )
