"""Where a number leads: the page that tells what it is made of. Reports put these into `Line.link`."""

from __future__ import annotations

from urllib.parse import urlencode

from dialogs.model import Audience
from evidence.action_evidence import Told
from evidence.cells import ALL
from evidence.register import About
from evidence.scope import Scope

NUMBERS = "/staff/numbers"


def number_link(
    scope: Scope,
    place: str,
    source: Audience = Audience.PERSON,
    *,
    service_id: int | None = None,
    support: str = ALL,
    core: bool = False,
) -> str:
    """The address of the page that tells what a result is made of.

    Args:
        scope: Round, and service or the whole provider.
        place: The id of an area or a standard, such as `duq.1.good.1`.
        source: Who says it.
        service_id: Another service than the scope's; 0 for the whole provider.
        support: How it was told, where the result is about that: `alone`, `proxy`, `observed`.
        core: The result is about the core only, as where two rounds are compared.
    """
    service = scope.service_id if service_id is None else service_id
    return _number(place, scope.round.id, service, source, {"support": support} if support != ALL else {}, core=core)


def worked_links(found: Told) -> dict[str, str]:
    """Where the figures of 'Did it work?' lead, by what they are about; nothing where that round is not there any more.

    Returns:
        `then` (all questions, when the action was opened) or one of `evidence.register.About` → address.
    """
    source, service, place = found.source, found.service_id, found.core_place or found.standard
    core, first, second = bool(found.core_place), found.then_round_id, found.since_round_id
    links = dict[str, str]()
    if first:
        links["then"] = _number(found.standard, first, service, source, {}, core=False)
        links[About.BEFORE] = _number(place, first, service, source, {}, core=core)
    if second:
        links[About.SINCE] = _number(place, second, service, source, {}, core=core)
        links[About.HEARD] = f"/staff/areas/{found.area}?round={second}&service={service}#missing"
    if first and second:
        both = {"a": first, "b": second, "service": service, "source": str(source)}
        links[About.BOTH] = "/staff/rounds/compare?" + urlencode(both)
    return links


def _number(place: str, round_id: int, service_id: int, source: Audience, more: dict[str, str], *, core: bool) -> str:
    asked = {"round": round_id, "service": service_id, "source": str(source), **more}
    return f"{NUMBERS}/{place}?" + urlencode(asked | ({"core": 1} if core else {}))


def heard_link(scope: Scope, area: str, *, service_id: int | None = None) -> str:
    """The address that tells who was heard on an area, by service and group, and who was not."""
    service = scope.service_id if service_id is None else service_id
    return f"/staff/areas/{area}?" + urlencode({"round": scope.round.id, "service": service}) + "#missing"
