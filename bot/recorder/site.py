"""The recorder as a web application for this computer alone."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Route

from bot.recorder.booth import TAKE_BYTES, Booth
from bot.recorder.render import PAGES
from easyread.pictures import PictureSet
from easyread.speech.recordings import BrokenIndex


def site(booth: Booth, pictures: PictureSet) -> Starlette:
    """The pages.

    Args:
        booth: Who records what.
        pictures: The picture set.
    """
    routes = [
        Route("/", booth.first),
        Route("/", booth.agree, methods=["POST"]),
        Route("/pieces/{number:int}", booth.piece),
        Route("/pieces/{number:int}/take", booth.keep, methods=["POST"]),
        Route("/pieces/{number:int}/sound", booth.sound),
    ]
    return PAGES.site(routes, pictures, {BrokenIndex: booth.broken}, larger={"/take": TAKE_BYTES}, microphone=True)
