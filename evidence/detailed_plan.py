"""A detailed plan of an action: why, first steps, support, what will be seen, felt and heard; and which have one."""

from __future__ import annotations

from collections.abc import Iterator

from store import actions
from store.action import Action
from store.tx import Tx

MORE = {
    "priority": "Priority",
    "why": "Why this comes first",
    "first_steps": "First steps",
    "help": "How we get their help",
    "support_inside": "Support from inside",
    "support_outside": "Support from outside",
    "changed": "What will have changed",
    "see": "What we will see",
    "feel": "What we will feel",
    "hear": "What we will hear",
}
"""The fields of a detailed plan, in its order."""


def fields(action: Action) -> Iterator[tuple[str, str]]:
    """Those that an action has: label and text."""
    more = action.said.more
    yield from ((label, more[name]) for name, label in MORE.items() if more.get(name))


def concerns(action: Action, *, service_id: int, only: frozenset[int] | None) -> bool:
    """Whether an action belongs beside a page or report.

    Args:
        action: The action. What is for the whole provider concerns every service, and every reader.
        service_id: What the page is about; 0 for the whole provider.
        only: The services that the reader sees; None for all.
    """
    where = action.said.service_id
    return not where or (service_id in {0, where} and (only is None or where in only))


def of_ladders(tx: Tx, *, service_id: int, only: frozenset[int] | None) -> tuple[Action, ...]:
    """The actions that were opened from a ladder. Arguments as in `concerns`."""
    every = (one for one in actions.all(tx) if concerns(one, service_id=service_id, only=only))
    return tuple(one for one in every if one.said.from_kind == "ladder")


def of_others(tx: Tx, *, service_id: int, only: frozenset[int] | None) -> tuple[Action, ...]:
    """Those that were opened from elsewhere, or read from a file, and have a detailed plan."""
    every = (one for one in actions.all(tx) if concerns(one, service_id=service_id, only=only))
    return tuple(one for one in every if one.said.from_kind != "ladder" and any(fields(one)))
