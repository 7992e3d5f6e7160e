"""Why someone is not asked in this round."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking.rounds import open_for
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from store import access_log, not_asked, people
from store.tx import Tx


async def note(desk: Desk, visit: Visit) -> Response:
    """Note it, or with an empty choice take the note away."""
    person, why = visit.number("person"), visit.field("why")
    if why and why not in not_asked.WHYS:
        raise HTTPException(400)

    def write(tx: Tx) -> None:
        found = people.get(tx, person)
        if found is None:
            raise HTTPException(404)
        current = open_for(tx, visit.today, service_id=found.service_id, audience=found.audience)
        if current is None:
            raise HTTPException(400)
        if why:
            not_asked.put(tx, person_id=person, round_id=current.id, why=why, who=visit.who, at=desk.now())
        else:
            not_asked.remove(tx, person_id=person, round_id=current.id)
        access_log.add(tx, at=desk.now(), who=visit.who, did="noted why a person is not asked", person_id=person)

    await desk.database.write(write)
    return RedirectResponse(f"/staff/people/{person}?done=noted#round", status_code=303)
