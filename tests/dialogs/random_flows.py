"""Flows and inputs made by chance, for properties that must hold whatever an author writes and a person does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from dialogs.inputs import Agreed, Chose, Continued, DidNotKnow, Input, RatherNotSay, Skipped, Spoke, Wrote
from dialogs.model import (
    About,
    CarryOn,
    Closing,
    Company,
    Consent,
    Flow,
    Information,
    OnlyIf,
    Practice,
    Question,
    Reading,
    Step,
    Value,
)
from dialogs.transitions import INPUTS
from tests.dialogs.flows import SCALE, SHOWN, flow_of, tap

WORDS = "zebra words"
ROLES = (tap("nobody", alone=True), tap("family"), tap("staff"))
HELP = tuple(map(tap, ("alone", "supported", "proxy", "observed")))
KINDS = (
    *("information", "consent", "present", "help", "helper", "practice_3", "practice_5", "carry_on"),
    *("choice", "either_or", "several", "text", "voice", "reversed", "reversed", "reversed", "choice", "choice"),
)
IDS = [choice.id for choice in (*SCALE.three, *SCALE.five, *ROLES, *HELP)] + ["a", "b", "agree", "carry_on", "stop"]


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Up to a dozen steps of any kind in any order, some with conditions, then the closing screen."""
    steps: list[Step] = []
    for number, kind in enumerate(draw(st.lists(st.sampled_from(KINDS), min_size=4, max_size=12))):
        made = draw(
            _step(
                f"s{number}", kind, [step.id for step in steps if isinstance(step, Question) and step.kind == "choice"]
            )
        )
        if steps and draw(st.integers(0, 2)) == 0:
            chose = draw(st.sampled_from([("yes", "a", "family"), ("no", "b", "nobody"), ("half", "yes", "no")]))
            made = replace(made, only_if=OnlyIf(draw(st.sampled_from(steps)).id, chose))
        steps.append(made)
    values = st.sampled_from([Value.GOOD, Value.NOT_GOOD, Value.GOOD, Value.NOT_GOOD, Value.MIXED])
    polarity = st.fixed_dictionaries(dict.fromkeys(("yes", "no", "a", "b"), values))
    readings = {s.id: Reading(("s.1",), s.about, draw(polarity)) for s in steps if isinstance(s, Question)}
    return flow_of(*steps, Closing("end", ("Thank you.",), **SHOWN), readings=readings)


@st.composite
def _step(draw: st.DrawFn, id_: str, kind: str, earlier: list[str]) -> Step:
    if kind == "information":
        return Information(id_, ("Hello.",), **SHOWN)
    if kind == "consent":
        return Consent(id_, "1", (), "Is that OK?", tap("agree"), tap("decline"), **SHOWN)
    if kind == "carry_on":
        return CarryOn(id_, "Carry on?", tap("carry_on"), tap("stop"), **SHOWN)
    if kind in ("practice_3", "practice_5"):
        return Practice(id_, "Is this a cup?", int(kind[-1]), ("yes",), **SHOWN)
    companies: dict[str, Any] = {"present": ROLES, "help": HELP, "helper": ROLES}
    if kind in companies:
        return Company(id_, kind, "Who?", companies[kind], **SHOWN)  # type: ignore[arg-type]
    return draw(_question(id_, kind, earlier))


@st.composite
def _question(draw: st.DrawFn, id_: str, kind: str, earlier: list[str]) -> Question:
    reverse_of = draw(st.sampled_from(earlier)) if kind == "reversed" and earlier else ""
    about = draw(st.sampled_from(About))
    real: Any = "choice" if kind == "reversed" else kind
    own = (tap("a"), tap("b")) if kind in ("either_or", "several") else ()
    return Question(id_, real, "So?", about, **SHOWN, choices=own, again="Again?", reverse_of=reverse_of)


def any_input(turn: int) -> st.SearchStrategy[Input]:
    """Every input at this turn, fitting or not."""
    chosen = st.lists(st.sampled_from([*IDS, "", "junk"]), max_size=3).map(tuple)
    fields: dict[str, st.SearchStrategy[Any]] = {
        "turn": st.just(turn),
        "choices": chosen,
        "words": st.sampled_from([WORDS, "", "  "]),
        "media": st.integers(1, 9),
        "step": st.sampled_from(["", "s0", "s1", "s5", "junk"]),
    }
    return st.sampled_from(INPUTS).flatmap(
        lambda kind: st.builds(kind, **{name: fields[name] for name in kind.__slots__})
    )


def fitting_input(turn: int, shown: list[str], step: Step) -> st.SearchStrategy[Input]:
    """An input that goes on from this screen; mostly a tap on one choice."""
    if isinstance(step, Consent):
        return st.sampled_from([Agreed(turn), Agreed(turn), Agreed(turn), Chose(turn, ("decline",))])
    if shown:
        taps: list[Input] = [Chose(turn, (id_,)) for id_ in shown]
        several = Chose(turn, tuple(shown[:2]))
        rest = [Skipped(turn), DidNotKnow(turn), RatherNotSay(turn), Continued(turn), several]
        return st.sampled_from([*taps, *taps, *taps, *rest])
    if isinstance(step, Question):
        return st.sampled_from([Wrote(turn, WORDS), Spoke(turn, 3), Continued(turn), Skipped(turn)])
    return st.just(Continued(turn))
