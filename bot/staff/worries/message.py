"""What happened next, told to the person: in person first, and by a message only where a lead says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import worry_message, worry_message_words
from asking.changes import check
from asking.errors import NotFilledIn
from asking.worry_message import SENTENCES
from bot import after_worry
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.worries.one import note, the_worry
from locales import ENGLISH, SOURCE
from store import people, worry_hiding, worry_messages
from store.people import Person
from store.tx import Tx
from store.worries import Worry

YES = "yes"


@dataclass(frozen=True, slots=True)
class Here:
    """What the page needs to know.

    Attributes:
        name: Of the person; '' where nobody can be written to.
        way: How it reaches them: see `asking.worry_message.way`.
        kept_from: Names of those on the staff whom the worry is about.
        close_by: Names from the family and the house that stand in the worry.
        language: The person's.
        waits: One waits to be opened already.
    """

    worry: Worry
    name: str
    way: str
    kept_from: tuple[str, ...]
    close_by: tuple[str, ...]
    language: str
    waits: bool


async def show(desk: Desk, visit: Visit) -> Response:
    """The page. It opens the words of the worry, to look for names in them, so the access log says so."""
    return await _page(desk, visit, {"chosen": (), "own": "", "language": "", "confirm": ()})


async def send(desk: Desk, visit: Visit) -> Response:
    """Send it. What the easy-read rules find is shown once, and never keeps a message from going."""
    chosen = tuple(one for one in SENTENCES if one in _ticked(visit, "chosen"))
    own = "\n".join(visit.field("own", 2 * worry_message_words.LONGEST).splitlines())
    confirm = _ticked(visit, "confirm")
    language = visit.field("language") or SOURCE
    typed: dict[str, Any] = {"chosen": chosen, "own": own, "language": language, "confirm": confirm}
    hints = check(own, language) if own and not visit.field("seen") else None
    found = (*hints.errors, *hints.warnings) if hints else ()

    def write(tx: Tx) -> None:
        worry_message.send(
            tx,
            the_worry(tx, visit),
            chosen=chosen,
            own=own,
            language=language,
            confirmed=YES in confirm and not found,
            who=visit.who,
            now=desk.clock(),
        )

    try:
        await desk.database.write(write)
    except NotFilledIn as refused:
        wrong = {name: text for name, text in refused.wrong.items() if name != "confirm" or YES not in confirm}
        return await _page(desk, visit, typed, wrong=wrong, hints=found)
    return RedirectResponse(f"/staff/worries/{visit.number('worry')}?done=messaged#messages", status_code=303)


def _ticked(visit: Visit, name: str) -> tuple[str, ...]:
    return tuple(str(one) for one in visit.form.getlist(name)) if visit.form is not None else ()


async def take_back(desk: Desk, visit: Visit) -> Response:
    """Take one back that nobody has opened."""

    def write(tx: Tx) -> bool:
        message = worry_messages.get(tx, visit.number("message"))
        if message is None or message.worry_id != the_worry(tx, visit).id:
            raise HTTPException(404)
        return worry_message.take_back(tx, message, who=visit.who, at=desk.now())

    done = "taken_back" if await desk.database.write(write) else "too_late"
    return RedirectResponse(f"/staff/worries/{visit.number('worry')}?done={done}#messages", status_code=303)


async def _page(
    desk: Desk,
    visit: Visit,
    typed: Mapping[str, Any],
    *,
    wrong: Mapping[str, str] | None = None,
    hints: tuple[str, ...] = (),
) -> Response:
    def write(tx: Tx) -> tuple[Frame, Here]:
        worry = the_worry(tx, visit)
        note(tx, desk, visit.who, f"opened the form of a message after worry {worry.id}", worry)
        return frame(tx, visit.member), _here(tx, desk, worry)

    around, here = await desk.database.write(write)
    return page(
        "worries/message.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        here=here,
        sentences=list(after_worry.sentences(ENGLISH.gettext).items()),
        waits=after_worry.waits(ENGLISH.gettext),
        typed=typed,
        wrong=wrong or {},
        hints=hints,
        longest=worry_message_words.LONGEST,
    )


def _here(tx: Tx, desk: Desk, worry: Worry) -> Here:
    person = worry_message.reader(tx, worry) if worry.acknowledged_at else None
    hidden = tuple(dict.fromkeys(one.name for one in worry_hiding.of(tx, worry) if one.lifted_at is None))
    return Here(
        worry,
        (people.name_of(tx, person.id) or "") if person else "",
        worry_message.way(tx, person, desk.clock()) if person else "",
        hidden,
        _close_by(tx, worry, person),
        person.language if person else SOURCE,
        any(one.waits for one in worry_messages.of_worry(tx, worry.id)),
    )


def _close_by(tx: Tx, worry: Worry, person: Person | None) -> tuple[str, ...]:
    return worry_message_words.close_by(tx, worry, person) if person else ()
