"""Records for and against a standard, and what else can be pointed to."""

from __future__ import annotations

from typing import Any

import pytest

from asking.records import may_see
from evidence import records as evidence_records
from evidence.records import in_period, sources
from store import invitations, people, records, rounds, services, summaries
from store.database import Database
from store.members import Member
from store.records import NewRecord, Shows, Yes
from store.tx import Tx
from tests.staff.pack import a_pack

AT = "2026-11-22T13:00:00Z"
YEAR = ("2025-11-23", "2026-11-22")
GOOD_1, GOOD_2 = "duq.1.good.1", "duq.1.good.2"
PACK = a_pack()


def a_member(role: str, *houses: int) -> Member:
    """Someone on the staff, of these services or of all."""
    return Member(9, "Mo", role, frozenset(houses) or None, "", AT, None, "")


def a_record(tx: Tx, day: str = "2026-11-20", says: str = "good", **changes: Any) -> int:
    """Notes of a visit that show something of the first standard."""
    values = {"kind": "visit", "happened_on": day, "title": f"Visit {day}", "shows": (Shows(GOOD_1, says),), **changes}
    return records.add(tx, NewRecord(**values), at=AT, by=None)


def seen(tx: Tx, who: Member, service_id: int = 0) -> dict[str, list[tuple[str, str]]]:
    """Standard → what each record says there, and its title, newest first."""
    found = in_period(tx, PACK, *YEAR, may_see=lambda one: may_see(who, one), service_id=service_id)
    return {standard: [(one.says, one.title) for one in of.all] for standard, of in found.items()}


async def test_records_stand_for_and_against_a_standard(database: Database) -> None:
    """Each pile is counted by kind and knows its newest day; a record stands under each standard that it shows."""

    def made(tx: Tx) -> None:
        for day in ("2026-10-01", "2026-11-01", "2026-03-01"):
            a_record(tx, day)
        a_record(tx, "2026-11-05", shows=(Shows(GOOD_1, "not_good"), Shows(GOOD_2, "good")), kind="quote")
        a_record(tx, "2025-11-22")  # the day before

    await database.write(made)
    found = await database.read(lambda tx: in_period(tx, PACK, *YEAR, may_see=lambda _: True))
    first = found[GOOD_1]
    assert (first.good.newest, first.good.by_kind) == ("2026-11-01", (("Notes of a visit", 3),))
    assert (first.not_good.newest, first.mixed.newest, first.mixed.by_kind) == ("2026-11-05", "", ())
    assert [one.happened_on for one in first.all] == ["2026-11-05", "2026-11-01", "2026-10-01", "2026-03-01"]
    assert [one.says for one in found[GOOD_2].all] == ["good"]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("board", ["for readers"]),
        ("lead", ["for leads", "for managers", "for readers"]),
        ("manager", ["for managers", "for readers"]),
        ("keyworker", ["for readers"]),
        ("helper", []),
    ],
)
async def test_each_reader_gets_what_is_for_them(database: Database, role: str, expected: list[str]) -> None:
    """`seen_by` says who: the lead all, managers no more than what is theirs, a helper nothing."""

    def made(tx: Tx) -> None:
        for seen_by in records.SEEN_BY:
            a_record(tx, seen_by=seen_by, title=f"for {seen_by}")

    await database.write(made)
    found = await database.read(lambda tx: seen(tx, a_member(role)))
    assert sorted(title for _, title in found.get(GOOD_1, [])) == expected


async def test_a_story_without_a_yes_is_kept_from_those_who_know_nobody(database: Database) -> None:
    """The board does not learn of it; staff see that there is one, and have to open it to see more."""

    def made(tx: Tx) -> None:
        house = services.add(tx, name="Mill Lane")
        person = people.add(tx, service_id=house, audience="person", name="Ada", at=AT)
        for day, naming in (("2026-11-01", "no"), ("2026-11-02", "unnamed")):
            yes = Yes(naming, day, "Mo", "Talking")
            a_record(tx, day, service_id=house, person_id=person, yes=yes)

    await database.write(made)
    assert await database.read(lambda tx: seen(tx, a_member("board"))) == {GOOD_1: [("good", "Visit 2026-11-02")]}
    assert await database.read(lambda tx: seen(tx, a_member("manager"))) == {
        GOOD_1: [("good", "Visit 2026-11-02"), ("good", "")]
    }


async def test_a_house_is_one_house(database: Database) -> None:
    """A house has its own records and the provider's; whoever works in one sees nothing of the others."""

    def made(tx: Tx) -> tuple[int, int]:
        here, there = services.add(tx, name="Mill Lane"), services.add(tx, name="Oak Street")
        for service_id in (0, here, there):
            a_record(tx, service_id=service_id, title=str(service_id))
        return here, there

    here, there = await database.write(made)
    everywhere, local = a_member("manager"), a_member("manager", there)
    in_one = await database.read(lambda tx: seen(tx, everywhere, here))
    assert {title for _, title in in_one[GOOD_1]} == {"0", str(here)}
    assert await database.read(lambda tx: seen(tx, local)) == {GOOD_1: [("good", str(there))]}
    assert await database.read(lambda tx: seen(tx, local, here)) == {}


@pytest.mark.parametrize(("signed", "number"), [(0, "none"), (9, None), (10, 10)])
async def test_what_is_there_already_can_be_pointed_to(database: Database, signed: int, number: int | str) -> None:
    """Rounds that have ended and signed summaries, each with its days; how many summaries only from ten people on."""

    def made(tx: Tx) -> None:
        house = services.add(tx, name="Mill Lane")
        for name, closes, closed in (("Old", "2025-01-01", AT), ("Spring", "2026-04-30", AT), ("Now", YEAR[1], None)):
            last = rounds.add(tx, name=name, opens_on="2025-01-01", closes_on=closes)
            tx.run("UPDATE round SET closed_at = :at WHERE id = :id", at=closed, id=last)
        for _ in range(signed):
            person = people.add(tx, service_id=house, audience="person", name="Ada", at=AT)
            asked = invitations.add(
                tx, person_id=person, round_id=last, code="duq", areas=(), created_at=AT, expires_at=AT
            )
            made = summaries.add(tx, person_id=person, invitation_id=asked, month="2026-11", at=AT)
            tx.run("UPDATE summary SET closed_at = :at WHERE id = :id", at=AT, id=made)

    await database.write(made)
    found = await database.read(lambda tx: sources(tx, *YEAR))
    assert [one.name for one in found if one.kind == "round"] == ["Spring"]
    assert [one.number for one in found if one.kind == "summaries"] == ([] if number == "none" else [number])


def test_nothing_is_nothing() -> None:
    """No records give no standards."""
    assert evidence_records.by_standard(PACK, ()) == {}
