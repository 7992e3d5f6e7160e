"""Staff signing in: one-time links and signed-in browsers. Only hashes of their secrets are kept."""

from __future__ import annotations

from store.tx import Tx


def add_link(tx: Tx, link_hash: str, expires_at: str) -> None:
    """Keeps a one-time link."""
    sql = "INSERT INTO staff_link (hash, expires_at) VALUES (:hash, :expires_at)"
    tx.run(sql, hash=link_hash, expires_at=expires_at)


def use_link(tx: Tx, link_hash: str, at: str) -> bool:
    """Uses a link up. False when it is unknown, expired or used."""
    sql = "UPDATE staff_link SET used_at = :at WHERE hash = :hash AND used_at IS NULL AND expires_at > :at"
    return tx.run(sql, hash=link_hash, at=at) == 1


def start_session(tx: Tx, session_hash: str, *, who: str, at: str, expires_at: str) -> None:
    """Signs someone in."""
    tx.run(
        """INSERT INTO staff_session (hash, who, created_at, expires_at)
        VALUES (:hash, :who, :at, :expires_at)""",
        hash=session_hash,
        who=who,
        at=at,
        expires_at=expires_at,
    )


def who(tx: Tx, session_hash: str, at: str) -> str | None:
    """Who is signed in, if anyone still is."""
    sql = "SELECT who FROM staff_session WHERE hash = :hash AND expires_at > :at"
    row = tx.one(sql, hash=session_hash, at=at)
    return row[0] if row else None


def end_session(tx: Tx, session_hash: str) -> None:
    """Signs someone out."""
    tx.run("DELETE FROM staff_session WHERE hash = :hash", hash=session_hash)
