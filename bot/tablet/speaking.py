"""Choosing a language, and the English beside a page in a draft translation."""

from __future__ import annotations

from functools import wraps

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking.conversation import Conversations
from asking.errors import NotOffered
from bot.http.forms import read_form, text_field
from bot.tablet.device import shown_by
from bot.tablet.known import Handler
from bot.tablet.listening import listening, wants_english
from bot.tablet.render import Page, Pages, go


class Speaking:
    """The page of languages. No answer is lost by going there: the same question comes in the other language."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    @property
    def shown(self) -> dict[str, Handler]:
        """The page, by its address behind the link."""
        return {"/language": self.show}

    async def show(self, request: Request) -> Response:
        """GET: every language that can be chosen, in its own name."""
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))
        return self._pages.page("language.html", turn, token=token, listening=listening(request, turn, "/language"))

    async def choose(self, request: Request) -> Response:
        """POST: `language`. Then back to the talk."""
        token = request.path_params["token"]
        language = text_field(await read_form(request), "language")
        try:
            await self._conversations.speak(token, language)
        except NotOffered as error:
            raise HTTPException(400) from error
        return go(token)


def with_english(show: Handler, in_english: Handler) -> Handler:
    """A page with its English beside it, where it is a draft and the person wants to see both.

    The page is made in English first, so that every page has its English and no template says anything twice.
    """

    @wraps(show)
    async def both(request: Request) -> Response:
        if wants_english(request):
            english = await in_english(request)
            if isinstance(english, Page):
                request.state.english = english.pieces
        return await show(request)

    return both
