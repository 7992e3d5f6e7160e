"""The screen to show: a step with its choices in order, what was answered before, and progress."""

from __future__ import annotations

from itertools import islice

from dialogs.events import Asked
from dialogs.facts import Facts, practice_size
from dialogs.model import CarryOn, Choice, Company, Consent, Flow, Practice, Question, Step
from dialogs.order import counterbalanced
from dialogs.path import Place, is_shown
from dialogs.session import Session
from dialogs.transitions import State


def asked(flow: Flow, session: Session, here: Place) -> Asked:
    """The screen of this place, for this session."""
    choices = choices_for(flow, session.seed, here.step, here.facts)
    response = session.trail[-1].response if here.state is State.DECLINED else session.kept_for(here.step.id)
    done, total = _progress(flow, session, here)
    return Asked(
        step=here.step,
        turn=session.turn,
        choices=choices,
        chosen=tuple(c.id for c in choices if c.id in response.choices) if response else (),
        answered=response is not None,
        again=here.state is State.ASKING_AGAIN,
        can_go_back=bool(session.trail) or session.state is State.STOPPED,
        done=done,
        total=total,
    )


def choices_for(flow: Flow, seed: int, step: Step, facts: Facts) -> tuple[Choice, ...]:
    """The choices of a step in the order in which this person sees them."""
    match step:
        case Question():
            return _question_choices(flow, seed, step, facts)
        case Practice():
            return flow.scale.sized(practice_size(step, facts.size))
        case Company():
            return tuple(c for c in step.choices if step.part != "helper" or c.id in facts.helpers.present)
        case Consent():
            return (step.agree, step.decline)
        case CarryOn():
            return (step.carry_on, step.stop)
        case _:
            return ()


def _question_choices(flow: Flow, seed: int, question: Question, facts: Facts) -> tuple[Choice, ...]:
    if question.kind == "choice":
        return flow.scale.sized(facts.size)
    return counterbalanced(seed, question.choices) if question.kind == "either_or" else question.choices


def _progress(flow: Flow, session: Session, here: Place) -> tuple[int, int]:
    """Questions of this sitting behind the person, and in all: conditions not met yet count as not met."""
    rests = [index for index, step in enumerate(flow.steps) if isinstance(step, CarryOn)]
    begin = max((rest for rest in rests if rest < here.index), default=0)
    end = min((rest for rest in rests if rest >= here.index), default=len(flow.steps))
    moved = {move.step for move in session.trail} - {here.step.id}
    done = sum(1 for step in flow.steps[begin:end] if step.id in moved and isinstance(step, Question))
    ahead = sum(
        1
        for step in islice(flow.steps, here.index, end)
        if isinstance(step, Question) and (step is here.step or is_shown(flow, session.trail, step, here.facts))
    )
    return done, done + ahead
