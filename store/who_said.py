"""Who said what led to a change, and can still stand by it. Numbers only: no words."""

from __future__ import annotations

from store.changes import Change
from store.rows import listed
from store.told import ANSWER, COMMENT
from store.tx import Tx

_OWN = "NOT IN ('proxy', 'observed')"
_HEARD = f"""SELECT h.person_id FROM change_heard h
    LEFT JOIN answer a ON h.kind = :answer AND a.id = h.words_id
    LEFT JOIN comment m ON h.kind = :comment AND m.id = h.words_id
    WHERE h.change_id = :id AND (:person = 0 OR h.person_id = :person)
    AND a.superseded_at IS NULL AND a.taken_back_at IS NULL AND (a.id IS NULL OR a.support {_OWN})
    AND m.superseded_at IS NULL AND m.taken_back_at IS NULL"""
"""Whose words led to a change. What was deleted since, when its time was over, they have said all the same."""


def said_by(tx: Tx, change: Change) -> frozenset[int]:
    """Ids of everyone who said it, each once, without the forgotten.

    An answer counts that the person can still stand by, at the place of the change; words that they have not taken
    back. What others saw of someone, or answered for them, is not theirs: nobody is told that they said it (D12).
    """
    return _not_forgotten(tx, _who_said(tx, change, 0))


def says(tx: Tx, change: Change, person_id: int) -> bool:
    """Whether someone is one of those, at this moment."""
    return person_id in _not_forgotten(tx, _who_said(tx, change, person_id))


def _who_said(tx: Tx, change: Change, person_id: int) -> set[int]:
    """Everyone who said it, or (not 0) one person alone, where they did."""
    rows = tx.all(
        f"""SELECT DISTINCT a.choices, a.person_id, c.choice FROM change_answer c
        JOIN answer a ON a.round_id = c.round_id AND a.prompt = c.prompt
        WHERE c.change_id = :id AND a.superseded_at IS NULL AND a.taken_back_at IS NULL AND a.support {_OWN}
        AND (:service = 0 OR a.service_id = :service) AND (:person = 0 OR a.person_id = :person)
        AND a.choices LIKE '%' || c.choice || '%'""",
        id=change.id,
        service=change.service_id,
        person=person_id,
    )
    found = {row[1] for row in rows if f'"{row[2]}"' in row[0]}
    found |= {row[0] for row in tx.all(_HEARD, id=change.id, person=person_id, answer=ANSWER, comment=COMMENT)}
    wish = "SELECT person_id FROM wish WHERE id = :id AND (:person = 0 OR person_id = :person)"
    return found | {row[0] for row in tx.all(wish, id=change.wish_id or 0, person=person_id)}


def _not_forgotten(tx: Tx, found: set[int]) -> frozenset[int]:
    if not found:
        return frozenset()
    names, values = listed(tuple(sorted(found)))
    rows = tx.all(f"SELECT id FROM person WHERE id IN ({names}) AND forgotten_at IS NULL", **values)
    return frozenset(row[0] for row in rows)
