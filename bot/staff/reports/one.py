"""One report: shown in the browser as a page of its own, or sent as a file."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking.quoted import Taken, taken_along
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.reports.wanted import asked, kinds
from evidence.reports import Asked, ReportKind
from evidence.reports.document import Report
from evidence.reports.formats import FORMATS, file_name, write
from store import access_log
from store.tx import Tx

WEB_PAGE = "html"
PRINT = "print"
"""What of an address says that the page is printed: that is noted like a file that somebody takes along."""
WHICH = ("number", "version", "service", "round", "layout", "language", "public")
"""What of an address says which report it is."""


async def show(desk: Desk, visit: Visit) -> Response:
    """The report in the format that is asked for; a page that says so where there is nothing to report about."""
    name = visit.request.path_params["report"]
    kind = next((one for one in kinds(visit) if one.name == name), None)
    form = visit.request.query_params.get("format", WEB_PAGE)
    if kind is None or form not in (kind.formats or FORMATS):
        raise HTTPException(404)
    around, report = await _made(desk, visit, kind, asked(desk, visit, kind))
    if report is None:
        return page("reports/nothing.html", status=404, visit=visit, frame=around, kind=kind)
    download = "download" in visit.request.query_params
    if report.quotes and (download or form != WEB_PAGE):
        await _note_quotes(desk, visit, report, form)
    elif report.quotes:
        report = await _to_print(desk, visit, report)
    content = await asyncio.to_thread(write, report, form, base=_base(desk, visit, form))
    return _sent(report, form, content, download=download)


async def _made(desk: Desk, visit: Visit, kind: ReportKind, wanted: Asked) -> tuple[Frame, Report | None]:
    around, report = await desk.database.read(lambda tx: (frame(tx, visit.member), kind.make(tx, wanted)))
    if report is not None and report.identified:
        at = desk.now()

        def note(tx: Tx) -> None:
            access_log.add(tx, at=at, who=visit.who, did=f"made the report {report.name}: {report.title}")

        await desk.database.write(note)
    return around, report


async def _to_print(desk: Desk, visit: Visit, report: Report) -> Report:
    """The page with the link that notes that somebody prints it; or, where they came by that link, it is noted.

    What a browser prints by itself no server knows.
    """
    if visit.request.query_params.get(PRINT) == "yes":
        await _note_quotes(desk, visit, report, PRINT)
        return replace(report, is_printed=True)
    path = _path(visit)
    return replace(report, print_link=f"{path}{'&' if '?' in path else '?'}{PRINT}=yes")


def _path(visit: Visit) -> str:
    """Where the same is looked at: a preview has another name in its file, but the same address."""
    query = {name: value for name, value in visit.request.query_params.items() if name in WHICH and value}
    return f"{visit.request.url.path}{'?' if query else ''}{urlencode(query)}"


async def _note_quotes(desk: Desk, visit: Visit, report: Report, form: str) -> None:
    """Whose words go along in the file or on paper, and who has it: for the day on which a yes is taken back."""
    name = f"{report.title} ({'printed' if form == PRINT else FORMATS[form].title})"
    taken = Taken(name, _path(visit), form, visit.member.id, public=visit.request.query_params.get("public") == "yes")
    at = desk.now()
    await desk.database.write(lambda tx: taken_along(tx, report.quotes, taken, at=at, by=visit.who))


def _base(desk: Desk, visit: Visit, form: str) -> str | None:
    """What addresses begin with: a page is shown where they lead, a file is read elsewhere; none where published."""
    if visit.request.query_params.get("public") == "yes":
        return None
    return "" if form == WEB_PAGE else desk.ways.base or None


def _sent(report: Report, form: str, content: bytes, *, download: bool) -> Response:
    headers = {"Cache-Control": "no-store"}
    if form == WEB_PAGE:
        from evidence.reports.html import policy  # noqa: PLC0415 - formats are loaded when they are asked for

        headers["Content-Security-Policy"] = f"{policy()}; frame-ancestors 'none'"
    if form != WEB_PAGE or download:
        headers["Content-Disposition"] = f'attachment; filename="{file_name(report, form)}"'
    return Response(content, media_type=FORMATS[form].mime, headers=headers)
