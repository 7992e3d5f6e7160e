"""Makes the pages of the recorder."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.http.files import Assets
from bot.http.pages import environment
from bot.look import LOOK, picture_url

ASSETS = Assets("bot.recorder", "/static/recorder")


@cache
def templates() -> Environment:
    """The templates, with what every page names."""
    made = environment("bot.recorder")
    made.globals.update(look=LOOK.url, asset=ASSETS.url, picture=picture_url)
    return made


def page(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page.

    Args:
        template: File name in `templates/`.
        status: HTTP status.
        values: What the template names.
    """
    return HTMLResponse(templates().get_template(template).render(**values), status)


def error_page(request: Request, status: int, reference: str) -> Response:
    """The page for whatever goes wrong, for `bot.http.errors`."""
    del request
    return page("problem.html", status=status, reason=status, reference=reference)
