"""Pages for everyone, without a sign-in: published self-assessments, and a form for whoever sees it differently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.routing import BaseRoute, Route

from bot.public.pages import ASSETS, Published
from dialogs.pack import Pack
from store.database import Database

__all__ = ["routes"]


def routes(
    database: Database, pack: Pack, clock: Callable[[], datetime], bell: Callable[[], None] = lambda: None
) -> list[BaseRoute]:
    """Every address for everyone.

    Args:
        database: Where everything is kept.
        pack: The code that is assessed.
        clock: Tells the present moment, in UTC.
        bell: Rung when messages wait to be sent.
    """
    pages = Published(database, pack, clock, bell)
    return [
        Route("/published/{token}", pages.show),
        Route("/published/{token}/tell", pages.ask),
        Route("/published/{token}/tell", pages.tell, methods=["POST"]),
        Route("/published/{token}/{report}", pages.read),
        ASSETS.route(),
    ]
