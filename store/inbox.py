"""What arrived in chats: kept as it came, sealed, before it is acknowledged; emptied once it was handled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Update:
    """An update that just arrived.

    Attributes:
        lane: Whose it is, as a keyed hash: updates of one lane are handled one after another.
        body: As it came. Never logged.
    """

    update_id: int
    lane: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that waits to be handled, without its body."""

    id: int
    update_id: int
    lane: str


@dataclass(frozen=True, slots=True)
class Aside:
    """An update that was put aside. `fault` says why, without a word of what it held."""

    update_id: int
    arrived_at: str
    fault: str


def keep(tx: Tx, bot: str, updates: Iterable[Update], at: str) -> tuple[Waiting, ...]:
    """Keeps updates, and returns those that were not there before."""
    kept = []
    for update in updates:
        row = tx.one(
            """INSERT INTO inbox (bot, update_id, lane, body, arrived_at)
            VALUES (:bot, :update_id, :lane, :body, :at) ON CONFLICT (bot, update_id) DO NOTHING RETURNING id""",
            bot=bot,
            update_id=update.update_id,
            lane=update.lane,
            body=tx.keys.seal(_about(bot, update.update_id), update.body),
            at=at,
        )
        if row:
            kept.append(Waiting(row[0], update.update_id, update.lane))
    return tuple(kept)


def take(tx: Tx, inbox_id: int) -> bytes | None:
    """The body of an update that is not handled yet, kept from other writers; None when it was."""
    sql = f"SELECT bot, update_id, body FROM inbox WHERE id = :id AND handled_at IS NULL{tx.lock}"
    row = tx.one(sql, id=inbox_id)
    return tx.keys.open(_about(row[0], row[1]), row[2]) if row else None


def done(tx: Tx, inbox_id: int, at: str) -> bool:
    """Notes that an update is handled, and empties it; False when it was handled before: then nothing must change."""
    sql = "UPDATE inbox SET handled_at = :at, body = NULL WHERE id = :id AND handled_at IS NULL"
    return tx.run(sql, id=inbox_id, at=at) == 1


def put_aside(tx: Tx, inbox_id: int, fault: str, at: str) -> None:
    """Puts an update that cannot be handled where it harms nothing. Its body stays, sealed, to be looked at."""
    sql = "UPDATE inbox SET handled_at = :at, fault = :fault WHERE id = :id"
    tx.run(sql, id=inbox_id, at=at, fault=fault)


def waiting(tx: Tx, bot: str) -> tuple[Waiting, ...]:
    """What is not handled yet, in the order in which it was sent."""
    sql = "SELECT id, update_id, lane FROM inbox WHERE handled_at IS NULL AND bot = :bot ORDER BY update_id"
    return tuple(Waiting(*row) for row in tx.all(sql, bot=bot))


def aside(tx: Tx) -> tuple[Aside, ...]:
    """What was put aside, oldest first."""
    rows = tx.all("SELECT update_id, arrived_at, fault FROM inbox WHERE fault <> '' ORDER BY id")
    return tuple(Aside(*row) for row in rows)


def empty_lane(tx: Tx, bot: str, lane: str) -> None:
    """Empties what was put aside of a lane: whoever wrote it is forgotten. Why it was put aside stays."""
    sql = "UPDATE inbox SET body = NULL WHERE bot = :bot AND lane = :lane AND handled_at IS NOT NULL"
    tx.run(sql, bot=bot, lane=lane)


def forget_before(tx: Tx, at: str) -> int:
    """Removes what was handled before a moment, put aside or not. Returns how many rows went."""
    return tx.run("DELETE FROM inbox WHERE handled_at < :at", at=at)


def _about(bot: str, update_id: int) -> str:
    return f"inbox/{bot}/{update_id}"
