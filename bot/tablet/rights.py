"""What we know about you, taking a yes back and being forgotten, on the person's own pages. Looking writes nothing."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import about, consenting, forget_steps, said
from asking.conversation import Conversations
from asking.errors import Held
from asking.turn import Turn
from bot import knowing
from bot.company import is_alone
from bot.http.forms import read_form, text_field
from bot.tablet.device import shown_by
from bot.tablet.known import Handler
from bot.tablet.listening import listening
from bot.tablet.render import Pages, go
from locales.dates import day_in
from store import consents, forgettings
from store.errors import NotSaved
from store.forgettings import Forgetting
from store.tx import Tx

STOP, STOP_ALL, ALL, NAME, UNDO = "stop", "stop_all", "all", "name", "undo"


class Rights:
    """The three pages, and where their buttons are sent."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    @property
    def shown(self) -> dict[str, Handler]:
        """The pages, by their address behind the link."""
        return {"/about": self.know, "/agreed": self.agreed, "/forget": self.forgetting}

    async def know(self, request: Request) -> Response:
        """GET: what we know. Where someone may be watching, the page asks first."""
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))
        asked_for = request.query_params.get("show") == "yes"
        if not (asked_for or is_alone(turn)):
            heard = listening(request, turn, "/about")
            return self._pages.page("show_known.html", turn, token=token, listening=heard)

        def read(tx: Tx) -> tuple[about.Known, bool]:
            talk = self._conversations.open(tx, token, shown_by(request))
            return about.known(tx, talk.person, self._conversations.clock()), said.is_known_here(tx, talk)

        one, here = await self._conversations.database.read(read)
        return self._pages.page(
            "about.html",
            turn,
            token=token,
            listening=listening(request, turn, "/about", "show=yes" if asked_for else ""),
            title=knowing.title(turn.words.gettext),
            parts=knowing.parts(one, turn.words, here=here),
            waits=knowing.waits(one, turn.words),
            agreed=any(given.agreed and not given.taken_back_at for given in one.consents),
        )

    async def agreed(self, request: Request) -> Response:
        """GET: what it means to take the yes back."""
        return await self._agreed(request)

    async def stop(self, request: Request) -> Response:
        """POST: `do` is `stop`, or `stop_all` to take every answer back too."""
        token = request.path_params["token"]
        do = text_field(await read_form(request), "do")
        if do not in {STOP, STOP_ALL}:
            raise HTTPException(400)

        def write(tx: Tx) -> tuple[str, ...]:
            person = self._conversations.open(tx, token).person
            return consenting.take_back(tx, self._conversations, person.id, with_answers=do == STOP_ALL, channel="web")

        try:
            gone = await self._conversations.database.write(write)
        except NotSaved:
            return await self._agreed(request, note="not_saved", status=503)
        await self._conversations.discard(gone)
        return go(token, "/agreed?note=stopped")

    async def forgetting(self, request: Request) -> Response:
        """GET: what goes, what stays, and from when on it cannot be undone."""
        return await self._forgetting(request)

    async def forget(self, request: Request) -> Response:
        """POST: `do` is `name`, `all` to have the answers go too, or `undo`."""
        token = request.path_params["token"]
        do = text_field(await read_form(request), "do")
        if do not in {NAME, ALL, UNDO}:
            raise HTTPException(400)
        try:
            await self._conversations.database.write(partial(self._note, token=token, do=do))
        except NotSaved:
            return await self._forgetting(request, note="not_saved", status=503)
        except Held:
            return go(token, "/forget?note=held")
        return go(token, f"/forget?note={'kept' if do == UNDO else ''}")

    def _note(self, tx: Tx, *, token: str, do: str) -> None:
        person, now = self._conversations.open(tx, token).person, self._conversations.clock()
        if do == UNDO:
            forget_steps.undo(tx, person.id, by="", now=now)
        else:
            forget_steps.ask(tx, person.id, with_answers=do == ALL, by="", now=now)

    async def _agreed(self, request: Request, *, note: str = "", status: int = 200) -> Response:
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))

        def read(tx: Tx) -> tuple[bool, bool]:
            given = consents.of_person(tx, self._conversations.open(tx, token).person.id)
            return bool(given), any(one.agreed and not one.taken_back_at for one in given)

        asked, agreed = await self._conversations.database.read(read)
        return self._pages.page(
            "agreed.html",
            turn,
            token=token,
            status=status,
            listening=listening(request, turn, "/agreed"),
            note=note or request.query_params.get("note", ""),
            asked=asked,
            agreed=agreed,
            lines=knowing.stopping(turn.words.gettext),
        )

    async def _forgetting(self, request: Request, *, note: str = "", status: int = 200) -> Response:
        token = request.path_params["token"]
        turn = await self._conversations.show(token, shown_by(request))

        def read(tx: Tx) -> Forgetting | None:
            return forgettings.waiting(tx, self._conversations.open(tx, token).person.id)

        waits = await self._conversations.database.read(read)
        return self._pages.page(
            "forget.html",
            turn,
            token=token,
            status=status,
            listening=listening(request, turn, "/forget"),
            note=note or request.query_params.get("note", ""),
            waits=waits,
            lines=_lines(turn, waits),
        )


def _lines(turn: Turn, waits: Forgetting | None) -> tuple[str, ...]:
    _ = turn.words.gettext
    if waits is None:
        return (*knowing.forgetting(_), _("Until then you can change your mind."))
    day = day_in(turn.words.language, waits.due_at)
    return (_("We will forget you on {day}.").format(day=day), _("Until then you can change your mind."))
