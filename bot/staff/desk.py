"""What every staff page needs: the store, the code, the time, and the frame around the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment
from starlette.responses import HTMLResponse

from asking.moment import stamp
from asking.own_pictures import OwnPictures
from bot.http.files import Assets
from bot.http.pages import environment
from bot.staff.plain import FILTERS
from dialogs.pack import Pack
from easyread.pictures import PictureSet
from store import comments, media, settings, words, worries
from store.database import Database
from store.media_files import MediaFiles
from store.tx import Tx

ASSETS = Assets("bot.staff", "/static/staff")


@cache
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
        not_heard: How many recordings, photos and written words nobody has heard, seen or read.
    """

    provider: str
    sample: bool
    open_worries: int
    not_heard: int


def frame(tx: Tx) -> Frame:
    """Read the frame in the transaction of its page."""
    return Frame(
        provider=settings.get(tx, "provider") or "",
        sample=is_sample(tx),
        open_worries=len(worries.open(tx)),
        not_heard=media.count_not_heard(tx) + words.count_not_heard(tx) + comments.count_not_heard(tx),
    )


def is_sample(tx: Tx) -> bool:
    """Whether the people in here are invented."""
    return settings.get(tx, "sample") == "yes"


@dataclass(frozen=True, slots=True)
class Desk:
    """Made once, by `routes`.

    Attributes:
        telegram: Gives the address of the bot in Telegram, '' where none is connected.
        bell: Rung when messages wait to be sent.
    """

    database: Database
    pack: Pack
    clock: Callable[[], datetime]
    media: MediaFiles
    telegram: Callable[[], str]
    bell: Callable[[], None]
    pictures: PictureSet

    def now(self) -> str:
        """The moment, as the database keeps it."""
        return stamp(self.clock())

    @property
    def own_pictures(self) -> OwnPictures:
        """Adds the provider's own pictures and takes them away."""
        return OwnPictures(self.database, self.media, self.clock, self.pictures.names, self.bell)


def page(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page.

    Args:
        template: File name in `templates/`.
        status: HTTP status.
        values: What the template names; `visit` and `frame` unless it is a page for anyone.
    """
    return HTMLResponse(templates().get_template(template).render(asset=ASSETS.url, **values), status)


def refused(sample: bool) -> HTMLResponse:
    """The page for whoever is not signed in, or has a link that does not work: nobody is told which."""
    return page("problem.html", status=401, reason=401, reference="", sample=sample)
