"""What moved of an action: its last day, who leads it, its outcome. Kept by itself, so that slipping can be seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from store import members
from store.action import NewAction, Someone
from store.action_beside import opened, sealed
from store.tx import Row, Tx

DUE, LEAD, OUTCOME = "due", "lead", "outcome"
Days = tuple[str | None, str | None]
"""What a last day was, and is; None for none."""


@dataclass(frozen=True, slots=True)
class Move:
    """One change of what an action says.

    Attributes:
        by: Who changed it; '' where the program did.
        part: `due`, `lead` or `outcome`.
        was: A day, names or words; '' where there were none.
    """

    at: str
    by: str
    part: str
    was: str
    now: str


def note(tx: Tx, action_id: int, before: NewAction, after: NewAction, *, at: str, by: int | None) -> None:
    """Keeps what moved between two ways to say an action; nothing where nothing did."""
    if before.due_on != after.due_on:
        _add(tx, action_id, DUE, at=at, by=by, was_on=before.due_on, now_on=after.due_on)
    if [_who(one) for one in before.leads] != [_who(one) for one in after.leads]:
        body = [[(one.words, one.member_id) for one in said.leads] for said in (before, after)]
        _add(tx, action_id, LEAD, at=at, by=by, body=sealed(tx, body))
    if before.outcome.split() != after.outcome.split():
        _add(tx, action_id, OUTCOME, at=at, by=by, body=sealed(tx, [before.outcome, after.outcome]))


def of(tx: Tx, action_id: int) -> tuple[Move, ...]:
    """What moved of one action, newest first."""
    sql = """SELECT at, member_id, part, was_on, now_on, body FROM action_move WHERE action_id = :id
        ORDER BY at DESC, id DESC"""
    return tuple(_move(tx, row) for row in tx.all(sql, id=action_id))


def days(tx: Tx) -> Mapping[int, list[Days]]:
    """How the last day of each action moved, oldest first; an action whose day never moved is not in it."""
    found: defaultdict[int, list[Days]] = defaultdict(list)
    for action_id, was, now in tx.all(
        "SELECT action_id, was_on, now_on FROM action_move WHERE part = :part ORDER BY id", part=DUE
    ):
        found[action_id].append((was, now))
    return found


def _add(tx: Tx, action_id: int, part: str, *, at: str, by: int | None, **values: object) -> None:
    tx.insert(
        """INSERT INTO action_move (action_id, at, member_id, part, was_on, now_on, body)
        VALUES (:id, :at, :by, :part, :was_on, :now_on, :body)""",
        **{"was_on": None, "now_on": None, "body": None, **values},
        id=action_id,
        at=at,
        by=by,
        part=part,
    )


def _move(tx: Tx, row: Row) -> Move:
    at, member_id, part, was_on, now_on, body = row
    if part == DUE:
        return Move(at, _name(tx, member_id), part, was_on or "", now_on or "")
    was, now = opened(tx, body)
    if part == LEAD:
        was, now = (", ".join(_name(tx, one) or words for words, one in some) for some in (was, now))
    return Move(at, _name(tx, member_id), part, was, now)


def _who(one: Someone) -> object:
    return one.member_id or " ".join(one.name.split()).casefold()


def _name(tx: Tx, member_id: int | None) -> str:
    member = members.get(tx, member_id) if member_id else None
    return member.name if member else ""
