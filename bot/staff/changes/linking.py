"""Whose answers led to a change: everyone who chose an answer, or words that the lead has read. Worries never."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.changes import choices_of
from bot.staff.changes.plain import how_many
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from dialogs.pack import Pack
from evidence.changes import said_it
from store import access_log, changes, comments, rounds, told
from store import words as written
from store.changes import Change
from store.rounds import Round
from store.told import ANSWER, COMMENT, Chosen, Heard
from store.tx import Tx

NEWEST = 30
"""Words that are offered, the last that were read."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An answer that is linked, in words."""

    chosen: Chosen
    round: str
    asked: str
    answer: str


@dataclass(frozen=True, slots=True)
class Offered:
    """Words that can be linked."""

    heard: Heard
    person_id: int
    words: str
    at: str
    linked: bool


def linked(tx: Tx, pack: Pack, change_id: int) -> tuple[Linked, ...]:
    """The answers that a change is linked to."""
    return tuple(in_words(tx, pack, one) for one in told.chosen(tx, change_id))


async def answers(desk: Desk, visit: Visit) -> Response:
    """Choose a round and an area; then a question with its answer."""
    return await _answers(desk, visit)


async def link_answers(desk: Desk, visit: Visit) -> Response:
    """`do=add` with `answer` (prompt and choice), or `do=remove`; `round` says in which."""
    prompt, _, choice = visit.field("answer", 200).partition(" ")
    one, do, number = Chosen(visit.posted_number("round"), prompt, choice), visit.field("do"), visit.number("change")
    if do == "remove":
        await desk.database.write(lambda tx: told.unchoose(tx, number, one))
        return RedirectResponse(f"/staff/changes/{number}?done=linked", status_code=303)
    if (prompt, choice) not in {
        (each.id, option.id) for each in desk.pack.prompts for option in choices_of(desk.pack, each)
    }:
        return await _answers(desk, visit, {"answer": "Choose a question and its answer."})

    def write(tx: Tx) -> None:
        if rounds.get(tx, one.round_id) is None:
            raise HTTPException(400)
        told.choose(tx, number, one)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"linked answers to change {number}")

    await desk.database.write(write)
    return RedirectResponse(f"/staff/changes/{number}?done=linked", status_code=303)


async def words(desk: Desk, visit: Visit) -> Response:
    """What people wrote and the lead has read. That it was opened is written down."""
    number = visit.number("change")

    def read(tx: Tx) -> tuple[Frame, Change, list[Offered]]:
        found = changes.get(tx, number)
        if found is None:
            raise HTTPException(404)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"read words to link to change {number}")
        return frame(tx, visit.member), found, _offered(tx, visit, found)

    around, found, offered = await desk.database.write(read)
    return page("changes/words.html", visit=visit, frame=around, change=found, offered=offered)


async def link_words(desk: Desk, visit: Visit) -> Response:
    """`do=add` or `do=remove`, with `kind` and `words`."""
    number, do = visit.number("change"), visit.field("do")
    one = Heard(visit.field("kind"), visit.posted_number("words"))

    def write(tx: Tx) -> None:
        found = changes.get(tx, number)
        offered = {each.heard: each.person_id for each in _offered(tx, visit, found)} if found else {}
        if do == "add" and one in offered:
            told.hear(tx, number, one, offered[one])
        elif do == "remove" and one in offered:
            told.unhear(tx, number, one)

    await desk.database.write(write)
    return RedirectResponse(f"/staff/changes/{number}/words", status_code=303)


async def _answers(desk: Desk, visit: Visit, wrong: dict[str, str] | None = None) -> Response:
    number = visit.number("change")
    area = visit.request.query_params.get("area", "") or visit.field("area")
    round_id = visit.choice("round") or visit.posted_number("round")

    def read(tx: Tx) -> tuple[Frame, Change, tuple[Round, ...], tuple[Linked, ...], str]:
        found = changes.get(tx, number)
        if found is None:
            raise HTTPException(404)
        return (
            frame(tx, visit.member),
            found,
            rounds.all(tx),
            linked(tx, desk.pack, number),
            how_many(said_it(tx, found)),
        )

    around, found, every, links, gets = await desk.database.read(read)
    chosen = area if area in {one.id for one in desk.pack.areas} else desk.pack.areas[0].id
    return page(
        "changes/answers.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        change=found,
        links=links,
        gets=gets,
        rounds=[(one.id, one.name) for one in reversed(every)],
        areas=[(one.id, one.name) for one in desk.pack.areas],
        options=_options(desk.pack, chosen),
        typed={
            "round": str(round_id or (every[-1].id if every else "")),
            "area": chosen,
            "answer": visit.field("answer", 200),
        },
        wrong=wrong or {},
    )


def _options(pack: Pack, area: str) -> list[tuple[str, str]]:
    """Each question of an area with each of its answers: pairs of value and label."""
    return [("", "Choose"), *(
        (f"{one.id} {choice.id}", f"{one.question.ask} {choice.label} ({one.audience})")
        for one in pack.prompts
        if one.area == area
        for choice in choices_of(pack, one)
    )]  # fmt: skip


def in_words(tx: Tx, pack: Pack, one: Chosen) -> Linked:
    """Linked answers, as a page says them."""
    found = next((each for each in pack.prompts if each.id == one.prompt), None)
    labels = {choice.id: choice.label for choice in choices_of(pack, found)} if found else {}
    in_round = rounds.get(tx, one.round_id)
    asked = found.question.ask if found else one.prompt
    return Linked(one, in_round.name if in_round else "", asked, labels.get(one.choice, one.choice))


def _offered(tx: Tx, visit: Visit, change: Change) -> list[Offered]:
    linked_now = set(told.heard(tx, change.id))
    found: list[Offered] = []
    for answer in written.heard_lately(tx, NEWEST):
        if visit.sees(answer.service_id):
            text, heard = written.opened(tx, answer) or "", Heard(ANSWER, answer.id)
            found.append(Offered(heard, answer.person_id, text, answer.at, heard in linked_now))
    for comment in comments.heard_lately(tx, NEWEST):
        if visit.sees(comment.service_id):
            text, heard = comments.words_of(tx, comment), Heard(COMMENT, comment.id)
            found.append(Offered(heard, comment.person_id, text, comment.at, heard in linked_now))
    return [one for one in found if one.words]
