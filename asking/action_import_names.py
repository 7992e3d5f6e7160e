"""A file that goes into a plan which everyone reads publishes what it says: its names are asked about first."""

from __future__ import annotations

from collections.abc import Collection

from asking.action_import import Fate, Planned, Target, goes_to, planned
from asking.assessment_names import action_places, names_at, published_with, subject_of
from asking.names_to_ask import Named
from evidence.action_tables.model import Table
from store.action import NewAction
from store.tx import Tx


def names_from(tx: Tx, table: Table, target: Target, *, take: Collection[int]) -> tuple[str, tuple[Named, ...]]:
    """What their ticks belong to, and the names in what would be published; nothing where the plan is not."""
    plan_id = goes_to(tx, table, target)
    number = published_with(tx, plan_id) if plan_id else 0
    if not number:
        return "", ()
    coming = (one for one in planned(tx, table, plan_id) if one.fate is Fate.NEW or one.known in take)
    return subject_of(number), names_at(tx, number, *(place for one in coming for place in action_places(_said(one))))


def _said(one: Planned) -> NewAction:
    return NewAction(0, one.action.what, outcome=one.action.outcome, timescale=one.action.timescale.said)
