"""Houses and teams, and whom to turn to in each."""

from __future__ import annotations

from dataclasses import dataclass

from store.errors import unknown
from store.tx import Tx

_COLUMNS = """id, name, phone, lead_name, lead_contact, deputy_name, deputy_contact, deputy_from,
    independent_name, independent_phone"""


@dataclass(frozen=True, slots=True)
class Service:
    """A house or team.

    Attributes:
        lead_name, lead_contact: The safeguarding lead, whom worries go to.
        deputy_name, deputy_contact, deputy_from: The lead's deputy, and the organisation that the deputy is from.
        independent_name, independent_phone: Someone outside the provider who can be called.
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
    """Every service, oldest first."""
    return tuple(Service(*row) for row in tx.all(f"SELECT {_COLUMNS} FROM service ORDER BY id"))


def by_name(tx: Tx, name: str) -> Service | None:
    """The service with this name."""
    row = tx.one(f"SELECT {_COLUMNS} FROM service WHERE name = :name ORDER BY id", name=name)
    return Service(*row) if row else None


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
