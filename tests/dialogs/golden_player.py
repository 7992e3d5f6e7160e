"""Makes the golden talks of the built-in pack: plays a flow in one person's manner and writes down what they did.

The talks stand in `golden/duq_talks.yaml`. A manner names no prompt, so a talk can be made again when a prompt's words
change or chance picks another. Under `instead`, `LAST` stands for the question answered last, `STOP` for 'another day'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from dialogs.engine import current, start, step
from dialogs.events import Asked
from dialogs.model import Audience, CarryOn, Choice, Closing, Company, Consent, Flow, Practice, Question
from dialogs.path import live_answers
from dialogs.session import Session
from dialogs.transitions import State
from tests.dialogs.golden import given, play
from tests.dialogs.talks import duq, talk_for

FOLDER = Path(__file__).parent / "golden" / "duq"
Move = dict[str, Any]
_STRICT = ConfigDict(extra="forbid")


@checked(frozen=True, slots=True, config=_STRICT)
class Manner:
    """How somebody goes through a talk.

    Attributes:
        taps: Which choice of a question: by what it says, or by where it stands.
        question: What is done at every question instead; '' to answer it.
        opened: How a question in own words is answered.
        company: What is chosen at the steps 'present', 'help' and 'helper'; the first choice where none is named.
        practice: Whether the buttons are understood at once.
        changes_a_pair: Says the opposite at the second asking of a reversed pair.
        agrees: What is said to consent.
        comes_back: After stopping.
        instead: What is done first at some places, once each: `consent`, `question 3`, `rest`, `stopped`, `end`.
    """

    taps: Literal["good", "not_good", "first", "last"] = "good"
    question: Literal["", "DidNotKnow", "RatherNotSay", "Skipped"] = ""
    opened: Literal["Wrote", "Spoke", "Skipped"] = "Wrote"
    company: dict[str, str] = field(default_factory=dict)
    practice: Literal["right", "wrong"] = "right"
    changes_a_pair: bool = False
    agrees: bool = True
    comes_back: bool = True
    instead: dict[str, list[Move]] = field(default_factory=dict)


@checked(frozen=True, slots=True, config=_STRICT)
class GoldenTalk:
    """One golden talk.

    Attributes:
        areas: None named are all that the audience is asked about.
        shows: Events that the promise is about, each as a part of what the file holds.
        never: Events that would break the promise.
    """

    name: str
    promise: str
    audience: Audience
    seed: int
    areas: list[str] = field(default_factory=list)
    first: bool = False
    manner: Manner = field(default_factory=Manner)
    shows: list[Move] = field(default_factory=list)
    never: list[Move] = field(default_factory=list)

    @property
    def talk_of(self) -> Move:
        """The recipe's ingredients, as the file names them."""
        areas = self.areas or list(duq().areas_for(self.audience))
        return {"audience": self.audience.value, "areas": areas, "seed": self.seed, "first": self.first}

    @property
    def path(self) -> Path:
        """Where the talk is written."""
        return FOLDER / f"{self.name}.json"


def golden_talks() -> list[GoldenTalk]:
    """All that `duq_talks.yaml` lists."""
    listed = FOLDER.with_name("duq_talks.yaml").read_text(encoding="utf-8")
    return TypeAdapter(list[GoldenTalk]).validate_python(yaml.safe_load(listed))


def flow_of(talk_of: Mapping[str, Any]) -> Flow:
    """The flow that a golden file names."""
    audience = Audience(talk_of["audience"])
    return talk_for(audience, *talk_of["areas"], seed=talk_of["seed"], first=talk_of["first"])


def made(talk: GoldenTalk) -> dict[str, Any]:
    """The golden talk as it goes now, inputs and events."""
    flow = flow_of(talk.talk_of)
    session, _ = start(flow, "golden", seed=talk.seed)
    moves: list[Move] = []
    instead = dict(talk.manner.instead)
    while todo := instead.pop(_where(flow, session), None) or _next(flow, session, talk.manner):
        for move in todo:
            moves.append(_resolved(flow, session, move))
            session, _ = step(flow, session, given(session, moves[-1]["did"], moves[-1].get("with", {})))
    assert not instead, f"{talk.name} never came to {', '.join(instead)}"
    return play(flow, {"promise": talk.promise, "talk_of": talk.talk_of, "seed": talk.seed, "talk": moves})


def _where(flow: Flow, session: Session) -> str:
    """The place, in the words of `instead`."""
    names = {State.CONSENTING: "consent", State.RESTING: "rest", State.CLOSED: "end"}
    if session.state is not State.ASKING:
        return names.get(session.state, session.state.value)
    here = current(flow, session).step
    return f"question {[each for each in flow.steps if isinstance(each, Question)].index(here) + 1}"


def _resolved(flow: Flow, session: Session, move: Move) -> Move:
    """A move in which `LAST` and `STOP` have become ids."""
    here = current(flow, session).step
    if move.get("with") == {"step": "LAST"}:
        return did(move["did"], step=live_answers(flow, session)[-1])
    if move.get("with") == {"choices": ["STOP"]} and isinstance(here, CarryOn):
        return did(move["did"], choices=[here.stop.id])
    return move


def did(name: str, **fields: Any) -> Move:
    """One input, as a golden file writes it."""
    return {"did": name, "with": fields} if fields else {"did": name}


def _next(flow: Flow, session: Session, manner: Manner) -> list[Move]:
    """What somebody of this manner does next; nothing where the talk is over for them."""
    screen = current(flow, session)
    if session.state is State.STOPPED:
        return [did("Resumed")] if manner.comes_back else []
    if session.state is State.DECLINED or isinstance(screen.step, Closing):
        return []
    return [_move(flow, session, screen, manner)]


def _move(flow: Flow, session: Session, screen: Asked, manner: Manner) -> Move:
    """What is done at this screen."""
    match screen.step:
        case Question():
            return _answered(flow, screen, screen.step, manner)
        case Consent():
            return did("Agreed" if manner.agrees else "Declined")
        case Company(part=part):
            return did("Chose", choices=[manner.company.get(part, screen.choices[0].id)])
        case Practice():
            return did("Chose", choices=[_practised(session, screen, screen.step, manner).id])
        case _:
            return did("Continued")


def _practised(session: Session, screen: Asked, practice: Practice, manner: Manner) -> Choice:
    """A wrong choice at first, the right one when it comes once more."""
    is_right = manner.practice == "right" or any(move.step == practice.id for move in session.trail)
    return next(c for c in screen.choices if ((c.counts_as or c.id) in practice.right) == is_right)


def _answered(flow: Flow, screen: Asked, question: Question, manner: Manner) -> Move:
    """A tap, some words, or what is done at every question."""
    if manner.question:
        return did(manner.question)
    if question.kind in ("text", "voice"):
        said: dict[str, Move] = {"Wrote": {"words": "Some words."}, "Spoke": {"media": 7}}
        return did(manner.opened, **said.get(manner.opened, {}))
    tapped = _tapped(flow, screen, question, manner)
    if screen.again and manner.changes_a_pair:
        tapped = screen.choices[-1] if tapped == screen.choices[0] else screen.choices[0]
    return did("Chose", choices=[tapped.id])


def _tapped(flow: Flow, screen: Asked, question: Question, manner: Manner) -> Choice:
    """The choice that this manner leads to."""
    if manner.taps in ("first", "last"):
        return screen.choices[0 if manner.taps == "first" else -1]
    polarity = flow.readings[question.id].polarity
    fitting = [choice for choice in screen.choices if polarity.get(choice.counts_as or choice.id) == manner.taps]
    return (fitting or list(screen.choices))[0]
