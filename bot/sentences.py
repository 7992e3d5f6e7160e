"""What a screen says around its question, true for this person: what was answered, what comes again, what is kept."""

from __future__ import annotations

from collections.abc import Callable

from asking.post import Mail
from asking.turn import Turn
from dialogs.events import Asked
from dialogs.model import CarryOn, Closing, Practice, Question
from dialogs.path import live_answers
from dialogs.transitions import State
from locales import Words

Say = Callable[[str], str]
OPEN = ("text", "voice")
"""Both kinds take both: who has no microphone writes, who does not write speaks."""


def has_answers(turn: Turn) -> bool:
    """Whether an answer of this talk counts now."""
    return bool(live_answers(turn.flow, turn.session))


def text(turn: Turn, _: Say) -> tuple[str, ...]:
    """What is said before the question. A pack's words about saved answers are only for those who gave some."""
    step = turn.asked.step
    if has_answers(turn) or not isinstance(step, CarryOn | Closing):
        return step.text
    none = (_("You did not answer any questions."), _("That is OK."))
    return (_("Thank you for your time."), *none) if isinstance(step, Closing) else none


def notice(turn: Turn, _: Say) -> tuple[str, ...]:
    """Why a screen comes again, and what was answered on it before."""
    return (*_once_more(turn, _), *_answered(turn.asked, _), *_machine(turn, _))


def machine(turn: Turn, _: Say) -> tuple[str, ...]:
    """Told to whoever is about to speak, where a machine writes drafts of what is said."""
    return (_("A computer here may write down what you say."),) if turn.machine else ()


def progress(asked: Asked, _: Say) -> str:
    """Which question this is; '' where nothing is counted."""
    if not isinstance(asked.step, Question):
        return ""
    number = min(asked.done + 1, asked.total)
    return _("Question {number} of {total}").format(number=number, total=asked.total)


def stopped(turn: Turn, _: Say) -> tuple[str, ...]:
    """The person stopped for now."""
    kept = (_("We keep your answers."),) if has_answers(turn) else ()
    return (_("You stopped."), *kept, _("You can carry on any day."))


def hello(_: Say) -> str:
    """How a message begins."""
    return _("Hello.")


def reminder(_: Say) -> tuple[str, ...]:
    """What a reminder says, in every channel: anyone may read it on a locked screen."""
    return (_("Your questions are still here."), _("Do you want to carry on?"), _("You can say no."))


def reminding(_: Say) -> tuple[str, ...]:
    """What everyone can rely on."""
    return (_("We remind you 2 times at most."), _("We never remind you at night."))


def when_to_remind(_: Say) -> str:
    """Over the page, and over the way to it."""
    return _("When may we remind you?")


def _once_more(turn: Turn, _: Say) -> tuple[str, ...]:
    """Told by where the talk stands, so that it is there when the page is loaded again."""
    asked, trail = turn.asked, turn.session.trail
    if asked.again:
        return (_("We ask this one more time."), _("You did nothing wrong."))
    is_practice = isinstance(asked.step, Practice) and turn.session.state is State.PRACTISING
    if is_practice and trail and trail[-1].step == asked.step.id:
        again = _("Try again with {number} answers.").format(number=len(asked.choices))
        return (_("That is OK."), again)
    return ()


def _machine(turn: Turn, _: Say) -> tuple[str, ...]:
    """Whoever may speak is told first that a machine listens too."""
    speaks = isinstance(turn.asked.step, Question) and turn.asked.step.kind in OPEN
    return machine(turn, _) if speaks else ()


def _answered(asked: Asked, _: Say) -> tuple[str, ...]:
    if not asked.answered:
        return ()
    said = ", ".join(choice.label for choice in asked.choices if choice.id in asked.chosen).rstrip(".")
    first = _("You said: {answer}.").format(answer=said) if said else _("You answered this.")
    return (first, _("You can change it."))


def summary_for_family(words: Words, *, to: str, name: str, link: str) -> Mail:
    """Tells a relative that someone wants them to have a copy of their monthly summary."""
    _ = words.gettext
    return Mail(
        to=to,
        subject=_("A copy for you"),
        lines=(
            _("{name} made a summary of this month.").format(name=name),
            _("{name} wants you to have a copy.").format(name=name),
        ),
        link=link,
        link_words=_("See the copy"),
        language=words.language,
    )
