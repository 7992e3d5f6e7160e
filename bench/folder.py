"""Data folders to measure on: a service, a round that is open, and people who are invited."""

from __future__ import annotations

import functools
from datetime import datetime, timedelta
from pathlib import Path

from asking import decisions
from asking.decisions import How, Made
from asking.invitations import invite
from asking.links import token_for
from asking.moment import stamp
from bot.app import Rooms, open_rooms
from bot.clock import utc_now
from bot.config import Config, read_config
from dialogs.model import Audience
from store import invitations, people, rounds, services
from store.tx import Tx

AUDIENCES = (Audience.PERSON, Audience.FAMILY, Audience.STAFF)
HOUSE = 20  # people, relatives and staff who are asked in one service
ROUND_DAYS = 60


def config_of(data: Path) -> Config:
    """The settings of a data folder, whatever the environment says."""
    return read_config({}, data=str(data))


async def invited_folder(data: Path, count: int, audiences: tuple[Audience, ...] = AUDIENCES) -> list[str]:
    """Makes a data folder with this many invited people, and returns the tokens of their links."""
    made(data)
    async with open_rooms(config_of(data), utc_now) as rooms:
        return await invited(rooms, count, audiences)


def made(data: Path) -> None:
    """Makes an empty folder."""
    data.mkdir(parents=True)


async def invited(rooms: Rooms, count: int, audiences: tuple[Audience, ...] = AUDIENCES) -> list[str]:
    """Adds a round, services and this many people, as the commands do; returns the tokens of their links."""
    now = rooms.clock()
    return await rooms.database.write(
        functools.partial(_invited, rooms=rooms, count=count, audiences=audiences, now=now)
    )


def _invited(tx: Tx, *, rooms: Rooms, count: int, audiences: tuple[Audience, ...], now: datetime) -> list[str]:
    houses = [_service(tx, f"House {number}") for number in range(count // HOUSE + 1)]
    today = now.date()
    closes = today + timedelta(days=ROUND_DAYS)
    round_id = rounds.add(tx, name="Talks", opens_on=today.isoformat(), closes_on=closes.isoformat())
    tokens, supported = [], 0
    for number in range(count):
        audience, house = audiences[number % len(audiences)], houses[number // HOUSE]
        of = _asked_family(tx, supported, now) if audience is Audience.FAMILY else None
        name = f"Person {number}"
        person_id = people.add(tx, service_id=house, audience=audience, name=name, relative_of=of, at=stamp(now))
        supported = person_id if audience is Audience.PERSON else supported
        invitation_id = invite(
            tx,
            person_id=person_id,
            round_id=round_id,
            code=rooms.pack.id,
            areas=rooms.pack.areas_for(audience),
            now=now,
        )
        tokens.append(_token(tx, invitation_id))
    return tokens


def _asked_family(tx: Tx, person_id: int, now: datetime) -> int:
    """Someone supported, who says that we may ask their family. Nobody is added: numbers stay in a row."""
    decisions.record(tx, person_id, decisions.FAMILY, Made(How.SELF, "yes"), who="bench", at=stamp(now))
    return person_id


def _service(tx: Tx, name: str) -> int:
    """People are invited only where a lead and a deputy from outside hear worries."""
    service_id = services.add(tx, name=name)
    services.set_safeguarding(
        tx,
        service_id,
        lead_name="Lead",
        lead_contact="01632 960001",
        deputy_name="Deputy",
        deputy_contact="01632 960002",
        deputy_from="Elsewhere",
    )
    return service_id


def _token(tx: Tx, invitation_id: int) -> str:
    invitation = invitations.get(tx, invitation_id)
    if invitation is None:
        raise LookupError(invitation_id)
    return token_for(tx.keys, invitation.id, invitation.version)
