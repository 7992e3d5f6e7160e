"""Who took part in a self-assessment, and which evidence was used."""

from __future__ import annotations

from functools import partial

from starlette.responses import RedirectResponse, Response

from bot.staff.assessments import clashes
from bot.staff.assessments.plain import place_of, whole
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.self_assessment.mapping import OTHER, mapping_of
from evidence.self_assessment.written import WHO, Took, Who, Whole, body_of
from store import access_log, assessments
from store.assessments import Part
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """The groups that can take part, and what each did."""
    return await _page(desk, visit)


async def save(desk: Desk, visit: Visit) -> Response:
    """Keep it; where somebody saved it meanwhile, show what was typed with theirs beside it."""
    typed = _typed(desk, visit)
    kept = await desk.database.write(partial(_kept, desk=desk, visit=visit, typed=typed))
    if not kept:
        return await _page(desk, visit, typed)
    return RedirectResponse(f"{visit.request.url.path}?done=saved", status_code=303)


def _kept(tx: Tx, *, desk: Desk, visit: Visit, typed: Who) -> bool:
    number, edit = whole(tx, visit, desk.pack).assessment.id, visit.posted_number("edit")
    done = assessments.put(tx, number, WHO, body_of(typed), edit=edit, at=desk.now(), who=visit.who)
    if done:
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"wrote in self-assessment {number}")
    return done


def _typed(desk: Desk, visit: Visit) -> Who:
    mapping = mapping_of(desk.pack.id)
    ticked = visit.form.getlist("used") if visit.form is not None else []
    groups = {
        one.id: Took(*(" ".join(visit.field(f"{what}-{one.id}", 200).split()) for what in ("how", "many", "when")))
        for one in mapping.groups
    }
    used = tuple(one.id for one in mapping.used if one.id in ticked)
    other = " ".join(visit.field("other", 200).split()) if OTHER in used else ""
    return Who({name: took for name, took in groups.items() if took.is_there}, used, other)


async def _page(desk: Desk, visit: Visit, typed: Who | None = None) -> Response:
    def read(tx: Tx) -> tuple[Frame, Whole, str]:
        found = whole(tx, visit, desk.pack)
        return frame(tx, visit.member), found, place_of(tx, found.assessment)

    around, found, place = await desk.database.read(read)
    mapping, now = mapping_of(desk.pack.id), typed or found.who
    return page(
        "assessments/who.html",
        status=409 if typed else 200,
        visit=visit,
        frame=around,
        whole=found,
        place=place,
        groups=mapping.groups,
        took=now.groups,
        nobody=Took(),
        saved=found.saved.get(WHO, Part()),
        clash=typed is not None,
        theirs=clashes.of_who(typed, found.who, {one.id: one.name for one in mapping.used}) if typed else {},
        uses=[(one.id, one.name) for one in mapping.used],
        typed={"used": now.used, "other": now.other},
        wrong={},
        done=visit.request.query_params.get("done", ""),
    )
