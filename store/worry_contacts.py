"""Who is told of a service's worries where lead and deputy do not answer, or where it is about them."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx

_COLUMNS = "id, service_id, name, comes_from, email, phone, member_id"


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone from outside the house.

    Attributes:
        comes_from: The organisation that they are from.
        phone: '' where none is known; people call it, the program does not.
        member_id: Their sign-in, which opens only worries that they were told of.
    """

    id: int
    service_id: int
    name: str
    comes_from: str
    email: str
    phone: str
    member_id: int | None


def add(
    tx: Tx, *, service_id: int, name: str, comes_from: str, email: str, phone: str, member_id: int | None, at: str
) -> int:
    """Adds someone and returns their id."""
    return tx.insert(
        """INSERT INTO worry_contact (service_id, name, comes_from, email, phone, member_id, added_at)
        VALUES (:service, :name, :comes_from, :email, :phone, :member, :at)""",
        service=service_id,
        name=name,
        comes_from=comes_from,
        email=email,
        phone=phone,
        member=member_id,
        at=at,
    )


def of_service(tx: Tx, service_id: int) -> tuple[Contact, ...]:
    """Those of a service, in the order in which they were named."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM worry_contact WHERE service_id = :id AND ended_at IS NULL ORDER BY id", id=service_id
    )
    return tuple(Contact(*row) for row in rows)


def all(tx: Tx) -> tuple[Contact, ...]:  # noqa: A001 - read as worry_contacts.all(tx)
    """Those of every service."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM worry_contact WHERE ended_at IS NULL ORDER BY id")
    return tuple(Contact(*row) for row in rows)


def of_member(tx: Tx, member_id: int) -> tuple[Contact, ...]:
    """For which services a member is one."""
    return tuple(one for one in all(tx) if one.member_id == member_id)


def end(tx: Tx, contact_id: int, service_id: int, at: str) -> bool:
    """Tells someone nothing more; False where that had ended."""
    sql = "UPDATE worry_contact SET ended_at = :at WHERE id = :id AND service_id = :service AND ended_at IS NULL"
    return tx.run(sql, id=contact_id, service=service_id, at=at) == 1
