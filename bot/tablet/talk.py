"""The page where a person answers: one question at a time."""

from __future__ import annotations

from functools import partial

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking.conversation import Conversations
from asking.errors import RecordingRefused
from asking.turn import Turn
from bot.http.forms import number_field, read_form
from bot.screen import Leads, screen
from bot.sentences import Say
from bot.tablet import posted
from bot.tablet.changed import IN_TALK
from bot.tablet.device import shown_by
from bot.tablet.listening import Listening, listening
from bot.tablet.names import with_names
from bot.tablet.render import Page, Pages, go, picture_for
from dialogs.events import Answered, Ignored
from dialogs.pack_parts import is_monthly
from dialogs.transitions import State
from store.errors import NotSaved

LEADS = {Leads.KEPT: "?note=kept", Leads.TAKE_BACK_ALL: "/answers/all"}
"""Where the buttons lead that put nothing in."""


class Talk:
    """Shows the screen, and takes what was pressed on it."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """GET: where the talk stands."""
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))
        return self._screen(request, turn, note=request.query_params.get("note", ""))

    async def take(self, request: Request) -> Response:
        """POST: one press. Saved, or said not to be."""
        token = request.path_params["token"]
        press = posted.read(await read_form(request))
        if press.empty:
            return go(token, f"?note={press.empty}")
        try:
            turn = await self._conversations.take(token, press.input, posted.delivery(request, press.tap))
        except NotSaved:
            return await self._not_saved(request)
        return _onward(token, turn, "?note=here" if _was_ignored(turn) else "")

    async def record(self, request: Request) -> Response:
        """POST: a recorded answer."""
        token = request.path_params["token"]
        number, data, mime = await _recording(request)
        tap = posted.delivery(request, f"{number}:speak")
        try:
            turn = await self._conversations.record(token, number, data, mime, tap)
        except RecordingRefused as refused:
            return go(token, f"?note={refused.reason}")
        except NotSaved:
            return await self._not_saved(request)
        if _was_ignored(turn):
            return _onward(token, turn, "?note=here")
        note = "?note=recorded" if any(isinstance(event, Answered) for event in turn.events) else ""
        return _onward(token, turn, note)

    async def _not_saved(self, request: Request) -> Response:
        """The same question again, as it is stored: what was pressed does not look saved."""
        turn = await self._conversations.show(request.path_params["token"], shown_by(request))
        return self._screen(request, turn, note="not_saved", status=503)

    def _screen(self, request: Request, turn: Turn, *, note: str = "", status: int = 200) -> Response:
        heard = listening(request, turn, query="note=kept" if note == "kept" else "")
        token = request.path_params["token"]
        return page_of(self._pages, turn, token=token, listening=heard, note=note, status=status)


def page_of(
    pages: Pages,
    turn: Turn,
    *,
    token: str = "",
    listening: Listening | None = None,
    note: str = "",
    status: int = 200,
) -> Page:
    """The page of a screen.

    Args:
        pages: Makes it.
        turn: Where the talk stands.
        token: The person's link.
        listening: How the person listens here.
        note: What is said about the last press.
        status: HTTP status.
    """
    return pages.page(
        "screen.html",
        turn,
        token=token,
        status=status,
        listening=listening,
        picture=partial(picture_for, token, turn.pictures),
        screen=screen(turn, turn.words, kept=note == "kept"),
        named=with_names(turn),
        note=_note(note, turn.words.gettext),
        not_saved=note == "not_saved",
        leads=LEADS,
        news=turn.news,
        letter=turn.letter,
        shares=is_monthly(turn.flow.areas) and turn.session.state is not State.DECLINED,
    )


def _onward(token: str, turn: Turn, rest: str) -> Response:
    """Where a press leads: to the talk; or, where it has just ended, to what is still to be asked in this round."""
    return go(token, IN_TALK if turn.asks else rest)


async def _recording(request: Request) -> tuple[int, bytes, str]:
    """The turn, the sound and what the browser calls it."""
    form = await read_form(request, files=1)
    try:
        sent = form.get("recording")
        if not isinstance(sent, UploadFile):
            raise HTTPException(400)
        return number_field(form, "turn"), await sent.read(), sent.content_type or ""
    finally:
        await form.close()


def _was_ignored(turn: Turn) -> bool:
    return any(isinstance(event, Ignored) for event in turn.events)


def _note(note: str, _: Say) -> tuple[str, ...]:
    """What is said about the last press; nothing for a note that is none of ours."""
    return {
        "nothing_chosen": (_("Choose an answer first."),),
        "nothing_written": (_("Write something first."),),
        "empty": (_("Record something first."),),
        "too_big": (_("The recording is too long."), _("Please record a shorter one.")),
        "not_audio": (_("We cannot play this."), _("Please record again.")),
        "recorded": (_("We saved your recording."),),
        "here": (_("You are here now."),),
        "not_saved": (_("We have not saved your answer yet."), _("Please press again.")),
    }.get(note, ())
