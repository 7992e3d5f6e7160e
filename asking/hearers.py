"""Who hears a worry: naming a service's safeguarding lead and deputy, and letting both sign in.

Whoever is named gets a sign-in as lead for that service. Whoever is named no longer loses it for that service at once,
and their alerts end too (`asking.alerts` goes by the name).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from asking import letting_in
from asking.alerts import Watch
from asking.errors import NotFilledIn
from asking.permissions import Role
from asking.reach import is_email, is_phone, same
from store import access_log, members, services
from store.members import Member
from store.services import Service
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Hearers:
    """The two who hear a service's worries; see `store.services.Service`."""

    lead_name: str
    lead_contact: str
    deputy_name: str
    deputy_contact: str
    deputy_from: str

    def both(self) -> tuple[tuple[str, str], ...]:
        """Name and contact of each."""
        return (self.lead_name, self.lead_contact), (self.deputy_name, self.deputy_contact)


def hearers_of(service: Service) -> Hearers:
    """Who hears a service's worries now."""
    return Hearers(
        service.lead_name, service.lead_contact, service.deputy_name, service.deputy_contact, service.deputy_from
    )


def appoint(tx: Tx, houses: Iterable[Service], hearers: Hearers, *, who: str, at: str) -> tuple[str, ...]:
    """Name the lead and the deputy of services.

    Args:
        tx: The transaction.
        houses: The services.
        hearers: Who hears their worries from now on.
        who: Who decided it; it goes into the access log.
        at: When.

    Returns:
        The names of those who heard worries in one of the services before, and do no longer.

    Raises:
        NotFilledIn: Something is missing, or the two cannot be both.
    """
    houses = tuple(houses)
    _refuse(tx, houses, hearers)
    for house in houses:
        services.set_safeguarding(tx, house.id, **asdict(hearers))
        did = f"named {hearers.lead_name} as lead and {hearers.deputy_name} as deputy of {house.name}"
        access_log.add(tx, at=at, who=who, did=did)
    here = {house.id for house in houses}
    for name, contact in hearers.both():
        _let_in(tx, name, contact, here, who=who, at=at)
    gone: dict[str, None] = {}
    for house in houses:  # as they were before
        for name, contact in hearers_of(house).both():
            if name and not any(_plain(name) == _plain(one) for one, _ in hearers.both()):
                _let_go(tx, house, name, contact, hearers=hearers, who=who, at=at)
                gone[name] = None
    return tuple(gone)


def signs_in(tx: Tx, service: Service, role: Watch) -> Member | None:
    """The sign-in of whoever has a role in a service today."""
    name, contact = hearers_of(service).both()[role is Watch.DEPUTY]
    return next((one for one in _leads(tx) if one.sees(service.id) and name and _is(one, name, contact)), None)


def _let_in(tx: Tx, name: str, contact: str, here: set[int], *, who: str, at: str) -> None:
    """Give someone a sign-in as lead for services, or one more service to the sign-in that they have."""
    email = contact if is_email(contact) else ""
    known = _known(tx, name, email)
    if known is None:
        added = members.add(tx, name=name, role=Role.LEAD, services=here, at=at, email=email)
        letting_in.welcome(tx, added, by=who, at=at)
        return
    elsewhere = {_plain(one) for house in services.all(tx) for one, _ in hearers_of(house).both()}
    new_name = known.name if _plain(known.name) in elsewhere else name
    if (known.name, known.email) != (new_name, email or known.email):
        members.rename(tx, known.id, name=new_name, email=email or known.email)
    if known.services is not None:
        members.place(tx, known.id, role=Role.LEAD, services=known.services | here)


def _let_go(tx: Tx, house: Service, name: str, contact: str, *, hearers: Hearers, who: str, at: str) -> None:
    """Take a service from who heard its worries until now; whose last one it was signs in no more."""
    for one in _leads(tx):
        stays = any(_is(one, *named) for named in hearers.both())
        everywhere = {each.id for each in services.ever(tx)}
        theirs = everywhere if one.services is None else one.services
        if stays or not _is(one, name, contact) or house.id not in theirs:
            continue
        left = frozenset(theirs - {house.id})
        members.place(tx, one.id, role=Role.LEAD, services=left)
        if not left:
            members.end(tx, one.id, who=who, at=at)
        access_log.add(tx, at=at, who=who, did=f"ended what {one.name} may see of {house.name}")


def _known(tx: Tx, name: str, email: str) -> Member | None:
    """The sign-in as lead of someone with this address; else of someone of this name who has no other address."""
    found = members.by_email(tx, email) if email else None
    if found:
        return found
    named = (one for one in _leads(tx) if _plain(one.name) == _plain(name))
    return next((one for one in named if not email or not one.email), None)


def _leads(tx: Tx) -> tuple[Member, ...]:
    return tuple(one for one in members.active(tx) if one.role == Role.LEAD)


def _is(member: Member, name: str, contact: str) -> bool:
    """Whether a sign-in is that of someone who is named like this."""
    return _plain(member.name) == _plain(name) or (bool(member.email) and same(member.email, contact))


def _refuse(tx: Tx, houses: tuple[Service, ...], hearers: Hearers) -> None:
    wrong = {}
    for role, name, contact in (
        ("lead", hearers.lead_name, hearers.lead_contact),
        ("deputy", hearers.deputy_name, hearers.deputy_contact),
    ):
        if not name:
            wrong[f"{role}_name"] = f"Enter who the {'safeguarding lead' if role == 'lead' else role} is"
        sentence = _no_contact(tx, contact, role)
        if sentence:
            wrong[f"{role}_contact"] = sentence
    wrong |= _not_both(hearers, wrong)
    if not hearers.deputy_from:
        wrong["deputy_from"] = "Enter where the deputy comes from, such as Northside Advocacy"
    inside = next((one.name for one in houses if _plain(one.name) == _plain(hearers.deputy_from)), "")
    if inside:
        wrong["deputy_from"] = f"The deputy must come from outside {inside}. Name someone from somewhere else"
    if wrong:
        raise NotFilledIn(wrong)


def _not_both(hearers: Hearers, wrong: dict[str, str]) -> dict[str, str]:
    """Two people, not one: a worry about the lead must reach someone else."""
    if "deputy_name" not in wrong and _plain(hearers.lead_name) == _plain(hearers.deputy_name):
        return {"deputy_name": "Name someone else: the lead and the deputy must be two people"}
    if not {"lead_contact", "deputy_contact"} & wrong.keys() and same(hearers.lead_contact, hearers.deputy_contact):
        return {"deputy_contact": "Enter another number or address: this one is the lead's"}
    return {}


def _no_contact(tx: Tx, contact: str, role: str) -> str:
    """Why somebody cannot be reached like this; '' where they can be."""
    if not contact:
        return f"Enter the {role}’s telephone number or e-mail address"
    if not is_email(contact) and not is_phone(contact):
        return f"Enter the {role}’s telephone number, such as 01632 960001, or e-mail address"
    taken = members.by_email(tx, contact) if is_email(contact) else None
    if taken and taken.role != Role.LEAD:
        return f"{taken.name} signs in as {taken.role} with this e-mail. Enter another e-mail, or a telephone number"
    return ""


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
