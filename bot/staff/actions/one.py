"""One action: what is to be done, what shows it, how it goes, what people said before, and what they say since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from starlette.responses import Response

from bot.staff.actions.began import Began, began, record_seen
from bot.staff.actions.seen import STATUS, Seen, changes, seen, sees, weighs
from bot.staff.changes.origins import of_action
from bot.staff.changes.plain import STATES as CHANGE_STATES
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.whose import leads_it
from dialogs.pack import Area, Standard
from evidence.action_evidence import Readings, Told, told
from evidence.action_links import NO_LINK, NOTHING
from evidence.changes import Came, came_of, in_figures, in_plain_words
from evidence.detailed_plan import MORE
from evidence.register import in_words
from evidence.reports.kept_columns import kept
from evidence.reports.links import worked_links
from store import action_moves, action_notes, actions, plans
from store.action import Action
from store.action_moves import Move
from store.action_notes import Note
from store.changes import Change
from store.plans import Part
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Opened:
    """All that the page shows.

    Attributes:
        began: What led to it, as far as whoever looks may see that.
        proofs: For each line of what is expected the record that shows it, as far as they may see that; None for none.
        history: Notes, and what moved of it, newest first.
        refers: Other actions that this one points to, or that point to it.
        unlinked: It is about no standard, and who looks may say which.
        told: What people said when it was opened and say since, for who may know (`weighs`).
        came: The changes that people were told of, and whether it got better for them; for the same.
        written: What was written for the people who said it; drafts are for managers.
    """

    frame: Frame
    seen: Seen
    began: Began | None
    proofs: tuple[Began | None, ...]
    part: Part | None
    history: tuple[Note | Move, ...]
    told: tuple[Told, ...]
    came: tuple[Came, ...]
    written: tuple[Change, ...]
    about: tuple[Area | Standard, ...]
    weighs: bool
    refers: tuple[Action, ...]
    changes: bool
    moves: bool
    unlinked: bool


async def show(desk: Desk, visit: Visit) -> Response:
    """The page."""
    return await page_of(desk, visit)


async def page_of(desk: Desk, visit: Visit, wrong: dict[str, str] | None = None) -> Response:
    """The page, with what is wrong in the form that was sent."""
    opened = await desk.database.read(lambda tx: _read(tx, desk, visit))
    return page(
        "actions/one.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=opened.frame,
        opened=opened,
        status_words=STATUS,
        in_words=in_words,
        better={"words": in_plain_words, "figures": in_figures},
        links_of=lambda one: defaultdict(str, worked_links(one)),
        more=MORE,
        kept=kept(opened.seen.action.said),
        states=CHANGE_STATES,
        tools=desk.ladders.tools_beside("action"),
        wrong=wrong or {},
        typed={
            "words": visit.field("words", 1000) if wrong else "",
            "status": visit.field("status") if wrong else opened.seen.action.status,
            "day": visit.field("day") if wrong else visit.today.isoformat(),
        },
        done=visit.request.query_params.get("done", ""),
    )


def _read(tx: Tx, desk: Desk, visit: Visit) -> Opened:
    found = actions.get(tx, visit.number("action"))
    assert found is not None, "the door was opened for it"  # noqa: S101 - `whose.action` has found it
    said, may = found.said, weighs(found, visit)
    (one,) = seen(tx, desk, visit, [found])
    parts = {part.id: part for part in plans.parts(tx, said.plan_id)}
    places: tuple[Area | Standard, ...] = (*desk.pack.areas, *desk.pack.standards)
    return Opened(
        frame(tx, visit.member),
        one,
        began(tx, desk, visit, said),
        tuple(record_seen(tx, visit, line.record_id) if line.record_id else None for line in said.expected),
        parts.get(said.part_id or 0),
        _history(tx, found.id),
        told(Readings(tx, desk.pack, said.standards), found, action_notes.basis(tx, found.id)) if may else (),
        came_of(tx, visit.member.services).get(found.id, ()) if may else (),
        of_action(tx, visit, found.id),
        tuple(place for place in places if place.id in said.standards),
        may,
        tuple(other for other in actions.of_plan(tx, said.plan_id) if _refers(found, other) and sees(other, visit)),
        changes(found, visit),
        changes(found, visit) or leads_it(found, visit),
        changes(found, visit) and not said.standards and said.more.get(NO_LINK) != NOTHING,
    )


def _history(tx: Tx, number: int) -> tuple[Note | Move, ...]:
    """What was written and what moved, newest first."""
    every: list[Note | Move] = [*action_moves.of(tx, number), *action_notes.of(tx, number)]
    return tuple(sorted(every, key=lambda one: one.at, reverse=True))


def _refers(one: Action, other: Action) -> bool:
    """Whether one of the two points to the other by its number."""
    there = other.said.number in one.said.refers_to or one.said.number in other.said.refers_to
    return other.id != one.id and bool(other.said.number) and there
