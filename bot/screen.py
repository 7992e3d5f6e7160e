"""What a person is shown, in words that every channel can present: the tablet page and Telegram use the same screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from asking.turn import Turn
from bot import sentences
from bot.sentences import OPEN, Say
from dialogs.events import Asked
from dialogs.inputs import (
    Agreed,
    Chose,
    Continued,
    Declined,
    DidNotKnow,
    Input,
    RatherNotSay,
    Resumed,
    Skipped,
    Stopped,
    WentBack,
)
from dialogs.model import CarryOn, Choice, Closing, Company, Consent, Information, Practice, Question, Step
from dialogs.transitions import TABLE, State
from locales import Words


class Do(StrEnum):
    """What a button does. A channel sends the word back, and `taken` makes an input of it."""

    CONTINUE = "continue"
    AGREE = "agree"
    DECLINE = "decline"
    CHOOSE = "choose"
    DO_NOT_KNOW = "do_not_know"
    RATHER_NOT_SAY = "rather_not_say"
    SKIP = "skip"
    BACK = "back"
    STOP = "stop"
    RESUME = "resume"


class Leads(StrEnum):
    """Where a button leads that puts nothing in: each channel shows that page in its own way."""

    KEPT = "kept"
    TAKE_BACK_ALL = "take_back_all"


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap.

    Attributes:
        choice: The choice's id where `do` is `choose`, else ''.
        chosen: The person said this before.
        alone: On a screen of several choices, this one answers at once.
    """

    do: Do | Leads
    label: str
    choice: str = ""
    picture: str = ""
    chosen: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """One thing to read or answer. All texts are ready in the person's language.

    Attributes:
        kind: The step's kind, or `stopped` or `declined`.
        text: Said before the question; where nothing is asked, all there is to say.
        question: '' where nothing is asked.
        main: The answers, or the one way on.
        asides: The two answers that stand apart from the others (D06).
        keep: Goes on and leaves an earlier answer as it is; None where there is none.
        several: More than one of `main` can be chosen before they are sent.
        writes, speaks: Words or a recording answer this; `kind` says which is offered first.
        back, skip, stop: Whether these three would do anything here. Help and listening are always there.
        over: The talk has ended or rests: nothing is asked now.
        done, total: For dots; `progress` says the same in words, '' where nothing is counted.
        notice: Why this comes once more, and that it was answered before.
    """

    kind: str
    turn: int
    text: tuple[str, ...]
    question: str
    picture: str
    alt: str
    main: tuple[Button, ...]
    asides: tuple[Button, ...] = ()
    keep: Button | None = None
    several: bool = False
    writes: bool = False
    speaks: bool = False
    back: bool = False
    skip: bool = False
    stop: bool = False
    over: bool = False
    done: int = 0
    total: int = 0
    progress: str = ""
    notice: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The question, or the first thing said."""
        return self.question or self.text[0]

    @property
    def numbered(self) -> bool:
        """The answers are whole sentences, each with its number: too long for a button in a chat."""
        return self.kind == "ladder"

    @property
    def wide(self) -> bool:
        """There is one way on rather than answers to choose from."""
        return len(self.main) == 1 and not self.several

    @property
    def speech(self) -> tuple[str, ...]:
        """What is read aloud, piece by piece: what is said, the question, then each answer."""
        kept = (self.keep,) if self.keep else ()
        labels = (button.label for button in (*kept, *self.main, *self.asides))
        return tuple(piece for piece in (*self.text, self.question, *self.notice, *labels) if piece)


def screen(turn: Turn, words: Words, *, kept: bool = False) -> Screen:
    """The screen that a turn leaves the person on.

    Args:
        turn: Where the talk stands.
        words: The sentences of its language.
        kept: Who said no has just chosen to leave the answers where they are.
    """
    _ = words.gettext
    if turn.session.state is State.STOPPED:
        return _stopped(turn, _)
    if turn.session.state is State.DECLINED:
        return _declined_late(turn, _, kept=kept) if sentences.has_answers(turn) else _declined(turn, _)
    return _asked(turn, _)


def taken(do: Do, turn: int, choices: tuple[str, ...] = ()) -> Input:
    """The input that a tap on a button makes."""
    if do is Do.CHOOSE:
        return Chose(turn, choices)
    plain: dict[Do, Callable[[int], Input]] = {
        Do.CONTINUE: Continued,
        Do.AGREE: Agreed,
        Do.DECLINE: Declined,
        Do.DO_NOT_KNOW: DidNotKnow,
        Do.RATHER_NOT_SAY: RatherNotSay,
        Do.SKIP: Skipped,
        Do.BACK: WentBack,
        Do.STOP: Stopped,
        Do.RESUME: Resumed,
    }
    return plain[do](turn)


def _asked(turn: Turn, _: Say) -> Screen:
    asked, step, may = turn.asked, turn.asked.step, TABLE[turn.session.state]
    return Screen(
        kind=step.kind,
        turn=asked.turn,
        text=sentences.text(turn, _),
        question=_question(asked),
        picture=step.picture,
        alt=_alt(turn, step.picture, step.alt),
        main=_main(asked, _),
        asides=_asides(_) if may[DidNotKnow] else (),
        keep=_keep(asked, _) if may[Continued] else None,
        several=_is_several(step),
        writes=step.kind in OPEN,
        speaks=step.kind in OPEN,
        back=asked.can_go_back,
        skip=bool(may[Skipped]),
        stop=bool(may[Stopped]),
        over=isinstance(step, Closing),
        done=asked.done,
        total=asked.total,
        progress=sentences.progress(asked, _),
        notice=sentences.notice(turn, _),
    )


def _alt(turn: Turn, picture: str, otherwise: str) -> str:
    """What the picture shows: one of the provider's own shows something else."""
    own = turn.pictures.get(picture)
    return own.alt if own else otherwise


def _question(asked: Asked) -> str:
    step = asked.step
    if isinstance(step, Information | Closing):
        return ""
    return step.again if isinstance(step, Question) and asked.again and step.again else step.ask


def _main(asked: Asked, _: Say) -> tuple[Button, ...]:
    step = asked.step
    match step:
        case Information():
            return (Button(Do.CONTINUE, _("Next"), picture="carry-on"),)
        case Consent():
            return (_as_button(Do.AGREE, step.agree, asked), _as_button(Do.DECLINE, step.decline, asked))
        case CarryOn():
            return (_as_button(Do.CONTINUE, step.carry_on, asked), _as_button(Do.STOP, step.stop, asked))
        case Company() | Practice() | Question():
            return tuple(_as_button(Do.CHOOSE, choice, asked) for choice in asked.choices)
        case Closing():
            return ()
    assert_never(step)


def _as_button(do: Do, choice: Choice, asked: Asked) -> Button:
    return Button(
        do,
        choice.label,
        choice=choice.id if do is Do.CHOOSE else "",
        picture=choice.picture,
        chosen=choice.id in asked.chosen,
        alone=choice.alone,
    )


def _asides(_: Say) -> tuple[Button, ...]:
    return (Button(Do.DO_NOT_KNOW, _("I do not know")), Button(Do.RATHER_NOT_SAY, _("I do not want to say")))


def _keep(asked: Asked, _: Say) -> Button | None:
    is_kept = asked.answered and isinstance(asked.step, Question)
    return Button(Do.CONTINUE, _("Keep my answer")) if is_kept else None


def _is_several(step: Step) -> bool:
    return step.kind == "several" or (isinstance(step, Company) and step.part == "present")


def _stopped(turn: Turn, _: Say) -> Screen:
    return Screen(
        kind="stopped",
        turn=turn.asked.turn,
        text=sentences.stopped(turn, _),
        question="",
        picture="pause",
        alt=_alt(turn, "pause", _("A sign for a rest")),
        main=(Button(Do.RESUME, _("Carry on"), picture="carry-on"),),
        over=True,
    )


def _declined(turn: Turn, _: Say) -> Screen:
    return Screen(
        kind="declined",
        turn=turn.asked.turn,
        text=(_("That is OK."), _("We will not ask you anything."), _("You can change your mind any day.")),
        question="",
        picture="thumbs-up",
        alt=_alt(turn, "thumbs-up", _("A thumb up")),
        main=(Button(Do.BACK, _("I changed my mind"), picture="back"),),
        over=True,
    )


def _declined_late(turn: Turn, _: Say, *, kept: bool) -> Screen:
    """A 'no' after answers takes none of them away: the person says what becomes of them."""
    stopped = (_("You said no."), _("We stopped."))
    offered = (Button(Leads.KEPT, _("Keep my answers")), Button(Leads.TAKE_BACK_ALL, _("Take them all back")))
    mind = Button(Do.BACK, _("I changed my mind"), picture="back")
    return Screen(
        kind="declined",
        turn=turn.asked.turn,
        text=(*stopped, _("We keep your answers.")) if kept else stopped,
        question="" if kept else _("Do you want to take your answers back too?"),
        picture="thumbs-up",
        alt=_alt(turn, "thumbs-up", _("A thumb up")),
        main=(mind,) if kept else offered,
        asides=() if kept else (mind,),
        over=True,
    )
