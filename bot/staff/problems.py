"""The pages for what went wrong on the staff side. They show nothing of what is inside."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.staff.desk import page


def error_page(request: Request, status: int, reference: str) -> Response:
    """A plain page for a status, for `bot.http.errors.pages_by_path`.

    Args:
        request: What was asked for; nothing of it is shown.
        status: HTTP status.
        reference: What to quote when asking for help; '' where nothing was logged.
    """
    del request
    return page("problem.html", status=status, reason=status, reference=reference)
