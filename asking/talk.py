"""A talk as it stands in the database."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.model import Flow
from dialogs.recipe import Recipe
from dialogs.session import Session
from locales import Words
from store.invitations import Invitation
from store.people import Person


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
