"""Staff who can sign in: name and e-mail are sealed, and what they may see hangs on role and services."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.errors import unknown
from store.tx import Row, Tx

_COLUMNS = "id, role, everywhere, name, email, created_at, ended_at, ended_by"


@dataclass(frozen=True, slots=True)
class Member:
    """Someone on the staff.

    Attributes:
        role: See `asking.permissions.Role`.
        services: Ids of the services that they work for; None for all of them, later ones too.
        email: '' where none is known.
        ended_at: When their access ended; None while they may sign in.
    """

    id: int
    name: str
    role: str
    services: frozenset[int] | None
    email: str
    created_at: str
    ended_at: str | None
    ended_by: str

    def sees(self, service_id: int) -> bool:
        """Whether a service is one of theirs; 0 is the whole provider."""
        return self.services is None or service_id in self.services


def add(tx: Tx, *, name: str, role: str, services: Iterable[int] | None, at: str, email: str = "") -> int:
    """Adds a member and returns their id.

    Raises:
        Refused: Someone else signs in with this e-mail.
    """
    member_id = tx.insert(
        """INSERT INTO staff_member (role, everywhere, name, email, email_hash, created_at)
        VALUES (:role, :everywhere, :name, :email, :hash, :at)""",
        role=role,
        everywhere=int(services is None),
        name=b"",
        email=None,
        hash="",
        at=at,
    )
    rename(tx, member_id, name=name, email=email)
    _put_services(tx, member_id, services)
    return member_id


def rename(tx: Tx, member_id: int, *, name: str, email: str) -> None:
    """Changes name and e-mail.

    Raises:
        Refused: Someone else signs in with this e-mail.
        UnknownRow: There is no such member.
    """
    changed = tx.run(
        "UPDATE staff_member SET name = :name, email = :email, email_hash = :hash WHERE id = :id",
        id=member_id,
        name=tx.keys.seal(f"staff_member.name/{member_id}", name.encode("utf-8", "replace")),
        email=tx.keys.seal(f"staff_member.email/{member_id}", email.encode("utf-8", "replace")) if email else None,
        hash=_hashed(tx, email) if email else "",
    )
    if not changed:
        raise unknown("staff_member")


def place(tx: Tx, member_id: int, *, role: str, services: Iterable[int] | None) -> None:
    """Changes role and services.

    Raises:
        UnknownRow: There is no such member.
    """
    sql = "UPDATE staff_member SET role = :role, everywhere = :everywhere WHERE id = :id"
    if not tx.run(sql, id=member_id, role=role, everywhere=int(services is None)):
        raise unknown("staff_member")
    _put_services(tx, member_id, services)


def end(tx: Tx, member_id: int, *, who: str, at: str) -> bool:
    """Ends someone's access for good; False where it had ended. Whatever opens the pages for them goes with it."""
    sql = "UPDATE staff_member SET ended_at = :at, ended_by = :who WHERE id = :id AND ended_at IS NULL"
    if not tx.run(sql, id=member_id, at=at, who=who):
        return False
    for table in ("staff_session", "staff_link", "staff_chat", "staff_chat_link", "staff_passkey", "staff_account"):
        tx.run(f"DELETE FROM {table} WHERE member_id = :id", id=member_id)
    return True


def get(tx: Tx, member_id: int) -> Member | None:
    """One member, ended or not."""
    row = tx.one(f"SELECT {_COLUMNS} FROM staff_member WHERE id = :id", id=member_id)
    return _member(tx, row) if row else None


def all(tx: Tx) -> tuple[Member, ...]:  # noqa: A001 - read as members.all(tx)
    """Everyone who ever was a member, oldest first."""
    return tuple(_member(tx, row) for row in tx.all(f"SELECT {_COLUMNS} FROM staff_member ORDER BY id"))


def active(tx: Tx) -> tuple[Member, ...]:
    """Everyone who can sign in, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM staff_member WHERE ended_at IS NULL ORDER BY id")
    return tuple(_member(tx, row) for row in rows)


def by_email(tx: Tx, email: str) -> Member | None:
    """The member who can sign in with an e-mail address, however it is written."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM staff_member WHERE email_hash = :hash AND ended_at IS NULL", hash=_hashed(tx, email)
    )
    return _member(tx, row) if row else None


def switch_actions(tx: Tx, member_id: int, *, off_at: str | None) -> None:
    """Says that somebody wants no messages about actions, since a moment; or (None) wants them again."""
    tx.run("UPDATE staff_member SET actions_off_at = :at WHERE id = :id", id=member_id, at=off_at)


def without_actions(tx: Tx) -> frozenset[int]:
    """Ids of those who want no messages about actions."""
    return frozenset(row[0] for row in tx.all("SELECT id FROM staff_member WHERE actions_off_at IS NOT NULL"))


def any_active(tx: Tx) -> bool:
    """Whether anybody can sign in."""
    return tx.one("SELECT 1 FROM staff_member WHERE ended_at IS NULL LIMIT 1") is not None


def _put_services(tx: Tx, member_id: int, services: Iterable[int] | None) -> None:
    tx.run("DELETE FROM staff_service WHERE member_id = :id", id=member_id)
    tx.many(
        "INSERT INTO staff_service (member_id, service_id) VALUES (:member, :service)",
        [{"member": member_id, "service": service} for service in sorted(set(services or ()))],
    )


def _member(tx: Tx, row: Row) -> Member:
    member_id, role, everywhere, name, email, *ends = row
    services = None
    if not everywhere:
        found = tx.all("SELECT service_id FROM staff_service WHERE member_id = :id", id=member_id)
        services = frozenset(one[0] for one in found)
    return Member(
        member_id,
        tx.keys.open(f"staff_member.name/{member_id}", name).decode(),
        role,
        services,
        tx.keys.open(f"staff_member.email/{member_id}", email).decode() if email else "",
        *ends,
    )


def _hashed(tx: Tx, email: str) -> str:
    return tx.keys.sign("staff-email", email.strip().casefold()).hex()
