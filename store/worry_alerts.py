"""Who was told that a worry waits, when and by which ways. Each is told once a step, whatever goes wrong between."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Alerted:
    """One who was told.

    Attributes:
        step: 0 for the first time, then counted up.
        role: `lead`, `deputy`, `contact` or `administrator`.
        ways: Of `telegram`, `email` and `page`; only `page` means that nothing could be sent to them.
    """

    step: int
    at: str
    role: str
    name: str
    ways: tuple[str, ...]


def add(tx: Tx, worry_id: int, *, step: int, at: str, role: str, name: str, ways: tuple[str, ...]) -> bool:
    """Notes that someone is told in this step; False where they were already."""
    sql = """INSERT INTO worry_alert (worry_id, step, at, role, name, ways)
        VALUES (:worry, :step, :at, :role, :name, :ways) ON CONFLICT (worry_id, step, role, name) DO NOTHING"""
    return tx.run(sql, worry=worry_id, step=step, at=at, role=role, name=name, ways=",".join(ways)) == 1


def done(tx: Tx, worry_id: int, *, step: int, at: str, reached: int, escalated: bool) -> None:
    """Notes that a step is done, how many could be reached, and whether people from outside were told.

    A clock that was put back takes the beginning with it: nobody waits for a moment that is far off.
    """
    tx.run(
        """UPDATE worry SET alerts = :next, alerted_at = :at, reached = :reached,
        alerted_from = CASE WHEN alerted_from > :at OR alerted_from = '' AND told_at > :at THEN :at
            WHEN alerted_from = '' THEN told_at ELSE alerted_from END,
        escalated_at = CASE WHEN escalated_at = '' AND :escalated = 1 THEN :at ELSE escalated_at END WHERE id = :id""",
        id=worry_id,
        next=step + 1,
        at=at,
        reached=reached,
        escalated=int(escalated),
    )


def of(tx: Tx, worry_id: int) -> tuple[Alerted, ...]:
    """Everyone who was told, oldest first."""
    rows = tx.all("SELECT step, at, role, name, ways FROM worry_alert WHERE worry_id = :id ORDER BY id", id=worry_id)
    return tuple(Alerted(step, at, role, name, tuple(ways.split(","))) for step, at, role, name, ways in rows)
