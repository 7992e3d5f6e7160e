"""The preview as a web application for this computer alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.preview.ledger import Ledger
from bot.preview.meeting import Meeting
from bot.preview.render import PAGES
from bot.preview.shelf import Shelf
from dialogs.pack import PackFaults
from easyread.pictures import PictureSet


def site(shelf: Shelf, pictures: PictureSet, today: Callable[[], date]) -> Starlette:
    """The pages over one pack.

    Args:
        shelf: The pack, and where verdicts go.
        pictures: The picture set.
        today: Tells the day of the meeting.
    """
    meeting = Meeting(shelf, Ledger(shelf.verdicts), today)
    routes = [
        Route("/", meeting.first),
        Route("/questions/{id}", meeting.question),
        Route("/questions/{id}", meeting.keep, methods=["POST"]),
        Route("/undo", meeting.undo, methods=["POST"]),
        Route("/paper", meeting.paper),
    ]
    return PAGES.site(routes, pictures, {PackFaults: _faults})


async def _faults(_: Request, error: Exception) -> Response:
    """Whoever writes beside the meeting sees what to mend, and loads the page again."""
    faults = error.faults if isinstance(error, PackFaults) else ()
    return PAGES.page("faults.html", status=503, faults=faults)
