"""Staff signing in: one-time links and signed-in browsers. Only hashes of their secrets are kept."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx

_GOOD = "hash = :hash AND used_at IS NULL AND expires_at > :at"


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link. `member_id` is None for the link that sets a new installation up."""

    member_id: int | None


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in."""

    hash: str
    created_at: str
    expires_at: str


def add_link(tx: Tx, link_hash: str, *, member_id: int | None, expires_at: str) -> None:
    """Keeps a one-time link."""
    sql = "INSERT INTO staff_link (hash, member_id, expires_at) VALUES (:hash, :member_id, :expires_at)"
    tx.run(sql, hash=link_hash, member_id=member_id, expires_at=expires_at)


def link(tx: Tx, link_hash: str, at: str) -> Link | None:
    """A link while it is good; None when it is unknown, expired or used."""
    row = tx.one(f"SELECT member_id FROM staff_link WHERE {_GOOD}", hash=link_hash, at=at)
    return Link(row[0]) if row else None


def use_link(tx: Tx, link_hash: str, at: str) -> bool:
    """Uses a link up. False when it is unknown, expired or used."""
    return tx.run(f"UPDATE staff_link SET used_at = :at WHERE {_GOOD}", hash=link_hash, at=at) == 1


def drop_set_up_links(tx: Tx) -> None:
    """Ends every link that sets an installation up."""
    tx.run("DELETE FROM staff_link WHERE member_id IS NULL")


def drop_links(tx: Tx, member_id: int) -> None:
    """Ends every link that signs a member in."""
    tx.run("DELETE FROM staff_link WHERE member_id = :id", id=member_id)


def start_session(tx: Tx, session_hash: str, member_id: int, *, at: str, expires_at: str) -> None:
    """Signs someone in."""
    tx.run(
        """INSERT INTO staff_session (hash, member_id, created_at, expires_at)
        VALUES (:hash, :member_id, :at, :expires_at)""",
        hash=session_hash,
        member_id=member_id,
        at=at,
        expires_at=expires_at,
    )


def member_of(tx: Tx, session_hash: str, at: str) -> int | None:
    """Whose signed-in browser this is, while it is good."""
    sql = "SELECT member_id FROM staff_session WHERE hash = :hash AND expires_at > :at"
    row = tx.one(sql, hash=session_hash, at=at)
    return row[0] if row else None


def sessions_of(tx: Tx, member_id: int, at: str) -> tuple[Session, ...]:
    """Where someone is signed in, the latest first."""
    sql = """SELECT hash, created_at, expires_at FROM staff_session WHERE member_id = :id AND expires_at > :at
        ORDER BY created_at DESC, hash"""
    return tuple(Session(*row) for row in tx.all(sql, id=member_id, at=at))


def end_session(tx: Tx, session_hash: str) -> None:
    """Signs someone out."""
    tx.run("DELETE FROM staff_session WHERE hash = :hash", hash=session_hash)


def end_sessions(tx: Tx, member_id: int) -> None:
    """Signs someone out everywhere."""
    tx.run("DELETE FROM staff_session WHERE member_id = :id", id=member_id)


def end_other_sessions(tx: Tx, member_id: int, *, but: str) -> None:
    """Signs someone out everywhere but here."""
    tx.run("DELETE FROM staff_session WHERE member_id = :id AND hash <> :hash", id=member_id, hash=but)


def forget_before(tx: Tx, at: str) -> None:
    """Removes links and sign-ins that ran out before a moment."""
    tx.run("DELETE FROM staff_link WHERE expires_at < :at", at=at)
    tx.run("DELETE FROM staff_chat_link WHERE expires_at < :at", at=at)
    tx.run("DELETE FROM staff_session WHERE expires_at < :at", at=at)
