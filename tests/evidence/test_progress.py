"""How far a round is, against a count in plain Python over random people, on both databases."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from dialogs.model import Audience
from evidence.progress import Step, Why, progress
from store import consents, flows, invitations, not_asked, people, rounds, services, sessions
from store.answers import NewAnswer, add
from store.database import Database
from store.tx import Tx
from tests.support.counts import count as times

AT = "2026-11-01T09:00:00Z"
SEEDS = times(4, promised=100)
WAYS = ("nothing", "away", "invited", "revoked", "declined", "started", "unsure", "heard", "finished", "gone", "left")


@dataclass(frozen=True)
class Someone:
    """A person, and how far they are."""

    person: int
    house: int
    audience: str
    way: str


def made(tx: Tx, round_id: int, house: int, audience: str, way: str) -> Someone:
    """Adds them, as far as they have come."""
    person = people.add(tx, service_id=house, audience=audience, name="N", at="2026-01-01T00:00:00Z")
    if way == "away":
        not_asked.put(tx, person_id=person, round_id=round_id, why="away", who="Mo", at=AT)
    if way == "left":
        people.stop(tx, person, AT)
    if way not in {"nothing", "away", "left"}:
        _invite(tx, person, round_id, house, audience, way)
    if way == "gone":
        people.forget_identity(tx, person, AT)
    return Someone(person, house, audience, way)


def _invite(tx: Tx, person: int, round_id: int, house: int, audience: str, way: str) -> None:  # noqa: PLR0917
    invited = invitations.add(
        tx, person_id=person, round_id=round_id, code="duq", areas=(), created_at=AT, expires_at=AT
    )
    if way == "revoked":
        invitations.revoke(tx, invited, AT)
    if way in {"revoked", "invited"}:
        return
    state = "closed" if way == "finished" else "declined" if way == "declined" else "asking"
    talk = sessions.start(tx, invitation_id=invited, person_id=person, flow_id="flow-1", state=state, body="{}", at=AT)
    consents.add(tx, session_id=talk, version="1", words="?", agreed=way != "declined", at=AT, language="en")
    if way in {"unsure", "heard", "finished", "gone"}:
        add(tx, NewAnswer(
            session_id=talk, person_id=person, service_id=house, round_id=round_id, code="duq", code_version="1",
            prompt="p", source=audience, reply="did_not_know" if way == "unsure" else "chose", choices=(), shown=(),
            size=3, support="alone", helper="", present=(), at=AT,
        ))  # fmt: skip


def counted(cast: list[Someone], house: int, audience: str) -> Step:
    """What is true, one person at a time."""
    here = [one.way for one in cast if (one.house, one.audience) == (house, audience)]

    def how_many(*ways: str) -> int:
        return sum(way in ways for way in here)

    begun = ("declined", "started", "unsure", "heard", "finished")
    return Step(
        possible=len(here) - how_many("gone", "left"),
        invited=how_many("invited", *begun),
        opened=how_many(*begun),
        started=how_many(*begun[1:]),
        finished=how_many("finished"),
        heard=how_many("heard", "finished"),
    )


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(SEEDS))
async def test_progress_is_that_of_plain_python(database: Database, seed: int) -> None:
    """Each person counts once, where they live, as far as they have come; who was not asked or said no is listed."""
    chance = random.Random(seed)  # noqa: S311 - a test, not a secret

    def check(tx: Tx) -> None:
        flows.keep(tx, "flow-1", "{}")
        houses = [services.add(tx, name=f"House {number}") for number in range(3)]
        audiences = chance.choice(((), ("person", "staff")))
        number = rounds.add(tx, name="R", opens_on="2026-10-01", closes_on="2026-12-31", audiences=audiences)
        other = rounds.add(tx, name="Other", opens_on="2026-10-01", closes_on="2026-12-31")
        who = [(chance.choice(houses), chance.choice(("person", "family", "staff"))) for _ in range(40)]
        cast = [made(tx, number, house, audience, chance.choice(WAYS)) for house, audience in who]
        _invite(tx, cast[0].person, other, *who[0], "finished")
        one = rounds.get(tx, number)
        assert one
        found = progress(tx, one, houses[:2])
        asked = {(house, audience) for house, audience in who if house in houses[:2] and one.asks(house, audience)}
        wanted = {(house, Audience(audience)): counted(cast, house, audience) for house, audience in asked}
        assert found.steps == {place: step for place, step in wanted.items() if step.possible}
        why = {"nothing": Why.UNKNOWN, "away": Why.AWAY, "revoked": Why.UNKNOWN, "declined": Why.SAID_NO}
        listed = {one.person: why[one.way] for one in cast if one.way in why and (one.house, one.audience) in asked}
        assert {left.person_id: left.why for left in found.left} == listed

    await database.write(check)
