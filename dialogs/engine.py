"""Moves a session through a flow: `step(flow, session, given) -> (session, events)`. Pure.

What callers can rely on:

- The last event is always `Asked`: the screen to show next, or the same one again. While `session.state` is
  `stopped` it is the screen on which the person would go on, and while `declined` the consent with 'no' marked:
  a channel shows its own 'you stopped' or 'you said no' there, with buttons for `Resumed`, `Agreed` or `WentBack`.
- Bad input never raises. It gives `Ignored` with a reason, the same session and the same screen.
- `ToldWorry` and `AskedForHelp` come through from every state and every screen, however old, and change nothing.
  `AskedAgain` changes nothing either: `turn` grows only when the session changes, so an open page stays good.
- `TookBack` is never stale. A question that is taken back stays passed; a step that only its answer led to is left.
- Live answers (answered, and since then neither passed over nor taken back) are those on the trail, and, while the
  person is behind them after going back, those in `kept`. What the person does not meet again on a changed way is
  passed over (`QuestionSkipped`).
- A 'no' asks nothing more and takes nothing back: answers given before it stay in `kept` until the person takes them
  back (`AnswersTakenBack` comes from `TookBack` only) or says yes and meets them again.
- `Continued` at a question whose screen is marked `answered` leaves that answer as it is, and goes on without an event.
- Consent cannot be passed over: that is neither a yes nor a no. Who is here can, and then answers count as supported
  (see `dialogs.facts`).
- `Finished` comes with each arrival at the closing screen: again after going back from it and forward.
- `PairDiffered` speaks of the two answers given just then: a new answer to either question makes it out of date.

Time, ids and chance are not asked for: no event carries a time or an id, and the session's seed decides all orders.
"""

from __future__ import annotations

from dataclasses import replace

from dialogs.answering import noticed_runs, response_events
from dialogs.asked import asked, choices_for
from dialogs.events import (
    AnswersTakenBack,
    Asked,
    CompanyTold,
    Event,
    Finished,
    HelpOpened,
    Ignored,
    Paused,
    QuestionSkipped,
    RunNoticed,
    SizeChanged,
    WorryTold,
)
from dialogs.inputs import AskedAgain, AskedForHelp, Input, Resumed, Stopped, ToldWorry, TookBack, WentBack
from dialogs.model import CarryOn, Closing, Flow, Question
from dialogs.path import Place, WrongFlow, live_answers, place
from dialogs.responses import NOT_EXPECTED, response_to
from dialogs.session import Did, Response, Session
from dialogs.transitions import TABLE, State, check

Events = tuple[Event, ...]
_Change = tuple[Session, list[Event]]


def start(flow: Flow, session_id: str, *, seed: int, fewest: bool = False) -> tuple[Session, Events]:
    """A new session at the flow's first screen.

    Args:
        flow: The talk.
        session_id: Names the session.
        seed: Decides all orders.
        fewest: Scales have two choices from the start, for someone who is known to like it so (D07).

    Raises:
        WrongFlow: The flow does not end with its one closing screen, shown to everyone.
    """
    closings = [step for step in flow.steps if isinstance(step, Closing)]
    if len(closings) != 1 or flow.steps[-1] is not closings[0] or closings[0].only_if:
        raise WrongFlow(f"flow {flow.id} does not end with one closing screen, shown to everyone")
    here = place(flow, (), fewest=fewest)
    session = Session(session_id, flow.id, seed, here.state, fewest=fewest)
    return session, (asked(flow, session, here),)


def current(flow: Flow, session: Session) -> Asked:
    """The screen that the session waits on, for showing it again. While stopped: where the person would go on.

    Raises:
        WrongFlow: The session was started on another flow.
    """
    _belongs(flow, session)
    return asked(flow, session, _place(flow, _rested(flow, session)))


def step(flow: Flow, session: Session, given: Input) -> tuple[Session, Events]:
    """Take one input.

    Raises:
        WrongFlow: The session was started on another flow.
        EngineBug: The result breaks the table of transitions.
    """
    _belongs(flow, session)
    if (said := _without_change(session, given)) is not None:
        return session, (*said, current(flow, session))
    here = _place(flow, session)
    change = _changed(flow, session, here, given)
    if isinstance(change, str):
        return session, (Ignored(change), current(flow, session))
    return _settled(flow, session, here, given, change)


def _place(flow: Flow, session: Session) -> Place:
    return place(flow, session.trail, fewest=session.fewest)


def _belongs(flow: Flow, session: Session) -> None:
    if session.flow_id != flow.id:
        raise WrongFlow(f"session {session.id} was started on flow {session.flow_id}, not {flow.id}")


def _without_change(session: Session, given: Input) -> Events | None:
    """What is said of an input that leaves the session as it is; None when it may change it."""
    if isinstance(given, ToldWorry):
        return (WorryTold(given.words),)
    if isinstance(given, AskedForHelp):
        return (HelpOpened(),)
    if not isinstance(given, TookBack) and given.turn != session.turn:
        return (Ignored("stale"),)
    if isinstance(given, AskedAgain):
        return ()
    return None if TABLE[session.state][type(given)] else (Ignored(NOT_EXPECTED),)


def _changed(flow: Flow, session: Session, here: Place, given: Input) -> _Change | str:
    """What the input does to the session, or the reason why it does nothing."""
    match given:
        case WentBack():
            return _back(flow, session)
        case Stopped():
            return _stopped(session)
        case Resumed():
            return replace(_rested(flow, session), state=here.state), []
        case TookBack():
            return _taken_back(flow, session, given.step)
        case _:
            return _responded(flow, session, here, given)


def _back(flow: Flow, session: Session) -> _Change | str:
    """Undo the last move. A stop is undone first; steps that are no longer on the way are gone back over at once."""
    if session.state is State.STOPPED:
        return replace(session, state=_place(flow, session).state), []
    if not session.trail:
        return "nothing_before"
    while session.trail:
        undone = session.trail[-1]
        session = session.undone()
        if _place(flow, session).step.id == undone.step:
            break
    return session, []


def _stopped(session: Session) -> _Change:
    return replace(session, state=State.STOPPED), [Paused()]


def _rested(flow: Flow, session: Session) -> Session:
    """Who stopped at 'carry on?' and comes back has answered it by coming back."""
    if session.state is not State.STOPPED:
        return session
    where = _place(flow, session).step
    if not isinstance(where, CarryOn):
        return session
    return session.moved(where.id, Response(Did.CHOSE, (where.carry_on.id,)))


def _taken_back(flow: Flow, session: Session, prompt: str) -> _Change | str:
    prompts = tuple(each for each in live_answers(flow, session) if prompt in ("", each))
    if not prompts:
        return "nothing_before"
    return session.without(frozenset(prompts)), [AnswersTakenBack(prompts)]


def _responded(flow: Flow, session: Session, here: Place, given: Input) -> _Change | str:
    choices = choices_for(flow, session.seed, here.step, here.facts)
    response = response_to(here.step, choices, session.kept_for(here.step.id), given)
    if isinstance(response, str):
        return response
    if isinstance(here.step, CarryOn) and response.choices == (here.step.stop.id,):
        return _stopped(session)
    before = session.undone() if here.state is State.DECLINED else session
    after = before.moved(here.step.id, response)
    return after, response_events(flow, before, here, given, after)


def _settled(flow: Flow, before: Session, left: Place, given: Input, change: _Change) -> tuple[Session, Events]:
    """Draw the consequences of a change, hold it against the table, and show the next screen."""
    session, events = change
    here = _place(flow, session)
    state = State.STOPPED if session.state is State.STOPPED else here.state
    check(before.state, type(given), state)
    if here.facts.helpers != left.facts.helpers and not any(isinstance(event, CompanyTold) for event in events):
        events.append(CompanyTold(here.facts.helpers))
    if here.facts.size != left.facts.size:
        events.append(SizeChanged(here.facts.size))
    session, gone = _passed_by(flow, session, here)
    events += gone
    if state is State.CLOSED and before.state is not State.CLOSED:
        events += (*map(RunNoticed, noticed_runs(flow, session)), Finished())
    session = replace(session, state=state, turn=before.turn + 1)
    return session, (*events, current(flow, session))


def _passed_by(flow: Flow, session: Session, here: Place) -> tuple[Session, list[Event]]:
    """Let go of kept answers that the person has passed by on a changed way."""
    if not session.kept:
        return session, []
    last = session.trail[-1].step if session.trail else ""
    second = session.kept_for(last)
    if second and here.step.id != last:
        # A pair was asked about once more, and now there is nothing to ask about: the newest answer goes on counting.
        session = session.moved(last, second)
    passed = flow.steps[: here.index]
    gone = tuple(step.id for step in passed if isinstance(step, Question) and session.kept_for(step.id))
    session = replace(session, kept=session.kept_without(frozenset(step.id for step in passed)))
    return session, [QuestionSkipped(prompt) for prompt in gone]
