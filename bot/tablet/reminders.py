"""When may we remind you? The person says it: tomorrow, in a week, not at all, or again. To look changes nothing."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import reminding
from asking.conversation import Conversations
from bot import sentences
from bot.http.forms import read_form, text_field
from bot.tablet.device import shown_by
from bot.tablet.known import Handler
from bot.tablet.listening import listening
from bot.tablet.render import Pages, go
from store.errors import NotSaved
from store.tx import Tx

IN_DAYS = {"tomorrow": reminding.TOMORROW, "week": reminding.WEEK}
"""What a button sends → days."""
STOP, AGAIN = "stop", "again"


class Reminders:
    """The page, and where its buttons are sent. The e-mail that reminds someone leads here too."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    @property
    def shown(self) -> dict[str, Handler]:
        """The page, by its address behind the link."""
        return {"/reminders": self.show}

    async def show(self, request: Request) -> Response:
        """GET: how it stands, and what can be chosen."""
        return await self._page(request, note=request.query_params.get("note", ""))

    async def choose(self, request: Request) -> Response:
        """POST: `do` is `tomorrow`, `week`, `stop` or `again`. The same twice is the same."""
        token = request.path_params["token"]
        do = text_field(await read_form(request), "do")
        if do not in {*IN_DAYS, STOP, AGAIN}:
            raise HTTPException(400)
        try:
            note = await self._conversations.database.write(lambda tx: self._choose(tx, token, do))
        except NotSaved:
            return await self._page(request, note="not_saved", status=503)
        return go(token, f"/reminders?note={note}")

    async def _page(self, request: Request, *, note: str, status: int = 200) -> Response:
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))
        stopped, choices = await self._conversations.database.read(lambda tx: self._standing(tx, token))
        return self._pages.page(
            "reminders.html",
            turn,
            token=token,
            status=status,
            listening=listening(request, turn, "/reminders"),
            note=note,
            stopped=stopped,
            choices=[name for name, days in IN_DAYS.items() if days in choices],
            promises=sentences.reminding(turn.words.gettext),
        )

    def _standing(self, tx: Tx, token: str) -> tuple[bool, tuple[int, ...]]:
        """Whether they want none, and in how many days they can be asked again."""
        about = self._conversations.open(tx, token).invitation
        choices = reminding.choices(tx, about.person_id, about.round_id, self._conversations.clock())
        return reminding.is_stopped(tx, about.person_id), choices

    def _choose(self, tx: Tx, token: str, do: str) -> str:
        """Write it down; gives what the page says then."""
        about, now = self._conversations.open(tx, token).invitation, self._conversations.clock()
        if do == STOP:
            reminding.stop(tx, about.person_id, now)
            return "stopped"
        if do == AGAIN:
            reminding.begin_again(tx, about.person_id)
            return "again"
        comes = reminding.not_now(tx, about.person_id, about.round_id, days=IN_DAYS[do], now=now)
        return "later" if comes else "no_more"
