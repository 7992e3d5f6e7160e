"""Everyone in a round with where their invitation stands, in one statement, on both databases."""

from __future__ import annotations

import pytest

from store import invitations, invited, not_asked, people, rounds, services
from store.database import Database
from store.errors import UnknownRow
from store.invited import Standing
from store.tx import Tx
from tests.store.tools import AT, LATER, House, a_house, a_session


async def test_the_newest_invitation_counts(database: Database) -> None:
    """Of several invitations in a round the newest one is shown, with its talk; one of another round is not."""

    def make(tx: Tx) -> tuple[House, int, int]:
        house = a_house(tx)
        newer, _ = a_session(tx, house.person, house.round)
        other = rounds.add(tx, name="Spring", opens_on="2026-03-01", closes_on="2026-05-31")
        invitations.add(
            tx, person_id=house.person, round_id=other, code="duq", areas=(), created_at=AT, expires_at=LATER
        )
        invitations.sent(tx, newer, by="paper", at=LATER)
        return house, newer, other

    house, newer, other = await database.write(make)
    (one,) = await database.read(lambda tx: invited.in_round(tx, house.round))
    assert one == Standing(
        house.person, house.service, "person", "en", None, None, None, newer, AT, LATER, None, None, LATER, "paper",
        "asking",
    )  # fmt: skip
    (there,) = await database.read(lambda tx: invited.in_round(tx, other))
    assert (there.state, there.sent_at) == (None, None)
    assert await database.read(lambda tx: invited.of_person(tx, house.person, house.round)) == one
    assert await database.read(lambda tx: invited.of_person(tx, 99, house.round)) is None


async def test_who_was_not_invited_is_there_too(database: Database) -> None:
    """Everyone but the forgotten, with why they are not asked; watching someone and summaries are other things."""

    def make(tx: Tx) -> tuple[House, int]:
        house = a_house(tx)
        other = services.add(tx, name="Oak House")
        for name in ("Bo", "Gone"):
            people.add(tx, service_id=other, audience="staff", name=name, at=AT)
        bo, gone = (one.id for one in people.in_service(tx, other))
        people.forget_identity(tx, gone, AT)
        people.stop(tx, bo, LATER)
        not_asked.put(tx, person_id=bo, round_id=house.round, why="away", who="Mo", at=AT)
        invitations.add(
            tx, person_id=bo, round_id=house.round, code="duq", areas=(), created_at=AT, expires_at=LATER,
            kind=invitations.SUMMARY,
        )  # fmt: skip
        return house, bo

    house, bo = await database.write(make)
    _, one = await database.read(lambda tx: invited.in_round(tx, house.round))
    assert (one.person_id, one.invitation_id, one.not_asked, one.stopped_at) == (bo, None, "away", LATER)
    only = await database.read(lambda tx: invited.in_round(tx, house.round, service_id=house.service))
    assert [each.person_id for each in only] == [house.person]
    summaries = await database.read(lambda tx: invited.in_round(tx, house.round, kind=invitations.SUMMARY))
    assert [each.invitation_id is None for each in summaries] == [True, False]
    assert await database.read(lambda tx: people.names(tx, [house.person, bo, 99])) == {
        house.person: "Ada Example",
        bo: "Bo",
    }
    assert await database.read(lambda tx: people.names(tx, [])) == {}


async def test_sent_is_noted_with_how(database: Database) -> None:
    """The last way and moment stay; of an invitation that is not there it is an error."""
    house = await database.write(a_house)
    await database.write(lambda tx: invitations.sent(tx, house.invitation, by="email", at=AT))
    await database.write(lambda tx: invitations.sent(tx, house.invitation, by="paper", at=LATER))
    one = await database.read(lambda tx: invitations.get(tx, house.invitation))
    assert one
    assert (one.sent_by, one.sent_at, one.kind) == ("paper", LATER, invitations.TALK)
    with pytest.raises(UnknownRow):
        await database.write(lambda tx: invitations.sent(tx, 99, by="email", at=AT))


async def test_two_thousand_people_take_one_search_by_the_round(sqlite: Database) -> None:
    """The plan reads a round's invitations by their index, and each talk by its key: no table once for each person."""

    def plan(tx: Tx) -> list[str]:
        rows = tx.all(f"EXPLAIN QUERY PLAN {invited._EVERYONE}", round_id=1, kind="talk")
        return [str(row[3]) for row in rows]

    steps = await sqlite.read(plan)
    assert any("invitation_by_round" in step for step in steps), steps
    assert [step for step in steps if step.startswith("SCAN") and step not in {"SCAN p", "SCAN invitation"}] == []
