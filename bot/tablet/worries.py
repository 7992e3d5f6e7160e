"""The help page, and telling someone. A worry is never lost in silence: it is told, or the page says that it is not."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from asking.contacts import Contacts
from asking.conversation import Conversations, Turn
from asking.errors import UnknownLink
from bot.http.forms import read_form, text_field
from bot.tablet import posted
from bot.tablet.render import Pages
from dialogs.inputs import ToldWorry
from store.errors import NotRead, NotSaved


class Help:
    """Who can help, and a way to tell someone."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """GET: the help page. It keeps no trace of having been opened."""
        return await self._page("help.html", request.path_params["token"])

    async def tell(self, request: Request) -> Response:
        """POST: someone is to be told. The nonce makes a second press of the same form one worry."""
        token = request.path_params["token"]
        form = await read_form(request)
        words, nonce = text_field(form, "words", posted.LONGEST_WORDS), text_field(form, "nonce")
        try:
            turn = await self._conversations.take(token, ToldWorry(words), posted.delivery(token, f"worry:{nonce}"))
        except NotSaved:
            return await self._page("not_sent.html", token, status=503, said=words, again=nonce)
        except UnknownLink:
            return self._pages.page("not_sent.html", status=404, contacts=None, said="", again="")
        return await self._page("told.html", token, turn)

    async def _page(
        self, template: str, token: str, turn: Turn | None = None, *, status: int = 200, **values: str
    ) -> Response:
        turn = turn or await self._conversations.show(token)
        return self._pages.page(
            template,
            token=token,
            language=turn.flow.language,
            sample=turn.sample,
            status=status,
            contacts=await self._contacts(token),
            turn=turn.session.turn,
            **values,
        )

    async def _contacts(self, token: str) -> Contacts | None:
        """Without the numbers of the service the page still says 999, and says truly whether someone is told."""
        try:
            return await self._conversations.contacts(token)
        except NotRead:
            return None
