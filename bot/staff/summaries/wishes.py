"""Wishes that people agreed to have changed for everyone: somebody takes each, with a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from starlette.responses import RedirectResponse, Response

from asking import wished
from asking.wish_answers import MISSED, how_told
from bot.staff.changes.plain import STATES
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.summaries.open import member_name
from store import access_log, action_facts, actions, changes, services, wish_answers, wishes
from store.action import Status
from store.changes import Change
from store.tx import Tx
from store.wish_answers import WishAnswer
from store.wishes import KINDS, Wish

LATEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Line:
    """One wish. The name of who has it is not on the page: they agreed to the words.

    Attributes:
        action: Number of the action that it led to; 0 for none.
        done: That action is done.
        answered: What was answered last to whoever wished it; '' for nothing.
        missed: That answer has not reached them: one of `MISSED`; '' else.
        told: What was written for whoever wished it.
    """

    wish: Wish
    service: str
    taken_by: str
    action: int
    done: bool
    answered: str
    missed: str
    told: tuple[Change, ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """Those that nobody has taken first."""
    return await _page(desk, visit)


async def take(desk: Desk, visit: Visit) -> Response:
    """Somebody takes care of one by a day: it stands in the register from then on."""
    wish_id, kind, due = visit.number("wish"), visit.field("kind"), visit.field("due")
    wrong = _wrong(kind, due, visit.today)
    if wrong:
        return await _page(desk, visit, {f"{name}-{wish_id}": sentence for name, sentence in wrong.items()})

    def write(tx: Tx) -> None:
        wished.take(tx, wish_id, kind=kind, who=visit.member, due_on=due, at=desk.now())

    await desk.database.write(write)
    return RedirectResponse("/staff/wishes?done=taken", status_code=303)


def _wrong(kind: str, due: str, today: date) -> dict[str, str]:
    wrong = {} if kind in KINDS else {"kind": "Choose what it is."}
    try:
        fits = today <= date.fromisoformat(due) <= today + LATEST
    except ValueError:
        fits = False
    return wrong if fits else {**wrong, "due": "Choose a day from today to one year from now."}


async def _page(desk: Desk, visit: Visit, wrong: dict[str, str] | None = None) -> Response:
    def read(tx: Tx) -> tuple[Frame, list[Line]]:
        access_log.add(tx, at=desk.now(), who=visit.who, did="opened the wishes")
        found = [one for one in wishes.all(tx) if visit.sees(one.service_id)]
        answered = wish_answers.last(tx)
        led_to, told = action_facts.by_origin(tx, wished.ORIGIN), changes.of_wishes(tx)
        return frame(tx, visit.member), [
            _line(
                tx,
                one,
                now=desk.clock(),
                action=led_to.get(str(one.id), 0),
                answered=answered.get(one.id),
                told=told.get(one.id, ()),
            )
            for one in found
        ]

    around, lines = await desk.database.write(read)
    return page(
        "summaries/wishes.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        lines=lines,
        kinds=[("change", "Something we change for everyone"), ("action", "Something to do once")],
        wrong=wrong or {},
        sent=visit.number("wish") if wrong else 0,
        states=STATES,
        kind=visit.field("kind"),
        due=visit.field("due"),
        latest=(visit.today + LATEST).isoformat(),
        done=visit.request.query_params.get("done", ""),
    )


def _line(
    tx: Tx, one: Wish, *, now: datetime, action: int, answered: WishAnswer | None, told: tuple[Change, ...]
) -> Line:
    service, made = services.get(tx, one.service_id), actions.get(tx, action) if action else None
    done = made is not None and made.status is Status.DONE
    how = how_told(tx, answered, now) if answered else ""
    return Line(
        wish=one,
        service=service.name if service else "",
        taken_by=member_name(tx, one.taken_by),
        action=action,
        done=done,
        answered=answered.kind if answered else "",
        missed=how if how in MISSED else "",
        told=told,
    )
