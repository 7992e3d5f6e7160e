"""The staff pages: evidence, worries and recordings, behind a sign-in link that works once.

`routes` and `error_page` are for the composition root.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from starlette.routing import BaseRoute, Route

from asking.signin import Role
from bot.staff import areas, charts, home, questions, recordings, signing, waiting, worries, written
from bot.staff.desk import ASSETS, Desk
from bot.staff.guard import LEADS, STAFF, Handler, guarded
from bot.staff.problems import error_page
from dialogs.pack import Pack
from store.database import Database
from store.media_files import MediaFiles

__all__ = ["error_page", "routes"]


def routes(database: Database, pack: Pack, clock: Callable[[], datetime], media: MediaFiles) -> list[BaseRoute]:
    """Every address of the staff pages.

    Args:
        database: Where everything is kept.
        pack: The code whose evidence is shown.
        clock: Tells the present moment, in UTC.
        media: The recordings.
    """
    desk = Desk(database, pack, clock, media)

    def page(path: str, handler: Handler, roles: frozenset[Role]) -> Route:
        return Route(path, guarded(desk, handler, roles), methods=["GET"])

    def post(path: str, handler: Handler, roles: frozenset[Role]) -> Route:
        return Route(path, guarded(desk, handler, roles), methods=["POST"])

    return [
        Route("/staff/sign-in/{token}", partial(signing.show, desk), methods=["GET"]),
        Route("/staff/sign-in/{token}", partial(signing.use, desk), methods=["POST"]),
        post("/staff/sign-out", signing.leave, STAFF),
        page("/staff", home.show, STAFF),
        page("/staff/areas/{area}", areas.show, STAFF),
        page("/staff/questions", questions.show, STAFF),
        page("/staff/charts", charts.show_all, LEADS),
        page("/staff/charts/{observation:int}", charts.show, LEADS),
        page("/staff/worries", worries.show_all, LEADS),
        page("/staff/worries/open.json", worries.count_open, STAFF),
        page("/staff/worries/{worry:int}", worries.show, LEADS),
        post("/staff/worries/{worry:int}/take", worries.take, LEADS),
        page("/staff/words", waiting.show_all, LEADS),
        page("/staff/words/{words:int}", written.show, LEADS),
        post("/staff/words/{words:int}/read", written.read, LEADS),
        page("/staff/recordings/{recording:int}", recordings.show, LEADS),
        page("/staff/recordings/{recording:int}/sound", recordings.play, LEADS),
        post("/staff/recordings/{recording:int}/heard", recordings.hear, LEADS),
        ASSETS.route(),
    ]
