"""My answers: what I said, and taking it back."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking.conversation import Conversations
from bot.http.forms import read_form, text_field
from bot.tablet import posted
from bot.tablet.render import Pages, go
from dialogs.inputs import TookBack
from store.errors import NotSaved


class Answers:
    """Lists the answers. One can be taken back at once; for all of them the page asks first."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """GET: what I said."""
        return await self._page("answers.html", request.path_params["token"], note=request.query_params.get("note", ""))

    async def confirm(self, request: Request) -> Response:
        """GET: really all?"""
        return await self._page("take_back_all.html", request.path_params["token"])

    async def take_back(self, request: Request) -> Response:
        """POST: `do=one` with its `step`, or `do=all`."""
        token = request.path_params["token"]
        form = await read_form(request)
        do, step, nonce = text_field(form, "do"), text_field(form, "step"), text_field(form, "nonce")
        if do not in {"one", "all"} or (do == "one") != bool(step):
            raise HTTPException(400)
        try:
            await self._conversations.take(token, TookBack(step), posted.delivery(token, f"back:{step}:{nonce}"))
        except NotSaved:
            return await self._page("answers.html", token, note="not_saved", status=503)
        return go(token, "/answers?note=taken_back")

    async def _page(self, template: str, token: str, *, note: str = "", status: int = 200) -> Response:
        turn = await self._conversations.show(token)
        return self._pages.page(
            template,
            token=token,
            language=turn.flow.language,
            sample=turn.sample,
            status=status,
            said=await self._conversations.said(token),
            note=note,
        )
