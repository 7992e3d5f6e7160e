"""Step 5: a first colleague or two, managers and keyworkers."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from asking import team
from asking.errors import NotFilledIn
from asking.houses import seen_by
from asking.permissions import Role
from asking.setting_up import ALONE, Step, colleagues
from asking.team import Colleague
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.houses.fields import posted
from bot.staff.setup.links import ways_in
from bot.staff.setup.way import guided, on
from store import members, settings
from store.tx import Tx

FIELDS = ("colleague_name", "colleague_email", "works_as")
NOBODY: dict[str, Any] = {"colleague_name": "", "colleague_email": "", "works_as": Role.KEYWORKER.value}
FIELD = {"name": "colleague_name", "email": "colleague_email", "role": "works_as", "services": "houses"}
"""What `asking.team` calls a field → what it is called here."""
WORK = {
    Role.MANAGER: "Manager: plans when we ask, and reads what many people say",
    Role.KEYWORKER: "Keyworker: invites people and helps them",
}


async def show(desk: Desk, visit: Visit) -> Response:
    """Who was added so far, and the form for one more. Where there is one service it is ticked already."""
    houses = await desk.database.read(lambda tx: seen_by(tx, visit.member))
    ticked = [str(one.id) for one in houses] if len(houses) == 1 else []
    return await _page(desk, visit, {**NOBODY, "houses": ticked})


async def keep(desk: Desk, visit: Visit) -> Response:
    """Add one and stay or go on. Who goes on with an empty form works alone for now."""
    typed = {**posted(visit, FIELDS), "houses": _ticked(visit)}

    def added(tx: Tx) -> None:
        if typed["colleague_name"] or typed["colleague_email"] or visit.field("go") == "more":
            _add(tx, desk, visit, typed)
        elif not colleagues(members.active(tx)):
            settings.put(tx, ALONE, "yes")

    try:
        await desk.database.write(added)
    except NotFilledIn as refused:
        return await _page(desk, visit, typed, refused.wrong)
    desk.bell()  # a new colleague is told by e-mail how to sign in
    return on(Step.COLLEAGUES, visit)


def _add(tx: Tx, desk: Desk, visit: Visit, typed: dict[str, Any]) -> None:
    houses = seen_by(tx, visit.member)
    chosen = frozenset(one.id for one in houses if str(one.id) in typed["houses"])
    everywhere = visit.member.services is None and len(chosen) == len(houses) > 1
    wanted = Colleague(
        typed["colleague_name"],
        typed["colleague_email"],
        typed["works_as"] if typed["works_as"] in WORK else "",
        None if everywhere else chosen,
    )
    try:
        team.add(tx, wanted, who=visit.member, at=desk.now())
    except NotFilledIn as refused:
        raise NotFilledIn({FIELD[name]: sentence for name, sentence in refused.wrong.items()}) from refused


def _ticked(visit: Visit) -> list[str]:
    """The services that were ticked."""
    return [str(one)[:20] for one in visit.form.getlist("houses")] if visit.form is not None else []


async def _page(desk: Desk, visit: Visit, typed: dict[str, Any], wrong: dict[str, str] | None = None) -> Response:
    def read(tx: Tx) -> dict[str, Any]:
        houses = seen_by(tx, visit.member)
        known = [one for one in colleagues(members.active(tx)) if _seen(visit, one.services)]
        return {
            "typed": typed,
            "houses": houses,
            "names": {one.id: one.name for one in houses},
            "work": list(WORK.items()),
            "ways_in": ways_in(tx, known),
        }

    return await guided(desk, visit, Step.COLLEAGUES, read, wrong)


def _seen(visit: Visit, places: frozenset[int] | None) -> bool:
    """Whether somebody works only where the one who looks does too."""
    seen = visit.member.services
    return seen is None or (places is not None and places <= seen)
