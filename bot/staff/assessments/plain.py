"""Words of the pages about self-assessments."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from asking import records as rules
from bot.staff.guard import Visit
from dialogs.pack import Pack
from evidence.record_sight import Sight
from evidence.self_assessment.missing import Why
from evidence.self_assessment.written import AREAS, FOCUS, LIGHTS, NUMBERS, WORDS, Whole, read
from store import assessments, services, settings
from store.assessments import Assessment
from store.tx import Tx

ROUTES = {AREAS: "Area by area: every area of the code", FOCUS: "By parts of our organisation, such as recruitment"}
SCALES = {
    NUMBERS: "Numbers from 1 to 10",
    LIGHTS: "Traffic lights: red, amber, green",
    WORDS: "Words of our own",
}
EVERYWHERE = "All services"
WHY = {
    Why.GONE: "It is there no more: it was removed, or its person was forgotten.",
    Why.NO_YES: "The person has not said yes.",
    Why.LEADS: "Only safeguarding leads may see it.",
    Why.MANAGERS: "Only managers may see it.",
    Why.NOT_MARKED: "It is not marked for publication.",
    Why.TAKEN_BACK: "The change was taken back, or people were not told of it yet.",
    Why.HIDDEN: "The result is hidden today to keep people private.",
    Why.NOT_SO: "It is not so any more.",
    Why.CHANGED: "It says something else today.",
}
"""Why something will be missing in what everyone reads."""


def sight_of(visit: Visit) -> Sight:
    """What this member may see."""
    return rules.sight(visit.member)


def known(tx: Tx, visit: Visit) -> Assessment:
    """`{assessment:int}`; a 404 where there is none."""
    found = assessments.get(tx, visit.number("assessment"))
    if found is None:
        raise HTTPException(404)
    return found


def whole(tx: Tx, visit: Visit, pack: Pack) -> Whole:
    """`{assessment:int}` as it is written now."""
    return read(tx, pack, known(tx, visit))


def place_of(tx: Tx, assessment: Assessment) -> str:
    """Whom it is about."""
    service = services.get(tx, assessment.service_id) if assessment.service_id else None
    return service.name if service else settings.get(tx, "provider") or EVERYWHERE
