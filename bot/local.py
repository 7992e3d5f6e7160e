"""Pages that only this computer opens: what the preview, the review and the recorder have in common.

Whoever reaches such a page may see every question, or speak for the house. So nothing but this computer reaches it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute
from starlette.types import ExceptionHandler

from bot.http.errors import handlers
from bot.http.files import Assets
from bot.http.pages import environment
from bot.http.stack import layers
from bot.look import LOOK, Fonts, Pictures, picture_url
from dialogs.model import Audience
from easyread.fonts import load as load_fonts
from easyread.pictures import PictureSet

HOSTS = ["localhost", "127.0.0.1"]
"""Names that this computer is called by. Another name that leads here is another site's trick."""

MONTHLY_NAME = "The monthly summary"
"""What stands in place of an area for its questions."""
AUDIENCES: Mapping[str, str] = MappingProxyType({
    Audience.PERSON: "People",
    Audience.FAMILY: "Families",
    Audience.STAFF: "Staff",
    Audience.MANAGER: "Managers",
    Audience.OBSERVER: "Observers",
})  # fmt: skip


class LocalPages:
    """The pages of one package: its templates, its files and the walls around them.

    Args:
        package: Such as `bot.preview`. It has `templates` with a `problem.html` in them, and `static`.
        filters: What its templates name as filters.
        words: What every page names.
    """

    def __init__(self, package: str, filters: Mapping[str, Any] = MappingProxyType({}), **words: Any) -> None:
        self._package, self._filters, self._words = package, filters, words
        self._assets = Assets(package, f"/static/{package.rpartition('.')[2]}")

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A whole page.

        Args:
            template: File name in `templates/`.
            status: HTTP status.
            values: What the template names.
        """
        return HTMLResponse(self._templates.get_template(template).render(**values), status)

    def site(
        self,
        routes: Sequence[BaseRoute],
        pictures: PictureSet,
        faults: Mapping[Any, ExceptionHandler] = MappingProxyType({}),
        **walls: Any,
    ) -> Starlette:
        """The pages as a web application.

        Args:
            routes: The package's own addresses.
            pictures: The picture set.
            faults: Errors that have a page of their own.
            walls: For `bot.http.stack.layers`.
        """
        shared = [Pictures(pictures).route(), Fonts(load_fonts()).route(), LOOK.route(), self._assets.route()]
        return Starlette(
            routes=[*routes, *shared],
            middleware=[*layers(self._error, **walls), Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)],
            exception_handlers={**handlers(self._error), **faults},
        )

    def _error(self, request: Request, status: int, reference: str) -> Response:
        """The page for whatever goes wrong, for `bot.http.errors`."""
        del request
        return self.page("problem.html", status=status, reason=status, reference=reference)

    @cached_property
    def _templates(self) -> Environment:
        made = environment(self._package)
        made.filters.update(self._filters)
        made.globals.update(
            look=LOOK.url, asset=self._assets.url, picture=picture_url, AUDIENCES=AUDIENCES, **self._words
        )
        return made
