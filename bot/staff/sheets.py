"""Tables as files that a spreadsheet opens, and that can do nothing there."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from starlette.responses import Response

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is worked out by a spreadsheet, and could fetch or send something (OWASP, CSV injection)."""


def as_csv(name: str, rows: Iterable[Iterable[object]]) -> Response:
    """A file to keep, with a mark at its start by which spreadsheets know the letters (UTF-8)."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe(str(cell)) for cell in row] for row in rows)
    return Response(
        b"\xef\xbb\xbf" + out.getvalue().encode(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def safe(cell: str) -> str:
    """A cell that stays text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
