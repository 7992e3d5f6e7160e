"""The form for a colleague: to add one, and to change one."""

from __future__ import annotations

from typing import Any

from starlette.responses import RedirectResponse, Response

from asking import team
from asking.errors import LastAdministrator, NotFilledIn
from asking.houses import seen_by
from asking.permissions import Role
from asking.team import Colleague
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import MOST_DIGITS, Visit
from bot.staff.team.place import DOES, opened
from store.members import Member
from store.tx import Tx

ALL = "all"
LONGEST = 254
BEFORE = "member_"
"""In front of each field's name."""


async def show_new(desk: Desk, visit: Visit) -> Response:
    """The empty form. Where there is one service only, it is ticked."""

    def read(tx: Tx) -> list[str]:
        houses = seen_by(tx, visit.member)
        return [str(one.id) for one in houses] if len(houses) == 1 else []

    ticked = await desk.database.read(read)
    return await _page(desk, visit, {"name": "", "email": "", "role": Role.KEYWORKER.value, "services": ticked})


async def add(desk: Desk, visit: Visit) -> Response:
    """Add them, and go on to their page: that is where a code to sign in is shown."""
    wish = _posted(visit)
    try:
        whom = await desk.database.write(lambda tx: team.add(tx, wish, who=visit.member, at=desk.now()))
    except NotFilledIn as refused:
        return await _page(desk, visit, _typed(visit), refused.wrong)
    desk.bell()
    return RedirectResponse(f"/staff/team/{whom.id}?done=added", status_code=303)


async def show(desk: Desk, visit: Visit) -> Response:
    """The form with what is known."""
    whom = await desk.database.read(lambda tx: opened(tx, visit))
    ticked = [ALL] if whom.services is None else [str(one) for one in sorted(whom.services)]
    typed = {"name": whom.name, "email": whom.email, "role": whom.role, "services": ticked}
    return await _page(desk, visit, typed, whom=whom)


async def change(desk: Desk, visit: Visit) -> Response:
    """Change them."""
    wish = _posted(visit)
    whom = await desk.database.read(lambda tx: opened(tx, visit))
    try:
        again = await desk.database.write(lambda tx: team.change(tx, whom.id, wish, who=visit.member, at=desk.now()))
    except NotFilledIn as refused:
        return await _page(desk, visit, _typed(visit), refused.wrong, whom)
    except LastAdministrator as refused:
        return await _page(desk, visit, _typed(visit), {"role": f"{refused} {refused.mend}"}, whom)
    done = "again" if again else "changed"
    to = "/staff/me" if whom.id == visit.member.id else f"/staff/team/{whom.id}?done={done}"
    return RedirectResponse(to, status_code=303)


def _typed(visit: Visit) -> dict[str, Any]:
    fields = {name: visit.field(BEFORE + name, LONGEST) for name in ("name", "email", "role")}
    ticked = visit.form.getlist(f"{BEFORE}services") if visit.form is not None else []
    return {**fields, "services": [one for one in ticked if isinstance(one, str)]}


def _posted(visit: Visit) -> Colleague:
    typed = _typed(visit)
    numbers = (one for one in typed["services"] if one.isascii() and one.isdigit() and len(one) <= MOST_DIGITS)
    houses = None if ALL in typed["services"] else frozenset(map(int, numbers))
    return Colleague(typed["name"], typed["email"], typed["role"], houses)


async def _page(
    desk: Desk, visit: Visit, typed: dict[str, Any], wrong: dict[str, str] | None = None, whom: Member | None = None
) -> Response:
    def read(tx: Tx) -> tuple[Frame, list[tuple[str, str]]]:
        everywhere = [(ALL, "All services, and later ones too")] if visit.member.services is None else []
        return frame(tx, visit.member), everywhere + [(str(one.id), one.name) for one in seen_by(tx, visit.member)]

    around, houses = await desk.database.read(read)
    roles = [(role.value, DOES[role]) for role in team.roles_for(visit.member)]
    return page(
        "team_form.html",
        status=400 if wrong else 200,
        visit=visit,
        frame=around,
        typed={BEFORE + name: value for name, value in typed.items()},
        wrong={BEFORE + name: sentence for name, sentence in (wrong or {}).items()},
        houses=houses,
        roles=roles,
        whom=whom,
    )
