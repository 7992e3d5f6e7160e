"""Step 1, for whoever goes back to it: the administrator's own name and e-mail."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from asking.setting_up import Step
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.houses.fields import posted
from bot.staff.setup.begin import YOU, faults
from bot.staff.setup.way import address, guided
from store import access_log, members
from store.errors import Refused
from store.tx import Tx

TAKEN = "Somebody else signs in with this e-mail. Enter another one"


async def show(desk: Desk, visit: Visit) -> Response:
    """The form as it was filled in."""
    typed = {"your_name": visit.member.name, "your_email": visit.member.email}
    return await guided(desk, visit, Step.YOU, lambda _tx: {"typed": typed})


async def keep(desk: Desk, visit: Visit) -> Response:
    """Keep the changes, or show the form again with all that is wrong."""
    typed = posted(visit, YOU)
    wrong = faults(typed)

    def changed(tx: Tx) -> None:
        members.rename(tx, visit.member.id, name=typed["your_name"], email=typed["your_email"])
        access_log.add(tx, at=desk.now(), who=visit.who, did="changed their own name or e-mail")

    if not wrong:
        try:
            await desk.database.write(changed)
        except Refused:
            wrong = {"your_email": TAKEN}
    if wrong:
        return await guided(desk, visit, Step.YOU, lambda _tx: {"typed": typed}, wrong)
    return RedirectResponse(address(Step.PROVIDER), status_code=303)
