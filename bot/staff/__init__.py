"""The staff pages: evidence, worries, words and recordings, behind a sign-in link that works once.

`routes` and `error_page` are for the composition root, with `LARGER` for the size limits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from starlette.routing import BaseRoute, Route

from asking.signin import Role
from bot.http.body import FORM_BYTES
from bot.staff import (
    alerts,
    areas,
    charts,
    comments,
    drafts,
    home,
    picture_form,
    pictures,
    questions,
    recordings,
    signing,
    unreachable,
    waiting,
    worries,
    written,
)
from bot.staff.desk import ASSETS, Desk
from bot.staff.guard import LEADS, STAFF, Handler, guarded
from bot.staff.problems import error_page
from dialogs.pack import Pack
from easyread.pictures import PictureSet, load
from easyread.pictures.photos import MOST_BYTES
from store.database import Database
from store.media_files import MediaFiles

__all__ = ["LARGER", "error_page", "routes"]

PAGES: tuple[tuple[str, Handler, frozenset[Role]], ...] = (
    ("/staff", home.show, STAFF),
    ("/staff/areas/{area}", areas.show, STAFF),
    ("/staff/questions", questions.show, STAFF),
    ("/staff/unreachable", unreachable.show_all, STAFF),
    ("/staff/pictures", pictures.show_all, STAFF),
    ("/staff/pictures/choose", picture_form.choose, STAFF),
    ("/staff/pictures/add", picture_form.show, STAFF),
    ("/staff/pictures/{picture:int}", pictures.show, STAFF),
    ("/staff/pictures/{picture:int}/image", pictures.look, STAFF),
    ("/staff/pictures/{picture:int}/withdraw", pictures.confirm, STAFF),
    ("/staff/charts", charts.show_all, LEADS),
    ("/staff/charts/{observation:int}", charts.show, LEADS),
    ("/staff/worries", worries.show_all, LEADS),
    ("/staff/worries/open.json", worries.count_open, STAFF),
    ("/staff/worries/{worry:int}", worries.show, LEADS),
    ("/staff/worries/{worry:int}/sound", worries.play, LEADS),
    ("/staff/worries/{worry:int}/photo", worries.look, LEADS),
    ("/staff/words", waiting.show_all, LEADS),
    ("/staff/words/{words:int}", written.show, LEADS),
    ("/staff/comments/{comment:int}", comments.show, LEADS),
    ("/staff/recordings/{recording:int}", recordings.show, LEADS),
    ("/staff/recordings/{recording:int}/sound", recordings.play, LEADS),
    ("/staff/recordings/{recording:int}/photo", recordings.look, LEADS),
)
"""What can be looked at: address, what answers it, and who may."""
POSTS: tuple[tuple[str, Handler, frozenset[Role]], ...] = (
    ("/staff/sign-out", signing.leave, STAFF),
    ("/staff/pictures/{picture:int}/withdraw", pictures.withdraw, STAFF),
    ("/staff/worries/{worry:int}/take", worries.take, LEADS),
    ("/staff/alerts/link", alerts.make_link, LEADS),
    ("/staff/alerts/{chat:int}/stop", alerts.stop, LEADS),
    ("/staff/words/{words:int}/read", written.read, LEADS),
    ("/staff/comments/{comment:int}/read", comments.read, LEADS),
    ("/staff/recordings/{recording:int}/heard", recordings.hear, LEADS),
    ("/staff/recordings/{recording:int}/draft", drafts.confirm, LEADS),
)
"""What can be done."""
UPLOADS: tuple[tuple[str, Handler, frozenset[Role]], ...] = (("/staff/pictures/add", picture_form.add, STAFF),)
"""What takes one file."""
LARGER = {path: MOST_BYTES + FORM_BYTES for path, _, _ in UPLOADS}
"""Addresses that take more than a form, for `bot.http.stack.layers`."""


def routes(
    database: Database,
    pack: Pack,
    clock: Callable[[], datetime],
    media: MediaFiles,
    *,
    telegram: Callable[[], str] = lambda: "",
    bell: Callable[[], None] = lambda: None,
    built_in: PictureSet | None = None,
) -> list[BaseRoute]:
    """Every address of the staff pages.

    Args:
        database: Where everything is kept.
        pack: The code whose evidence is shown.
        clock: Tells the present moment, in UTC.
        media: The recordings and photos.
        telegram: Gives the address of the bot in Telegram, such as `https://t.me/plainsay_bot`; '' where none is
            connected.
        bell: Rung when messages wait to be sent.
        built_in: The built-in pictures; read from the package where they are left out.
    """
    desk = Desk(database, pack, clock, media, telegram, bell, built_in or load())
    return [
        Route("/staff/sign-in/{token}", partial(signing.show, desk), methods=["GET"]),
        Route("/staff/sign-in/{token}", partial(signing.use, desk), methods=["POST"]),
        *(Route(path, guarded(desk, handler, roles), methods=["GET"]) for path, handler, roles in PAGES),
        *(Route(path, guarded(desk, handler, roles), methods=["POST"]) for path, handler, roles in POSTS),
        *(Route(path, guarded(desk, handler, roles, files=1), methods=["POST"]) for path, handler, roles in UPLOADS),
        ASSETS.route(),
    ]
