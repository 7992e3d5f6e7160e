"""The frame of a self-assessment that nobody signed: name, time, way and scale are changed, or it is deleted."""

from __future__ import annotations

from functools import partial

from starlette.responses import RedirectResponse, Response

from asking.declaring import PART
from bot.staff.assessments.beginning import Wish, wished, wrong_frame
from bot.staff.assessments.plain import ROUTES, SCALES, place_of, whole
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.declaring import actions_of
from evidence.self_assessment.mapping import mapping_of
from evidence.self_assessment.written import ABOUT, SAID, WHO, Whole, body_of
from store import access_log, assessments, voices
from store.tx import Tx

SIGNED = "It is signed by now, and what is signed stays as it is. You can begin another one."
WRITTEN = "Somebody wrote in it while you were reading. Look again at what would go."


async def show(desk: Desk, visit: Visit) -> Response:
    """The form, with what is chosen now."""
    return await _page(desk, visit)


async def save(desk: Desk, visit: Visit) -> Response:
    """Keep it. No answer is touched: pages of the other way wait, and are shown again with it."""
    wish = wished(desk, visit)
    wrong = wrong_frame(wish, visit.today)
    if wrong:
        return await _page(desk, visit, wish, wrong)
    wrong = await desk.database.write(partial(_kept, desk=desk, visit=visit, wish=wish))
    if wrong:
        return await _page(desk, visit, wish, wrong, status=409)
    return RedirectResponse(f"/staff/assessments/{visit.number('assessment')}?done=framed", status_code=303)


async def ask(desk: Desk, visit: Visit) -> Response:
    """What goes with it, and what stays."""
    return await _ask(desk, visit, {})


async def remove(desk: Desk, visit: Visit) -> Response:
    """Delete it, once it is clear what goes."""
    if visit.field("sure") != "yes":
        return await _ask(desk, visit, {"sure": "Tick that all of this may go."})
    wrong = await desk.database.write(partial(_removed, desk=desk, visit=visit))
    if wrong:
        return await _ask(desk, visit, {"sure": wrong}, status=409)
    return RedirectResponse("/staff/assessments?done=deleted", status_code=303)


def _kept(tx: Tx, *, desk: Desk, visit: Visit, wish: Wish) -> dict[str, str]:
    found = whole(tx, visit, desk.pack)
    one, now = found.assessment, desk.now()
    if one.version:
        return {"name": SIGNED}
    if not assessments.put(
        tx, one.id, ABOUT, body_of(wish.about), edit=visit.posted_number("edit"), at=now, who=visit.who
    ):
        return {"name": f"{found.saved[ABOUT].who} changed it while you were writing. Look at it again."}
    if found.about.scale_key != wish.about.scale_key:
        _say_scale(tx, found, at=now)
    assessments.set_time(tx, one.id, since=wish.since, until=wish.until)
    access_log.add(tx, at=now, who=visit.who, did=f"changed the frame of self-assessment {one.id}")
    return {}


def _say_scale(tx: Tx, found: Whole, *, at: str) -> None:
    """Ratings of pages that do not say on which scale they were given were given on the one until now."""
    for name, part in found.saved.items():
        body = part.content
        if name not in {ABOUT, WHO, SAID} and body.get("rating") and not body.get("scale"):
            said = {**body, "scale": found.about.scale_key}
            assessments.put(tx, found.assessment.id, name, said, edit=part.edit, at=at, who=part.who)


def _removed(tx: Tx, *, desk: Desk, visit: Visit) -> str:
    found = whole(tx, visit, desk.pack)
    number = found.assessment.id
    if found.assessment.version:
        return SIGNED
    if visit.posted_number("edits") != _edits(found):
        return WRITTEN
    assessments.remove(tx, number)
    access_log.add(tx, at=desk.now(), who=visit.who, did=f"deleted self-assessment {number}")
    return ""


def _edits(found: Whole) -> int:
    return sum(part.edit for part in found.saved.values())


def _wish_of(found: Whole) -> Wish:
    about, one = found.about, found.assessment
    return Wish(
        str(one.service_id), one.since, one.until, about.route, about.foci, about.other, about.scale,
        "\n".join(about.words), about.name,
    )  # fmt: skip


async def _page(
    desk: Desk, visit: Visit, wish: Wish | None = None, wrong: dict[str, str] | None = None, *, status: int = 400
) -> Response:
    def read(tx: Tx) -> tuple[Frame, Whole, str]:
        found = whole(tx, visit, desk.pack)
        return frame(tx, visit.member), found, place_of(tx, found.assessment)

    around, found, place = await desk.database.read(read)
    typed = wish or _wish_of(found)
    return page(
        "assessments/frame.html",
        status=status if wrong else 200,
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        edit=found.saved[ABOUT].edit if ABOUT in found.saved else 0,
        routes=list(ROUTES.items()),
        foci=[(one.id, one.name) for one in mapping_of(desk.pack.id).foci],
        scales=list(SCALES.items()),
        rated=bool(found.former) or any(part.rating for part in found.written.values()),
        typed={name: getattr(typed, name) for name in Wish.__slots__},
        wrong=wrong or {},
    )


async def _ask(desk: Desk, visit: Visit, wrong: dict[str, str], *, status: int = 400) -> Response:
    def read(tx: Tx) -> tuple[Frame, Whole, str, int, int]:
        found = whole(tx, visit, desk.pack)
        number = found.assessment.id
        checks = len(voices.of(tx, number, voices.CHECK))
        return frame(tx, visit.member), found, place_of(tx, found.assessment), checks, len(actions_of(tx, number))

    around, found, place, checks, doing = await desk.database.read(read)
    pages = {name: part for name, part in found.saved.items() if name not in {ABOUT, PART}}
    return page(
        "assessments/remove.html",
        status=status if wrong else 200,
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        pages=len(pages),
        hidden=len([name for name in pages if name not in {WHO, SAID, *(one.id for one in found.sections)}]),
        writers=sorted({part.who for part in pages.values()}),
        checks=checks,
        doing=doing,
        edits=_edits(found),
        typed={"sure": ()},
        wrong=wrong,
    )
