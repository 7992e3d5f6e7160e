"""The review as a web application for this computer alone."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route

from bot.http.errors import handlers
from bot.http.stack import layers
from bot.look import LOOK, Fonts, Pictures
from bot.review.pages import Review
from bot.review.render import ASSETS, error_page

HOSTS = ["localhost", "127.0.0.1"]
"""Names that this computer is called by. Another name that leads here is another site's trick."""


def site(review: Review) -> Starlette:
    """The pages of one run."""
    return Starlette(
        routes=[
            Route("/", review.show),
            Route("/cards/{language}/{name}.png", review.card),
            Route("/sounds/{language}/{id}.mp3", review.sound),
            Pictures(review.pictures).route(),
            Fonts(review.fonts).route(),
            LOOK.route(),
            ASSETS.route(),
        ],
        middleware=[*layers(error_page), Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)],
        exception_handlers=dict(handlers(error_page)),
    )
