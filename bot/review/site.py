"""The review as a web application for this computer alone."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Route

from bot.review.pages import Review
from bot.review.render import PAGES


def site(review: Review) -> Starlette:
    """The pages of one run."""
    routes = [
        Route("/", review.show),
        Route("/cards/{language}/{name}.png", review.card),
        Route("/sounds/{language}/{id}.mp3", review.sound),
    ]
    return PAGES.site(routes, review.pictures)
