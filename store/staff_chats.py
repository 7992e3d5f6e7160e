"""Chats in which someone on the staff gets sign-in links, and the one-time links that open them."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx


@dataclass(frozen=True, slots=True)
class StaffChat:
    """A member's own chat.

    Attributes:
        address: Where it is; kept sealed.
    """

    bot: str
    lane: str
    address: str
    member_id: int
    opened_at: str


def add_link(tx: Tx, hashed: str, *, member_id: int, expires_at: str) -> None:
    """Keeps the hash of a one-time link; a member's earlier ones end."""
    tx.run("DELETE FROM staff_chat_link WHERE member_id = :id", id=member_id)
    tx.run(
        "INSERT INTO staff_chat_link (hash, member_id, expires_at) VALUES (:hash, :member_id, :expires_at)",
        hash=hashed,
        member_id=member_id,
        expires_at=expires_at,
    )


def use_link(tx: Tx, hashed: str, at: str) -> int | None:
    """Uses a link up; gives its member. None when it is unknown, expired or was used."""
    row = tx.one(
        """UPDATE staff_chat_link SET used_at = :at WHERE hash = :hash AND used_at IS NULL AND expires_at > :at
        RETURNING member_id""",
        hash=hashed,
        at=at,
    )
    return row[0] if row else None


def open(tx: Tx, *, bot: str, lane: str, address: str, member_id: int, at: str) -> None:  # noqa: A001 - staff_chats.open
    """Opens a chat for a member. It is theirs alone: whoever had it before gets nothing there any more."""
    tx.run(
        """INSERT INTO staff_chat (bot, lane, address, member_id, opened_at)
        VALUES (:bot, :lane, :address, :member_id, :at)
        ON CONFLICT (bot, lane) DO UPDATE SET address = excluded.address, member_id = excluded.member_id,
        opened_at = excluded.opened_at""",
        bot=bot,
        lane=lane,
        address=tx.keys.seal(_about(bot, lane), address.encode()),
        member_id=member_id,
        at=at,
    )


def of_member(tx: Tx, member_id: int) -> tuple[StaffChat, ...]:
    """A member's chats, the oldest first."""
    rows = tx.all(
        "SELECT bot, lane, address, member_id, opened_at FROM staff_chat WHERE member_id = :id ORDER BY id",
        id=member_id,
    )
    return tuple(
        StaffChat(b, lane, tx.keys.open(_about(b, lane), kept).decode(), *ends) for b, lane, kept, *ends in rows
    )


def whose(tx: Tx, bot: str, lane: str) -> int | None:
    """Whose chat it is; None where it is nobody's on the staff."""
    row = tx.one("SELECT member_id FROM staff_chat WHERE bot = :bot AND lane = :lane", bot=bot, lane=lane)
    return row[0] if row else None


def close(tx: Tx, bot: str, lane: str) -> bool:
    """Ends a chat that can no longer be reached; False where there was none."""
    return tx.run("DELETE FROM staff_chat WHERE bot = :bot AND lane = :lane", bot=bot, lane=lane) > 0


def close_all(tx: Tx, member_id: int) -> int:
    """Ends all chats of a member, and links that would open one; gives how many chats there were."""
    tx.run("DELETE FROM staff_chat_link WHERE member_id = :id", id=member_id)
    return tx.run("DELETE FROM staff_chat WHERE member_id = :id", id=member_id)


def _opened(tx: Tx, bot: str, lane: str, address: bytes) -> str:
    return tx.keys.open(_about(bot, lane), address).decode()


def _about(bot: str, lane: str) -> str:
    return f"staff_chat.address/{bot}/{lane}"
