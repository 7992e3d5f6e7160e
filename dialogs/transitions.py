"""What may happen when: one table says, for each state and each input, which states may come next.

The engine asks the table what is allowed, and holds its own result against it. `docs/states.md` is drawn from it.
An input with no state to lead to is not expected there: the engine ignores it and asks the same question again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, get_args

from dialogs.inputs import (
    Agreed,
    AskedAgain,
    AskedForHelp,
    Chose,
    Continued,
    Declined,
    DidNotKnow,
    Input,
    RatherNotSay,
    Resumed,
    Skipped,
    Spoke,
    Stopped,
    ToldWorry,
    TookBack,
    WentBack,
    Wrote,
)


class State(StrEnum):
    """What a session is waiting for."""

    INFORMING = "informing"
    CONSENTING = "consenting"
    MEETING = "meeting"
    PRACTISING = "practising"
    ASKING = "asking"
    ASKING_AGAIN = "asking_again"
    RESTING = "resting"
    CLOSED = "closed"
    STOPPED = "stopped"
    DECLINED = "declined"


class EngineBug(Exception):
    """The engine broke its own table. Never caused by what a person does."""


States = frozenset[State]

NOWHERE: Final[States] = frozenset()
ONWARD: Final[States] = frozenset(
    {
        State.INFORMING,
        State.CONSENTING,
        State.MEETING,
        State.PRACTISING,
        State.ASKING,
        State.RESTING,
        State.CLOSED,
    }
)
BEFORE: Final[States] = (ONWARD | {State.ASKING_AGAIN}) - {State.CLOSED}
_ASKED_MORE: Final[States] = ONWARD | {State.ASKING_AGAIN}
_STOPPED: Final[States] = frozenset({State.STOPPED})
_DECLINED: Final[States] = frozenset({State.DECLINED})

INPUTS: Final[tuple[type[Input], ...]] = get_args(Input)

_Row = dict[type[Input], States]

# On the way, every screen can be left in these ways. To take an answer back can hide the step that it led to.
_ON_THE_WAY: Final[_Row] = {WentBack: BEFORE, Stopped: _STOPPED, TookBack: ONWARD}
_ANSWERS: Final = (Chose, DidNotKnow, RatherNotSay, Skipped)

_ROWS: Final[dict[State, _Row]] = {
    State.INFORMING: {**_ON_THE_WAY, Continued: ONWARD, Skipped: ONWARD},
    State.CONSENTING: {**_ON_THE_WAY, Agreed: ONWARD, Declined: _DECLINED, Chose: ONWARD | _DECLINED},
    State.MEETING: {**_ON_THE_WAY, Chose: ONWARD, Skipped: ONWARD},
    State.PRACTISING: {**_ON_THE_WAY, **dict.fromkeys(_ANSWERS, ONWARD)},
    # Only a tap can differ from the earlier question of a reversed pair.
    State.ASKING: {
        **_ON_THE_WAY,
        **dict.fromkeys(_ANSWERS, ONWARD),
        Chose: _ASKED_MORE,
        Continued: _ASKED_MORE,
        Wrote: ONWARD,
        Spoke: ONWARD,
    },
    # Never a third time: whatever comes now leads on.
    State.ASKING_AGAIN: {
        **_ON_THE_WAY,
        **dict.fromkeys(_ANSWERS, ONWARD),
        Continued: ONWARD,
        TookBack: _ASKED_MORE,
    },
    State.RESTING: {**_ON_THE_WAY, Continued: ONWARD, Skipped: ONWARD, Chose: ONWARD | _STOPPED},
    State.CLOSED: {WentBack: BEFORE, TookBack: frozenset({State.CLOSED})},
    # A person can come back days later, or press 'back' at once.
    State.STOPPED: {Resumed: _ASKED_MORE, WentBack: BEFORE, TookBack: _STOPPED},
    # A 'no' can be changed. A second 'no' is a 'no'.
    State.DECLINED: {
        WentBack: BEFORE,
        TookBack: _DECLINED,
        Agreed: ONWARD,
        Declined: _DECLINED,
        Chose: ONWARD | _DECLINED,
    },
}


def _whole(state: State, row: _Row) -> _Row:
    same = frozenset({state})
    always: _Row = {AskedAgain: same, AskedForHelp: same, ToldWorry: same}
    return {**dict.fromkeys(INPUTS, NOWHERE), **row, **always}


TABLE: Final[dict[State, _Row]] = {state: _whole(state, row) for state, row in _ROWS.items()}


def check(before: State, given: type[Input], after: State) -> None:
    """Hold a result of the engine against the table.

    Raises:
        EngineBug: The table does not lead there.
    """
    if after not in TABLE[before][given]:
        raise EngineBug(f"{given.__name__} must not lead from {before} to {after}")
