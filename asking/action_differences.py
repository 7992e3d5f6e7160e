"""What a table says otherwise than the register of an action that is there, and what taking it would change.

What a table does not say differs in nothing: an empty cell, or a column that it does not have. And taking one thing
changes that thing alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from asking.leads import folded
from evidence.action_tables.model import Evidence, TableAction, TimeKind
from evidence.action_tables.timescales import understood
from store.action import Expected, NewAction, Status

STATUS = {TimeKind.DONE: Status.DONE, TimeKind.ONGOING: Status.IN_PROGRESS}
"""What a timescale says of how far it is. All other actions are not started."""
FURTHER = {Status.NOT_STARTED: 0, Status.IN_PROGRESS: 1, Status.DONE: 2, Status.NO_LONGER_NEEDED: 2}
"""A table takes an action forward only: what is done in the register is not undone by an older file."""
HOW_FAR = {
    Status.NOT_STARTED: "not started",
    Status.IN_PROGRESS: "in progress",
    Status.DONE: "done",
    Status.NO_LONGER_NEEDED: "no longer needed",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `change` holds the fields of the action that are put in its place."""

    name: str
    change: dict[str, Any] = field(default_factory=dict)


def differences(one: TableAction, said: NewAction, new: NewAction, news: str) -> Iterator[Difference]:
    """What differs.

    Args:
        one: The action as the table has it.
        said: As it stands in the register.
        new: As it would be if it were new.
        news: What the table says of progress that no note says yet.
    """
    refers = tuple(dict.fromkeys((*said.refers_to, *new.refers_to)))
    if folded(one.what) != folded(said.what):
        yield Difference("what is to be done", {"what": new.what, "refers_to": refers})
    if one.outcome and folded(one.outcome) != folded(said.outcome):
        yield Difference("the outcome for people", {"outcome": new.outcome})
    if one.expected and not _same_expected(one, said):
        yield Difference("the evidence expected", {"expected": _expected(one, said, new)})
    if one.leads and [folded(each) for each in one.leads] != [folded(each.words) for each in said.leads]:
        yield Difference("who leads", {"leads": new.leads})
    again = _same_time(one, said, new)
    if not again:
        yield Difference("the timescale", _time(said, new))
    status = one.status or (None if again else STATUS.get(one.timescale.kind))
    if status and FURTHER[status] > FURTHER[said.status]:
        yield Difference(f"how far it is ({HOW_FAR[status]})", {"status": status})
    if news:
        yield Difference("the progress", {"refers_to": refers})
    more = {title: text for title, text in one.more.items() if folded(text) != folded(said.more.get(title, ""))}
    if more:
        yield Difference(", ".join(f"“{title}”" for title in more), {"more": said.more | more})


def _same_time(one: TableAction, said: NewAction, new: NewAction) -> bool:
    """Whether the table says nothing new of when.

    Our own layouts print the day where there are no words, and the times of what is expected where each has its own.
    """
    words = folded(one.timescale.said)
    of_expected = [each.timescale for each in said.expected if each.timescale]
    known = {"", folded(said.timescale), folded(" ".join(of_expected)), folded(" ".join(dict.fromkeys(of_expected)))}
    if words in known:
        return True
    if said.timescale:
        return False
    return new.due_on == said.due_on if said.due_on else bool(new.starts_on) and new.starts_on == said.starts_on


def _time(said: NewAction, new: NewAction) -> dict[str, Any]:
    """The new words and their days. A day that somebody set by hand stays where the new words say none."""
    old = understood(said.timescale)
    begins = old.kind is TimeKind.BEGINS
    by_hand = {
        "starts_on": said.starts_on if said.starts_on != (old.due_on if begins else None) else None,
        "due_on": said.due_on if said.due_on != (None if begins else old.due_on) else None,
    }
    return {
        "timescale": new.timescale,
        "starts_on": new.starts_on or by_hand["starts_on"],
        "due_on": new.due_on or by_hand["due_on"],
    }


def _same_expected(one: TableAction, said: NewAction) -> bool:
    if len(one.expected) != len(said.expected):
        return False
    pairs = zip(one.expected, said.expected, strict=True)
    return all(folded(each.text) == folded(known.text) and _same_by(each, one, known) for each, known in pairs)


def _same_by(each: Evidence, one: TableAction, known: Expected) -> bool:
    """Whether its time is the one that is known; where it has none of its own, that of its action is."""
    words = each.timescale.said
    if known.timescale:
        return folded(words or one.timescale.said) == folded(known.timescale)
    if known.due_on and each.timescale.due_on == known.due_on:
        return True
    return words in {"", one.timescale.said}


def _expected(one: TableAction, said: NewAction, new: NewAction) -> tuple[Expected, ...]:
    """As the table has it; what is there already keeps its day, and when and in which record it was seen."""
    there = list(said.expected)
    found = list[Expected]()
    for each, fresh in zip(one.expected, new.expected, strict=True):
        known = next((it for it in there if folded(it.text) == folded(each.text)), None)
        if known is None:
            found.append(fresh)
            continue
        there.remove(known)
        seen_on = known.seen_on or fresh.seen_on
        if _same_by(each, one, known):
            found.append(replace(known, seen_on=seen_on))
            continue
        by_hand = known.due_on if known.due_on != understood(known.timescale).due_on else None
        found.append(replace(fresh, due_on=fresh.due_on or by_hand, seen_on=seen_on, record_id=known.record_id))
    return tuple(found)
