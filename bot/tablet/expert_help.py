"""Who can help an expert by experience, and telling someone of a worry: as on a person's pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from asking import experts
from asking.contacts import Contacts, contacts_at
from asking.conversation import Conversations
from asking.errors import UnknownLink
from bot.http.forms import read_form, text_field
from bot.tablet.device import shown_by
from bot.tablet.expert import Expert, Seen
from bot.tablet.known import Handler
from bot.tablet.posted import LONGEST_WORDS
from bot.tablet.render import Pages, go
from bot.tablet.worries import MORE
from store.errors import NotRead, NotSaved
from store.tx import Tx


class ExpertHelp:
    """The help page, and the pages after a worry. They say nothing of it: somebody may be watching."""

    def __init__(self, conversations: Conversations, pages: Pages, expert: Expert) -> None:
        self._talks, self._pages, self._expert = conversations, pages, expert

    @property
    def shown(self) -> dict[str, Handler]:
        """The pages, by their address behind the link."""
        return {"/help": self.show, "/told": self.told, "/more": self.more}

    async def show(self, request: Request) -> Response:
        """GET: who can help."""
        seen = await self._expert.seen(request)
        return self._expert.page(request, "help.html", seen, "/help", contacts=await self._contacts(seen))

    async def told(self, request: Request) -> Response:
        """GET: it is kept, and nothing more: nobody knows who looks on."""
        seen = await self._expert.seen(request)
        offers = request.query_params.get("more") != "no"
        return self._expert.page(
            request, "told.html", seen, "/told", alone=False, passed=False, offers_more=offers, contacts=None
        )

    async def more(self, request: Request) -> Response:
        """GET: a box to say more in."""
        note = request.query_params.get("note", "")
        return self._expert.page(request, "more.html", await self._expert.seen(request), "/more", note=note)

    async def tell(self, request: Request) -> Response:
        """POST: someone is to be told. Also of a link that was sent: that is no time to be silent."""
        token, now, form = request.path_params["token"], self._talks.clock(), await read_form(request)
        words, nonce = text_field(form, "words", LONGEST_WORDS), text_field(form, "nonce")
        if text_field(form, "do") == MORE and not words:
            return go(token, "/more?note=nothing_written")

        def write(tx: Tx) -> None:
            experts.tell(tx, experts.opened(tx, token, shown_by(request), now), words, nonce, now)

        try:
            await self._talks.database.write(write)
        except (NotSaved, NotRead):
            return self._pages.page("not_sent.html", token=token, status=503, contacts=None, said=words, again=nonce)
        except UnknownLink:
            return self._pages.page("not_sent.html", status=404, contacts=None, said="", again="")
        self._talks.told()
        return go(token, "/told?more=no" if words else "/told")

    async def _contacts(self, seen: Seen) -> Contacts | None:
        try:
            return await self._talks.database.read(lambda tx: contacts_at(tx, seen.check.assessment.service_id))
        except NotRead:
            return None
