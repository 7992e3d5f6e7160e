"""The monthly summary on the person's own pages: what to share, what both say, promises, and a signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import devices, summaries, summary_promises, summary_shared, summary_view
from asking.conversation import Conversations
from asking.errors import SummaryRefused, UnknownLink
from asking.moment import stamp
from asking.summary_shared import Thing, Wording
from asking.talk import Talk
from asking.turn import Turn, shown
from bot.company import is_alone
from bot.http.forms import number_field, read_form, text_field
from bot.sentences import Say
from bot.tablet.device import shown_by
from bot.tablet.known import Handler
from bot.tablet.listening import Listening, listening
from bot.tablet.render import Page, Pages, go, home
from locales import Words
from locales.dates import day_in, month_in
from store import members, people
from store import summaries as kept
from store.promises import DONE, GOING, NOT_DONE, Promise
from store.summaries import Summary
from store.tx import Tx

LONGEST_WHY: Final = 200
MET: Final = "met"
ACTS: Final = frozenset({"tick", "change", "family", "sign"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A summary as its person sees it on a device.

    Attributes:
        words: What the program says.
        turn: Where the talk stands; None on the family's copy.
        summary: None while it was not begun: looking writes nothing.
        things: What the person said on this device, shared or not; in the meeting, all that they share.
        elsewhere: They said more, on another device.
        open: What both look at is shown: they answered here, or this is the tablet of the meeting.
        view: What the keyworker wrote, by heading; empty before both look at it.
        last, promises: What was promised last time, and this time.
        wish: What both wish for everyone; '' for nothing.
        signed_by: Name of the keyworker who signed.
    """

    words: Words
    turn: Turn | None
    summary: Summary | None = None
    name: str = ""
    things: tuple[Thing, ...] = ()
    elsewhere: bool = False
    open: bool = True
    view: dict[str, str] | None = None
    last: tuple[Promise, ...] = ()
    promises: tuple[Promise, ...] = ()
    wish: str = ""
    signed_by: str = ""


Act = Callable[[Tx, Talk, Seen, Summary, str], None]


class Summaries:
    """Shows the three pages, and takes what is pressed on them."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    @property
    def shown(self) -> dict[str, Handler]:
        """The pages, by their address behind the link."""
        return {"/share": self.share, "/summary": self.show}

    async def share(self, request: Request) -> Response:
        """GET: each thing that was said, and whether it is shared. Where someone may be watching, it asks first."""
        token, asked_for = request.path_params["token"], request.query_params.get("show") == "yes"
        seen = await self._seen(request)
        heard = listening(request, seen.turn, "/share", "show=yes" if asked_for else "") if seen.turn else None
        if seen.things and seen.turn and not (asked_for or is_alone(seen.turn)):
            return self._pages.page("show_answers.html", seen.turn, token=token, listening=heard, at="/share")
        note = request.query_params.get("note", "")
        return self._pages.page("share.html", seen.turn, token=token, listening=heard, seen=seen, note=note)

    async def choose(self, request: Request) -> Response:
        """POST: `do=share` or `do=keep` with its `answer`; `do=all`."""
        token, form = request.path_params["token"], await read_form(request)
        do, answer = text_field(form, "do"), number_field(form, "answer") if "answer" in form else 0
        if do not in {"share", "keep", "all"} or (do == "all") == bool(answer):
            raise HTTPException(400)
        await self._write(request, partial(_choose, do=do, answer=answer), anywhere=True)
        return go(token, f"/share?show=yes#a{answer}" if answer else "/share?show=yes")

    async def show(self, request: Request) -> Response:
        """GET: what both say, beside each other; promises; the two questions; and the signature."""
        token = request.path_params["token"]
        seen = await self._seen(request)
        heard = listening(request, seen.turn, "/summary") if seen.turn else None
        if not seen.open:
            return self._pages.page("summary_elsewhere.html", seen.turn, token=token, listening=heard)
        response = page_of(self._pages, "summary.html", token, seen, heard)
        keep_met(request, response)
        return response

    async def take(self, request: Request) -> Response:
        """POST: `do=tick` with `promise` and `state`; `do=change` or `do=family` with `agree`; `do=sign`."""
        token, form = request.path_params["token"], await read_form(request)
        do = text_field(form, "do")
        fields = {name: text_field(form, name, LONGEST_WHY) for name in ("state", "agree", "why")}
        promise = number_field(form, "promise") if "promise" in form else 0
        if do not in ACTS or (do in {"change", "family"} and fields["agree"] not in {"yes", "no"}):
            raise HTTPException(400)
        is_no = do in {"change", "family"} and fields["agree"] == "no"
        act = partial(_act, do=do, promise=promise, fields=fields)
        await self._write(request, act, anywhere=is_no)
        return go(token, f"/summary#{do}")

    async def copy(self, request: Request) -> Response:
        """GET: two sheets to print, for the person."""
        token = request.path_params["token"]
        seen = await self._seen(request)
        if not seen.open:
            return go(token, "/summary")
        if seen.summary is None or not seen.summary.closed_at:
            raise UnknownLink
        return page_of(self._pages, "copy.html", token, seen)

    async def _seen(self, request: Request) -> Seen:
        return await self._conversations.database.read(lambda tx: self._look(tx, request, self._open(tx, request)))

    def _look(self, tx: Tx, request: Request, talk: Talk) -> Seen:
        return seen_by_person(tx, talk, met=met_value(request), now=self._conversations.clock())

    async def _write(self, request: Request, act: Act, *, anywhere: bool = False) -> None:
        """Do it, where what it is about is shown, or `anywhere`: a yes can be taken back on every device."""

        def write(tx: Tx) -> None:
            talk, now = self._open(tx, request), self._conversations.clock()
            seen = self._look(tx, request, talk)
            if seen.open or anywhere:
                act(tx, talk, seen, summaries.of_link(tx, talk.invitation, now), stamp(now))

        try:
            await self._conversations.database.write(write)
        except SummaryRefused:
            return  # it changed meanwhile, and the page that follows shows how it stands

    def _open(self, tx: Tx, request: Request) -> Talk:
        talk = self._conversations.open(tx, request.path_params["token"], shown_by(request))
        if talk.invitation.kind != kept.KIND:
            raise UnknownLink
        return talk


def seen_by_person(tx: Tx, talk: Talk, *, met: str, now: datetime) -> Seen:
    """All that the person's pages show of their summary on a device; `met` is what the meeting's tablet shows."""
    turn, summary = shown(tx, talk), kept.of_invitation(tx, talk.invitation.id)
    wording = summary_shared.wording_of_flow(talk.flow)
    if summary is None:
        said = summary_shared.said(tx, talk.row_id, wording) if talk.row_id is not None else ()
        return _on(talk.device.tag, Seen(talk.words, turn, things=said))
    seen = seen_of(tx, summary, wording, talk.words, turn)
    return _on(talk.device.tag, seen, in_meeting=devices.is_met(tx.keys, summary.id, met, now))


def _on(tag: str, seen: Seen, *, in_meeting: bool = False) -> Seen:
    """What a device shows of a summary: what was said on it; in the meeting, what both look at."""
    mine = tuple(one for one in seen.things if one.device and one.device == tag)
    elsewhere = len(mine) < len(seen.things)
    together = bool(seen.summary and seen.summary.met_at)
    shown_here = tuple(one for one in seen.things if one in mine or (in_meeting and one.shared))
    is_open = in_meeting or not together or (bool(mine) and not elsewhere)
    return replace(seen, things=shown_here, elsewhere=elsewhere, open=is_open)


def met_value(request: Request) -> str:
    """What the link of the meeting gave this tablet, for a while."""
    return request.query_params.get(MET) or request.cookies.get(MET, "")


def keep_met(request: Request, response: Response) -> None:
    """Have the tablet of the meeting keep it: what is signed is posted."""
    given = request.query_params.get(MET, "")
    if given:
        response.set_cookie(
            MET,
            given,
            max_age=int(devices.MEETING_LASTS.total_seconds()),
            path=home(request.path_params["token"]),
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )


def seen_of(tx: Tx, summary: Summary, wording: Wording, words: Words, turn: Turn | None = None) -> Seen:
    """A summary in the words of a talk."""
    signer = members.get(tx, summary.signed_by) if summary.signed_by else None
    met = summary.met_at is not None
    return Seen(
        words,
        turn,
        summary,
        name=people.name_of(tx, summary.person_id) or "",
        things=summary_shared.things(tx, summary, wording),
        view=summary_view.view_of(tx, summary) if met else None,
        last=summary_promises.last_time(tx, summary) if met else (),
        promises=summary_promises.of(tx, summary) if met else (),
        wish=kept.wish_of(tx, summary) if met else "",
        signed_by=signer.name if signer else "",
    )


def page_of(pages: Pages, template: str, token: str, seen: Seen, listening: Listening | None = None) -> Page:
    """A page that says all of a summary."""
    language = seen.words.language
    return pages.page(
        template,
        seen.turn,
        token=token,
        listening=listening,
        words=seen.words,
        seen=seen,
        headings=headings(seen.words.gettext),
        states=states(seen.words.gettext),
        day=partial(day_in, language),
        month=partial(month_in, language),
        back=home(token, "/summary") if token else "",
    )


def headings(_: Say) -> dict[str, str]:
    """What the keyworker's headings are called, by `asking.summary_view.HEADINGS`."""
    return {
        "working": _("What is working"),
        "not_working": _("What is not working"),
        "choices": _("Choices"),
        "new": _("New things"),
        "health": _("Health"),
        "change": _("What to change"),
    }


def states(_: Say) -> dict[str, str]:
    """What can become of a promise."""
    return {DONE: _("Done"), NOT_DONE: _("Not done"), GOING: _("Still going")}


def _choose(tx: Tx, _talk: Talk, seen: Seen, summary: Summary, at: str, *, do: str, answer: int) -> None:
    """Only what is shown here: nobody shares what they cannot see."""
    own = {one.answer_id for one in seen.things}
    now = kept.shared(tx, summary.id)
    chosen = now | own if do == "all" else now | ({answer} & own) if do == "share" else now - ({answer} & own)
    summaries.share(tx, summary, frozenset(chosen), at)


def _act(
    tx: Tx, talk: Talk, _seen: Seen, summary: Summary, at: str, *, do: str, promise: int, fields: dict[str, str]
) -> None:
    yes = fields["agree"] == "yes"
    if do == "tick":
        now = datetime.fromisoformat(at)
        summary_promises.tick(tx, summary, promise, fields["state"], why=fields["why"], by="person", now=now)
    elif do == "change":
        summaries.agree(tx, summary, change=yes, family=summary.family_ok)
    elif do == "family":
        summaries.agree(tx, summary, change=summary.change_ok, family=yes)
    else:
        summaries.sign_person(tx, summary, talk.person, at)
