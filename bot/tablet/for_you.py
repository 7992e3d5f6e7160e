"""A message for the person, on their own page. Its words open when they choose to; it can be put away for good."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import worry_message
from asking.conversation import Conversations
from asking.moment import stamp
from bot import after_worry
from bot.http.forms import number_field, read_form, text_field
from bot.tablet.device import shown_by
from bot.tablet.known import Handler
from bot.tablet.listening import listening
from bot.tablet.render import Pages, go
from store import worry_messages
from store.errors import NotSaved
from store.tx import Tx
from store.worry_messages import Message

OPEN, AWAY = "open", "away"
LONGEST_NUMBER = 9


class ForYou:
    """Shows that one waits, its words, and that there is none; takes what is pressed."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    @property
    def shown(self) -> dict[str, Handler]:
        """The page, by its address behind the link."""
        return {"/message": self.show}

    async def show(self, request: Request) -> Response:
        """GET: that a message waits; its words, where it was opened by a press and the address names it."""
        return await self._page(request)

    async def take(self, request: Request) -> Response:
        """POST: `do` is `open` or `away`, `message` says which. The same twice is the same."""
        token, form = request.path_params["token"], await read_form(request)
        do, number = text_field(form, "do"), number_field(form, "message")
        if do not in {OPEN, AWAY}:
            raise HTTPException(400)
        try:
            await self._conversations.database.write(partial(self._take, token=token, number=number, do=do))
        except NotSaved:
            return await self._page(request, note="not_saved", status=503)
        return go(token, f"/message?open={number}" if do == OPEN else "/message?note=away")

    def _take(self, tx: Tx, *, token: str, number: int, do: str) -> None:
        """Note it, where it is theirs: an old page of somebody else's changes nothing."""
        at = stamp(self._conversations.clock())
        message = worry_message.theirs(tx, number, self._conversations.open(tx, token).person.id)
        if message is not None:
            (worry_messages.opened if do == OPEN else worry_messages.put_away)(tx, message.id, at)

    async def _page(self, request: Request, *, note: str = "", status: int = 200) -> Response:
        token, number = request.path_params["token"], _number(request)
        turn = await self._conversations.show(token, shown_by(request))

        def read(tx: Tx) -> tuple[Message | None, dict[str, Any]]:
            person_id = self._conversations.open(tx, token).person.id
            named = worry_message.theirs(tx, number, person_id)
            if named and named.opened_at:
                return named, worry_messages.body_of(tx, named)
            waiting = worry_message.for_reader(tx, person_id)
            return (waiting[0] if waiting else None), {}

        message, body = await self._conversations.database.read(read)
        _ = turn.words.gettext
        return self._pages.page(
            "message.html",
            turn,
            token=token,
            status=status,
            listening=listening(request, turn, "/message", f"open={number}" if body else ""),
            note=note or request.query_params.get("note", ""),
            message=message,
            waits=after_worry.waits(_),
            parts=after_worry.parts(body, _),
            direction=lambda language: self._conversations.languages.words(language).direction,
        )


def _number(request: Request) -> int:
    text = request.query_params.get("open", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0
