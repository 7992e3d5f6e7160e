"""Who works here: adding colleagues, changing what they may see, and ending their access now and everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from asking import alerts as alerting
from asking import letting_in
from asking.errors import LastAdministrator, NotFilledIn, NotYourColleague
from asking.permissions import CARERS, MANAGERS, Role
from asking.reach import is_email
from store import access_log, alerts, carers, members, people, services, staff, staff_chats
from store.carers import Cared
from store.members import Member
from store.tx import Tx

LONGEST_NAME = 80
HELPED = CARERS | {Role.HELPER}
"""Who can be someone's keyworker or helper."""
OF_MANAGERS = (Role.KEYWORKER, Role.HELPER)
"""Whom a manager lets in."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """What a form says of a colleague.

    Attributes:
        services: Ids; None for all of them, later ones too.
    """

    name: str
    email: str
    role: str
    services: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Left:
    """What becomes of things where someone leaves.

    Attributes:
        people: Name → whether the person needs a new keyworker (else a new helper).
        leads: Names of the services that name them as lead or deputy, and so need another one.
    """

    people: tuple[tuple[str, bool], ...]
    leads: tuple[str, ...]


def roles_for(who: Member) -> tuple[Role, ...]:
    """The roles that a member may give."""
    return tuple(Role) if who.role == Role.ADMINISTRATOR else OF_MANAGERS


def may_change(who: Member, whom: Member) -> bool:
    """Whether a member may change another, or end their access: nobody beyond their own services or above them."""
    if who.role not in MANAGERS or whom.ended_at or Role(whom.role) not in roles_for(who):
        return False
    return _covers(who, whom.services)


def may_see(who: Member, whom: Member) -> bool:
    """Whether a colleague stands in the list: they work for one of the same services, or for all."""
    return who.services is None or whom.services is None or bool(who.services & whom.services)


def add(tx: Tx, colleague: Colleague, *, who: Member, at: str) -> Member:
    """Add a colleague, and tell them by e-mail how to sign in.

    Raises:
        NotFilledIn: Something is missing, or cannot be.
    """
    _refuse(tx, colleague, who, None)
    added = members.add(
        tx, name=colleague.name, role=colleague.role, services=colleague.services, at=at, email=colleague.email
    )
    whom = _known(tx, added)
    access_log.add(tx, at=at, who=who.name, did=f"added {whom.name} to the staff as {whom.role}")
    letting_in.welcome(tx, whom.id, by=who.name, at=at)
    return whom


def change(tx: Tx, member_id: int, colleague: Colleague, *, who: Member, at: str) -> bool:
    """Change name, e-mail, role or services. Another role or other services end every sign-in at once.

    Returns:
        Whether they have to sign in again.

    Raises:
        NotFilledIn: Something is missing, or cannot be.
        LastAdministrator: Nobody would be left who lets others in.
        NotYourColleague: They are not theirs to change.
    """
    whom = _theirs(tx, member_id, who)
    _refuse(tx, colleague, who, whom)
    if (whom.name, whom.email) != (colleague.name, colleague.email):
        members.rename(tx, whom.id, name=colleague.name, email=colleague.email)
        if whom.email != colleague.email:
            staff.drop_links(tx, whom.id)  # one may be on its way to an address that is theirs no more
        access_log.add(tx, at=at, who=who.name, did=f"changed name or e-mail of {whom.name} on the staff")
    if (whom.role, whom.services) == (colleague.role, colleague.services):
        return False
    if colleague.role != Role.ADMINISTRATOR or colleague.services is not None:
        _keep_an_administrator(tx, whom)
    members.place(tx, whom.id, role=colleague.role, services=colleague.services)
    staff.end_sessions(tx, whom.id)
    staff.drop_links(tx, whom.id)
    now = _known(tx, whom.id)
    carers.leave(tx, whom.id, [one for one in carers.of_member(tx, whom.id) if not _cares_on(now, one)])
    if now.role != Role.LEAD:
        _end_alerts(tx, whom, who=who, at=at)
    access_log.add(tx, at=at, who=who.name, did=f"changed {now.name} on the staff from {whom.role} to {now.role}")
    return True


def end(tx: Tx, member_id: int, *, who: Member, at: str) -> Left:
    """End someone's access now and everywhere: sign-ins, links, chats, keys, and alerts in their name.

    Raises:
        LastAdministrator: Nobody would be left who lets others in.
        NotYourColleague: They are not theirs to end.
    """
    whom = _theirs(tx, member_id, who)
    _keep_an_administrator(tx, whom)
    left = leaves_behind(tx, whom)
    carers.leave(tx, whom.id, carers.of_member(tx, whom.id))
    _end_alerts(tx, whom, who=who, at=at)
    members.end(tx, whom.id, who=who.name, at=at)
    access_log.add(tx, at=at, who=who.name, did=f"ended the access of {whom.name}, {whom.role}")
    return left


def leaves_behind(tx: Tx, whom: Member) -> Left:
    """What needs somebody else where this member leaves."""
    found = [
        (name, one.as_keyworker) for one in carers.of_member(tx, whom.id) if (name := people.name_of(tx, one.person_id))
    ]
    leads = services.all(tx) if whom.role == Role.LEAD and not _another_of_the_name(tx, whom) else ()
    return Left(tuple(found), tuple(one.name for one in leads if whom.name in {one.lead_name, one.deputy_name}))


def end_everywhere(tx: Tx, who: Member, *, at: str) -> None:
    """A member signs themselves out everywhere; links that wait for them end too."""
    staff.end_sessions(tx, who.id)
    staff.drop_links(tx, who.id)
    access_log.add(tx, at=at, who=who.name, did="signed out everywhere")


def has_chat(tx: Tx, who: Member) -> bool:
    """Whether links reach them in Telegram."""
    return bool(staff_chats.of_member(tx, who.id))


def _end_alerts(tx: Tx, whom: Member, *, who: Member, at: str) -> None:
    """Whoever was told of worries as a lead is told nothing more. Alerts go by the name: another of it keeps theirs."""
    if whom.role != Role.LEAD or _another_of_the_name(tx, whom):
        return
    alerts.drop_links(tx, whom.name)
    for chat in alerts.all_open(tx):
        if chat.name == whom.name:
            alerting.stop(tx, chat.id, who=who.name, at=at)


def _another_of_the_name(tx: Tx, whom: Member) -> bool:
    return any(one.id != whom.id and one.role == Role.LEAD and one.name == whom.name for one in members.active(tx))


def _cares_on(whom: Member, cared: Cared) -> bool:
    return Role(whom.role) in HELPED and whom.sees(cared.service_id)


def _keep_an_administrator(tx: Tx, whom: Member) -> None:
    """Without one who works for all services, nobody could let anyone in."""
    if whom.role != Role.ADMINISTRATOR or whom.services is not None:
        return
    others = (one for one in members.active(tx) if one.id != whom.id and one.services is None)
    if not any(one.role == Role.ADMINISTRATOR for one in others):
        raise LastAdministrator


def _theirs(tx: Tx, member_id: int, who: Member) -> Member:
    whom = members.get(tx, member_id)
    if whom is None or not may_change(who, whom):
        raise NotYourColleague
    return whom


def _known(tx: Tx, member_id: int) -> Member:
    whom = members.get(tx, member_id)
    if whom is None:
        raise NotYourColleague
    return whom


def _covers(who: Member, houses: frozenset[int] | None) -> bool:
    """Whether all of these services are the member's own."""
    return who.services is None or (houses is not None and bool(houses) and houses <= who.services)


def _refuse(tx: Tx, colleague: Colleague, who: Member, whom: Member | None) -> None:
    wrong = {}
    if not colleague.name:
        wrong["name"] = "Enter a name"
    elif len(colleague.name) > LONGEST_NAME:
        wrong["name"] = f"Enter a name of at most {LONGEST_NAME} letters"
    taken = members.by_email(tx, colleague.email) if colleague.email else None
    if colleague.email and not is_email(colleague.email):
        wrong["email"] = "Enter an e-mail address, such as kim@example.org"
    elif taken and (whom is None or taken.id != whom.id):
        wrong["email"] = "Someone else signs in with this e-mail. Enter another one"
    if colleague.role not in set(roles_for(who)):
        wrong["role"] = "Choose what they do"
    if colleague.services is not None and not colleague.services:
        wrong["services"] = "Choose at least one service"
    elif not _covers(who, colleague.services):
        wrong["services"] = "Choose from your own services"
    if wrong:
        raise NotFilledIn(wrong)
