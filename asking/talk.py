"""A talk as it stands in the database."""

from __future__ import annotations

from dataclasses import dataclass

from asking.devices import UNKNOWN, Device
from asking.errors import UnknownLink
from dialogs.model import Consent, Flow
from dialogs.recipe import Recipe
from dialogs.session import Session
from locales import Words
from store import observations, people
from store.invitations import Invitation
from store.people import Person
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Talk:
    """One person's way through a flow.

    Attributes:
        person: Who answers.
        subject: Whom the answers are about: for an observer someone else, for all others themselves.
        row_id: None until the first input: looking writes nothing.
        words: What the program says, in the language of the talk.
        today: The day, for what ends on one.
        recipe: What the flow was made of, until it is kept with the first input.
        device: The device that shows or takes it, and `here` whether all of it was said there.
        sitting: The sitting in which it was last gone on with is not over.
        renew: The words that the person agreed to have changed: they are asked anew first (see `asking.consenting`).
        step: The step that it stood at when it was last saved, and `since` when that was; '' before the first input.
    """

    invitation: Invitation
    person: Person
    subject: Person
    flow: Flow
    session: Session
    row_id: int | None
    words: Words
    today: str
    recipe: Recipe | None = None
    step: str = ""
    since: str = ""
    renew: Consent | None = None
    device: Device = UNKNOWN
    here: bool = True
    sitting: bool = True


def subject_of(tx: Tx, invitation: Invitation, person: Person) -> Person:
    """Whom the answers are about.

    Raises:
        UnknownLink: The one who was to be watched is forgotten.
    """
    if invitation.observation_id is None:
        return person
    observation = observations.get(tx, invitation.observation_id)
    watched = people.get(tx, observation.person_id) if observation else None
    if watched is None or watched.forgotten_at:
        raise UnknownLink
    return watched
