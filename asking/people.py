"""Adding people, changing what is known of them, and what happens when they leave or come back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from asking import decisions, profiles
from asking.errors import NameTaken, PersonRefused
from asking.permissions import Role
from asking.speaking import offered
from asking.zones import zones
from dialogs.model import SOURCES, Audience
from locales import Languages
from store import answers, invitations, members, people, services
from store.members import Member
from store.people import Person
from store.tx import Tx

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """What is known of someone, as it was typed. A 0 stands for nobody.

    Attributes:
        relative_of: Number of the person whose family they are.
        zone: Where they are, such as `Europe/Warsaw`; '' for where the provider is.
    """

    name: str = ""
    service_id: int = 0
    audience: str = ""
    language: str = "en"
    zone: str = ""
    relative_of: int = 0
    keyworker_id: int = 0
    helper_id: int = 0
    email: str = ""


def spaced(name: str) -> str:
    """A name with one space where there were several."""
    return " ".join(name.split())


def wish_of(tx: Tx, person: Person) -> Wish:
    """What is known of someone now, as the form shows it."""
    return Wish(
        name=people.name_of(tx, person.id) or "",
        service_id=person.service_id,
        audience=person.audience,
        language=person.language,
        zone=person.zone,
        relative_of=person.relative_of or 0,
        keyworker_id=person.keyworker_id or 0,
        helper_id=person.helper_id or 0,
        email=profiles.of(tx, person.id).email,
    )


def same_name(tx: Tx, wish: Wish, but: int = 0) -> int:
    """The number of someone of the same service and audience who has this name, however it is written; else 0."""
    wanted = spaced(wish.name).casefold()
    for one in people.in_service(tx, wish.service_id):
        if one.audience == wish.audience and one.id != but and (people.name_of(tx, one.id) or "").casefold() == wanted:
            return one.id
    return 0


def add(tx: Tx, wish: Wish, *, languages: Languages, at: str) -> int:
    """Adds someone and returns their number.

    Raises:
        PersonRefused: Something is missing or wrong; it says what.
        NameTaken: Someone there has this name already.
    """
    _refuse(tx, wish, languages)
    person_id = people.add(
        tx,
        service_id=wish.service_id,
        audience=wish.audience,
        name=spaced(wish.name),
        at=at,
        relative_of=wish.relative_of or None,
        language=wish.language,
        zone=wish.zone,
    )
    _keep_rest(tx, person_id, wish, at)
    return person_id


def change(tx: Tx, person: Person, wish: Wish, *, languages: Languages, at: str) -> None:
    """Writes what changed of someone. What they said stays where it was said (see `evidence.standing`).

    Raises:
        PersonRefused: Something is missing or wrong; it says what.
        NameTaken: Someone there has this name already.
    """
    if wish.audience != person.audience and answers.has_spoken(tx, person.id):
        raise PersonRefused({"audience": "They have answered already, so who they are cannot change. Add them anew."})
    _refuse(tx, wish, languages, person)
    people.rename(tx, person.id, spaced(wish.name))
    people.change(
        tx,
        replace(
            person,
            service_id=wish.service_id,
            audience=wish.audience,
            language=wish.language,
            zone=wish.zone,
            relative_of=wish.relative_of or None,
        ),
    )
    _keep_rest(tx, person.id, wish, at)


def _keep_rest(tx: Tx, person_id: int, wish: Wish, at: str) -> None:
    kept = people.get(tx, person_id)
    if kept is not None:
        helped = wish.audience == Audience.PERSON
        helpers = (wish.keyworker_id or None, wish.helper_id or None) if helped else (None, None)
        people.change(tx, replace(kept, keyworker_id=helpers[0], helper_id=helpers[1]))
    profile = profiles.of(tx, person_id)
    if profile.email != wish.email:
        profiles.keep(tx, person_id, replace(profile, email=wish.email), at=at)


def _refuse(tx: Tx, wish: Wish, languages: Languages, person: Person | None = None) -> None:
    if wrong := faults(tx, wish, languages, person):
        raise PersonRefused(wrong)
    if taken := same_name(tx, wish, person.id if person else 0):
        service = services.get(tx, wish.service_id)
        raise NameTaken(service.name if service else "", wish.audience, spaced(wish.name), taken)


def faults(tx: Tx, wish: Wish, languages: Languages, person: Person | None = None) -> dict[str, str]:
    """What is missing or wrong, by field, in the order of the form; a name that is taken apart."""
    wrong: dict[str, str] = {}
    if not spaced(wish.name):
        wrong["name"] = "Say what they like to be called."
    elif len(wish.name) > LONGEST_NAME:
        wrong["name"] = f"Use at most {LONGEST_NAME} letters for the name."
    if services.get(tx, wish.service_id) is None:
        wrong["service"] = "Choose a service."
    if wish.audience not in {one.value for one in SOURCES}:
        wrong["audience"] = "Say who they are."
    wrong |= _of_whom(tx, wish, person)
    kept = person is not None and person.language == wish.language
    if not kept and wish.language not in {one.code for one in offered(tx, languages)}:
        wrong["language"] = "Choose a language from the list."
    return wrong | _reached(wish) | _helped(tx, wish)


def _reached(wish: Wish) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if wish.email and not EMAIL.fullmatch(wish.email):
        wrong["email"] = "Write an e-mail address such as may@example.org."
    if wish.zone and wish.zone not in zones():
        wrong["zone"] = "Choose a place from the list."
    return wrong


def _helped(tx: Tx, wish: Wish) -> dict[str, str]:
    """A keyworker who does not work there any more is named anew too: they could not open the person's page."""
    named = (("keyworker", Role.KEYWORKER, wish.keyworker_id), ("helper", Role.HELPER, wish.helper_id))
    return {
        field: "They do not work for this service. Choose someone who does."
        for field, role, wanted in named
        if wanted and wanted not in {one.id for one in staff_of(tx, role, wish.service_id)}
    }


def _of_whom(tx: Tx, wish: Wish, person: Person | None) -> dict[str, str]:
    if wish.audience != Audience.FAMILY:
        return {"relative_of": "Only family belongs to a person. Leave this empty."} if wish.relative_of else {}
    related = people.get(tx, wish.relative_of) if wish.relative_of else None
    if related is None or related.forgotten_at or related.audience != Audience.PERSON:
        kept = person is not None and (person.relative_of or 0) == wish.relative_of
        return {} if kept else {"relative_of": "Say whose family they are."}
    return {}


def staff_of(tx: Tx, role: Role, service_id: int) -> tuple[Member, ...]:
    """Who can be a keyworker, or an independent helper, in a service."""
    return tuple(one for one in members.active(tx) if one.role == role and one.sees(service_id))


def leave(tx: Tx, person_id: int, *, at: str) -> tuple[int, ...]:
    """Someone left: they and their family are asked no more, and their links end. Gives everyone whom it is about."""
    here = (person_id, *(one.id for one in people.relatives_of(tx, person_id) if one.stopped_at is None))
    for one in here:
        people.stop(tx, one, at)
        for invitation in invitations.of_person(tx, one):
            if invitation.revoked_at is None:
                invitations.revoke(tx, invitation.id, at)
    return here


def come_back(tx: Tx, person: Person, *, at: str) -> tuple[int, ...]:
    """Undoes `leave`: whoever and whatever was ended with it is there again. Gives everyone whom it is about.

    What someone said no to meanwhile stays ended.
    """
    relatives = (one for one in people.relatives_of(tx, person.id) if one.stopped_at == person.stopped_at)
    here = (person.id, *(one.id for one in relatives))
    for one in here:
        people.stop(tx, one, None)
        if person.stopped_at:
            invitations.reopen(tx, one, person.stopped_at)
    for about in (decisions.TALK, decisions.FAMILY):
        decisions.end_refused(tx, person.id, about, at)
    return here


def may_undo_adding(tx: Tx, person_id: int) -> bool:
    """Whether someone who was just added can be taken out again as if they had never been there."""
    untouched = not invitations.of_person(tx, person_id) and not people.relatives_of(tx, person_id)
    return untouched and not answers.has_spoken(tx, person_id)
