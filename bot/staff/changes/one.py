"""One change: as people will see it, what the rules say of it, who said it, and whether it got better."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking import changes as rules
from asking.change_anew import may_be_anew
from asking.change_languages import needed, not_written
from asking.change_names import names_of
from asking.changes import Found
from asking.names_to_ask import Named
from bot.changing import lines
from bot.staff import naming
from bot.staff.changes.linking import Linked, linked
from bot.staff.changes.listing import Line, line
from bot.staff.changes.plain import STATES
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from locales import ENGLISH
from store import changes, told
from store.changes import DRAFT, Change, Text, Translation
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows.

    Attributes:
        missing: Languages that somebody reads where it changed, and that it is not written in.
        asks: Whoever publishes it has to say what those people get.
        anew: What was written in its place, drafts too; `may_anew` where that can be begun.
        named: Names of people in it, for whoever may publish it.
    """

    frame: Frame
    line: Line
    links: tuple[Linked, ...]
    words: int
    translations: tuple[Translation, ...]
    missing: tuple[str, ...]
    asks: bool
    may_undo: bool
    anew: tuple[Change, ...]
    may_anew: bool
    named: tuple[Named, ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """The page. Drafts are for managers, and for leads, who link words to them."""
    shown = await desk.database.read(lambda tx: _read(tx, desk, visit))
    change = shown.line.change
    said, did = await asyncio.gather(*(asyncio.to_thread(_check, one) for one in (change.said, change.did)))
    missing = await asyncio.to_thread(rules.missing, change) if change.state == DRAFT else ()
    return page(
        "changes/one.html",
        visit=visit,
        frame=shown.frame,
        shown=shown,
        change=change,
        line=shown.line,
        preview=partial(lines, Text(change.said, change.did), ENGLISH.gettext),
        states=STATES,
        said=said,
        did=did,
        missing=missing,
        names=naming.lines(shown.named),
        typed={"others": "", **naming.typed(visit, shown.named)},
        wrong={},
        areas={area.id: area.name for area in desk.pack.areas},
        told=visit.request.query_params.get("done", ""),
    )


def _read(tx: Tx, desk: Desk, visit: Visit) -> Shown:
    number = visit.number("change")
    found = changes.get(tx, number)
    if found is None or not (visit.manages or visit.leads or found.state == changes.PUBLISHED):
        raise HTTPException(404)
    return Shown(
        frame(tx, visit.member),
        line(tx, found),
        linked(tx, desk.pack, number),
        len(told.heard(tx, number)),
        changes.translations(tx, number),
        not_written(tx, found),
        bool(needed(tx, found)),
        may_undo=bool(found.tell_after and found.tell_after > desk.now()),
        anew=changes.corrections(tx, number),
        may_anew=may_be_anew(tx, found, desk.clock()),
        named=names_of(tx, found) if visit.manages else (),
    )


def _check(words: str) -> Found:
    return rules.check(words)
