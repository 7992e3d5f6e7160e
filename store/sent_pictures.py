"""Messages in chats that show one of the provider's own pictures: they are edited when the picture is taken away."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Row, Tx

_COLUMNS = "bot, lane, message, picture_id, body"
_LIVE = "withdrawn_at IS NULL AND (until IS NULL OR until >= :today)"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A message that shows a picture.

    Attributes:
        lane: Which chat, as a keyed hash.
        message: Its number there.
        body: What was sent, as the outbox had it.
    """

    bot: str
    lane: str
    message: int
    picture_id: int
    body: bytes


def keep(tx: Tx, carrier: Carrier) -> None:
    """Notes a message that was sent."""
    tx.run(
        """INSERT INTO own_picture_sent (bot, lane, message, picture_id, body)
        VALUES (:bot, :lane, :message, :picture_id, :body)
        ON CONFLICT (bot, lane, message) DO UPDATE SET picture_id = excluded.picture_id, body = excluded.body""",
        bot=carrier.bot,
        lane=carrier.lane,
        message=carrier.message,
        picture_id=carrier.picture_id,
        body=tx.keys.seal(_about(carrier.bot, carrier.lane, carrier.message), carrier.body),
    )


def of_message(tx: Tx, bot: str, lane: str, message: int) -> Carrier | None:
    """The message with this number, where it shows one of our own pictures."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM own_picture_sent WHERE bot = :bot AND lane = :lane AND message = :message",
        bot=bot,
        lane=lane,
        message=message,
    )
    return _carrier(tx, row) if row else None


def in_chat(tx: Tx, bot: str, lane: str) -> tuple[Carrier, ...]:
    """All of one chat, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM own_picture_sent WHERE bot = :bot AND lane = :lane ORDER BY message",
        bot=bot,
        lane=lane,
    )
    return tuple(_carrier(tx, row) for row in rows)


def of_picture(tx: Tx, picture_id: int) -> tuple[Carrier, ...]:
    """All that show one picture."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM own_picture_sent WHERE picture_id = :id ORDER BY bot, lane, message", id=picture_id
    )
    return tuple(_carrier(tx, row) for row in rows)


def stale(tx: Tx, today: str) -> tuple[Carrier, ...]:
    """All that show a picture which may not be shown any more."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM own_picture_sent
        WHERE picture_id NOT IN (SELECT id FROM own_picture WHERE {_LIVE}) ORDER BY bot, lane, message""",
        today=today,
    )
    return tuple(_carrier(tx, row) for row in rows)


def drop(tx: Tx, carrier: Carrier) -> None:
    """Forgets a message: it is being edited."""
    tx.run(
        "DELETE FROM own_picture_sent WHERE bot = :bot AND lane = :lane AND message = :message",
        bot=carrier.bot,
        lane=carrier.lane,
        message=carrier.message,
    )


def _carrier(tx: Tx, row: Row) -> Carrier:
    bot, lane, message, picture_id, sealed = row
    return Carrier(bot, lane, message, picture_id, tx.keys.open(_about(bot, lane, message), sealed))


def _about(bot: str, lane: str, message: int) -> str:
    return f"own_picture_sent/{bot}/{lane}/{message}"
