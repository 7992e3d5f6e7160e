"""A talk as it stands in the database."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.model import Flow
from dialogs.session import Session
from store.invitations import Invitation
from store.people import Person


@dataclass(frozen=True, slots=True)
class Talk:
    """One person's way through a flow. `row_id` is None until the first input: looking writes nothing."""

    invitation: Invitation
    person: Person
    flow: Flow
    session: Session
    row_id: int | None
