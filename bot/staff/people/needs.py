"""How someone communicates: the form, 'we asked again', and the sheet to give to others in their own language."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from asking import profiles
from asking.noticing import notice
from asking.profiles import NEEDS, Profile
from asking.sight import see_first
from bot.look import LOOK, picture_url
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.people.saying import likes_in, sharing, title
from locales import ENGLISH
from store import access_log, noticed, people
from store import profiles as stored_profiles
from store.noticed import Text
from store.noticed_staff import IN_PROFILE, joined
from store.tx import Tx

WORDS = {"helper": 200, "hearing": 200, "sight": 200, "other": 200, "words": 600, "phone": 40}
"""Fields in words, with the most letters of each."""
SHARES = [("yes", "Yes"), ("no", "No"), ("", "Not asked yet")]


async def show(desk: Desk, visit: Visit) -> Response:
    """The form with what is known."""
    around, name, profile = await desk.database.write(lambda tx: _read(tx, desk, visit, "opened how one communicates"))
    typed = {field: getattr(profile, field) for field in (*WORDS, "needs", "share")}
    return page(
        "people/needs.html",
        visit=visit,
        frame=around,
        name=name,
        number=visit.number("person"),
        needs=NEEDS,
        shares=SHARES,
        typed={**typed, "asked": ()},
        wrong={},
    )


async def keep(desk: Desk, visit: Visit) -> Response:
    """Keep what was ticked and written; with the day, where somebody asked the person today."""
    number = visit.number("person")
    ticked = set(visit.form.getlist("needs")) if visit.form is not None else set()
    written = {field: visit.field(field, longest) for field, longest in WORDS.items()}
    share = visit.field("share")
    words = joined(written[name] for name in IN_PROFILE)
    seen = await see_first(words, noticed.STAFF_WRITE)

    def write(tx: Tx) -> None:
        profile = replace(
            profiles.of(tx, number),
            needs=tuple(need.id for need in NEEDS if need.id in ticked and not need.always),
            share=share if share in {"yes", "no"} else "",
            **written,
        )
        profiles.keep(tx, number, profile, at=desk.now())
        person = people.get(tx, number)
        service = person.service_id if person else 0
        notice(tx, Text(f"profile/{number}", words, noticed.STAFF_WRITE, service, about_id=number), desk.clock(), seen)
        did = "changed how a person communicates"
        if visit.field("asked") == "yes":
            stored_profiles.review(tx, number, on=visit.today.isoformat(), who=visit.who)
            did += ", having asked them"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=number)

    await desk.database.write(write)
    if seen.kinds:
        desk.bell()
    return RedirectResponse(f"/staff/people/{number}?done=needs#needs", status_code=303)


async def asked(desk: Desk, visit: Visit) -> Response:
    """Somebody asked the person today, and nothing has changed."""
    number = visit.number("person")

    def write(tx: Tx) -> None:
        profiles.keep(tx, number, profiles.of(tx, number), at=desk.now())
        stored_profiles.review(tx, number, on=visit.today.isoformat(), who=visit.who)
        did = "asked a person how they communicate"
        access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=number)

    await desk.database.write(write)
    return RedirectResponse(f"/staff/people/{number}?done=needs#needs", status_code=303)


async def sheet(desk: Desk, visit: Visit) -> Response:
    """One page to print, in the person's language, with the English where that is another one."""
    number = visit.number("person")

    def write(tx: Tx) -> tuple[Frame, str, Profile, str]:
        around, name, profile = _read(tx, desk, visit, "opened the sheet of how a person communicates")
        found = people.get(tx, number)
        return around, name, profile, found.language if found else "en"

    around, name, profile, language = await desk.database.write(write)
    words = desk.languages.words(language)
    return page(
        "people/sheet.html",
        visit=visit,
        frame=around,
        name=name,
        number=number,
        profile=profile,
        words=words,
        lines=likes_in(profile, words),
        title=title,
        sharing=sharing,
        english=ENGLISH.gettext,
        look=LOOK.url,
        picture=picture_url,
    )


def _read(tx: Tx, desk: Desk, visit: Visit, did: str) -> tuple[Frame, str, Profile]:
    number = visit.number("person")
    access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=number)
    return frame(tx, visit.member, number), people.name_of(tx, number) or "", profiles.of(tx, number)
