"""Worries are kept apart, sealed, open until someone has acknowledged them, and survive forgetting."""

from __future__ import annotations

import asyncio

import pytest

from store import answers, people, worries
from store.database import Database
from store.errors import Tampered
from store.tx import Tx
from tests.store.tools import AT, LATER, House, a_house


def a_worry(tx: Tx, house: House, words: str = "I am scared at night") -> int:
    """Keeps a worry of the house's person."""
    return worries.add(
        tx, service_id=house.service, person_id=house.person, session_id=house.session, words=words, told_at=AT
    )


async def test_a_worry_comes_back_with_its_words(database: Database) -> None:
    """A worry is open from the start, and its words can be read; they may be empty."""
    house = await database.write(a_house)
    told = await database.write(lambda tx: a_worry(tx, house))
    silent = await database.write(lambda tx: a_worry(tx, house, ""))
    assert [one.id for one in await database.read(worries.open)] == [told, silent]
    assert [one.id for one in await database.read(worries.all)] == [silent, told]
    found = await database.read(lambda tx: worries.get(tx, told))
    expected = worries.Worry(told, house.service, house.person, None, house.session, AT, None, None)
    assert found == (expected, "I am scared at night")
    assert (await database.read(lambda tx: worries.get(tx, silent)))[1] == ""  # type: ignore[index]
    assert await database.read(lambda tx: worries.get(tx, 99)) is None


async def test_one_person_acknowledges(database: Database) -> None:
    """Of several people who acknowledge at once the first is noted, and the others are told."""
    house = await database.write(a_house)
    told = await database.write(lambda tx: a_worry(tx, house))
    tries = [database.write(lambda tx, n=n: worries.acknowledge(tx, told, f"lead {n}", LATER)) for n in range(5)]
    assert sorted(await asyncio.gather(*tries)) == [False] * 4 + [True]
    assert await database.read(worries.open) == ()
    (kept,) = await database.read(worries.all)
    assert kept.acknowledged_at == LATER


async def test_a_worry_survives_forgetting(database: Database) -> None:
    """When the person is forgotten the worry stays, with its words, and no longer says whose it was."""
    house = await database.write(a_house)
    told = await database.write(lambda tx: a_worry(tx, house))

    def forget(tx: Tx) -> None:
        answers.delete_of_person(tx, house.person)
        worries.unlink_person(tx, house.person)
        people.forget_identity(tx, house.person, LATER)

    await database.write(forget)
    found = await database.read(lambda tx: worries.get(tx, told))
    assert found == (worries.Worry(told, house.service, None, None, None, AT, None, None), "I am scared at night")


async def test_a_changed_worry_does_not_open(database: Database) -> None:
    """A worry whose time of telling was changed in the database is noticed."""
    house = await database.write(a_house)
    told = await database.write(lambda tx: a_worry(tx, house))
    await database.write(lambda tx: tx.run("UPDATE worry SET told_at = :at", at=LATER))
    with pytest.raises(Tampered):
        await database.read(lambda tx: worries.get(tx, told))
