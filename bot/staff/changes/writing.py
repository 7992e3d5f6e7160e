"""Writing a change: the two sentences, where, what it is about, and its picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.change_origins import Origin
from asking.changes import LONGEST, wrong_with
from bot.look import picture_url
from bot.staff.changes.listing import where
from bot.staff.changes.origins import known, offered, ticked, typed_from
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.pictures import named
from store import access_log, changes, told
from store.changes import DRAFT, Change, NewChange
from store.tx import Tx

TYPED = 2 * LONGEST
"""Of what is too long, enough is kept to be shown again."""


async def ask_new(desk: Desk, visit: Visit) -> Response:
    """An empty form; `?wish=3` or `?action=5` fills in what is known from there, and carries it on."""
    wish, action = visit.choice("wish"), visit.choice("action")
    typed = await desk.database.read(lambda tx: typed_from(tx, desk, visit, wish_id=wish, action_id=action))
    return await _form(desk, visit, _typed_of_nothing() | typed)


async def ask_edit(desk: Desk, visit: Visit) -> Response:
    """The form with what is written."""
    found = await _draft(desk, visit)
    return await _form(desk, visit, _typed_of(found), found)


async def add(desk: Desk, visit: Visit) -> Response:
    """Keep a draft."""
    typed = _posted(visit)
    wrong = await _wrong(desk, visit, typed)
    if wrong:
        return await _form(desk, visit, typed, wrong=wrong)

    def write(tx: Tx) -> int:
        number = changes.add(tx, _made(typed), at=desk.now(), by=visit.who)
        for one in ticked(tx, desk, _origin(tx, visit, typed), typed["answers"]):
            told.choose(tx, number, one)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"wrote change {number}")
        return number

    number = await desk.database.write(write)
    return RedirectResponse(f"/staff/changes/{number}?done=kept", status_code=303)


async def edit(desk: Desk, visit: Visit) -> Response:
    """Write a draft anew. What is published stays as it was told."""
    found, typed = await _draft(desk, visit), _posted(visit)
    wrong = await _wrong(desk, visit, typed, found)
    if wrong:
        return await _form(desk, visit, typed, found, wrong)
    # What it came of was looked at when it was begun: an edit cannot put another wish in its place.
    new = replace(_made(typed), picture=found.picture, wish_id=found.wish_id, action_id=found.action_id)
    await desk.database.write(lambda tx: changes.edit(tx, found.id, new))
    return RedirectResponse(f"/staff/changes/{found.id}?done=kept", status_code=303)


async def pictures(desk: Desk, visit: Visit) -> Response:
    """All pictures, or those whose words hold what was looked for."""
    found = await _draft(desk, visit)
    find = " ".join(visit.request.query_params.get("find", "")[:50].split())
    offered = [
        (name, named(name), one.alt, picture_url(name))
        for name, one in sorted(desk.pictures.pictures.items())
        if find.casefold() in f"{named(name)} {one.alt}".casefold()
    ]
    around = await desk.database.read(lambda tx: frame(tx, visit.member))
    return page("changes/picture.html", visit=visit, frame=around, change=found, offered=offered, find=find)


async def picture(desk: Desk, visit: Visit) -> Response:
    """Choose one."""
    found, name = await _draft(desk, visit), visit.field("picture")
    if name not in desk.pictures.names:
        raise HTTPException(400)
    new = replace(_made(_typed_of(found)), picture=name)
    await desk.database.write(lambda tx: changes.edit(tx, found.id, new))
    return RedirectResponse(f"/staff/changes/{found.id}?done=kept", status_code=303)


async def _draft(desk: Desk, visit: Visit) -> Change:
    found = await desk.database.read(lambda tx: changes.get(tx, visit.number("change")))
    if found is None or found.state != DRAFT:
        raise HTTPException(404)
    return found


async def _form(
    desk: Desk, visit: Visit, typed: dict[str, Any], found: Change | None = None, wrong: dict[str, str] | None = None
) -> Response:
    def read(tx: Tx) -> tuple[Frame, list[tuple[str, str]], str, list[tuple[str, str]]]:
        came = _origin(tx, visit, typed) if found is None else Origin()
        if came.wish:
            access_log.add(
                tx,
                at=desk.now(),
                who=visit.who,
                did=f"read wish {came.wish.id} to write what changed",
                person_id=came.wish.person_id,
            )
        wish = came.wish.words if came.wish else ""
        return frame(tx, visit.member), where(tx, visit), wish, offered(tx, desk, came)

    around, places, wish, answers = await desk.database.write(read)
    return page(
        "changes/write.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        change=found,
        typed=typed,
        wrong=wrong or {},
        places=places,
        areas=[(area.id, area.name) for area in desk.pack.areas],
        wish=wish,
        answers=answers,
        longest=LONGEST,
    )


def _posted(visit: Visit) -> dict[str, Any]:
    return {
        **{name: visit.field(name, TYPED).replace("\r\n", "\n").strip() for name in ("said", "did")},
        **{name: visit.field(name) for name in ("service", "wish_id", "action_id")},
        **{name: _ticked(visit, name) for name in ("standards", "answers")},
        "unknowable": ["yes"] if visit.field("unknowable") else [],
    }


def _ticked(visit: Visit, name: str) -> list[str]:
    sent = visit.form.getlist(name) if visit.form is not None else []
    return [one for one in sent if isinstance(one, str)]


async def _wrong(desk: Desk, visit: Visit, typed: dict[str, Any], found: Change | None = None) -> dict[str, str]:
    places = await desk.database.read(lambda tx: where(tx, visit))
    asked = {name: _number(typed[name]) or 0 for name in ("wish_id", "action_id")}
    if found is None and any(asked.values()):
        came = await desk.database.read(lambda tx: known(tx, visit, **asked))
        if (came.wish is None and asked["wish_id"]) or (came.action is None and asked["action_id"]):
            raise HTTPException(400)
    wrong = wrong_with(_made({**typed, "service": "0"}))
    if typed["service"] not in dict(places):
        wrong["service"] = "Choose where it changed."
    if not set(typed["standards"]) <= {area.id for area in desk.pack.areas}:
        wrong["standards"] = "Choose from the list."
    return wrong


def _made(typed: dict[str, Any]) -> NewChange:
    return NewChange(
        said=typed["said"],
        did=typed["did"],
        service_id=int(typed["service"] or 0),
        standards=tuple(typed["standards"]),
        wish_id=_number(typed["wish_id"]),
        action_id=_number(typed["action_id"]),
        unknowable=bool(typed["unknowable"]),
    )


def _origin(tx: Tx, visit: Visit, typed: dict[str, Any]) -> Origin:
    wish, action = _number(typed["wish_id"]) or 0, _number(typed["action_id"]) or 0
    return known(tx, visit, wish_id=wish, action_id=action)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < len("9999999999999") else None


def _typed_of(found: Change) -> dict[str, Any]:
    return {
        "said": found.said,
        "did": found.did,
        "service": str(found.service_id),
        "standards": list(found.standards),
        "answers": [],
        "wish_id": str(found.wish_id or ""),
        "action_id": str(found.action_id or ""),
        "unknowable": ["yes"] if found.unknowable else [],
    }


def _typed_of_nothing() -> dict[str, Any]:
    texts = dict.fromkeys(("said", "did", "service", "wish_id", "action_id"), "")
    return {**texts, "standards": [], "answers": [], "unknowable": []}
