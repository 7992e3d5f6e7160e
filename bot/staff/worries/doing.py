"""What a lead does about a worry: taking it, writing down what was done, ending it."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import RedirectResponse, Response

from asking import worry_outcome, worry_taking
from asking.errors import NotFilledIn
from asking.worry_access import may_open
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.worries.one import show_page, the_worry
from store import worries
from store.tx import Tx
from store.worries import Worry

FIELDS = (
    "kind", "words", "on", "reference", "outcome", "why", "told", "why_not_told", "lessons", "reopen_why", "back_why",
    "whole", "hide", "hide_other", "action",
)  # fmt: skip
"""Every field of every form on the page."""


async def take(desk: Desk, visit: Visit) -> Response:
    """Someone takes a worry. The first one who does has it; whoever comes second is told."""
    who = visit.field("who")
    if not who:
        return await show_page(desk, visit, status=400, missing=True)

    def write(tx: Tx) -> bool:
        logged = visit.on_behalf_of(who)
        return worry_taking.take(tx, the_worry(tx, visit), who=who, by=visit.member, logged_as=logged, at=desk.now())

    if not await desk.database.write(write):
        return await show_page(desk, visit, status=409, too_late=True)
    desk.bell()
    return _back(visit)


async def note(desk: Desk, visit: Visit) -> Response:
    """Write down what was done."""
    typed = _typed(visit)
    body = {name: typed[name] for name in ("words", "on", "reference")}
    return await _do(
        desk,
        visit,
        "noted",
        lambda tx, worry: worry_outcome.note(tx, worry, kind=typed["kind"], body=body, who=visit.who, at=desk.now()),
    )


async def close(desk: Desk, visit: Visit) -> Response:
    """End it."""
    typed = _typed(visit)
    body = {name: typed[name] for name in ("why", "told", "why_not_told", "lessons")}
    return await _do(
        desk,
        visit,
        "closed",
        lambda tx, worry: worry_outcome.close(
            tx, worry, outcome=typed["outcome"], body=body, who=visit.who, at=desk.now()
        ),
    )


async def reopen(desk: Desk, visit: Visit) -> Response:
    """Open it again."""
    why = _typed(visit)["reopen_why"]
    return await _do(
        desk,
        visit,
        "reopened",
        lambda tx, worry: worry_outcome.reopen(tx, worry, why=why, who=visit.who, at=desk.now()),
    )


async def give_back(desk: Desk, visit: Visit) -> Response:
    """Whoever has it gives it back: all are told anew."""
    why = _typed(visit)["back_why"]
    return await _do(
        desk,
        visit,
        "back",
        lambda tx, worry: worry_outcome.give_back(tx, worry, why=why, who=visit.who, now=desk.clock(), at=desk.now()),
    )


async def put_together(desk: Desk, visit: Visit) -> Response:
    """Make it a part of another one that the visitor may open too."""
    number = _number(_typed(visit)["whole"])

    def joined(tx: Tx, worry: Worry) -> None:
        whole = worries.without_words(tx, number)
        if whole is not None and not may_open(tx, visit.member, whole):
            whole = None
        worry_outcome.put_together(tx, worry, whole, who=visit.who, at=desk.now())

    return await _do(desk, visit, "together", joined, to=number)


async def hide(desk: Desk, visit: Visit) -> Response:
    """It is about somebody here: they find nothing of it any more. Whoever hides it from themselves leaves it so."""
    typed = _typed(visit)
    name = typed["hide_other"] or typed["hide"]
    return await _do(
        desk,
        visit,
        "hidden",
        lambda tx, worry: worry_outcome.hide(tx, worry, name=name, who=visit.who, at=desk.now()),
    )


async def unhide(desk: Desk, visit: Visit) -> Response:
    """It is not about this one after all."""

    def shown(tx: Tx, worry: Worry) -> None:
        worry_outcome.show(tx, worry, name=visit.field("name"), who=visit.who, at=desk.now())

    return await _do(desk, visit, "shown", shown)


async def link_action(desk: Desk, visit: Visit) -> Response:
    """An action in the register follows from it."""
    number = _number(_typed(visit)["action"])
    return await _do(
        desk,
        visit,
        "linked",
        lambda tx, worry: worry_outcome.link_action(tx, worry, number=number, who=visit.who, at=desk.now()),
    )


async def _do(desk: Desk, visit: Visit, done: str, act: Callable[[Tx, Worry], None], *, to: int = 0) -> Response:
    """Do something and show the page again, with what is wrong where something is."""

    def write(tx: Tx) -> bool:
        worry = the_worry(tx, visit)
        act(tx, worry)
        now = worries.without_words(tx, worry.id)
        return now is not None and may_open(tx, visit.member, now)

    try:
        stays = await desk.database.write(write)
    except NotFilledIn as refused:
        return await show_page(desk, visit, status=400, typed=_typed(visit), wrong=refused.wrong)
    desk.bell()
    return _back(visit, done, to) if stays else RedirectResponse("/staff/worries", status_code=303)


def _back(visit: Visit, done: str = "", to: int = 0) -> Response:
    path = f"/staff/worries/{to or visit.number('worry')}{'?done=' + done if done else ''}"
    return RedirectResponse(path, status_code=303)


def _typed(visit: Visit) -> dict[str, str]:
    return {name: visit.field(name, worry_outcome.LONGEST) for name in FIELDS}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0  # noqa: PLR2004 - as in an address
