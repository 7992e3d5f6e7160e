"""Who is invited to a talk, and when that is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from asking.decisions import refuse_undecided
from asking.errors import InvitationRefused, NotToBeAsked, ServiceClosed, UnknownName
from asking.links import token_for
from asking.moment import stamp
from asking.speaking import refuse_unsigned
from dialogs.transitions import State
from locales import Languages
from store import invitations, not_asked, people, services, sessions, settings
from store.people import Person
from store.services import Service
from store.tx import Tx

DAYS_OPEN = 60


def invite(
    tx: Tx,
    *,
    person_id: int,
    round_id: int,
    code: str,
    areas: tuple[str, ...],
    now: datetime,
    observation_id: int | None = None,
    languages: Languages | None = None,
    kind: str = invitations.TALK,
) -> int:
    """Invite a person to a talk about some areas; gives the invitation's id.

    Args:
        tx: The transaction.
        person_id: Who is invited.
        round_id: The round that the answers count in.
        code: Id of the code, such as `duq`.
        areas: Ids of the areas.
        now: When; the link stays open for `DAYS_OPEN` days.
        observation_id: What they observe, if they are asked about someone else (see `asking.observing`).
        languages: What people can be asked in; the packaged ones when left out.
        kind: `TALK` or `SUMMARY` of `store.invitations`.

    Raises:
        AskingError: Nobody may be asked there yet, or it was decided otherwise (`_refuse`); or there is nobody.
    """
    decides = None if observation_id else now.date()  # that somebody may watch is decided apart
    _refuse(tx, known_person(tx, person_id), round_id, languages or Languages(), decides)
    return invitations.add(
        tx,
        person_id=person_id,
        round_id=round_id,
        code=code,
        areas=areas,
        observation_id=observation_id,
        kind=kind,
        **_open(now),
    )


def _open(now: datetime) -> dict[str, str]:
    return {"created_at": stamp(now), "expires_at": stamp(now + timedelta(days=DAYS_OPEN))}


def _refuse(tx: Tx, person: Person, round_id: int, languages: Languages, decides: date | None) -> None:
    """What must be there before anybody real is asked; a language with words is needed for the invented too.

    Args:
        tx: The transaction.
        person: Who is invited.
        round_id: To what.
        languages: What people can be asked in.
        decides: The day on which decisions about them are looked at; None for someone who watches another.

    Raises:
        NotToBeAsked: They left, want to be asked no more, or said no to this round.
        InvitationRefused: The service has no safeguarding lead, or no deputy from outside it.
        NotOffered: Their language has no translation, or nobody has signed off what is vital in it.
    """
    noted = not_asked.get(tx, person_id=person.id, round_id=round_id)
    if person.stopped_at:
        raise NotToBeAsked("They left, or do not want to be asked any more.")
    if noted and noted.why == not_asked.DECLINED:
        raise NotToBeAsked("They said no to being asked this time.")
    if settings.get(tx, "sample") != "yes":
        refuse_without_safeguarding(services.get(tx, person.service_id))
    refuse_unsigned(tx, languages, person.language)
    if decides is not None:
        refuse_undecided(tx, person, decides)


def unfinished_invitation(
    tx: Tx, *, person_id: int, round_id: int, areas: tuple[str, ...], now: datetime
) -> int | None:
    """A good invitation of this person on these areas that is not answered to its end: nothing is asked twice."""
    for one in reversed(invitations.of_person(tx, person_id)):
        good = one.revoked_at is None and one.expires_at >= stamp(now) and one.observation_id is None
        good = good and one.kind == invitations.TALK
        if good and (one.round_id, one.areas) == (round_id, areas):
            session = sessions.by_invitation(tx, one.id)
            if session is None or session.state != State.CLOSED:
                return one.id
    return None


def known_person(tx: Tx, person_id: int) -> Person:
    """A person who can be asked.

    Raises:
        UnknownName: There is no such person, or they were forgotten.
    """
    person = people.get(tx, person_id)
    if person is None or person.forgotten_at:
        raise UnknownName(f"There is no person number {person_id}.", mend="`plainsay people` lists them.")
    return person


def link_token(tx: Tx, invitation_id: int) -> str:
    """The token of an invitation's link as it is now.

    Raises:
        UnknownName: There is no such invitation.
    """
    invitation = invitations.get(tx, invitation_id)
    if invitation is None:
        raise UnknownName(f"There is no invitation number {invitation_id}.", mend="Look the number up and try again.")
    return token_for(tx.keys, invitation.id, invitation.version)


def refuse_without_safeguarding(service: Service | None) -> None:
    """Someone inside and someone outside must be there to hear a worry before anybody real is asked.

    Raises:
        InvitationRefused: One of the two is missing, or they are the same, or both from inside, or it was closed.
        UnknownName: There is no such service.
    """
    if service is None:
        raise UnknownName("The person's service does not exist.", mend="Run `plainsay doctor`.")
    if service.closed_at:
        raise ServiceClosed(f"{service.name} is closed.")
    if not (service.lead_name and service.lead_contact):
        raise InvitationRefused(f"{service.name} has no safeguarding lead yet.")
    if not (service.deputy_name and service.deputy_contact and service.deputy_from):
        raise InvitationRefused(f"{service.name} has no deputy from outside the service yet.")
    if service.deputy_name.casefold() == service.lead_name.casefold():
        raise InvitationRefused(f"In {service.name} the lead and the deputy are the same person.")
    if service.deputy_from.casefold() == service.name.casefold():
        raise InvitationRefused(f"The deputy of {service.name} must come from outside it.")
