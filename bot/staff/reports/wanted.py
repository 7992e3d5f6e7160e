"""What somebody asks for on the page of reports, and what their role lets them have."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from bot.staff.desk import Desk
from bot.staff.guard import Visit
from evidence.reports import REPORTS, Asked, Reader, ReportKind
from locales import SOURCE


def kinds(visit: Visit) -> tuple[ReportKind, ...]:
    """The reports that this member's role may have."""
    return tuple(one for one in REPORTS if visit.reads or one.carers)


def asked(desk: Desk, visit: Visit, kind: ReportKind | None = None) -> Asked:
    """What the address asks for.

    Raises:
        HTTPException: 404 for a service that is not the member's, or a layout that there is not.
    """
    layout, service_id = visit.request.query_params.get("layout", ""), visit.choice("service")
    if kind and ((layout and layout not in kind.layouts) or (service_id and not visit.sees(service_id))):
        raise HTTPException(404)
    public = visit.request.query_params.get("public") == "yes"
    reader = Reader(
        services=visit.member.services,
        leads=visit.leads and not public,
        manages=visit.manages and not public,
        public=public,
        previews=public and visit.reads,
    )
    return Asked(
        pack=desk.pack,
        today=visit.today,
        reader=reader,
        round_id=visit.choice("round"),
        service_id=service_id,
        number=visit.choice("number"),
        version=visit.choice("version") if "version" in visit.request.query_params else None,
        layout=layout,
        words=desk.languages.words(visit.request.query_params.get("language", SOURCE)[:20]),
    )
