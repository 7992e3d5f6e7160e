"""Linking actions to what people are asked about: those from a file say nothing of it, and could never be judged.

What their words may be about is suggested by a plain rule (`evidence.action_links`); a person chooses. 'Before' is kept
from that day on, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.staff.actions.editing import places
from bot.staff.actions.seen import changes
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from dialogs.pack import Pack
from evidence.action_evidence import Readings, keep_basis, known
from evidence.action_links import NO_LINK, NOTHING, suggested
from store import access_log, actions
from store.action import Action
from store.tx import Tx

MOST = 20
"""Actions on one page: each has a list of everything that it could be about."""


@dataclass(frozen=True, slots=True)
class Line:
    """An action with what it may be about: pairs of id and statement."""

    action: Action
    suggested: tuple[tuple[str, str], ...]


async def show(desk: Desk, visit: Visit) -> Response:
    """The actions that are linked to nothing yet; one of them, or those of one plan, where the address says so."""

    def read(tx: Tx) -> tuple[Frame, list[Action]]:
        return frame(tx, visit.member), _wanted(tx, visit)

    around, found = await desk.database.read(read)
    names = named(desk.pack)
    lines = [Line(one, tuple((name, names[name]) for name in suggested(desk.pack, texts(one)))) for one in found[:MOST]]
    areas = [(area.name, [(area.id, area.name), *((one.id, one.statement) for one in desk.pack.standards_of(area.id))])
             for area in desk.pack.areas]  # fmt: skip
    return page(
        "actions/link.html",
        visit=visit,
        frame=around,
        lines=lines,
        more=max(0, len(found) - MOST),
        areas=areas,
        done=visit.choice("done"),
        query=f"?plan={visit.choice('plan')}" if visit.choice("plan") else "",
    )


async def link(desk: Desk, visit: Visit) -> Response:
    """Keep what was chosen, with what people say of it now. Where nothing was chosen, nothing changes."""

    def write(tx: Tx) -> int:
        chosen = [(one, _chosen(visit, one, places(desk.pack))) for one in _all(tx, visit)]
        found = [(one, standards) for one, standards in chosen if standards]
        readings = Readings(tx, desk.pack, {name for _, some in found for name in known(desk.pack, some)})
        for one, standards in found:
            _keep(tx, desk, visit, one, standards=standards, readings=readings)
        if found:
            access_log.add(tx, at=desk.now(), who=visit.who, did=f"linked {len(found)} actions to what they are about")
        return len(found)

    done = await desk.database.write(write)
    only = visit.choice("plan")
    return RedirectResponse(f"/staff/actions/link?done={done}{f'&plan={only}' if only else ''}", status_code=303)


def waiting(tx: Tx, visit: Visit) -> list[Action]:
    """The actions that this member may link and that nobody has yet; those in closed plans are left alone."""
    found = actions.without_standards(tx)
    return [one for one in found if changes(one, visit) and one.said.more.get(NO_LINK) != NOTHING]


def named(pack: Pack) -> dict[str, str]:
    """What each area and standard is called."""
    return {one.id: one.name for one in pack.areas} | {one.id: one.statement for one in pack.standards}


def texts(one: Action) -> tuple[str, ...]:
    """What an action says that could tell what it is about."""
    return (one.said.what, one.said.outcome, *(each.text for each in one.said.expected))


def _keep(tx: Tx, desk: Desk, visit: Visit, found: Action, *, standards: tuple[str, ...], readings: Readings) -> None:
    number = found.id
    more = {name: text for name, text in found.said.more.items() if name != NO_LINK}
    if standards == (NOTHING,):
        actions.link(tx, number, (), {**more, NO_LINK: NOTHING})
        return
    actions.link(tx, number, standards, more)
    linked = replace(found, said=replace(found.said, standards=standards))
    keep_basis(tx, desk.pack, linked, today=visit.today, readings=readings)


def _wanted(tx: Tx, visit: Visit) -> list[Action]:
    only, plan = visit.choice("action"), visit.choice("plan")
    if only:
        found = actions.get(tx, only)
        if found is None or not changes(found, visit):
            raise HTTPException(404)
        return [found] if not found.said.standards else []
    return [one for one in waiting(tx, visit) if plan in {0, one.said.plan_id}]


def _all(tx: Tx, visit: Visit) -> list[Action]:
    """Every action of the form that has no link yet: one that a colleague has linked meanwhile stays as it is."""
    sent = {key.partition("-")[2] for key in (visit.form or {}) if key.startswith(("link-", "other-", "none-"))}
    numbers = [int(one) for one in sent if one.isascii() and one.isdigit() and len(one) < len("1" * 10)]
    found = [one for number in sorted(numbers) if (one := actions.get(tx, number)) is not None]
    return [one for one in found if changes(one, visit) and not one.said.standards]


def _chosen(visit: Visit, one: Action, every: frozenset[str]) -> tuple[str, ...]:
    """What was chosen for one action: standards, or `NOTHING`; empty where nothing was.

    Raises:
        HTTPException: 400 where something was sent that the page does not offer.
    """
    sent = [str(each) for each in visit.form.getlist(f"link-{one.id}")] if visit.form is not None else []
    sent += [other] if (other := visit.field(f"other-{one.id}")) else []
    if not set(sent) <= every:
        raise HTTPException(400)
    if sent:
        return tuple(dict.fromkeys(sent))
    return (NOTHING,) if visit.field(f"none-{one.id}") == "yes" else ()
