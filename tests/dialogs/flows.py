"""A small flow with every kind of step, built by hand, and the few words that the engine's tests are written in."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from dialogs.engine import current, start, step
from dialogs.events import Asked, Event
from dialogs.inputs import Input
from dialogs.model import (
    About,
    Audience,
    CarryOn,
    Choice,
    Closing,
    Company,
    Consent,
    Flow,
    Information,
    OnlyIf,
    Practice,
    Question,
    Reading,
    Scale,
    Step,
    Value,
)
from dialogs.session import Session, dump, load

SHOWN: dict[str, Any] = {"picture": "cup", "alt": "A cup"}


def tap(id_: str, counts_as: str = "", *, alone: bool = False) -> Choice:
    """A choice whose label is its id."""
    return Choice(id_, id_.replace("_", " "), id_, counts_as, alone)


SCALE = Scale(
    two=(tap("yes"), tap("no")),
    three=(tap("yes"), tap("sometimes"), tap("no")),
    five=(
        tap("always", "yes"),
        tap("mostly", "yes"),
        tap("half", "sometimes"),
        tap("rarely", "no"),
        tap("never", "no"),
    ),
)
YES_IS_GOOD = {"yes": Value.GOOD, "sometimes": Value.MIXED, "no": Value.NOT_GOOD}
NO_IS_GOOD = {"yes": Value.NOT_GOOD, "sometimes": Value.MIXED, "no": Value.GOOD}

STEPS: tuple[Step, ...] = (
    Information("hello", ("Hello.",), **SHOWN),
    Consent("agree", "1", ("We ask about your support.",), "Is that OK?", tap("agree"), tap("decline"), **SHOWN),
    Company(
        "who",
        "present",
        "Who is with you?",
        (tap("nobody", alone=True), tap("family"), tap("friend"), tap("staff"), tap("independent")),
        **SHOWN,
    ),
    Company(
        "how",
        "help",
        "Who answers?",
        (tap("alone"), tap("supported"), tap("interpreted"), tap("proxy"), tap("observed")),
        **SHOWN,
    ),
    Company(
        "which",
        "helper",
        "Who helps you?",
        (tap("family"), tap("friend"), tap("staff"), tap("independent")),
        **SHOWN,
    ),
    Practice("cup", "Is this a cup?", 3, ("yes",), **SHOWN),
    Practice("cups", "Is this a cup, always?", 5, ("yes",), **SHOWN),
    Question("like", "choice", "Do you like your week?", About.FEELING, **SHOWN, core=True),
    Question("plan", "choice", "Do you have a plan?", About.FACT, **SHOWN),
    Question("copy", "choice", "Do you keep the plan?", About.FACT, **SHOWN, only_if=OnlyIf("plan", ("yes",))),
    Question("tea", "either_or", "Tea or coffee?", About.FACT, **SHOWN, choices=(tap("tea"), tap("coffee"))),
    Question(
        "did",
        "several",
        "What did you do today?",
        About.FACT,
        **SHOWN,
        choices=(tap("walk"), tap("cook"), tap("shop"), tap("nothing", alone=True)),
    ),
    CarryOn("rest", "Carry on?", tap("carry_on"), tap("stop"), **SHOWN),
    Question(
        "dull",
        "choice",
        "Is your week dull?",
        About.FEELING,
        **SHOWN,
        again="Think of this week. Is it dull?",
        reverse_of="like",
    ),
    Question("kind", "choice", "Are staff kind today?", About.FEELING, **SHOWN),
    Question("wish", "text", "What do you want?", About.FEELING, **SHOWN),
    Question("voice", "voice", "Say more?", About.FACT, **SHOWN),
    Closing("end", ("Thank you.",), **SHOWN),
)

READINGS = {
    "like": Reading(("s.1",), About.FEELING, YES_IS_GOOD),
    "plan": Reading(("s.2",), About.FACT, YES_IS_GOOD),
    "copy": Reading(("s.2",), About.FACT, YES_IS_GOOD),
    "tea": Reading(("s.3",), About.FACT, {"tea": Value.GOOD, "coffee": Value.GOOD}),
    "did": Reading(("s.3",), About.FACT, {"walk": Value.GOOD, "nothing": Value.NOT_GOOD}),
    "dull": Reading(("s.1",), About.FEELING, NO_IS_GOOD),
    "kind": Reading(("s.4",), About.FEELING, YES_IS_GOOD),
    "wish": Reading(("s.4",), About.FEELING),
    "voice": Reading(("s.4",), About.FACT),
}


def flow_of(*steps: Step, readings: dict[str, Reading] | None = None) -> Flow:
    """A flow of these steps with the small scale, under an id of its content."""
    return named(Flow("", "tiny", "1", Audience.PERSON, ("tiny.1",), "en", SCALE, steps, readings or {}))


def named(flow: Flow) -> Flow:
    """The flow under an id that is made of its content."""
    return replace(flow, id=sha256(repr(replace(flow, id="")).encode()).hexdigest()[:32])


def small_flow() -> Flow:
    """Every kind of step, in the order in which a real talk has them."""
    return flow_of(*STEPS, readings=READINGS)


class Talk:
    """One session in a test. Each input is given at the current turn; the session is stored and read in between."""

    def __init__(self, flow: Flow | None = None, *, seed: int = 1, fewest: bool = False) -> None:
        self.flow = flow or small_flow()
        self.session, self.events = start(self.flow, "talk", seed=seed, fewest=fewest)

    def does(self, kind: type[Input], *values: Any) -> tuple[Event, ...]:
        """Give an input at the current turn and return the events."""
        turn = (self.session.turn,) if "turn" in kind.__slots__ else ()
        return self.takes(kind(*turn, *values))

    def takes(self, given: Input) -> tuple[Event, ...]:
        """Give an input exactly as it is."""
        session: Session = load(dump(self.session))
        self.session, self.events = step(self.flow, session, given)
        return self.events

    def goes_to(self, step_id: str, *inputs: tuple[Any, ...]) -> Talk:
        """Give inputs, each as (kind, values...), and hold that the talk is then at this step."""
        for kind, *values in inputs:
            self.does(kind, *values)
        check_asks(self, step_id)
        return self

    @property
    def asked(self) -> Asked:
        """The screen now."""
        return current(self.flow, self.session)

    def said(self, kind: type[Any]) -> list[Any]:
        """The events of one kind that came last."""
        return [event for event in self.events if isinstance(event, kind)]


def check_asks(talk: Talk, step_id: str) -> None:
    """The screen now is this step, and the last event says so."""
    assert talk.asked.step.id == step_id
    assert talk.events[-1] == talk.asked
