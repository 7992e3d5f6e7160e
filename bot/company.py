"""Who can see the screen: what a page may say aloud depends on it (a worry stays between the person and us)."""

from __future__ import annotations

from asking.turn import Turn
from dialogs.facts import NOBODY
from dialogs.model import Company
from dialogs.path import place, walk


def is_alone(turn: Turn) -> bool:
    """Whether the person has told us that nobody is there. Before anybody was asked, someone may be watching."""
    if not turn.sitting:  # told on another device, or long ago: somebody else may be here now
        return False
    flow, trail = turn.flow, turn.session.trail
    told = any(isinstance(flow.steps[index], Company) for index, _, _ in walk(flow, trail))
    return told and place(flow, trail).facts.helpers == NOBODY
