"""Houses and teams, and whom to turn to in each."""

from __future__ import annotations

from dataclasses import dataclass

from store.errors import unknown
from store.tx import Tx

_COLUMNS = """id, name, phone, lead_name, lead_contact, deputy_name, deputy_contact, deputy_from,
    independent_name, independent_phone, closed_at"""


@dataclass(frozen=True, slots=True)
class Service:
    """A house or team.

    Attributes:
        lead_name, lead_contact: The safeguarding lead, whom worries go to.
        deputy_name, deputy_contact, deputy_from: The lead's deputy, and the organisation that the deputy is from.
        independent_name, independent_phone: Someone outside the provider who can be called.
        closed_at: When it was closed; None while it is open. A closed one stands in no list, and its evidence stays.
    """

    id: int
    name: str
    phone: str
    lead_name: str
    lead_contact: str
    deputy_name: str
    deputy_contact: str
    deputy_from: str
    independent_name: str
    independent_phone: str
    closed_at: str | None = None


def add(tx: Tx, *, name: str, phone: str = "", independent_name: str = "", independent_phone: str = "") -> int:
    """Adds a service and returns its id."""
    return tx.insert(
        """INSERT INTO service (name, phone, independent_name, independent_phone)
        VALUES (:name, :phone, :independent_name, :independent_phone)""",
        name=name,
        phone=phone,
        independent_name=independent_name,
        independent_phone=independent_phone,
    )


def get(tx: Tx, service_id: int) -> Service | None:
    """One service."""
    row = tx.one(f"SELECT {_COLUMNS} FROM service WHERE id = :id", id=service_id)
    return Service(*row) if row else None


def all(tx: Tx) -> tuple[Service, ...]:  # noqa: A001 - read as services.all(tx)
    """Every service that is open, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM service WHERE closed_at IS NULL ORDER BY id")
    return tuple(Service(*row) for row in rows)


def ever(tx: Tx) -> tuple[Service, ...]:
    """Every service that there ever was, closed ones too, oldest first."""
    return tuple(Service(*row) for row in tx.all(f"SELECT {_COLUMNS} FROM service ORDER BY id"))


def by_name(tx: Tx, name: str) -> Service | None:
    """The open service with this name."""
    row = tx.one(f"SELECT {_COLUMNS} FROM service WHERE name = :name AND closed_at IS NULL ORDER BY id", name=name)
    return Service(*row) if row else None


def rename(tx: Tx, service_id: int, name: str) -> None:
    """Changes the name.

    Raises:
        UnknownRow: There is no such service.
    """
    if not tx.run("UPDATE service SET name = :name WHERE id = :id", id=service_id, name=name):
        raise unknown("service")


def close(tx: Tx, service_id: int, at: str | None) -> None:
    """Closes a service, or opens it again where no moment is given.

    Raises:
        UnknownRow: There is no such service.
    """
    if not tx.run("UPDATE service SET closed_at = :at WHERE id = :id", id=service_id, at=at):
        raise unknown("service")


def set_contacts(tx: Tx, service_id: int, *, phone: str, independent_name: str, independent_phone: str) -> None:
    """Changes the numbers that the help page shows.

    Raises:
        UnknownRow: There is no such service.
    """
    changed = tx.run(
        """UPDATE service SET phone = :phone, independent_name = :independent_name,
        independent_phone = :independent_phone WHERE id = :id""",
        id=service_id,
        phone=phone,
        independent_name=independent_name,
        independent_phone=independent_phone,
    )
    if not changed:
        raise unknown("service")


def set_safeguarding(
    tx: Tx,
    service_id: int,
    *,
    lead_name: str,
    lead_contact: str,
    deputy_name: str,
    deputy_contact: str,
    deputy_from: str,
) -> None:
    """Names the safeguarding lead, and the deputy from outside the service.

    Raises:
        UnknownRow: There is no such service.
    """
    changed = tx.run(
        """UPDATE service SET lead_name = :lead_name, lead_contact = :lead_contact, deputy_name = :deputy_name,
        deputy_contact = :deputy_contact, deputy_from = :deputy_from WHERE id = :id""",
        id=service_id,
        lead_name=lead_name,
        lead_contact=lead_contact,
        deputy_name=deputy_name,
        deputy_contact=deputy_contact,
        deputy_from=deputy_from,
    )
    if not changed:
        raise unknown("service")
