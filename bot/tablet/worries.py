"""The help page, and telling someone. A worry is never lost in silence: it is told, or the page says that it is not.

One press tells. The page after it can be loaded again, holds nothing that was written, and is neutral unless the
person is alone: a helper who looks at the screen learns nothing.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from asking.contacts import Contacts
from asking.conversation import Conversations
from asking.errors import UnknownLink
from bot.company import is_alone
from bot.http.forms import read_form, text_field
from bot.tablet import posted
from bot.tablet.device import shown_by
from bot.tablet.known import Handler
from bot.tablet.listening import listening
from bot.tablet.render import Pages, go
from dialogs.inputs import ToldWorry
from store.errors import NotRead, NotSaved

MORE = "more"


class Help:
    """Who can help, and a way to tell someone."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    @property
    def shown(self) -> dict[str, Handler]:
        """The pages, by their address behind the link."""
        return {"/help": self.show, "/told": self.told, "/told/next": self.told_next, "/more": self.more}

    async def show(self, request: Request) -> Response:
        """GET: the help page. It keeps no trace of having been opened."""
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))
        return self._pages.page(
            "help.html",
            turn,
            token=token,
            listening=listening(request, turn, "/help"),
            contacts=await self._contacts(token),
        )

    async def tell(self, request: Request) -> Response:
        """POST: someone is to be told. The nonce makes a second press of the same form one worry."""
        token = request.path_params["token"]
        form = await read_form(request)
        words, nonce = text_field(form, "words", posted.LONGEST_WORDS), text_field(form, "nonce")
        if text_field(form, "do") == MORE and not words:
            return go(token, "/more?note=nothing_written")
        try:
            await self._conversations.take(token, ToldWorry(words), posted.delivery(request, f"worry:{nonce}"))
        except (NotSaved, NotRead):
            return await self._not_sent(request, words, nonce)
        except UnknownLink:
            return self._pages.page("not_sent.html", status=404, contacts=None, said="", again="")
        return go(token, "/told/next" if words else "/told")

    async def told(self, request: Request) -> Response:
        """GET: someone will be told; does the person want to say more?"""
        return await self._told(request, "/told", offers_more=True)

    async def told_next(self, request: Request) -> Response:
        """GET: what the person wants to do now."""
        return await self._told(request, "/told/next", offers_more=False)

    async def more(self, request: Request) -> Response:
        """GET: a box to say more in."""
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))
        note = request.query_params.get("note", "")
        return self._pages.page("more.html", turn, token=token, listening=listening(request, turn, "/more"), note=note)

    async def _told(self, request: Request, path: str, *, offers_more: bool) -> Response:
        """What was told is stored by now: a store that cannot be read must not make it look lost."""
        token = request.path_params["token"]
        try:
            turn = await self._conversations.show(token, shown_by(request))
        except NotRead:
            return self._pages.page(
                "told.html", token=token, alone=False, passed=False, offers_more=False, contacts=None
            )
        alone = is_alone(turn)
        contacts = await self._contacts(token) if alone else None
        passed = await self._passed(token) if alone else False
        return self._pages.page(
            "told.html",
            turn,
            token=token,
            listening=listening(request, turn, path),
            alone=alone,
            passed=passed,
            offers_more=offers_more,
            contacts=contacts,
        )

    async def _passed(self, token: str) -> bool:
        """Whether somebody heard of it: what cannot be read is not promised."""
        try:
            return await self._conversations.passed_on(token)
        except NotRead:
            return False

    async def _not_sent(self, request: Request, words: str, nonce: str) -> Response:
        """With what was written, to be sent again; without the talk's language where that cannot be read either."""
        token = request.path_params["token"]
        try:
            turn = await self._conversations.show(token, shown_by(request))
        except NotRead:
            turn = None
        contacts = await self._contacts(token)
        return self._pages.page(
            "not_sent.html", turn, token=token, status=503, contacts=contacts, said=words, again=nonce
        )

    async def _contacts(self, token: str) -> Contacts | None:
        """Without the numbers of the service the page still says 999, and says truly whether someone is told."""
        try:
            return await self._conversations.contacts(token)
        except NotRead:
            return None
