from __future__ import annotations

from pathlib import Path

import pytest

from dialogs import diagram
from dialogs.engine import step
from dialogs.events import Ignored
from dialogs.inputs import (
    Agreed,
    AskedAgain,
    AskedForHelp,
    Chose,
    Continued,
    Declined,
    Input,
    Skipped,
    Spoke,
    Stopped,
    ToldWorry,
    TookBack,
    WentBack,
    Wrote,
)
from dialogs.transitions import BEFORE, INPUTS, NOWHERE, ONWARD, TABLE, EngineBug, State, check
from tests.dialogs.flows import Talk

DOCS = Path(__file__).parents[2] / "docs"
PAIRS = [(state, kind) for state in State for kind in INPUTS]
TO_LIKE = ((Continued,), (Agreed,), (Skipped,), (Chose, ("yes",)), (Chose, ("half",)))
TO_REST = (*TO_LIKE, (Chose, ("yes",)), *[(Skipped,)] * 3)
WAYS: dict[State, tuple[tuple[object, ...], ...]] = {
    State.INFORMING: (),
    State.CONSENTING: TO_LIKE[:1],
    State.MEETING: TO_LIKE[:2],
    State.PRACTISING: TO_LIKE[:3],
    State.ASKING: TO_LIKE,
    State.RESTING: TO_REST,
    State.ASKING_AGAIN: (*TO_REST, (Continued,), (Chose, ("yes",))),
    State.CLOSED: (*TO_REST, *[(Skipped,)] * 5),
    State.STOPPED: (*TO_REST, (Stopped,)),
    State.DECLINED: (*TO_LIKE[:1], (Declined,)),
}
VALUES: dict[type[Input], tuple[object, ...]] = {ToldWorry: (), TookBack: ("",), Wrote: ("Hello.",), Spoke: (1,)}
# Expected in the state, but not on each of its screens: words, say, do not answer where a tap is asked for.
FIT_SOME_SCREENS = (Continued, Wrote, Spoke)


def talk_in(state: State) -> Talk:
    """A talk that waits in this state."""
    talk = Talk()
    for kind, *values in WAYS[state]:
        talk.does(kind, *values)  # type: ignore[arg-type]
    assert talk.session.state is state
    return talk


def given_in(talk: Talk, kind: type[Input]) -> Input:
    """An input of this kind that fits the screen as well as it can."""
    ids = tuple(choice.id for choice in talk.asked.choices)[:1]
    values = {Chose: (ids,)}.get(kind, VALUES.get(kind, ()))
    turn = (talk.session.turn,) if "turn" in kind.__slots__ else ()
    return kind(*turn, *values)


def test_every_pair_is_in_the_table() -> None:
    """Each state says of each input where it may lead, if only nowhere."""
    assert {(state, kind) for state, row in TABLE.items() for kind in row} == set(PAIRS)


@pytest.mark.parametrize(("state", "kind"), PAIRS, ids=lambda value: getattr(value, "__name__", value))
def test_engine_does_as_the_table_says(state: State, kind: type[Input]) -> None:
    """In every state, an input that is not expected changes nothing, and any other leads where the table says."""
    talk = talk_in(state)
    session, events = step(talk.flow, talk.session, given_in(talk, kind))
    if TABLE[state][kind] == NOWHERE:
        assert (session, events) == (talk.session, (Ignored("not_expected"), talk.asked))
    else:
        assert session.state in TABLE[state][kind] | {state}
        assert kind in FIT_SOME_SCREENS or Ignored("not_expected") not in events


def test_help_worry_and_repeat_stay_put_in_every_state() -> None:
    """Three inputs are always there and lead nowhere else; back is always there too."""
    for state, row in TABLE.items():
        assert {row[AskedAgain], row[AskedForHelp], row[ToldWorry]} == {frozenset({state})}
        assert row[WentBack] == BEFORE


def test_ends_are_reached_and_left_only_as_promised() -> None:
    """Only a 'no' leads to declined; only a stop leads to stopped; nothing goes onward to either."""
    before_no = [row for state, row in TABLE.items() if state is not State.DECLINED]
    assert {kind for row in before_no for kind, states in row.items() if State.DECLINED in states} == {Chose, Declined}
    before_stop = [row for state, row in TABLE.items() if state is not State.STOPPED]
    assert {kind for row in before_stop for kind, states in row.items() if State.STOPPED in states} == {Chose, Stopped}
    assert not ONWARD & {State.STOPPED, State.DECLINED, State.ASKING_AGAIN}


def test_a_result_outside_the_table_is_our_bug() -> None:
    """A transition that the table does not have is an EngineBug, not bad input."""
    with pytest.raises(EngineBug, match="Declined must not lead from informing to declined"):
        check(State.INFORMING, Declined, State.DECLINED)


def test_engine_holds_its_result_against_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where engine and table disagree, the engine stops rather than store what must not be."""
    monkeypatch.setitem(TABLE[State.INFORMING], Continued, frozenset({State.CLOSED}))
    with pytest.raises(EngineBug):
        Talk().does(Continued)


def test_diagram_is_fresh() -> None:
    """docs/states.md is what the table says now."""
    written = (DOCS / "states.md").read_text(encoding="utf-8")
    assert written == diagram.page(), "run: python -m dialogs.diagram > docs/states.md"


def test_diagram_shows_every_state() -> None:
    """No state is missing from the picture, and the picture follows the table."""
    picture = diagram.mermaid()
    assert all(f"{state} -->" in picture for state in State)
    assert "asking --> asking_again: Continued, Chose" in picture
    assert "closed --> stopped" not in picture
