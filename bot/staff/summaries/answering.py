"""Answering a wish: we are working on it, or not now, and why. For managers, and for the keyworker of who wished."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import wish_answers as rules
from asking.change_words import LONGEST
from asking.names_to_ask import Named
from asking.sight import NOTHING, see_first
from asking.wish_answers import Typed
from bot.staff import naming
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.summaries.open import member_name
from store import access_log, people, wish_answers, wishes
from store.tx import Tx
from store.wish_answers import WishAnswer
from store.wishes import Wish


@dataclass(frozen=True, slots=True)
class Line:
    """One answer. `told` is how far it is, and `can_undo` whether it can still be taken back."""

    answer: WishAnswer
    by: str
    told: str
    can_undo: bool


async def show(desk: Desk, visit: Visit) -> Response:
    """The wish, what was answered to it, and the form."""
    return await _page(desk, visit, Typed())


async def write(desk: Desk, visit: Visit) -> Response:
    """Answer it; or with `do=back`, take `answer` back while nobody was told."""
    if visit.field("do") == "back":
        return await _back(desk, visit)
    words = visit.field("words", 2 * LONGEST).replace("\r\n", "\n").strip()
    typed = Typed(visit.field("kind"), words, visit.field("language"))
    await desk.database.read(lambda tx: _wish(tx, visit))
    wrong = {} if typed.language in dict(_languages(desk)) else {"language": "Choose a language."}
    wrong = wrong or await asyncio.to_thread(rules.wrong_with, typed)
    if wrong:
        return await _page(desk, visit, typed, wrong)
    seen = await see_first(typed.words, typed.language) if typed.words else NOTHING

    def keep(tx: Tx) -> tuple[Named, ...]:
        named = rules.names_of(tx, _wish(tx, visit), typed)
        if naming.looked_at(tx, desk, visit, rules.subject_of(visit.number("wish")), named):
            return named
        rules.answer(tx, _wish(tx, visit), typed, who=visit.member, now=desk.clock(), seen=seen)
        return ()

    named = await desk.database.write(keep)
    if named:
        return await _page(desk, visit, typed, naming.not_ticked(visit, named), named=named)
    if seen.kinds:
        desk.bell()
    return RedirectResponse(f"/staff/wishes/{visit.number('wish')}/answer?done=answered", status_code=303)


async def _back(desk: Desk, visit: Visit) -> Response:
    number = visit.posted_number("answer")

    def undo(tx: Tx) -> bool:
        return rules.take_back(tx, _wish(tx, visit), number, who=visit.member, now=desk.clock())

    done = "back" if await desk.database.write(undo) else "late"
    return RedirectResponse(f"/staff/wishes/{visit.number('wish')}/answer?done={done}", status_code=303)


async def _page(
    desk: Desk,
    visit: Visit,
    typed: Typed,
    wrong: dict[str, str] | None = None,
    *,
    named: tuple[Named, ...] = (),
) -> Response:
    def read(tx: Tx) -> tuple[Frame, Wish, list[Line]]:
        wish = _wish(tx, visit)
        access_log.add(
            tx, at=desk.now(), who=visit.who, did=f"read wish {wish.id} to answer it", person_id=wish.person_id
        )
        return frame(tx, visit.member), wish, [_line(tx, one, desk.now()) for one in wish_answers.of_wish(tx, wish.id)]

    around, wish, lines = await desk.database.write(read)
    return page(
        "summaries/answer.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        wish=wish,
        lines=lines,
        languages=_languages(desk),
        longest=LONGEST,
        names=naming.lines(named),
        typed={
            "kind": typed.kind,
            "words": typed.words,
            "language": typed.language,
            **naming.typed(visit, named),
        },
        wrong=wrong or {},
        done=visit.request.query_params.get("done", ""),
    )


def _wish(tx: Tx, visit: Visit) -> Wish:
    """The wish; a keyworker answers those of people whose keyworker they are, whom they know already."""
    found = wishes.get(tx, visit.number("wish"))
    person = people.get(tx, found.person_id) if found else None
    if found is None or person is None or not (visit.manages or person.keyworker_id == visit.member.id):
        raise HTTPException(404)
    return found


def _line(tx: Tx, one: WishAnswer, now: str) -> Line:
    waits = one.tell_after > now
    told = "They are told in 15 minutes." if waits else "They were told." if one.sent_at or one.seen_at else ""
    return Line(one, member_name(tx, one.member_id), told or "It is on its way, or on their own page.", waits)


def _languages(desk: Desk) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in desk.languages.offered(drafts=True)]
