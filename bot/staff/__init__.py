"""The staff pages: evidence, worries and recordings, behind a sign-in link that works once.

`routes` and `error_page` are for the composition root.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from starlette.routing import BaseRoute, Route

from bot.staff import areas, home, recordings, signing, worries
from bot.staff.desk import ASSETS, Desk
from bot.staff.guard import Handler, guarded
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

    def page(path: str, handler: Handler) -> Route:
        return Route(path, guarded(desk, handler), methods=["GET"])

    def post(path: str, handler: Handler) -> Route:
        return Route(path, guarded(desk, handler), methods=["POST"])

    return [
        Route("/staff/sign-in/{token}", partial(signing.show, desk), methods=["GET"]),
        Route("/staff/sign-in/{token}", partial(signing.use, desk), methods=["POST"]),
        post("/staff/sign-out", signing.leave),
        page("/staff", home.show),
        page("/staff/areas/{area}", areas.show),
        page("/staff/worries", worries.show_all),
        page("/staff/worries/open.json", worries.count_open),
        page("/staff/worries/{worry:int}", worries.show),
        post("/staff/worries/{worry:int}/take", worries.take),
        page("/staff/recordings", recordings.show_all),
        page("/staff/recordings/{recording:int}", recordings.show),
        page("/staff/recordings/{recording:int}/sound", recordings.play),
        post("/staff/recordings/{recording:int}/heard", recordings.hear),
        ASSETS.route(),
    ]
