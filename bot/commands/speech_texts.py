"""What a pack's talks can say aloud: the pieces of each tablet page, and each whole screen for Telegram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from asking.said import Here
from asking.turn import Turn
from bot import knowing
from bot.commands.speech_experts import pieces_of_experts
from bot.screen import screen
from bot.tablet.pieces import Piece
from bot.tablet.render import Pages
from bot.tablet.talk import page_of
from dialogs.engine import current, start, step
from dialogs.events import Asked
from dialogs.inputs import Agreed, Chose, Continued, Declined, DidNotKnow, Input, Skipped, Stopped
from dialogs.model import Audience, Company, Consent, Flow, Practice, Question, Step
from dialogs.pack import Frame, Pack
from locales import Words

SEEDS = range(8)  # the two sides of an either/or stand one way round for some of these, and the other way for others
SIZES = (3, 2, 5)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sound.

    Attributes:
        place: Where its text is, such as `person, duq.1.day`.
        kind: `mp3` for the tablet, `ogg` for Telegram.
    """

    place: str
    kind: Literal["mp3", "ogg"]
    pieces: tuple[str, ...]


def texts_of(pack: Pack, words: Words) -> tuple[list[Wanted], int]:
    """Every sound that can be made before it is asked for, each once; and how many cannot, for a name is missing."""
    sounds: dict[tuple[str, tuple[str, ...]], Wanted] = {}
    pages = Pages()
    for audience, frame in pack.frames.items():
        for place, turn in _turns(pack, audience, frame):
            turn = replace(turn, words=words)  # noqa: PLW2901 - the same turn
            for piece in page_of(pages, turn).pieces:
                sounds.setdefault(("mp3", (piece.text,)), Wanted(place, "mp3", (piece.text,)))
            # What an observer is asked is never kept for Telegram, see `bot.telegram.hand.aloud`.
            if audience is not Audience.OBSERVER:
                speech = screen(turn, words).speech
                sounds.setdefault(("ogg", speech), Wanted(place, "ogg", speech))
        for template, piece in _elsewhere(pages, pack, audience, frame, words):
            sounds.setdefault(("mp3", (piece.text,)), Wanted(f"{audience}, {template}", "mp3", (piece.text,)))
    for template, piece in pieces_of_experts(pages, words):
        sounds.setdefault(("mp3", (piece.text,)), Wanted(f"expert, {template}", "mp3", (piece.text,)))
    can = [one for one in sounds.values() if not any("{" in piece for piece in one.pieces)]
    return can, len(sounds) - len(can)


def _turns(pack: Pack, audience: Audience, frame: Frame) -> Iterator[tuple[str, Turn]]:
    """Every screen of an audience's talks, with where it is written."""
    question = next(prompt.question for prompt in pack.prompts if prompt.audience is audience)
    first = replace(question, only_if=None)
    ways: list[tuple[Step, ...]] = [
        (*frame.opening, frame.consent, *frame.company, *frame.before_questions),
        (frame.consent,),
        *((practice,) for practice in frame.practice),
        (first, frame.carry_on),
    ]
    for steps in ways:
        flow = _flow(pack, audience, frame, (*steps, frame.closing))
        for busy in (False, True):
            for turn in _walk(flow, busy=busy):
                yield f"{audience}, {turn.asked.step.id}", turn
    for prompt in pack.prompts:
        if prompt.audience is audience:
            for turn in _asked(pack, frame, audience, replace(prompt.question, only_if=None)):
                yield f"{audience}, {prompt.id}", turn


def _walk(flow: Flow, *, busy: bool) -> Iterator[Turn]:
    """The screens of a flow as two people meet them: one alone and sure, the other in company, who struggles."""
    session = start(flow, "1", seed=1)[0]
    for _ in range(2 * len(flow.steps)):  # a practice may come twice
        asked = current(flow, session)
        turn = Turn(session, flow, asked, (), sample=False)
        yield turn
        session = step(flow, session, _reply(asked, busy=busy))[0]
        if session == turn.session:
            break
    stopped = step(flow, start(flow, "1", seed=1)[0], Stopped(0))[0]
    yield Turn(stopped, flow, current(flow, stopped), (), sample=False)


def _reply(asked: Asked, *, busy: bool) -> Input:
    """What one of the two does on a screen. Who struggles says no where consent is all that there is."""
    here, turn = asked.step, asked.turn
    if isinstance(here, Consent):
        return Declined(turn) if busy and not asked.can_go_back else Agreed(turn)
    if isinstance(here, Company | Practice):
        return Chose(turn, _chosen(asked, busy=busy))
    if isinstance(here, Question):
        return Skipped(turn) if busy else DidNotKnow(turn)
    return Continued(turn)


def _chosen(asked: Asked, *, busy: bool) -> tuple[str, ...]:
    here = asked.step
    if isinstance(here, Practice):
        right = {c.id: (c.counts_as or c.id) in here.right for c in asked.choices}
        return tuple(one for one, is_right in right.items() if is_right is not busy)[:1]
    if isinstance(here, Company) and here.part == "present":
        return tuple(choice.id for choice in asked.choices if choice.alone is not busy)
    return (asked.choices[-1 if busy else 0].id,)


def _asked(pack: Pack, frame: Frame, audience: Audience, question: Question) -> Iterator[Turn]:
    """A question with each number of answers, both ways round, and in other words where it comes again."""
    for size in SIZES if question.kind == "choice" else SIZES[:1]:
        scale = replace(frame.scale, three=frame.scale.sized(size))
        flow = replace(_flow(pack, audience, frame, (question, frame.closing)), scale=scale)
        for seed in SEEDS if question.kind == "either_or" else SEEDS[:1]:
            session = start(flow, "1", seed=seed)[0]
            asked = current(flow, session)
            yield Turn(session, flow, asked, (), sample=False)
            if question.again:
                yield Turn(session, flow, replace(asked, again=True), (), sample=False)


def _elsewhere(pages: Pages, pack: Pack, audience: Audience, frame: Frame, words: Words) -> Iterator[tuple[str, Piece]]:
    """What the pages beside the talk say to everyone."""
    flow = _flow(pack, audience, frame, (frame.consent, frame.closing))
    session = start(flow, "1", seed=1)[0]
    turn = Turn(session, flow, current(flow, session), (), sample=False, words=words)
    told, _ = {"contacts": None, "offers_more": True, "passed": True}, words.gettext
    for template, values in (
        ("help.html", {"contacts": None}),
        ("told.html", {**told, "alone": True}),
        ("told.html", {**told, "alone": True, "offers_more": False}),
        ("told.html", {**told, "alone": False}),
        ("told.html", {**told, "alone": True, "passed": False}),
        ("told.html", {**told, "alone": False, "passed": False}),
        ("more.html", {"note": ""}),
        ("show_answers.html", {}),
        ("answers.html", {"here": Here(()), "note": ""}),
        ("answers.html", {"here": Here((), elsewhere=True), "note": ""}),
        ("take_back_all.html", {"keep": ""}),
        ("show_known.html", {}),
        ("agreed.html", {"note": "", "agreed": True, "lines": knowing.stopping(_)}),
        ("forget.html", {"note": "", "waits": None, "lines": knowing.forgetting(_)}),
    ):
        for piece in pages.page(template, turn, **values).pieces:
            yield template, piece


def _flow(pack: Pack, audience: Audience, frame: Frame, steps: tuple[Step, ...]) -> Flow:
    readings = {prompt.id: prompt.reading for prompt in pack.prompts}
    return Flow("", pack.id, pack.version, audience, (), pack.language, frame.scale, steps, readings)
