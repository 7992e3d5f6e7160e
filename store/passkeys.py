"""Passkeys of the staff: what a device signs in with. The public half is kept, which opens nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Row, Tx

_COLUMNS = "id, credential, member_id, public_key, sign_count, name, created_at, used_at"


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey.

    Attributes:
        credential: Its own name for itself, base64url.
        public_key: COSE bytes that its signatures are checked with.
        sign_count: How often it says that it signed; 0 where it does not count.
        name: What its member calls it.
        used_at: When it signed someone in last; None where it never did.
    """

    id: int
    credential: str
    member_id: int
    public_key: bytes
    sign_count: int
    name: str
    created_at: str
    used_at: str | None


def add(tx: Tx, *, credential: str, member_id: int, public_key: bytes, sign_count: int, name: str, at: str) -> int:
    """Keeps a new passkey and returns its id.

    Raises:
        Refused: It is known already.
    """
    passkey_id = tx.insert(
        """INSERT INTO staff_passkey (credential, member_id, public_key, sign_count, name, created_at)
        VALUES (:credential, :member_id, :public_key, :sign_count, :name, :at)""",
        credential=credential,
        member_id=member_id,
        public_key=public_key,
        sign_count=sign_count,
        name=b"",
        at=at,
    )
    sealed = tx.keys.seal(_about(passkey_id), name.encode("utf-8", "replace"))
    tx.run("UPDATE staff_passkey SET name = :name WHERE id = :id", id=passkey_id, name=sealed)
    return passkey_id


def get(tx: Tx, passkey_id: int) -> Passkey | None:
    """One passkey."""
    return _found(tx, tx.one(f"SELECT {_COLUMNS} FROM staff_passkey WHERE id = :id", id=passkey_id))


def by_credential(tx: Tx, credential: str) -> Passkey | None:
    """The passkey that calls itself so."""
    sql = f"SELECT {_COLUMNS} FROM staff_passkey WHERE credential = :credential"
    return _found(tx, tx.one(sql, credential=credential))


def of_member(tx: Tx, member_id: int) -> tuple[Passkey, ...]:
    """All of someone's, oldest first."""
    sql = f"SELECT {_COLUMNS} FROM staff_passkey WHERE member_id = :id ORDER BY id"
    return tuple(_passkey(tx, row) for row in tx.all(sql, id=member_id))


def use(tx: Tx, passkey_id: int, *, sign_count: int, at: str) -> bool:
    """Notes that it was used.

    False where it is gone, or counts less than it did before: two devices have it then, and one of them is a copy.
    """
    sql = """UPDATE staff_passkey SET sign_count = :count, used_at = :at
        WHERE id = :id AND (sign_count < :count OR (sign_count = 0 AND :count = 0))"""
    return tx.run(sql, id=passkey_id, count=sign_count, at=at) == 1


def remove(tx: Tx, passkey_id: int) -> None:
    """Takes a passkey away."""
    tx.run("DELETE FROM staff_passkey WHERE id = :id", id=passkey_id)


def _found(tx: Tx, row: Row | None) -> Passkey | None:
    return _passkey(tx, row) if row else None


def _passkey(tx: Tx, row: Row) -> Passkey:
    passkey_id, credential, member_id, public_key, sign_count, name, *when = row
    clear = tx.keys.open(_about(passkey_id), name).decode()
    return Passkey(passkey_id, credential, member_id, bytes(public_key), sign_count, clear, *when)


def _about(passkey_id: int) -> str:
    return f"staff_passkey.name/{passkey_id}"
