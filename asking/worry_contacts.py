"""Naming who is told where lead and deputy do not answer: up to three people from outside the house.

Each gets a sign-in as lead of no service: it opens the worries that they were told of, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from asking import letting_in
from asking.errors import NotFilledIn
from asking.names_in_words import same_name
from asking.permissions import Role
from asking.reach import is_email, is_phone
from store import access_log, members, worry_contacts
from store.members import Member
from store.services import Service
from store.tx import Tx
from store.worry_contacts import Contact

MOST = 3


@dataclass(frozen=True, slots=True)
class NewContact:
    """What a form says of somebody.

    Attributes:
        comes_from: Their organisation.
        phone: '' where it is not known.
    """

    name: str
    comes_from: str
    email: str
    phone: str = ""


def add(tx: Tx, house: Service, new: NewContact, *, who: str, at: str) -> None:
    """Name somebody, and tell them by e-mail how they sign in.

    Raises:
        NotFilledIn: Something is missing, or they cannot be it.
    """
    _refuse(tx, house, new)
    known = members.by_email(tx, new.email)
    if known is None:
        number = members.add(tx, name=new.name, role=Role.LEAD, services=(), at=at, email=new.email)
        letting_in.welcome(tx, number, by=who, at=at)
    else:
        number = known.id
    worry_contacts.add(
        tx,
        service_id=house.id,
        name=new.name,
        comes_from=new.comes_from,
        email=new.email,
        phone=new.phone,
        member_id=number,
        at=at,
    )
    access_log.add(tx, at=at, who=who, did=f"named {new.name} for when nobody answers in {house.name}")


def end(tx: Tx, house: Service, contact_id: int, *, who: str, at: str) -> None:
    """Somebody is told nothing more. Whoever signed in for this only signs in no more."""
    found = next((one for one in worry_contacts.of_service(tx, house.id) if one.id == contact_id), None)
    if found is None or not worry_contacts.end(tx, contact_id, house.id, at):
        return
    access_log.add(tx, at=at, who=who, did=f"ended that {found.name} is told when nobody answers in {house.name}")
    member = members.get(tx, found.member_id) if found.member_id else None
    if member and is_only_contact(member) and not worry_contacts.of_member(tx, member.id):
        members.end(tx, member.id, who=who, at=at)


def is_only_contact(member: Member) -> bool:
    """Whether a sign-in opens nothing but the worries that its owner was told of."""
    return member.role == Role.LEAD and member.services is not None and not member.services


def of(tx: Tx, house: Service) -> tuple[Contact, ...]:
    """Who is named for a service."""
    return worry_contacts.of_service(tx, house.id)


def _refuse(tx: Tx, house: Service, new: NewContact) -> None:
    wrong, here = {}, worry_contacts.of_service(tx, house.id)
    if not new.name:
        wrong["contact_name"] = "Enter who it is"
    elif any(same_name(new.name, one) for one in (house.lead_name, house.deputy_name, *(one.name for one in here))):
        wrong["contact_name"] = "Name somebody else: they are told already"
    elif len(here) >= MOST:
        wrong["contact_name"] = f"There are {MOST} already. End one of them first"
    if not new.comes_from:
        wrong["contact_from"] = "Enter where they come from, such as Northside Council"
    elif same_name(new.comes_from, house.name):
        wrong["contact_from"] = f"Name somebody from outside {house.name}"
    if not is_email(new.email):
        wrong["contact_email"] = "Enter their e-mail address: messages go there"
    else:
        taken = members.by_email(tx, new.email)
        if taken and taken.role != Role.LEAD:
            wrong["contact_email"] = f"{taken.name} signs in as {taken.role} with this e-mail. Enter another e-mail"
    if new.phone and not is_phone(new.phone):
        wrong["contact_phone"] = "Enter a telephone number, such as 01632 960001"
    if wrong:
        raise NotFilledIn(wrong)
