"""What was read into the register from a file, import by import, so that a wrong file can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store import members, plans
from store.tx import Row, Tx

OWN = ("action_standard", "action_basis", "action_expected", "action_person", "action_note", "action_move",
       "action_reminder", "action_import_change")  # fmt: skip
"""Tables that say more of an action and go with it."""
LINKED = ("change", "worry")
"""Tables that point to an action and stay: one that they point to is not taken back."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import of a file.

    Attributes:
        by: Name of who did it; '' where the command line did.
        made_plan: The plan came of it.
    """

    id: int
    plan_id: int
    at: str
    by: str
    made_plan: bool


def add(tx: Tx, *, plan_id: int, made_plan: bool, at: str, by: int | None) -> int:
    """Notes an import and returns its id."""
    sql = "INSERT INTO action_import (plan_id, at, made_by, made_plan) VALUES (:plan, :at, :by, :made)"
    return tx.insert(sql, plan=plan_id, at=at, by=by, made=int(made_plan))


def mark(tx: Tx, import_id: int, *, actions: Iterable[int], parts: Iterable[int]) -> None:
    """Notes which actions and parts came of an import."""
    for table, ids in (("action", actions), ("plan_part", parts)):
        rows = [{"id": one, "import_id": import_id} for one in ids]
        tx.many(f"UPDATE {table} SET import_id = :import_id WHERE id = :id", rows)


def of_plan(tx: Tx, plan_id: int) -> tuple[Import, ...]:
    """The imports of which a plan still holds actions, or of which something is changed, newest first."""
    sql = """SELECT i.id, i.plan_id, i.at, i.made_by, i.made_plan FROM action_import i WHERE i.plan_id = :id
        AND (EXISTS (SELECT 1 FROM action a WHERE a.import_id = i.id)
        OR EXISTS (SELECT 1 FROM action_import_change c WHERE c.import_id = i.id)) ORDER BY i.at DESC, i.id DESC"""
    return tuple(_import(tx, row) for row in tx.all(sql, id=plan_id))


def actions_of(tx: Tx, import_id: int) -> frozenset[int]:
    """Ids of the actions that came of an import and are there."""
    return frozenset(row[0] for row in tx.all("SELECT id FROM action WHERE import_id = :id", id=import_id))


def linked(tx: Tx) -> frozenset[int]:
    """Ids of the actions that something else hangs on: a change, a worry, what people said when it was linked."""
    tables = (*LINKED, "action_basis")
    sql = " UNION ".join(f"SELECT action_id FROM {table} WHERE action_id IS NOT NULL" for table in tables)
    return frozenset(row[0] for row in tx.all(sql))


def take_back(tx: Tx, one: Import, actions: Iterable[int]) -> bool:
    """Takes actions of an import away, with the parts of it that are empty then.

    The plan goes too where it came of the import and nothing is left in it: True then.
    """
    rows = [{"id": action_id} for action_id in actions]
    for table in OWN:
        tx.many(f"DELETE FROM {table} WHERE action_id = :id", rows)
    tx.many("DELETE FROM action WHERE id = :id", rows)
    empty = "NOT EXISTS (SELECT 1 FROM action WHERE action.part_id = plan_part.id)"
    tx.run(f"DELETE FROM plan_part WHERE import_id = :id AND {empty}", id=one.id)
    return one.made_plan and plans.remove(tx, one.plan_id)


def _import(tx: Tx, row: Row) -> Import:
    import_id, plan_id, at, by, made_plan = row
    member = members.get(tx, by) if by else None
    return Import(import_id, plan_id, at, member.name if member else "", bool(made_plan))
