"""What every staff page needs: the store, the code, the time, and the frame around the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment
from starlette.responses import HTMLResponse

from asking import profiles
from asking.moment import stamp
from asking.own_pictures import OwnPictures
from asking.permissions import ALERTED
from asking.worry_access import open_for
from bot.http.files import Assets
from bot.http.pages import environment
from bot.staff.plain import FILTERS
from bot.staff.ways import Ways
from dialogs.ladders import LadderCode
from dialogs.pack import Pack
from easyread.pictures import PictureSet
from evidence.reports import evidence_words
from locales import Languages
from store import comments, media, people, settings, words
from store.database import Database
from store.media_files import MediaFiles
from store.members import Member
from store.tx import Tx

ASSETS = Assets("bot.staff", "/static/staff")


@cache
def templates() -> Environment:
    """The staff templates, with the filters that turn figures and days into words."""
    made = environment("bot.staff")
    made.filters.update(FILTERS)
    made.globals["evidence_words"] = evidence_words
    return made


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page.

    Attributes:
        open_worries: How many nobody has taken yet, in the services of whoever looks; 0 for those who are not to know.
        not_heard: How many recordings, photos and written words nobody has heard, seen or read.
        about: Number of the person whom the page is about; 0 where it is about nobody in particular.
        flags: How this person communicates, in a few words each. It stands first on every page about them.
    """

    provider: str
    sample: bool
    open_worries: int
    not_heard: int
    about: int = 0
    flags: tuple[str, ...] = ()


def frame(tx: Tx, who: Member, about: int = 0) -> Frame:
    """Read the frame in the transaction of its page; of a page about one person, with that person's number."""
    return Frame(
        provider=settings.get(tx, "provider") or "",
        sample=is_sample(tx),
        open_worries=open_for(tx, who),
        not_heard=_not_heard(tx, who) if who.role in ALERTED else 0,
        about=about,
        flags=profiles.of(tx, about).flags if about else (),
    )


def _not_heard(tx: Tx, who: Member) -> int:
    if who.services is None:
        return media.count_not_heard(tx) + words.count_not_heard(tx) + comments.count_not_heard(tx)
    owners = (people.get(tx, one.person_id) for one in media.not_heard(tx))
    return (
        sum(who.sees(owner.service_id) for owner in owners if owner)
        + sum(who.sees(one.service_id) for one in words.not_heard(tx))
        + sum(who.sees(one.service_id) for one in comments.not_heard(tx))
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
        languages: What people can be asked in.
        ways: How staff sign in beside links.
        ladders: On which staff and managers rate their organisation.
    """

    database: Database
    pack: Pack
    clock: Callable[[], datetime]
    media: MediaFiles
    telegram: Callable[[], str]
    bell: Callable[[], None]
    pictures: PictureSet
    languages: Languages
    ways: Ways
    ladders: LadderCode

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
