"""Where a trail leads: the moves are folded over the flow's steps, and the next step that is shown is the place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dialogs import pairs
from dialogs.facts import DEFAULT_SIZE, Facts, facts_after, first_facts, meaning, practises_once_more
from dialogs.model import About, CarryOn, Closing, Company, Consent, Flow, OnlyIf, Practice, Question, Step, Support
from dialogs.session import Did, Move, Response, Session
from dialogs.transitions import State

Trail = tuple[Move, ...]


class WrongFlow(ValueError):
    """The caller's mistake: the session was started on another flow, or the flow has no last screen."""


@dataclass(frozen=True, slots=True)
class Place:
    """The screen that a trail leads to.

    Attributes:
        index: Where its step stands in the flow.
        state: What the session waits for there (never `stopped`: that is the session's own).
        facts: What was told on the way.
    """

    index: int
    step: Step
    state: State
    facts: Facts


_STATES: dict[type[Step], State] = {
    Consent: State.CONSENTING,
    Company: State.MEETING,
    Practice: State.PRACTISING,
    Question: State.ASKING,
    CarryOn: State.RESTING,
    Closing: State.CLOSED,
}


def place(flow: Flow, trail: Trail, *, fewest: bool = False) -> Place:
    """The screen to show after these moves.

    Args:
        flow: The talk.
        trail: The moves.
        fewest: The session's own `fewest`: leave it out only where the number of choices does not matter.

    Raises:
        WrongFlow: The trail does not belong to the flow, or nothing is left to show.
    """
    before = after = first_facts(flow, fewest=fewest)
    index = -1
    for index, before, after in walk(flow, trail, fewest=fewest):  # noqa: B007 - the last stride is what counts
        pass
    if trail and (state := _stays(flow, trail, flow.steps[index], before)):
        return Place(index, flow.steps[index], state, after)
    for ahead, step in enumerate(islice(flow.steps, index + 1, None), index + 1):
        if is_shown(flow, trail, step, after):
            return Place(ahead, step, _STATES.get(type(step), State.INFORMING), after)
    raise WrongFlow(f"flow {flow.id} does not end with a closing screen")


def walk(flow: Flow, trail: Trail, *, fewest: bool = False) -> Iterator[tuple[int, Facts, Facts]]:
    """For each move in turn: where its step stands in the flow, and the facts before and after it.

    Raises:
        WrongFlow: A move's step is not in the flow, or not in the flow's order.
    """
    facts, index, count = first_facts(flow, fewest=fewest), 0, len(flow.steps)
    for move in trail:
        while index < count and flow.steps[index].id != move.step:
            index += 1
        if index == count:
            raise WrongFlow(f"flow {flow.id} has no step {move.step} there")
        before, facts = facts, facts_after(flow, facts, flow.steps[index], move.response)
        yield index, before, facts


def _stays(flow: Flow, trail: Trail, step: Step, before: Facts) -> State | None:
    """The state in which the last step is shown again rather than left, if it is."""
    response = trail[-1].response
    if isinstance(step, Consent) and step.decline.id in response.choices:
        return State.DECLINED
    if isinstance(step, Practice) and practises_once_more(flow, before, step, response):
        return State.PRACTISING
    if isinstance(step, Question) and step.reverse_of and not _asked_twice(trail) and differs(flow, trail, step):
        return State.ASKING_AGAIN
    return None


def _asked_twice(trail: Trail) -> bool:
    return len(trail) > 1 and trail[-2].step == trail[-1].step


def differs(flow: Flow, trail: Trail, question: Question) -> bool:
    """Whether a question's answer says the opposite of the earlier one that it turns round (D08)."""
    now, earlier = latest(trail, question.id), latest(trail, question.reverse_of)
    if now is None or earlier is None:
        return False
    return pairs.opposite(pairs.value_of(flow, question.id, now), pairs.value_of(flow, question.reverse_of, earlier))


def latest(trail: Trail, step: str) -> Response | None:
    """The newest answer to a step on the trail; to pass over the second asking leaves the first answer."""
    return next((move.response for move in reversed(trail) if move.step == step and move.response.is_answer), None)


def live_answers(flow: Flow, session: Session) -> tuple[str, ...]:
    """The questions whose answers count now, in the flow's order: those on the trail, and those kept behind it."""
    answered = {move.step for move in (*session.trail, *session.kept) if move.response.is_answer}
    return tuple(step.id for step in flow.steps if isinstance(step, Question) and step.id in answered)


def is_shown(flow: Flow, trail: Trail, step: Step, facts: Facts) -> bool:
    """Whether a step ahead is on this person's way."""
    if step.only_if and not _holds(flow, trail, step.only_if):
        return False
    if isinstance(step, Question):
        return step.about is not About.FEELING or facts.helpers.support is not Support.PROXY
    if isinstance(step, Practice):
        # Five choices are not tried with someone who has stepped down to two.
        return step.size <= DEFAULT_SIZE or facts.size >= DEFAULT_SIZE
    return _company_shown(step, facts) if isinstance(step, Company) else True


def _holds(flow: Flow, trail: Trail, condition: OnlyIf) -> bool:
    response = latest(trail, condition.step)
    if response is None or response.did is not Did.CHOSE:
        return False
    return any(c in condition.chose or meaning(flow.scale.five, c) in condition.chose for c in response.choices)


def _company_shown(step: Company, facts: Facts) -> bool:
    """How someone helps is asked when someone is here; which one helps, when it could be more than one."""
    helpers = facts.helpers
    if step.part == "help":
        return bool(helpers.present)
    if step.part == "helper":
        here = [choice for choice in step.choices if choice.id in helpers.present]
        return helpers.support is not Support.ALONE and len(here) > 1
    return True
