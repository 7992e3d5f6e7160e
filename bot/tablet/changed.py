"""What changed because of what a person said: one thing a screen, and once, later, whether it got better.

Looking writes nothing: who opened a link may be a mail programme. That it was seen is noted where they go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import changes
from asking.changes import Wording
from asking.conversation import Conversations
from asking.devices import Shown
from asking.moment import stamp
from asking.seen_pictures import Seen, seen_of
from asking.talk import Talk
from asking.turn import Turn, shown
from asking.wish_answers import Wording as AnswerWording
from asking.wish_answers import wording
from bot.answering import frames as answer_frames
from bot.answering import lines as answer_lines
from bot.changing import PICTURES, choices, frames, lines
from bot.company import is_alone
from bot.http.forms import number_field, read_form, text_field
from bot.tablet.device import shown_by
from bot.tablet.known import Handler
from bot.tablet.listening import listening
from bot.tablet.render import Pages, go, picture_for
from dialogs.model import Audience
from evidence.changes import may_be_public, said_it
from store import changes as kept
from store import told, wish_answers, wishes
from store.changes import Change
from store.errors import NotSaved
from store.told import BETTER, Told
from store.tx import Tx
from store.wish_answers import WishAnswer

MOST = 12
"""Changes on the list, the newest: more would not be read."""
ONE = {"seen", "better", "skip"}
IN_TALK = "/changed?in=talk"
"""Where a talk leads that has just ended: what is asked here belongs to it, and then it says goodbye."""


@dataclass(frozen=True, slots=True)
class Line:
    """A change as it is shown.

    Attributes:
        told: Number of the row that says that they were told of it; 0 on the list.
        asks: They are asked whether it got better.
        own: It was they who said it, perhaps among others.
    """

    change: Change
    wording: Wording
    told: int = 0
    asks: bool = False
    own: bool = True


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as they read it, with their wish where nobody else reads it."""

    row: WishAnswer
    wording: AnswerWording
    wish: str


@dataclass(frozen=True, slots=True)
class Here:
    """What a person's page shows: an answer to their wish, the one thing, or the list.

    Attributes:
        answer: What was answered to their wish.
    """

    turn: Turn
    answer: Answered | None
    one: Line | None
    listed: tuple[Line, ...]
    pictures: dict[str, Seen]


class Changed:
    """Shows it, and takes what is pressed."""

    def __init__(self, conversations: Conversations, pages: Pages) -> None:
        self._conversations = conversations
        self._pages = pages

    @property
    def shown(self) -> dict[str, Handler]:
        """The page, by its address behind the link."""
        return {"/changed": self.show}

    async def show(self, request: Request) -> Response:
        """GET: the first thing that is new, then what they are asked, then all there is."""
        return await self._page(request)

    async def take(self, request: Request) -> Response:
        """POST: `do=seen`, `do=skip`, or `do=better` with `choice`; `told` or `answer` says which. Twice is once.

        Whoever came here from the end of their talk goes back to it once they were asked everything.
        """
        token, form = request.path_params["token"], await read_form(request)
        do, choice = text_field(form, "do"), text_field(form, "choice")
        answer = number_field(form, "answer") if "answer" in form else 0
        number = 0 if answer else number_field(form, "told")
        if do not in ONE or (do == "better") != (choice in BETTER):
            raise HTTPException(400)
        try:
            more = await self._conversations.database.write(
                partial(self._take, token=token, number=number, better=choice, answer=answer)
            )
        except NotSaved:
            return await self._page(request, note="not_saved", status=503)
        if _in_talk(request):
            return go(token, IN_TALK if more else "")
        return go(token, "/changed")

    async def _page(self, request: Request, *, note: str = "", status: int = 200) -> Response:
        token = request.path_params["token"]
        in_talk, device = _in_talk(request), shown_by(request)
        here = await self._conversations.database.read(lambda tx: self._here(tx, token, device, in_talk=in_talk))
        _ = here.turn.words.gettext
        return self._pages.page(
            "changed.html",
            here.turn,
            token=token,
            status=status,
            listening=listening(request, here.turn, "/changed", query="in=talk" if in_talk else ""),
            note=note,
            here=here,
            onward="?in=talk" if in_talk else "",
            lines=lambda line: lines(
                line.wording.text, _=_, told_us=line.own and _is_theirs(here.turn), again=line.wording.again
            ),
            answered=lambda found: answer_lines(found.row.kind, found.wording.words, _, wish=found.wish),
            frames=frames(_) | answer_frames(_),
            picture=partial(picture_for, token, here.pictures),
            choices=choices(_),
            faces=PICTURES,
            direction=lambda language: self._conversations.languages.words(language).direction,
        )

    def _here(self, tx: Tx, token: str, device: Shown, *, in_talk: bool) -> Here:
        talk = self._conversations.open(tx, token, device)
        turn = shown(tx, talk)
        theirs, asked = told.of_person(tx, talk.person.id), changes.to_ask(tx, talk.person.id, talk.invitation.round_id)
        now = stamp(self._conversations.clock())
        waits = () if in_talk else wish_answers.untold(tx, talk.person.id, now)
        wish = wishes.get(tx, waits[0].wish_id) if waits else None
        their_wish = wish.words if wish and _is_theirs(turn) else ""
        answer = Answered(waits[0], wording(tx, waits[0], turn.words.language), their_wish) if waits else None
        new = None if in_talk else next((one for one in theirs if one.seen_at is None), None)
        first = new or next(iter(asked), None)
        line = partial(_line, tx, language=turn.words.language)
        one = line(first, asks=first in asked) if first else None
        listed = () if one else _listed(tx, talk, theirs)
        names = {each.change.picture for each in (*listed, *((one,) if one else ()))}
        names |= {*PICTURES.values()}
        return Here(turn, answer, one, listed, dict(seen_of(tx, talk.person, names, talk.today)))

    def _take(self, tx: Tx, *, token: str, number: int, better: str, answer: int) -> bool:
        """Note it, where it is theirs: an old page of someone else's changes nothing. Gives whether more is asked."""
        talk, at = self._conversations.open(tx, token), stamp(self._conversations.clock())
        row, to_ask = told.get(tx, number), partial(changes.to_ask, tx, talk.person.id, talk.invitation.round_id)
        reply = wish_answers.get(tx, answer) if answer else None
        if reply is not None and reply.person_id == talk.person.id:
            wish_answers.seen(tx, reply.id, at)
        if row is not None and row.person_id == talk.person.id:
            asks = row in to_ask()
            if better and (asks or row.asked_at):
                told.answer(tx, row.id, better, at)
            elif not better:
                told.seen(tx, row.id, at)
                if asks:
                    told.asked(tx, row.id, at)
        return bool(to_ask())


def _in_talk(request: Request) -> bool:
    """Whether the talk itself led here."""
    return request.query_params.get("in") == "talk"


def _is_theirs(turn: Turn) -> bool:
    """Whether nobody else reads this: else, only that people said it. Relatives open a link of their own at home."""
    return turn.flow.audience is Audience.FAMILY or is_alone(turn)


def _line(tx: Tx, row: Told, *, language: str, asks: bool = False) -> Line | None:
    change = kept.get(tx, row.change_id)
    told_now = row.person_id if row.seen_at is None else 0  # that something was wrong is told once
    return Line(change, changes.wording(tx, change, language, told_now), row.id, asks) if change else None


def _listed(tx: Tx, talk: Talk, theirs: tuple[Told, ...]) -> tuple[Line, ...]:
    """All that they were told, and what may stand on a wall where they live: so the list tells nobody who said what."""
    own = {one.change_id for one in theirs}
    found = [
        one
        for one in kept.published(tx, "", "9")
        if one.id in own or (one.service_id in {0, talk.person.service_id} and may_be_public(one, said_it(tx, one)))
    ]
    language = talk.words.language
    return tuple(Line(one, changes.wording(tx, one, language), own=one.id in own) for one in found[:MOST])
