"""My answers: what I said on this device, and taking it back. What I said elsewhere can be taken back unseen."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking.conversation import Conversations
from bot.company import is_alone
from bot.http.forms import read_form, text_field
from bot.tablet import posted
from bot.tablet.device import shown_by
from bot.tablet.known import Handler
from bot.tablet.listening import listening
from bot.tablet.render import Pages, go
from dialogs.inputs import TookBack
from dialogs.transitions import State
from store.errors import NotSaved


class Answers:
    """Lists the answers. One can be taken back at once; for all of them the page asks first."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    @property
    def shown(self) -> dict[str, Handler]:
        """The pages, by their address behind the link."""
        return {"/answers": self.show, "/answers/all": self.confirm}

    async def show(self, request: Request) -> Response:
        """GET: what I said. Where someone may be watching, the page asks first."""
        asked_for = request.query_params.get("show") == "yes"
        return await self._list(request, note=request.query_params.get("note", ""), asked_for=asked_for)

    async def confirm(self, request: Request) -> Response:
        """GET: really all?"""
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))
        keep = "?note=kept" if turn.session.state is State.DECLINED else "/answers?show=yes"
        heard = listening(request, turn, "/answers/all")
        return self._pages.page("take_back_all.html", turn, token=token, listening=heard, keep=keep)

    async def take_back(self, request: Request) -> Response:
        """POST: `do=one` with its `step`, or `do=all`."""
        token = request.path_params["token"]
        form = await read_form(request)
        do, step, nonce = text_field(form, "do"), text_field(form, "step"), text_field(form, "nonce")
        if do not in {"one", "all"} or (do == "one") != bool(step):
            raise HTTPException(400)
        try:
            await self._conversations.take(token, TookBack(step), posted.delivery(request, f"back:{step}:{nonce}"))
        except NotSaved:
            return await self._list(request, note="not_saved", asked_for=True, status=503)
        return go(token, f"/answers?show=yes&note={'taken_back' if step else 'all_taken_back'}")

    async def _list(self, request: Request, *, note: str, asked_for: bool, status: int = 200) -> Response:
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))
        heard = listening(request, turn, "/answers", "show=yes" if asked_for else "")
        here = await self._conversations.said(token, shown_by(request))
        if here.said and not (asked_for or is_alone(turn)):
            return self._pages.page("show_answers.html", turn, token=token, listening=heard)
        return self._pages.page("answers.html", turn, token=token, status=status, listening=heard, here=here, note=note)
