"""Chats in which a safeguarding lead or deputy is told that a worry waits, and the one-time links that open them."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx

_COLUMNS = "id, bot, lane, service_id, role, name, opened_at, closed_at, told_at"


@dataclass(frozen=True, slots=True)
class AlertChat:
    """A chat that is told of worries, without its address.

    Attributes:
        role: `lead` or `deputy`.
        name: Whom it was opened for. Where the service names someone else by now, this one is told nothing more.
        told_at: When it was last told that something waits; None before.
    """

    id: int
    bot: str
    lane: str
    service_id: int
    role: str
    name: str
    opened_at: str
    closed_at: str | None
    told_at: str | None


@dataclass(frozen=True, slots=True)
class AlertLink:
    """Whom an unused link is for. Where the service names someone else by now, it opens nothing."""

    service_id: int
    role: str
    name: str


def add_link(tx: Tx, hashed: str, *, service_id: int, role: str, name: str, expires_at: str) -> None:
    """Keeps the hash of a one-time link."""
    tx.run(
        """INSERT INTO alert_link (hash, service_id, role, name, expires_at)
        VALUES (:hash, :service_id, :role, :name, :expires_at)""",
        hash=hashed,
        service_id=service_id,
        role=role,
        name=name,
        expires_at=expires_at,
    )


def drop_links(tx: Tx, name: str) -> None:
    """Ends every link that was made for someone."""
    tx.run("DELETE FROM alert_link WHERE name = :name", name=name)


def use_link(tx: Tx, hashed: str, at: str) -> AlertLink | None:
    """Uses a link up. None when it is unknown, expired or was used."""
    row = tx.one(
        """UPDATE alert_link SET used_at = :at WHERE hash = :hash AND used_at IS NULL AND expires_at >= :at
        RETURNING service_id, role, name""",
        hash=hashed,
        at=at,
    )
    return AlertLink(*row) if row else None


def open(  # noqa: A001 - read as alerts.open(tx)
    tx: Tx, *, bot: str, lane: str, address: str, service_id: int, role: str, name: str, at: str
) -> None:
    """Opens a chat for alerts, or opens it again."""
    tx.run(
        """INSERT INTO alert_chat (bot, lane, address, service_id, role, name, opened_at)
        VALUES (:bot, :lane, :address, :service_id, :role, :name, :at)
        ON CONFLICT (bot, lane, service_id, role) DO UPDATE SET address = excluded.address, name = excluded.name,
        opened_at = excluded.opened_at, closed_at = NULL""",
        bot=bot,
        lane=lane,
        address=tx.keys.seal(_about(bot, lane), address.encode()),
        service_id=service_id,
        role=role,
        name=name,
        at=at,
    )


def get(tx: Tx, chat_id: int) -> AlertChat | None:
    """One chat for alerts, closed or not."""
    row = tx.one(f"SELECT {_COLUMNS} FROM alert_chat WHERE id = :id", id=chat_id)
    return AlertChat(*row) if row else None


def of_service(tx: Tx, service_id: int) -> tuple[AlertChat, ...]:
    """The open chats for a service's worries, the lead's first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM alert_chat WHERE service_id = :id AND closed_at IS NULL ORDER BY role DESC, id",
        id=service_id,
    )
    return tuple(AlertChat(*row) for row in rows)


def of_lane(tx: Tx, bot: str, lane: str) -> tuple[AlertChat, ...]:
    """What a chat is told of: one row a service and role, closed ones left out."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM alert_chat WHERE bot = :bot AND lane = :lane AND closed_at IS NULL ORDER BY id",
        bot=bot,
        lane=lane,
    )
    return tuple(AlertChat(*row) for row in rows)


def all_open(tx: Tx) -> tuple[AlertChat, ...]:
    """Every open chat for alerts."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM alert_chat WHERE closed_at IS NULL ORDER BY id")
    return tuple(AlertChat(*row) for row in rows)


def address(tx: Tx, chat: AlertChat) -> str:
    """Where the chat is."""
    row = tx.one("SELECT address FROM alert_chat WHERE id = :id", id=chat.id)
    return tx.keys.open(_about(chat.bot, chat.lane), row[0]).decode() if row else ""


def told(tx: Tx, chat: AlertChat, at: str) -> None:
    """Notes when this chat was last told that something waits."""
    tx.run("UPDATE alert_chat SET told_at = :at WHERE id = :id", id=chat.id, at=at)


def close(tx: Tx, bot: str, lane: str, at: str) -> bool:
    """Ends all alerts to a chat that can no longer be reached; False when there were none."""
    sql = "UPDATE alert_chat SET closed_at = :at WHERE bot = :bot AND lane = :lane AND closed_at IS NULL"
    return tx.run(sql, bot=bot, lane=lane, at=at) > 0


def stop(tx: Tx, chat_id: int, at: str) -> bool:
    """Ends the alerts of one service to one chat; False when they had ended already."""
    return tx.run("UPDATE alert_chat SET closed_at = :at WHERE id = :id AND closed_at IS NULL", id=chat_id, at=at) == 1


def _about(bot: str, lane: str) -> str:
    return f"alert_chat.address/{bot}/{lane}"
