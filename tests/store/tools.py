"""The tests' small vocabulary: a house with one person in a session, and an answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store import answers, flows, invitations, people, rounds, services, sessions
from store.crypto import Keys
from store.database import Database, open_database
from store.tx import Tx

AT = "2026-11-22T13:00:00Z"
LATER = "2026-11-23T09:30:00Z"
CODE = {"code": "duq", "code_version": "1"}


@dataclass(frozen=True, slots=True)
class House:
    """Ids of one of each."""

    service: int
    person: int
    round: int
    invitation: int
    session: int


@asynccontextmanager
async def opened(where: str | Path, key_file: Path, **options: Any) -> AsyncIterator[Database]:
    """An open database, closed whatever the test does."""
    database = await open_database(where, Keys(key_file), **options)
    try:
        yield database
    finally:
        await database.close()


def a_house(tx: Tx, *, name: str = "Ada Example") -> House:
    """Adds a service, a person, a round, a flow, an invitation and a session."""
    service = services.add(tx, name="Mill Lane")
    person = people.add(tx, service_id=service, audience="person", name=name, at=AT)
    round_id = rounds.add(tx, name="Autumn", opens_on="2026-10-01", closes_on="2026-12-31")
    flows.keep(tx, "flow-1", "{}")
    invitation, session = a_session(tx, person, round_id)
    return House(service, person, round_id, invitation, session)


def a_session(tx: Tx, person: int, round_id: int) -> tuple[int, int]:
    """Invites a person and starts the session."""
    invitation = invitations.add(
        tx, person_id=person, round_id=round_id, code="duq", areas=("duq.1",), created_at=AT, expires_at=LATER
    )
    session = sessions.start(
        tx, invitation_id=invitation, person_id=person, flow_id="flow-1", state="asking", body="{}", at=AT
    )
    return invitation, session


def an_answer(tx: Tx, house: House, prompt: str = "duq.1.person.choice", **changes: Any) -> int:
    """Adds an answer; `changes` are columns that differ from a plain tap on 'yes'."""
    values: dict[str, Any] = {
        "session_id": house.session,
        "person_id": house.person,
        "service_id": house.service,
        "round_id": house.round,
        **CODE,
        "prompt": prompt,
        "source": "person",
        "reply": "chose",
        "choices": ("yes",),
        "shown": ("yes", "sometimes", "no"),
        "size": 3,
        "support": "alone",
        "helper": "",
        "present": ("nobody",),
        "at": AT,
    }
    return answers.add(tx, answers.NewAnswer(**{**values, **changes}))


def live(tx: Tx, house: House) -> tuple[answers.Answer, ...]:
    """The person's answers that count."""
    return answers.live(tx, person_id=house.person, round_id=house.round, **CODE)
