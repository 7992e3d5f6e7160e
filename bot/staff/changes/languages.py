"""A change in another language, written by staff. Until somebody vouches for it, it is shown as a draft.

The rules of that language look at it first; whoever waited for it is told once the time to undo is over.
"""

from __future__ import annotations

import asyncio
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.change_languages import is_told
from asking.change_names import names_in_words, subject_of
from asking.change_words import LONGEST, wrong_with_translation
from asking.names_to_ask import Named
from bot.staff import naming
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from locales import SOURCE
from store import access_log, changes
from store.changes import PUBLISHED, Change, Text, Translation
from store.tx import Tx


async def show(desk: Desk, visit: Visit) -> Response:
    """The form, with what is written in the language of `?language=pl`."""
    return await _form(desk, visit, visit.request.query_params.get("language", ""))


async def write(desk: Desk, visit: Visit) -> Response:
    """Keep it; with both boxes empty it goes."""
    number, language = visit.number("change"), visit.field("language")
    typed = {name: visit.field(name, 2 * LONGEST).replace("\r\n", "\n").strip() for name in ("said", "did")}
    text, (found, written) = Text(**typed), await desk.database.read(partial(_known, number=number))
    before = next((one.text for one in written if one.language == language), None)
    if language not in dict(_languages(desk)):
        wrong = {"language": "Choose a language."}
    elif text != before and is_told(found, written, language, desk.clock()):
        wrong = {"said": "People may have read this already. Go back, and write the change anew."}
    else:
        wrong = await asyncio.to_thread(wrong_with_translation, found, text, language)
    if wrong:
        return await _form(desk, visit, language, typed, wrong)
    by = visit.who if visit.field("checked") else ""

    def keep(tx: Tx) -> bool | tuple[Named, ...]:
        change = changes.hold(tx, number)
        named = names_in_words(tx, change, text, language) if change.state == PUBLISHED else ()
        if naming.looked_at(tx, desk, visit, subject_of(number), named):
            return named  # of a draft all languages are asked about together
        changes.translate(tx, number, language, text, checked_by=by, at=desk.now())
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"wrote change {number} in another language")
        return change.state == PUBLISHED and change.waits and bool(text.said)

    waited = await desk.database.write(keep)
    if isinstance(waited, tuple):
        return await _form(desk, visit, language, typed, naming.not_ticked(visit, waited), named=waited)
    return RedirectResponse(f"/staff/changes/{number}?done={'waited' if waited else 'kept'}", status_code=303)


async def _form(
    desk: Desk,
    visit: Visit,
    language: str,
    typed: dict[str, str] | None = None,
    wrong: dict[str, str] | None = None,
    *,
    named: tuple[Named, ...] = (),
) -> Response:
    number = visit.number("change")

    def read(tx: Tx) -> tuple[Frame, Change, tuple[Translation, ...]]:
        return frame(tx, visit.member), *_known(tx, number)

    around, found, known = await desk.database.read(read)
    own = next((one.text for one in known if one.language == language), Text("", ""))
    return page(
        "changes/language.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        change=found,
        languages=_languages(desk),
        names=naming.lines(named),
        typed={
            "language": language,
            "checked": ["yes"] if named and visit.field("checked") else [],
            **(typed or {"said": own.said, "did": own.did}),
            **naming.typed(visit, named),
        },
        wrong=wrong or {},
        longest=LONGEST,
    )


def _known(tx: Tx, number: int) -> tuple[Change, tuple[Translation, ...]]:
    found = changes.get(tx, number)
    if found is None:
        raise HTTPException(404)
    return found, changes.translations(tx, number)


def _languages(desk: Desk) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in desk.languages.offered(drafts=True) if one.code != SOURCE]
