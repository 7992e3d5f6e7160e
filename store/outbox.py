"""What is to be sent. A message is kept in the turn that makes it, and goes out once that turn is saved."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that waits to be sent.

    Attributes:
        lane: Whom it is for, as a keyed hash: messages of one lane go out in order.
        priority: 0 for a reply, 1 for what can wait, such as a reminder, 2 for a picture that is taken back.
        body: What is sent, and where to. Never logged.
    """

    id: int
    lane: str
    priority: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Totals:
    """How the outbox stands.

    Attributes:
        waiting: Not sent yet.
        oldest: When the oldest of these was made; '' where there is none.
        maybe_twice: Sent again because it was not known whether they had come.
        failed: Given up, for a reason that trying again would not mend.
    """

    waiting: int
    oldest: str
    maybe_twice: int
    failed: int


def put(tx: Tx, *, bot: str, lane: str, body: bytes, at: str, priority: int = 0) -> Letter:
    """Keeps a message, to be sent once this turn is saved."""
    sealed = tx.keys.seal(_about(bot, lane), body)
    letter_id = tx.insert(
        "INSERT INTO outbox (bot, lane, priority, body, made_at) VALUES (:bot, :lane, :priority, :body, :at)",
        bot=bot,
        lane=lane,
        priority=priority,
        body=sealed,
        at=at,
    )
    return Letter(letter_id, lane, priority, body)


def waiting(tx: Tx, bot: str) -> tuple[Letter, ...]:
    """Everything that is not sent yet, oldest first."""
    rows = tx.all(
        "SELECT id, lane, priority, body FROM outbox WHERE done_at IS NULL AND bot = :bot ORDER BY id", bot=bot
    )
    return tuple(Letter(row[0], row[1], row[2], tx.keys.open(_about(bot, row[1]), row[3])) for row in rows)


def count_waiting(tx: Tx, bot: str, lane: str) -> int:
    """How many messages wait to be sent to one chat."""
    sql = "SELECT COUNT(*) FROM outbox WHERE done_at IS NULL AND bot = :bot AND lane = :lane"
    row = tx.one(sql, bot=bot, lane=lane)
    return int(row[0]) if row else 0


def oldest_of(tx: Tx, bot: str, lane: str) -> str:
    """When the oldest message that waits for one chat was made; '' where none does."""
    sql = "SELECT MIN(made_at) FROM outbox WHERE done_at IS NULL AND bot = :bot AND lane = :lane"
    row = tx.one(sql, bot=bot, lane=lane)
    return (row[0] or "") if row else ""


def doubted(tx: Tx, bot: str) -> None:
    """Notes that everything that waits may have been sent already: the program was cut off."""
    tx.run("UPDATE outbox SET maybe_twice = 1 WHERE done_at IS NULL AND bot = :bot", bot=bot)


def doubt(tx: Tx, letters: Iterable[int]) -> None:
    """Notes that these may have been sent already."""
    tx.many(
        "UPDATE outbox SET maybe_twice = 1 WHERE id = :id AND done_at IS NULL", [{"id": letter} for letter in letters]
    )


def done(tx: Tx, letter_id: int, at: str, *, maybe_twice: bool = False, fault: str = "") -> None:
    """Notes that a message was sent, or given up because of a fault, and empties it."""
    tx.run(
        """UPDATE outbox SET done_at = :at, body = NULL, fault = :fault,
        maybe_twice = CASE WHEN :twice = 1 THEN 1 ELSE maybe_twice END WHERE id = :id""",
        id=letter_id,
        at=at,
        fault=fault,
        twice=int(maybe_twice),
    )


def drop(tx: Tx, bot: str, lane: str, at: str, fault: str, *, all_but: int = -1) -> None:
    """Gives up everything that waits for a lane, but what has one priority: it can no longer be reached, or may not."""
    tx.run(
        """UPDATE outbox SET done_at = :at, body = NULL, fault = :fault
        WHERE done_at IS NULL AND bot = :bot AND lane = :lane AND priority <> :spared""",
        spared=all_but,
        bot=bot,
        lane=lane,
        at=at,
        fault=fault,
    )


def drop_naming(tx: Tx, bot: str, lane: str, name: str, *, at: str, fault: str) -> int:
    """Gives up what waits for a lane and names someone; returns how much that was. Bodies are JSON."""
    sql = "SELECT id, body FROM outbox WHERE done_at IS NULL AND bot = :bot AND lane = :lane"
    written = {form.encode() for form in (name, *(json.dumps(name, ensure_ascii=way)[1:-1] for way in (True, False)))}
    gone = [
        row[0]
        for row in tx.all(sql, bot=bot, lane=lane)
        if name and any(one in tx.keys.open(_about(bot, lane), row[1]) for one in written)
    ]
    for letter_id in gone:
        done(tx, letter_id, at, fault=fault)
    return len(gone)


def last_fault(tx: Tx, bot: str, lane: str) -> str:
    """Why the latest message of a lane that is done was given up; '' where it was sent, or nothing is known."""
    sql = """SELECT fault FROM outbox WHERE bot = :bot AND lane = :lane AND done_at IS NOT NULL
        ORDER BY id DESC LIMIT 1"""
    row = tx.one(sql, bot=bot, lane=lane)
    return str(row[0]) if row else ""


def queue(tx: Tx, bot: str) -> tuple[int, str]:
    """How many of a channel's messages wait, and when the oldest was made; '' where none does."""
    row = tx.one("SELECT COUNT(*), MIN(made_at) FROM outbox WHERE done_at IS NULL AND bot = :bot", bot=bot)
    return (row[0], row[1] or "") if row else (0, "")


def totals(tx: Tx) -> Totals:
    """How the outbox stands, for `plainsay doctor`."""
    waits = tx.one("SELECT COUNT(*), MIN(made_at) FROM outbox WHERE done_at IS NULL")
    twice = tx.one("SELECT COUNT(*) FROM outbox WHERE maybe_twice = 1")
    failed = tx.one("SELECT COUNT(*) FROM outbox WHERE fault <> ''")
    return Totals(
        waiting=waits[0] if waits else 0,
        oldest=(waits[1] or "") if waits else "",
        maybe_twice=twice[0] if twice else 0,
        failed=failed[0] if failed else 0,
    )


def oldest(tx: Tx) -> str:
    """When the oldest message that waits was made; '' where none does."""
    row = tx.one("SELECT MIN(made_at) FROM outbox WHERE done_at IS NULL")
    return (row[0] or "") if row else ""


def forget_before(tx: Tx, at: str) -> int:
    """Removes what was done before a moment. Returns how many rows went."""
    return tx.run("DELETE FROM outbox WHERE done_at < :at", at=at)


def _about(bot: str, lane: str) -> str:
    return f"outbox/{bot}/{lane}"
