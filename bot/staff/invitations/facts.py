"""What is true of one invitation: for its page, its sheets and its letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException

from asking import profiles
from asking.errors import AskingError, NotOffered
from asking.invitations import link_token
from asking.invited import OVER, Progress, progress_of
from asking.links import page_of
from asking.moment import stamp
from asking.speaking import refuse_unsigned
from bot.invitation_words import Facts
from bot.staff.desk import Desk
from dialogs.model import Audience
from dialogs.order import FIRST_SITTING
from dialogs.pack import Pack
from locales.languages import name_of
from store import invitations, people, rounds, services, settings
from store.invitations import Invitation
from store.people import Person
from store.rounds import Kind, Round
from store.services import Service
from store.tx import Tx

MENDS = {
    "A201": "An administrator names the safeguarding lead and the deputy of the service, under Services.",
    "A202": "Go back to the list and choose again.",
}
"""How staff mend what a command says in its own words."""


@dataclass(frozen=True, slots=True)
class About:
    """One invitation as pages show it. It holds a name: the caller has noted the look.

    Attributes:
        link: The person's page; '' once it opens nothing.
        chat: Where the link opens a chat; '' where no bot is connected, or it opens nothing.
    """

    invitation: Invitation
    person: Person
    name: str
    service: Service | None
    round: str
    progress: Progress
    link: str
    chat: str

    @property
    def is_over(self) -> bool:
        """Whether the link opens nothing any more."""
        return not self.link


def about(tx: Tx, desk: Desk, invitation: Invitation, now: datetime) -> About | None:
    """Read one invitation; None where the person is forgotten."""
    person = people.get(tx, invitation.person_id)
    name = people.name_of(tx, invitation.person_id)
    if person is None or name is None:
        return None
    stands = progress_of(tx, invitation, stamp(now))
    token, bot = link_token(tx, invitation.id), desk.telegram()
    is_good = stands not in OVER | {Progress.FINISHED}
    return About(
        invitation=invitation,
        person=person,
        name=name,
        service=services.get(tx, person.service_id),
        round=round_name(tx, invitation.round_id),
        progress=stands,
        link=page_of(tx, token) if is_good else "",
        chat=f"{bot}?start={token}" if is_good and bot else "",
    )


def known(tx: Tx, invitation_id: int) -> Invitation:
    """An invitation to a talk of a person's own: what pages, sheets and letters here are about. Else a 404."""
    one = invitations.get(tx, invitation_id)
    if one is None or one.kind != invitations.TALK or one.observation_id is not None:
        raise HTTPException(404)
    return one


def address_of(tx: Tx, person_id: int) -> str:
    """The e-mail address that is known of someone; '' where none is."""
    return profiles.of(tx, person_id).email


def facts_of(tx: Tx, person: Person) -> Facts:
    """What a sheet or letter says of who asks."""
    service = services.get(tx, person.service_id)
    name = service.name if service else ""
    return Facts(
        audience=Audience(person.audience),
        provider=settings.get(tx, "provider") or name,
        service=name,
        listener=service.lead_name if service else "",
        phone=service.phone if service else "",
        independent=service.independent_name if service else "",
        independent_phone=service.independent_phone if service else "",
        questions=FIRST_SITTING,
    )


def not_signed_off(tx: Tx, desk: Desk, language: str) -> AskingError | None:
    """Why nothing goes to anybody in a language; None where it may."""
    try:
        refuse_unsigned(tx, desk.languages, language)
    except NotOffered as refused:
        return refused
    return None


def told(refused: AskingError, desk: Desk, language: str = "") -> tuple[str, str]:
    """What went wrong and how staff mend it, in two plain sentences or a few."""
    if isinstance(refused, NotOffered) and language:
        wait = len(desk.languages.unsigned(language, vital=True)) if desk.languages.is_translated(language) else 0
        why = f"{wait} of its sentences wait for a fluent reader." if wait else "There is no translation."
        mend = (
            f"Someone fluent reads them and signs them off: 'plainsay translate status --language {language}' lists "
            "them. Or ask the person in another language."
        )
        return f"Nobody can be asked in {name_of(language)} yet. {why}", mend
    return str(refused), MENDS.get(refused.code, refused.mend)


def pack_of(desk: Desk, one: Round | None) -> Pack:
    """What a round asks: the ladders, or the questions of a talk."""
    return desk.ladders.pack if one and one.kind is Kind.LADDERS else desk.pack


def round_name(tx: Tx, round_id: int) -> str:
    """A round as it is called."""
    return next((one.name for one in rounds.all(tx) if one.id == round_id), "")
