"""Staff signing in: one-time links and signed-in browsers. Only hashes of their secrets are kept."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx

_GOOD = "hash = :hash AND used_at IS NULL AND expires_at > :at"


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who is signed in. `role` is that of the link that they came with."""

    name: str
    role: str


def add_link(tx: Tx, link_hash: str, *, role: str, expires_at: str) -> None:
    """Keeps a one-time link."""
    sql = "INSERT INTO staff_link (hash, role, expires_at) VALUES (:hash, :role, :expires_at)"
    tx.run(sql, hash=link_hash, role=role, expires_at=expires_at)


def link_role(tx: Tx, link_hash: str, at: str) -> str | None:
    """What a link is for, while it is good; None when it is unknown, expired or used."""
    row = tx.one(f"SELECT role FROM staff_link WHERE {_GOOD}", hash=link_hash, at=at)
    return row[0] if row else None


def use_link(tx: Tx, link_hash: str, at: str) -> bool:
    """Uses a link up. False when it is unknown, expired or used."""
    return tx.run(f"UPDATE staff_link SET used_at = :at WHERE {_GOOD}", hash=link_hash, at=at) == 1


def start_session(tx: Tx, session_hash: str, staff: Staff, *, at: str, expires_at: str) -> None:
    """Signs someone in."""
    tx.run(
        """INSERT INTO staff_session (hash, who, role, created_at, expires_at)
        VALUES (:hash, :who, :role, :at, :expires_at)""",
        hash=session_hash,
        who=staff.name,
        role=staff.role,
        at=at,
        expires_at=expires_at,
    )


def who(tx: Tx, session_hash: str, at: str) -> Staff | None:
    """Who is signed in, if anyone still is."""
    sql = "SELECT who, role FROM staff_session WHERE hash = :hash AND expires_at > :at"
    row = tx.one(sql, hash=session_hash, at=at)
    return Staff(*row) if row else None


def end_session(tx: Tx, session_hash: str) -> None:
    """Signs someone out."""
    tx.run("DELETE FROM staff_session WHERE hash = :hash", hash=session_hash)
