"""What comes in the place of a page that someone hides: the day, and nothing of them. It needs no link and no store.

Our own page and not another site: a house may have no internet, another site would learn who came, and this one is in
the person's language. Its address holds no link, so nobody who stands behind can read one.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from asking import quiet
from asking.conversation import Conversations
from asking.reminding import ZONE
from bot.tablet.known import Handler
from bot.tablet.render import Pages
from locales import SOURCE
from locales.dates import day_in
from store import settings
from store.errors import StoreError


def away(conversations: Conversations, pages: Pages) -> Handler:
    """GET: the day, in the language that the hidden page was in."""

    async def show(request: Request) -> Response:
        known = {one.code for one in conversations.languages.offered(drafts=True)}
        asked = request.query_params.get("lang", SOURCE)
        words = conversations.languages.words(asked if asked in known else SOURCE)
        try:
            zone = await conversations.database.read(lambda tx: settings.get(tx, ZONE) or "")
        except StoreError:
            zone = ""  # the page must come even then; at worst it says yesterday's day around midnight
        here = conversations.clock().astimezone(quiet.zone_of("", zone))
        return pages.page("away.html", words=words, day=day_in(words.language, here.date().isoformat()))

    return show
