"""How far an action is, as a column says it: 'Completed', 'On track', 'Not started'. A colour alone says nothing sure.

Green is 'done' in one council's tables and 'in time' in the next: only the blue of those that have it is always 'done'.
"""

from __future__ import annotations

import re

from evidence.action_tables.columns import key
from evidence.action_tables.model import Fault, GridRow, TimeKind
from evidence.action_tables.timescales import understood
from store.action import Status

PLAIN = {
    Status.NOT_STARTED: ("not started", "not yet started", "not begun", "to do", "todo", "open", "pending", "planned",
                         "outstanding", "new"),
    Status.IN_PROGRESS: ("in progress", "under way", "underway", "ongoing", "on going", "started", "commenced", "begun",
                         "on track", "active", "partly done", "partially complete"),
    Status.DONE: ("done", "complete", "completed", "closed", "finished", "achieved", "implemented", "in place", "blue"),
    Status.NO_LONGER_NEEDED: ("no longer needed", "no longer required", "not needed", "not required", "cancelled",
                              "withdrawn", "superseded", "not applicable", "n a"),
}  # fmt: skip
"""Each says this and nothing else."""
SAID = {words: status for status, every in PLAIN.items() for words in every}
ENDED = re.compile(r"\b(no longer (needed|required|relevant)|cancelled|withdrawn|superseded)\b", re.IGNORECASE)
NOT_BEGUN = re.compile(r"\bnot (yet )?(started|begun|commenced)\b", re.IGNORECASE)
KINDS = {TimeKind.DONE: Status.DONE, TimeKind.ONGOING: Status.IN_PROGRESS, TimeKind.BEGINS: Status.NOT_STARTED}
FURTHER = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE, Status.NO_LONGER_NEEDED)
LONGEST = 60
"""A longer text is a report of how it goes, in which such words may stand for anything."""


def how_far(text: str) -> Status | None:
    """How far an action is: of several lines, the least far. None where there is none, or one does not say it."""
    found = [_how_far(line) for line in text.splitlines() if line.strip()]
    known = [one for one in found if one is not None]
    return min(known, key=FURTHER.index) if known and len(known) == len(found) else None


def doubts(row: GridRow, text: str) -> tuple[Fault, ...]:
    """What should be looked at in such a cell of a row."""
    if not text or how_far(text) is not None:
        return ()
    return (Fault(row.number, text, f"“{text}” does not say how far this is.", "Say it in the register.", row.place),)


def is_plain(text: str) -> bool:
    """Whether a text says how far it is and nothing else: only then is nothing lost if its words are not kept."""
    return key(text) in SAID


def _how_far(line: str) -> Status | None:
    if is_plain(line):
        return SAID[key(line)]
    if len(line) > LONGEST:
        return None
    if ENDED.search(line):
        return Status.NO_LONGER_NEEDED
    if NOT_BEGUN.search(line):
        return Status.NOT_STARTED
    return KINDS.get(understood(line).kind)
