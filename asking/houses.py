"""Services as staff look after them: their numbers, whether people can be invited, closing and opening again."""

from __future__ import annotations

from dataclasses import dataclass

from asking.errors import InvitationRefused, NotFilledIn
from asking.invitations import refuse_without_safeguarding
from asking.reach import is_phone
from store import access_log, members, people, services
from store.members import Member
from store.services import Service
from store.tx import Tx

NOT_A_PHONE = "Enter a telephone number, such as 01632 960001"


@dataclass(frozen=True, slots=True)
class House:
    """What a service is called, and whom people can call.

    Attributes:
        phone, independent, independent_phone: '' where there is none yet.
    """

    name: str
    phone: str = ""
    independent: str = ""
    independent_phone: str = ""


def add_house(tx: Tx, house: House, *, who: Member, at: str) -> int:
    """Add a service; gives its id. Who does not work for all of them works for the new one too.

    Raises:
        NotFilledIn: Something is missing, or there is one of this name.
    """
    _refuse(tx, house, 0)
    service_id = services.add(
        tx,
        name=house.name,
        phone=house.phone,
        independent_name=house.independent,
        independent_phone=house.independent_phone,
    )
    if who.services is not None:
        members.place(tx, who.id, role=who.role, services=who.services | {service_id})
    access_log.add(tx, at=at, who=who.name, did=f"added the service {house.name}")
    return service_id


def change_house(tx: Tx, service_id: int, house: House, *, who: Member, at: str) -> None:
    """Change a service's name and numbers.

    Raises:
        NotFilledIn: Something is missing, or another one has this name.
    """
    _refuse(tx, house, service_id)
    services.rename(tx, service_id, house.name)
    services.set_contacts(
        tx,
        service_id,
        phone=house.phone,
        independent_name=house.independent,
        independent_phone=house.independent_phone,
    )
    access_log.add(tx, at=at, who=who.name, did=f"changed the service {house.name}")


def close_house(tx: Tx, service: Service, *, who: Member, at: str, opened: bool = False) -> None:
    """Close a service, or open it again. What was said there stays, and worries still reach the lead and deputy.

    Raises:
        NotFilledIn: It cannot be opened again: another one has its name by now.
    """
    if opened and services.by_name(tx, service.name):
        raise NotFilledIn({"service_name": f"Another service is called {service.name} now. Give that one a new name"})
    services.close(tx, service.id, None if opened else at)
    did = f"opened the service {service.name} again" if opened else f"closed the service {service.name}"
    access_log.add(tx, at=at, who=who.name, did=did)


def missing(service: Service) -> str:
    """Why nobody can be invited in a service, in one sentence; '' where people can be."""
    try:
        refuse_without_safeguarding(service)
    except InvitationRefused as refused:
        return str(refused)
    return ""


def seen_by(tx: Tx, who: Member) -> tuple[Service, ...]:
    """The open services that a member works for."""
    return tuple(one for one in services.all(tx) if who.sees(one.id))


def headcount(tx: Tx, service_id: int) -> int:
    """How many people supported a service has."""
    return people.count(tx, service_id=service_id, audience="person")


def _refuse(tx: Tx, house: House, service_id: int) -> None:
    wrong = {}
    if not house.name:
        wrong["service_name"] = "Enter what the service is called"
    elif any(one.name.casefold() == house.name.casefold() and one.id != service_id for one in services.all(tx)):
        wrong["service_name"] = f"There is a service called {house.name} already. Enter another name"
    if house.phone and not is_phone(house.phone):
        wrong["phone"] = NOT_A_PHONE
    if house.independent_phone and not house.independent:
        wrong["independent"] = "Enter who answers that number"
    if house.independent and not house.independent_phone:
        wrong["independent_phone"] = f"Enter the telephone number of {house.independent}"
    elif house.independent_phone and not is_phone(house.independent_phone):
        wrong["independent_phone"] = NOT_A_PHONE
    if wrong:
        raise NotFilledIn(wrong)
