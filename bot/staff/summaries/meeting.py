"""The meeting, on one tablet: two voices beside each other, last month's promises, new ones, and a signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import devices, summary_promises, summary_shared, summary_view
from asking import summaries as rules
from asking.errors import SummaryRefused
from asking.sight import NOTHING, Sight, see_first
from asking.summary_promises import LONGEST_NAME, LONGEST_WORDS, Typed, wrong_with
from asking.summary_shared import Thing
from bot.look import picture_url
from bot.staff.desk import Desk, page
from bot.staff.guard import Visit
from bot.staff.summaries.hints import hints
from bot.staff.summaries.open import Opened, makes, person_token
from store import noticed, people, summaries
from store.promises import Promise
from store.tx import Tx

STATES = {"done": "Done", "not_done": "Not done", "going": "Still going"}
LONGEST_WISH = 300


@dataclass(frozen=True, slots=True)
class Meeting:
    """What both look at.

    Attributes:
        shared: What the person shares; nothing else of what they said.
        view: What the keyworker wrote, by heading.
        last, promises: What was promised last time, and this time.
        wish: What both wish for everyone; '' for nothing.
        token: Of the person's own pages; '' where their link was ended.
        met: What lets this tablet show them the summary there.
    """

    one: Opened
    shared: tuple[Thing, ...]
    view: dict[str, str]
    last: tuple[Promise, ...]
    promises: tuple[Promise, ...]
    wish: str
    token: str
    met: str


@dataclass
class Wrong(Exception):
    """What was typed is not right."""

    sentences: dict[str, str] = field(default_factory=dict)


async def show(desk: Desk, visit: Visit) -> Response:
    """The meeting; before there is a view, and the person's part is over, it does not open."""
    return await _page(desk, visit)


async def act(desk: Desk, visit: Visit) -> Response:
    """POST: `do` is one of `ACTS`."""
    do = visit.field("do")
    if do not in ACTS:
        raise HTTPException(400)
    seen = await see_first(SAID[do](visit), noticed.STAFF_WRITE) if do in SAID else NOTHING

    def write(tx: Tx) -> bool:
        one = makes(tx, desk, visit, did=f"{do} in the meeting of summary")
        if one and one.summary.met_at:
            ACTS[do](tx, one, desk, visit, seen)
        return one is not None

    try:
        made = await desk.database.write(write)
        if seen.kinds:
            desk.bell()
    except Wrong as wrong:
        return await _page(desk, visit, wrong.sentences)
    except SummaryRefused as refused:
        return await _page(desk, visit, {"meeting": f"{refused} {refused.mend}"})
    here = f"/staff/summaries/{visit.number('summary')}"
    return RedirectResponse(f"{here}/meeting#{do}" if made else here, status_code=303)


async def _page(desk: Desk, visit: Visit, wrong: dict[str, str] | None = None) -> Response:
    found = await desk.database.write(lambda tx: _read(tx, desk, visit))
    if found is None:
        return RedirectResponse(f"/staff/summaries/{visit.number('summary')}?done=not-yet", status_code=303)
    names = ("what", "by_whom", "by_day")
    typed = {name: visit.field(name, LONGEST_WISH) for name in names} if wrong else dict.fromkeys(names, "")
    typed["wish"] = visit.field("wish", LONGEST_WISH) if wrong and "wish" in wrong else found.wish
    return page(
        "summaries/meeting.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=found.one.frame,
        meeting=found,
        one=found.one,
        headings=summary_view.HEADINGS,
        states=STATES,
        hints={text: hints(text) for text in (found.wish, *(one.what for one in found.promises)) if text},
        typed=typed,
        picture=picture_url,
        wrong=wrong or {},
        last_day=summary_promises.last_day(visit.today),
        open=not found.one.summary.closed_at and found.one.newest,
    )


def _read(tx: Tx, desk: Desk, visit: Visit) -> Meeting | None:
    """What both look at; to open it for the first time ends the writing of the keyworker's own view."""
    one = makes(tx, desk, visit, did="opened the meeting of summary")
    if one is None or not one.summary.view_at:
        return None
    if not one.summary.met_at:
        if not rules.answered(tx, one.summary):
            return None
        summaries.meet(tx, one.summary.id, desk.now())
    return Meeting(
        one,
        summary_shared.shared(tx, one.summary, summary_shared.wording_of_pack(desk.pack)),
        summary_view.view_of(tx, one.summary),
        summary_promises.last_time(tx, one.summary),
        summary_promises.of(tx, one.summary),
        summaries.wish_of(tx, one.summary),
        person_token(tx, one.summary),
        devices.met(tx.keys, one.summary.id, desk.clock()),
    )


def _tick(tx: Tx, one: Opened, desk: Desk, visit: Visit, seen: Sight) -> None:
    promise, state, why = visit.posted_number("promise"), visit.field("state"), visit.field("why", LONGEST_WORDS)
    summary_promises.tick(tx, one.summary, promise, state, why=why, by="staff", now=desk.clock(), seen=seen)


def _typed(visit: Visit) -> Typed:
    return Typed(visit.field("what", LONGEST_WISH), visit.field("by_whom", LONGEST_WISH), visit.field("by_day"))


def _promise(tx: Tx, one: Opened, desk: Desk, visit: Visit, seen: Sight) -> None:
    typed = _typed(visit)
    wrong = wrong_with(typed, visit.today)
    if len(typed.what) > LONGEST_WORDS:
        wrong["what"] = f"Keep it under {LONGEST_WORDS} letters."
    if len(typed.who) > LONGEST_NAME:
        wrong["by_whom"] = f"Keep it under {LONGEST_NAME} letters."
    if wrong:
        raise Wrong(wrong)
    summary_promises.promise(tx, one.summary, typed, desk.clock(), seen)


def _withdraw(tx: Tx, one: Opened, _desk: Desk, visit: Visit, _: Sight) -> None:
    summary_promises.withdraw(tx, one.summary, visit.posted_number("promise"))


def _wish(tx: Tx, one: Opened, desk: Desk, visit: Visit, seen: Sight) -> None:
    rules.wish(tx, one.summary, visit.field("wish", LONGEST_WISH), desk.clock(), seen)


def _sign(tx: Tx, one: Opened, desk: Desk, visit: Visit, _: Sight) -> None:
    person = people.get(tx, one.person.id)
    if person is not None:
        rules.sign_staff(tx, one.summary, person, visit.member, desk.now())


ACTS: dict[str, Callable[[Tx, Opened, Desk, Visit, Sight], None]] = {
    "tick": _tick,
    "promise": _promise,
    "withdraw": _withdraw,
    "wish": _wish,
    "sign": _sign,
}
SAID: dict[str, Callable[[Visit], str]] = {
    "tick": lambda visit: visit.field("why", LONGEST_WORDS),
    "promise": lambda visit: summary_promises.said_in(_typed(visit)),
    "wish": lambda visit: visit.field("wish", LONGEST_WISH),
}
"""What of each is written in words: the detector looks at it."""
