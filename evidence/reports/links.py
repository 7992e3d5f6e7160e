"""Where a number leads: the page that tells what it is made of. Reports put these into `Line.link`."""

from __future__ import annotations

from urllib.parse import urlencode

from dialogs.model import Audience
from evidence.cells import ALL
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
    return f"{NUMBERS}/{place}?" + urlencode(
        {
            "round": scope.round.id,
            "service": scope.service_id if service_id is None else service_id,
            "source": str(source),
            **({} if support == ALL else {"support": support}),
            **({"core": 1} if core else {}),
        }
    )


def heard_link(scope: Scope, area: str, *, service_id: int | None = None) -> str:
    """The address that tells who was heard on an area, by service and group, and who was not."""
    service = scope.service_id if service_id is None else service_id
    return f"/staff/areas/{area}?" + urlencode({"round": scope.round.id, "service": service}) + "#missing"
