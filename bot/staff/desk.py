"""What every staff page needs: the store, the code, the time, and the frame around the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jinja2 import Environment
from starlette.responses import HTMLResponse

from asking.moment import stamp
from bot.http.files import Assets
from bot.http.pages import environment
from bot.staff.plain import FILTERS
from dialogs.pack import Pack
from store import media, settings, worries
from store.database import Database
from store.media_files import MediaFiles
from store.tx import Tx

ASSETS = Assets("bot.staff", "/static/staff")


def templates() -> Environment:
    """The staff templates, with the filters that turn figures and days into words."""
    made = environment("bot.staff")
    made.filters.update(FILTERS)
    return made


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page.

    Attributes:
        open_worries: How many nobody has taken yet.
        not_heard: How many recordings nobody has listened to.
    """

    provider: str
    sample: bool
    open_worries: int
    not_heard: int


def frame(tx: Tx) -> Frame:
    """Read the frame in the transaction of its page."""
    return Frame(
        provider=settings.get(tx, "provider") or "",
        sample=settings.get(tx, "sample") == "yes",
        open_worries=len(worries.open(tx)),
        not_heard=media.count_not_heard(tx),
    )


@dataclass(frozen=True)
class Desk:
    """Made once, by `routes`."""

    database: Database
    pack: Pack
    clock: Callable[[], datetime]
    media: MediaFiles
    templates: Environment = field(default_factory=templates)

    def now(self) -> str:
        """The moment, as the database keeps it."""
        return stamp(self.clock())

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A whole page.

        Args:
            template: File name in `templates/`.
            status: HTTP status.
            values: What the template names; `visit` and `frame` unless it is a page for anyone.
        """
        return HTMLResponse(self.templates.get_template(template).render(asset=ASSETS.url, **values), status)
