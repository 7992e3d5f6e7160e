"""Which account of the organisation's own sign-in is whose. Only a keyed hash of issuer and subject is kept."""

from __future__ import annotations

import json

from store.tx import Tx


def connect(tx: Tx, member_id: int, *, issuer: str, subject: str, at: str) -> None:
    """Keeps that an account is someone's.

    Raises:
        Refused: It is someone's already, or they have one.
    """
    sql = "INSERT INTO staff_account (hash, member_id, connected_at) VALUES (:hash, :member_id, :at)"
    tx.run(sql, hash=_hashed(tx, issuer, subject), member_id=member_id, at=at)


def member_of(tx: Tx, *, issuer: str, subject: str) -> int | None:
    """Whose an account is; None where it is nobody's."""
    row = tx.one("SELECT member_id FROM staff_account WHERE hash = :hash", hash=_hashed(tx, issuer, subject))
    return row[0] if row else None


def connected_at(tx: Tx, member_id: int) -> str | None:
    """Since when someone has an account; None where they have none."""
    row = tx.one("SELECT connected_at FROM staff_account WHERE member_id = :id", id=member_id)
    return row[0] if row else None


def disconnect(tx: Tx, member_id: int) -> bool:
    """Takes it away from them; False where they had none."""
    return tx.run("DELETE FROM staff_account WHERE member_id = :id", id=member_id) == 1


def _hashed(tx: Tx, issuer: str, subject: str) -> str:
    return tx.keys.sign("staff-account", json.dumps([issuer, subject])).hex()
