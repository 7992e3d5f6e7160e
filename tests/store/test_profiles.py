"""How people communicate, who decided for them, and why they are not asked: kept sealed, found again, forgotten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store import decisions, invitations, members, not_asked, people, profiles, roster, services
from store.database import Database
from store.errors import UnknownRow
from store.tx import Tx
from tests.store.tools import AT, LATER, a_house

SECRET = b"likes signs"


async def test_a_profile_is_kept_sealed(database: Database) -> None:
    """It comes back as it was, and stands nowhere in clear; what is kept anew takes its place, the review stays."""
    house = await database.write(a_house)
    await database.write(lambda tx: profiles.put(tx, house.person, SECRET.decode(), at=AT))
    await database.write(lambda tx: profiles.review(tx, house.person, on="2026-11-22", who="Kim"))
    raw = await database.read(lambda tx: tx.one("SELECT body FROM profile"))
    assert raw
    assert SECRET not in bytes(raw[0])
    await database.write(lambda tx: profiles.put(tx, house.person, "new", at=LATER))
    assert await database.read(lambda tx: profiles.get(tx, house.person)) == profiles.Stored(
        house.person, "new", "2026-11-22", "Kim", LATER
    )
    assert await database.read(lambda tx: profiles.get(tx, 99)) is None


async def test_what_is_not_there_is_said(database: Database) -> None:
    """Nothing is kept of who is not there, and changing them is an error, never silence."""
    house = await database.write(a_house)
    await database.write(lambda tx: people.forget_identity(tx, house.person, AT))
    for turn in (
        lambda tx: profiles.put(tx, house.person, "x", at=AT),
        lambda tx: profiles.review(tx, house.person, on="2026-11-22", who="Kim"),
        lambda tx: people.rename(tx, house.person, "Bo"),
        lambda tx: people.stop(tx, 99, AT),
        lambda tx: people.change(tx, people.Person(99, house.service, "person", None, "en", AT, None)),
        lambda tx: decisions.add(
            tx, person_id=house.person, about="talk", how="self", agreed=True, body="{}",
            decided_on="2026-11-22", review_on=None, who="Kim", at=AT,
        ),
    ):  # fmt: skip
        with pytest.raises(UnknownRow):
            await database.write(turn)


async def test_reviews_of_some_services(database: Database) -> None:
    """Everyone who may be asked is there, reviewed or not, in the services that are named, or in all."""

    def make(tx: Tx) -> tuple[int, int, int]:
        house = a_house(tx)
        other = services.add(tx, name="Oak House")
        bo = people.add(tx, service_id=other, audience="person", name="Bo", at=AT)
        people.add(tx, service_id=other, audience="staff", name="Sam", at=AT)
        people.stop(tx, people.add(tx, service_id=other, audience="person", name="Gone", at=AT), AT)
        profiles.put(tx, bo, "{}", at=AT)
        profiles.review(tx, bo, on="2026-01-02", who="Kim")
        return house.person, bo, other

    ada, bo, other = await database.write(make)
    assert await database.read(lambda tx: profiles.reviewed(tx, "person", None)) == ((ada, None), (bo, "2026-01-02"))
    assert await database.read(lambda tx: profiles.reviewed(tx, "person", [other])) == ((bo, "2026-01-02"),)
    assert await database.read(lambda tx: profiles.reviewed(tx, "person", [])) == ()


async def test_a_decision_ends_the_one_before(database: Database) -> None:
    """One of a kind stands at a time; the earlier ones stay to be read, and what was written opens."""
    house = await database.write(a_house)

    def decide(tx: Tx, about: str, *, agreed: bool, body: str) -> int:
        return decisions.add(
            tx, person_id=house.person, about=about, how="best_interests", agreed=agreed, body=body,
            decided_on="2026-11-20", review_on="2027-05-20", who="Mo", at=AT,
        )  # fmt: skip

    first = await database.write(lambda tx: decide(tx, "talk", agreed=False, body=SECRET.decode()))
    family = await database.write(lambda tx: decide(tx, "family", agreed=True, body="{}"))
    second = await database.write(lambda tx: decide(tx, "talk", agreed=True, body="{}"))
    standing = await database.read(lambda tx: decisions.standing(tx, house.person, "talk"))
    assert standing == decisions.Decision(
        second, house.person, "talk", "best_interests", True, "2026-11-20", "2027-05-20", "Mo", AT, None
    )
    found = await database.read(lambda tx: decisions.of_person(tx, house.person))
    assert [(one.id, one.ended_at) for one in found] == [(second, None), (family, None), (first, AT)]
    assert await database.read(lambda tx: decisions.body_of(tx, found[2])) == SECRET.decode()
    raw = await database.read(lambda tx: tx.all("SELECT body FROM decision"))
    assert not [row for row in raw if SECRET in bytes(row[0])]
    assert await database.write(lambda tx: decisions.end(tx, person_id=house.person, about="talk", at=LATER)) is True
    assert await database.write(lambda tx: decisions.end(tx, person_id=house.person, about="talk", at=LATER)) is False
    assert await database.read(lambda tx: decisions.standing(tx, house.person, "talk")) is None


async def test_why_someone_is_not_asked(database: Database) -> None:
    """One reason a person and round; a new one takes its place, and it can be taken away."""
    house = await database.write(a_house)
    key = {"person_id": house.person, "round_id": house.round}
    await database.write(lambda tx: not_asked.put(tx, **key, why=not_asked.NOT_YET, who="Kim", at=AT))
    await database.write(lambda tx: not_asked.put(tx, **key, why=not_asked.DECLINED, who="Mo", at=LATER))
    expected = not_asked.NotAsked(house.person, house.round, "declined", "Mo", LATER)
    assert await database.read(lambda tx: not_asked.get(tx, **key)) == expected
    assert await database.read(lambda tx: not_asked.of_round(tx, house.round)) == (expected,)
    assert await database.read(lambda tx: not_asked.of_person(tx, house.person)) == (expected,)
    assert await database.write(lambda tx: not_asked.remove(tx, **key)) is True
    assert await database.write(lambda tx: not_asked.remove(tx, **key)) is False
    assert await database.read(lambda tx: not_asked.get(tx, **key)) is None


async def test_the_roster_is_everyone_with_what_the_list_shows(database: Database) -> None:
    """By name, with profile, invitation and reason of the round, and without the forgotten and other houses."""

    def make(tx: Tx) -> tuple[int, int, int]:
        house = a_house(tx)
        other = services.add(tx, name="Oak House")
        aziz = people.add(tx, service_id=house.service, audience="person", name="aziz", at=AT)
        people.add(tx, service_id=other, audience="person", name="Aaron", at=AT)
        gone = people.add(tx, service_id=house.service, audience="person", name="Gone", at=AT)
        people.forget_identity(tx, gone, AT)
        profiles.put(tx, aziz, "body", at=AT)
        not_asked.put(tx, person_id=aziz, round_id=house.round, why="away", who="Kim", at=AT)
        return house.service, house.round, house.invitation

    service, round_id, invitation = await database.write(make)
    ada, aziz = await database.read(lambda tx: roster.everyone(tx, [service], [round_id]))
    assert (ada.name, ada.asked, ada.why_not, ada.profile, ada.reviewed_on) == ("Ada Example", {round_id}, {}, "", None)
    assert (aziz.name, aziz.asked, aziz.why_not, aziz.profile) == ("aziz", set(), {round_id: "away"}, "body")
    await database.write(lambda tx: invitations.revoke(tx, invitation, AT))
    everyone = await database.read(lambda tx: roster.everyone(tx, None, [round_id]))
    assert [(one.name, one.asked) for one in everyone] == [("Aaron", set()), ("Ada Example", set()), ("aziz", set())]
    assert await database.read(lambda tx: roster.everyone(tx, [])) == ()


async def test_people_change_and_leave(database: Database) -> None:
    """Name, house, language, zone and helpers are written; a family is found by whom it belongs to."""

    def make(tx: Tx) -> tuple[int, int, int]:
        house = a_house(tx)
        kim = members.add(tx, name="Kim", role="keyworker", services=None, at=AT)
        people.rename(tx, house.person, "Ada the Second")
        person = people.get(tx, house.person)
        assert person
        people.change(tx, replace(person, language="pl", zone="Europe/Warsaw", keyworker_id=kim, helper_id=kim))
        people.stop(tx, house.person, LATER)
        mum = people.add(tx, service_id=house.service, audience="family", name="May", at=AT, relative_of=house.person)
        return house.person, kim, mum

    ada, kim, mum = await database.write(make)
    found = await database.read(lambda tx: people.get(tx, ada))
    assert found
    assert (found.language, found.zone, found.keyworker_id, found.helper_id, found.stopped_at) == (
        "pl", "Europe/Warsaw", kim, kim, LATER,
    )  # fmt: skip
    assert await database.read(lambda tx: people.name_of(tx, ada)) == "Ada the Second"
    assert [one.id for one in await database.read(lambda tx: people.relatives_of(tx, ada))] == [mum]


async def test_only_what_ended_then_is_opened_again(database: Database) -> None:
    """Links that ended at one moment work again; one that ended earlier stays ended."""
    house = await database.write(a_house)
    later = {"person_id": house.person, "round_id": house.round, "code": "duq", "areas": ("duq.1",)}
    second = await database.write(lambda tx: invitations.add(tx, **later, created_at=AT, expires_at=LATER))
    await database.write(lambda tx: invitations.revoke(tx, house.invitation, AT))
    await database.write(lambda tx: invitations.revoke(tx, second, LATER))
    assert await database.write(lambda tx: invitations.reopen(tx, house.person, LATER)) == 1
    found = await database.read(lambda tx: invitations.of_person(tx, house.person))
    assert [one.revoked_at for one in found] == [AT, None]


async def test_forgetting_leaves_nothing(database: Database) -> None:
    """Profile, decisions and reasons are rows of nobody afterwards."""
    house = await database.write(a_house)

    def keep(tx: Tx) -> None:
        profiles.put(tx, house.person, "x", at=AT)
        not_asked.put(tx, person_id=house.person, round_id=house.round, why="away", who="Kim", at=AT)
        decisions.add(
            tx, person_id=house.person, about="talk", how="self", agreed=True, body="{}", decided_on="2026-11-20",
            review_on=None, who="Mo", at=AT,
        )  # fmt: skip
        for room in (profiles, decisions, not_asked):
            room.forget_person(tx, house.person)

    await database.write(keep)
    for table in ("profile", "decision", "not_asked"):
        assert await database.read(lambda tx, t=table: tx.all(f"SELECT 1 FROM {t}")) == []  # noqa: S608 - names of ours
