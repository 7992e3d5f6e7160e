"""Whom a person can turn to: the help page names them."""

from __future__ import annotations

from dataclasses import dataclass

from store import services, settings
from store.people import Person
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Contacts:
    """The service's own number and someone independent; '' where none is kept."""

    service: str
    phone: str
    independent: str
    independent_phone: str
    sample: bool


def contacts_of(tx: Tx, person: Person) -> Contacts:
    """The contacts of a person's service."""
    return contacts_at(tx, person.service_id)


def contacts_at(tx: Tx, service_id: int) -> Contacts:
    """The contacts of a service; none of the whole provider."""
    service = services.get(tx, service_id)
    sample = settings.get(tx, "sample") == "yes"
    if service is None:
        return Contacts("", "", "", "", sample)
    return Contacts(service.name, service.phone, service.independent_name, service.independent_phone, sample)
