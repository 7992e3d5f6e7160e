"""Draws the table of transitions as Mermaid and as a table: `python -m dialogs.diagram > docs/states.md`."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import Final

from dialogs.inputs import AskedAgain, AskedForHelp, ToldWorry
from dialogs.transitions import BEFORE, INPUTS, ONWARD, TABLE, State, States

_ALWAYS: Final = (AskedAgain, AskedForHelp, ToldWorry)
_ONWARD, _BEFORE = "onward", "before"

_HEAD = """# The states of a session

Drawn from the table in `dialogs/transitions.py` by `python -m dialogs.diagram > docs/states.md`. Do not edit by hand.

`onward` is the next step on this person's way, whatever it is; `before` is the screen before. In every state,
`AskedAgain`, `AskedForHelp` and `ToldWorry` are taken and change nothing; they are left out of the picture.
An arrow can lead back to its own state: two questions follow each other, or a practice comes once more.
"""


def page() -> str:
    """The whole of docs/states.md."""
    return f"{_HEAD}\n```mermaid\n{mermaid()}\n```\n\n## Every input in every state\n\n{matrix()}\n"


def mermaid() -> str:
    """The diagram. Sets of states that many arrows lead to are drawn once, as a node of their own."""
    lines = ["stateDiagram-v2", "    [*] --> onward"]
    for state in TABLE:
        lines += [f"    {state} --> {target}: {', '.join(names)}" for target, names in _arrows(state).items()]
    lines += [f"    onward --> {state}" for state in State if state in ONWARD]
    lines += [f"    before --> {state}" for state in State if state in BEFORE]
    return "\n".join(lines)


def matrix() -> str:
    """Every input in every state, with the states that it may lead to; a dash where it is not expected."""
    head = f"| | {' | '.join(State)} |"
    rows = [
        f"| {kind.__name__} | {' | '.join(', '.join(_targets(TABLE[state][kind])) or '–' for state in State)} |"
        for kind in INPUTS
    ]
    return "\n".join([head, "|---" * (len(State) + 1) + "|", *rows])


def _arrows(state: State) -> dict[str, list[str]]:
    arrows: defaultdict[str, list[str]] = defaultdict(list)
    for kind, states in TABLE[state].items():
        if kind not in _ALWAYS:
            for target in _targets(states):
                arrows[target].append(kind.__name__)
    return arrows


def _targets(states: States) -> list[str]:
    """The states by name; a whole group by the group's name."""
    if states >= ONWARD:
        return [_ONWARD, *_named(states - ONWARD)]
    if states >= BEFORE:
        return [_BEFORE, *_named(states - BEFORE)]
    return _named(states)


def _named(states: States) -> list[str]:
    return [state.value for state in State if state in states]


if __name__ == "__main__":
    sys.stdout.write(page())
