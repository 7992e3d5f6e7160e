"""An expert by experience checks a self-assessment: one area at a time, how they checked, all of it once more, 'Send'.

Nothing is shown that is not in the easy-read summary of the version that they were asked about. What they said is shown
on the device on which they said it. A browser in which staff are signed in can answer nothing: it is to be theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Final, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import experts
from asking.conversation import Conversations
from asking.errors import Held, UnknownLink
from asking.experts import HOW, SAYS, SHOWS, WAYS, Check
from asking.links import EXPERT
from asking.sight import see_first
from bot.http.forms import read_form, text_field
from bot.tablet.device import shown_by
from bot.tablet.known import Handler, known
from bot.tablet.listening import Listening, choose, chosen
from bot.tablet.posted import LONGEST_WORDS
from bot.tablet.render import Page, Pages, go
from evidence.self_assessment.choosing import as_signed
from evidence.self_assessment.easy import Easy, easy_areas
from locales import ENGLISH
from store import assessments, settings
from store.errors import NotSaved
from store.tx import Tx

T = TypeVar("T")
SAY_PICTURES: Final = {"yes": "yes", "partly": "a-bit", "no": "no", "dont_know": "dont-know"}
WAY_PICTURES: Final = {"visited": "look-round", "talked": "talk", "read": "read", "other": "question"}
SHOW_PICTURES: Final = {"name": "me", "unnamed": "person", "no": "lock"}
PICTURES: Final[Mapping[str, Any]] = {
    "say_pictures": SAY_PICTURES,
    "way_pictures": WAY_PICTURES,
    "shows": SHOW_PICTURES,
}
PLACES: Final = ("", "/how", "/answers", "/help", "/told", "/more")
NOT_THEIRS: Final = 403


@dataclass(frozen=True, slots=True)
class Seen:
    """What an open link shows.

    Attributes:
        areas: What the easy-read summary of this version says, area by area.
    """

    check: Check
    areas: tuple[Easy, ...]
    provider: str
    sample: bool


def of_expert(handler: Handler) -> Handler:
    """For the addresses `/s/e...`: the token is all of it, with the letter by which it is told from a person's."""

    @wraps(handler)
    async def named(request: Request) -> Response:
        request.path_params["token"] = f"{EXPERT}{request.path_params['token']}"
        return await handler(request)

    return known(named)


class Expert:
    """The pages.

    Args:
        conversations: Have the database, the pack, the languages and the clock.
        pages: Make pages.
    """

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._talks, self._pages = conversations, pages

    @property
    def shown(self) -> dict[str, Handler]:
        """The pages, by their address behind the link."""
        return {"": self.start, "/area/{number:int}": self.area, "/how": self.how, "/answers": self.answers}

    @property
    def pressed(self) -> dict[str, Handler]:
        """What is pressed on them."""
        return {
            "": self.stop,
            "/area/{number:int}": self.take,
            "/how": self.take,
            "/answers": self.send,
            "/back": self.take_back,
            "/listen": self.listen,
        }

    async def start(self, request: Request) -> Response:
        """GET: what this is for; where they go on; or what became of what they sent."""
        seen = await self.seen(request)
        note, check = request.query_params.get("note", ""), seen.check
        to = next((at for at, one in enumerate(seen.areas, 1) if one.id not in check.said), 0)
        onward = "/answers" if check.said and not to else f"/area/{to or 1}"
        template = "expert_start.html" if check.is_open else "expert_sent.html"
        return self.page(request, template, seen, "", note=note, onward=onward)

    async def area(self, request: Request) -> Response:
        """GET: what the provider says of an area, and whether it is true."""
        seen = await self.seen(request)
        if not seen.check.is_open:
            return go(request.path_params["token"])
        return self._of_part(request, seen)

    async def how(self, request: Request) -> Response:
        """GET: how did you check?"""
        seen = await self.seen(request)
        if not seen.check.is_open:
            return go(request.path_params["token"])
        return self._of_part(request, seen)

    async def take(self, request: Request) -> Response:
        """POST: what they say of a part. Nothing chosen and nothing written is a part that is left out."""
        token, seen = request.path_params["token"], await self.seen(request)
        if self.is_staff(request):
            return self.not_theirs(request, seen)
        form, part = await read_form(request), self._part(request, seen)
        picked = [str(one) for one in form.getlist("says")]
        allowed = WAYS if part == HOW else SAYS
        if not set(picked) <= set(allowed) or (part != HOW and len(picked) > 1):
            raise HTTPException(400)
        says, words = " ".join(picked), text_field(form, "words", LONGEST_WORDS)
        sight = await see_first(words, seen.check.expert.language)
        now = self._talks.clock()
        if says or words or part in seen.check.here:

            def write(tx: Tx) -> int | None:
                check = experts.opened(tx, token, shown_by(request), now)
                return experts.keep(tx, check, part, says, words, now=now, seen=sight)

            try:
                worry = await self._talks.database.write(write)
            except NotSaved:
                return self._of_part(request, seen, typed=(says, words), not_saved=True, status=503)
            if worry is not None:
                self._talks.told()
        return go(token, self._after(request, seen))

    async def answers(self, request: Request) -> Response:
        """GET: all of it once more, to change; whether it may be shown; 'Send'."""
        seen = await self.seen(request)
        if not seen.check.is_open:
            return go(request.path_params["token"])
        return self._answers(request, seen)

    async def send(self, request: Request) -> Response:
        """POST: it is sent, and stays as it is."""
        token, seen = request.path_params["token"], await self.seen(request)
        if self.is_staff(request):
            return self.not_theirs(request, seen)
        shows, now = text_field(await read_form(request), "shows"), self._talks.clock()
        if shows not in SHOWS:
            return self._answers(request, seen, wrong="shows", status=400)

        def write(tx: Tx) -> bool:
            return experts.send(tx, experts.opened(tx, token, shown_by(request), now), shows, now)

        try:
            sent = await self._talks.database.write(write)
        except NotSaved:
            return self._answers(request, seen, wrong="not_saved", status=503)
        return go(token) if sent else self._answers(request, seen, wrong="nothing", status=400)

    async def take_back(self, request: Request) -> Response:
        """POST: what was sent is taken back and deleted; what is published is out of there from this moment on."""
        token, now = request.path_params["token"], self._talks.clock()
        if self.is_staff(request):
            return self.not_theirs(request, await self.seen(request))

        def write(tx: Tx) -> bool:
            check = experts.opened(tx, token, shown_by(request), now)
            if experts.take_back(tx, check, now):
                return True
            experts.ask_out(tx, check, now)
            return False

        try:
            taken = await self._saved(write)
        except Held:
            return go(token, "?note=held")
        return go(token, "?note=deleted" if taken else "")

    async def stop(self, request: Request) -> Response:
        """POST: for now. Everything is kept already."""
        await self.seen(request)
        return go(request.path_params["token"], "?note=stopped")

    async def listen(self, request: Request) -> Response:
        """POST: how they listen on this device."""
        seen = await self.seen(request)
        places = frozenset((*PLACES, *(f"/area/{number}" for number in range(1, len(seen.areas) + 1))))
        before = chosen(request, aloud=False)
        return await choose(request, request.path_params["token"], before, places)

    async def seen(self, request: Request) -> Seen:
        """What the link opens; UnknownLink where that is nothing."""
        token, now = request.path_params["token"], self._talks.clock()

        def read(tx: Tx) -> Seen:
            check = experts.opened(tx, token, shown_by(request), now)
            every = assessments.versions(tx, check.assessment.id)
            signed = next((one for one in every if one.version == check.expert.version), None)
            if signed is None:
                raise UnknownLink
            areas = easy_areas(self._talks.pack, as_signed(self._talks.pack, check.assessment, signed))
            return Seen(check, areas, settings.get(tx, "provider") or "", settings.get(tx, "sample") == "yes")

        return await self._talks.database.read(read)

    def page(self, request: Request, template: str, seen: Seen, path: str, *, status: int = 200, **values: Any) -> Page:
        """A page in their language, with the English beside a draft where they want it."""
        token, one = request.path_params["token"], seen.check.expert
        words, heard = self._talks.languages.words(one.language), chosen(request, path)

        def made(words_: Any, heard_: Listening | None) -> Page:
            return self._pages.page(
                template, token=token, status=status, words=words_, listening=heard_, large=one.large, check=seen.check,
                seen=seen, sample=seen.sample, longest=LONGEST_WORDS, **PICTURES, **values,
            )  # fmt: skip

        if heard.beside and words.draft:
            heard = replace(heard, english=made(ENGLISH, None).pieces)
        page = made(words, heard)
        page.keep = seen.check.device.keep
        return page

    def is_staff(self, request: Request) -> bool:
        """Whether a member of the staff is signed in in this browser."""
        return shown_by(request).staff

    def not_theirs(self, request: Request, seen: Seen) -> Page:
        """Says why nothing was taken here."""
        return self.page(request, "expert_staff.html", seen, "", status=NOT_THEIRS)

    def _part(self, request: Request, seen: Seen) -> str:
        number = request.path_params.get("number")
        if number is None:
            return HOW
        if not 1 <= number <= len(seen.areas):
            raise HTTPException(404)
        return seen.areas[int(number) - 1].id

    def _after(self, request: Request, seen: Seen) -> str:
        number = request.path_params.get("number")
        if number is None or request.query_params.get("then") == "answers":
            return "/answers"
        return f"/area/{number + 1}" if number < len(seen.areas) else "/how"

    def _of_part(
        self,
        request: Request,
        seen: Seen,
        *,
        typed: tuple[str, str] | None = None,
        not_saved: bool = False,
        status: int = 200,
    ) -> Page:
        part, number = self._part(request, seen), request.path_params.get("number", len(seen.areas) + 1)
        before = seen.check.here.get(part)
        says, words = typed or ((before.says, before.words) if before else ("", ""))
        path = "/how" if part == HOW else f"/area/{number}"
        area = None if part == HOW else seen.areas[number - 1]
        # After 'Change this' the page with all answers comes next.
        then = "?then=answers" if request.query_params.get("then") == "answers" else ""
        back = "" if number == 1 else f"/area/{number - 1}"
        return self.page(
            request, "expert_part.html", seen, path, status=status, area=area, number=number, at=path + then, back=back,
            skip=self._after(request, seen), says=says.split(), said=words, not_saved=not_saved,
        )  # fmt: skip

    def _answers(self, request: Request, seen: Seen, *, wrong: str = "", status: int = 200) -> Page:
        return self.page(request, "expert_answers.html", seen, "/answers", status=status, wrong=wrong)

    async def _saved(self, write: Callable[[Tx], T]) -> T:
        try:
            return await self._talks.database.write(write)
        except NotSaved as error:
            raise HTTPException(503) from error
