"""Answering a wish: we are working on it, or not now, and why. For managers, and for the keyworker of who wished."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import wish_answers as rules
from asking.change_languages import not_read
from asking.change_words import LONGEST, wrong_words
from asking.moment import stamp
from asking.names_to_ask import Named
from asking.sight import see_first
from asking.wish_answers import InLanguage, Typed
from bot.staff import naming
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.summaries.open import member_name
from store import access_log, people, wish_answer_words, wish_answers, wishes
from store.tx import Tx
from store.wish_answer_words import AnswerWords
from store.wish_answers import WishAnswer
from store.wishes import Wish

HOW = {
    rules.SOON: "They are told in 15 minutes.",
    rules.TOLD: "They were told.",
    rules.ON_ITS_WAY: "It is on its way.",
    rules.NOT_YET: "They were not told yet. It stands on their own page once it is in a language that they read.",
    rules.LATE: "They were not told: no message went in 30 days, and they have not opened their own page. Tell them.",
    rules.NEVER: "They cannot be told here: they are asked no more.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One answer.

    Attributes:
        more: It in other languages.
        told: How far it is, in a sentence.
        can_undo: It can still be taken back.
        missing: Languages that people read there in which it may still be written.
    """

    answer: WishAnswer
    more: tuple[AnswerWords, ...]
    by: str
    told: str
    can_undo: bool
    missing: tuple[str, ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """The wish, what was answered to it, and the form."""
    return await _page(desk, visit, Typed())


async def write(desk: Desk, visit: Visit) -> Response:
    """Answer it; or, of `answer`: with `do=language` write it in one more, with `do=back` take it back in time."""
    if visit.field("do") == "back":
        return await _back(desk, visit)
    if visit.field("do") == "language":
        return await _translate(desk, visit)
    there = await desk.database.read(lambda tx: people.languages_of(tx, _wish(tx, visit).service_id))
    typed = _typed(desk, visit)
    wrong = {} if typed.language in dict(_languages(desk)) else {"language": "Choose a language."}
    wrong = wrong or await asyncio.to_thread(rules.wrong_with, typed, there)
    if wrong:
        return await _page(desk, visit, typed, wrong)
    seen = await see_first(typed.words, typed.language)
    more = {language: await see_first(words, language) for language, words in typed.more.items()}

    def keep(tx: Tx) -> tuple[Named, ...]:
        named = rules.names_of(tx, _wish(tx, visit), typed)
        if naming.looked_at(tx, desk, visit, rules.subject_of(visit.number("wish")), named):
            return named
        rules.answer(tx, _wish(tx, visit), typed, who=visit.member, now=desk.clock(), seen=seen, more=more)
        return ()

    named = await desk.database.write(keep)
    if named:
        return await _page(desk, visit, typed, naming.not_ticked(visit, named), named=named)
    if any(one.kinds for one in (seen, *more.values())):
        desk.bell()
    return _done(visit, "answered")


async def _translate(desk: Desk, visit: Visit) -> Response:
    """One more language of an answer that is there: whoever waited for it is told."""
    number, language = visit.posted_number("answer"), visit.field("language")
    written = InLanguage(language, _words(visit, "words"), visit.who if visit.field("checked") else "")
    await desk.database.read(lambda tx: _wish(tx, visit))
    wrong = "" if language in dict(_languages(desk)) and written.words else "Write it, and say in which language."
    wrong = wrong or await asyncio.to_thread(wrong_words, written.words, language)
    name = f"more-{number}-{language}"
    if wrong:
        return await _page(desk, visit, Typed(), {name: wrong}, again={name: written.words})
    seen = await see_first(written.words, language)

    def keep(tx: Tx) -> tuple[bool, tuple[Named, ...]]:
        wish = _wish(tx, visit)
        named = rules.names_of(tx, wish, Typed(more={language: written.words}))
        if naming.looked_at(tx, desk, visit, rules.subject_of(wish.id), named):
            return False, named
        return rules.translate(tx, wish, number, written, who=visit.member, now=desk.clock(), seen=seen), ()

    kept, named = await desk.database.write(keep)
    if named:
        wrong_names = naming.not_ticked(visit, named)
        return await _page(desk, visit, Typed(), wrong_names, again={name: written.words}, named=named)
    if kept and seen.kinds:
        desk.bell()
    return _done(visit, "written" if kept else "told")


async def _back(desk: Desk, visit: Visit) -> Response:
    number = visit.posted_number("answer")

    def undo(tx: Tx) -> bool:
        return rules.take_back(tx, _wish(tx, visit), number, who=visit.member, now=desk.clock())

    return _done(visit, "back" if await desk.database.write(undo) else "late")


def _done(visit: Visit, done: str) -> Response:
    return RedirectResponse(f"/staff/wishes/{visit.number('wish')}/answer?done={done}", status_code=303)


def _words(visit: Visit, name: str) -> str:
    return visit.field(name, 2 * LONGEST).replace("\r\n", "\n").strip()


def _typed(desk: Desk, visit: Visit) -> Typed:
    language = visit.field("language")
    others = [code for code, _ in _languages(desk) if code != language]
    return Typed(
        visit.field("kind"),
        _words(visit, "words"),
        language,
        {code: _words(visit, f"words_{code}") for code in others if visit.field(f"words_{code}")},
        frozenset(code for code in others if visit.field(f"checked_{code}")),
        visit.field("others"),
    )


async def _page(
    desk: Desk,
    visit: Visit,
    typed: Typed,
    wrong: dict[str, str] | None = None,
    *,
    again: dict[str, str] | None = None,
    named: tuple[Named, ...] = (),
) -> Response:
    """The page; `again` is what was typed for one more language: with it, names are asked about there."""

    def read(tx: Tx) -> tuple[Frame, Wish, list[Line], frozenset[str]]:
        wish = _wish(tx, visit)
        access_log.add(
            tx, at=desk.now(), who=visit.who, did=f"read wish {wish.id} to answer it", person_id=wish.person_id
        )
        lines = [_line(tx, wish, one, desk.clock()) for one in wish_answers.of_wish(tx, wish.id)]
        return frame(tx, visit.member), wish, lines, people.languages_of(tx, wish.service_id)

    around, wish, lines, there = await desk.database.write(read)
    known = sorted(((there | set(typed.more)) - {typed.language}) & set(dict(_languages(desk))))
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
        others=known,
        typed=_again(typed, known) | naming.typed(visit, named),
        again=again or {},
        wrong=wrong or {},
        done=visit.request.query_params.get("done", ""),
    )


def _again(typed: Typed, others: Iterable[str]) -> dict[str, Any]:
    """What was typed, for the page that comes again."""
    return {
        "kind": typed.kind,
        "words": typed.words,
        "language": typed.language,
        "others": typed.others,
        **{f"words_{one}": typed.more.get(one, "") for one in others},
        **{f"checked_{one}": ["yes"] if one in typed.checked else [] for one in others},
    }


def _wish(tx: Tx, visit: Visit) -> Wish:
    """The wish; a keyworker answers those of people whose keyworker they are, whom they know already."""
    found = wishes.get(tx, visit.number("wish"))
    person = people.get(tx, found.person_id) if found else None
    if found is None or person is None or not (visit.manages or person.keyworker_id == visit.member.id):
        raise HTTPException(404)
    return found


def _line(tx: Tx, wish: Wish, one: WishAnswer, now: datetime) -> Line:
    how, more = rules.how_told(tx, one, now), wish_answer_words.of_answer(tx, one.id)
    may = bool(one.words) and not one.channel and how in {rules.SOON, rules.NOT_YET, rules.LATE}
    written = (one.language, *(other.language for other in more))
    missing = not_read(tx, wish.service_id, written) if may else ()
    return Line(one, more, member_name(tx, one.member_id), HOW[how], one.tell_after > stamp(now), missing)


def _languages(desk: Desk) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in desk.languages.offered(drafts=True)]
