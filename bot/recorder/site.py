"""The recorder as a web application for this computer alone."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route

from bot.http.errors import handlers
from bot.http.stack import layers
from bot.look import LOOK, Pictures
from bot.recorder.booth import TAKE_BYTES, Booth
from bot.recorder.render import ASSETS, error_page
from easyread.pictures import PictureSet
from easyread.speech.recordings import BrokenIndex

HOSTS = ["localhost", "127.0.0.1"]
"""Names that this computer is called by. Another name that leads here is another site's trick."""


def site(booth: Booth, pictures: PictureSet) -> Starlette:
    """The pages.

    Args:
        booth: Who records what.
        pictures: The picture set.
    """
    return Starlette(
        routes=[
            Route("/", booth.first),
            Route("/", booth.agree, methods=["POST"]),
            Route("/pieces/{number:int}", booth.piece),
            Route("/pieces/{number:int}/take", booth.keep, methods=["POST"]),
            Route("/pieces/{number:int}/sound", booth.sound),
            Pictures(pictures).route(),
            LOOK.route(),
            ASSETS.route(),
        ],
        middleware=[
            *layers(error_page, larger={"/take": TAKE_BYTES}, microphone=True),
            Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS),
        ],
        exception_handlers={**handlers(error_page), BrokenIndex: booth.broken},
    )
