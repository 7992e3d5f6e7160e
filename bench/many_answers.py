"""A database with very many answers: real talks, then copies of them with people and rounds of their own.

Walking a million answers would take an hour. Copying rows inside the database takes seconds, and the result is what
the walk would have left: the tallies are compared with a rebuild, and published by the program's own function.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench.folder import config_of, invited, made
from bench.person import Person, to_the_end
from bot.app import Rooms, open_rooms
from bot.clock import utc_now
from evidence.check import compare
from evidence.publishing import republish
from store import answers, rounds
from store.tx import Tx

ROUNDS = 4
ROUND_EVERY = timedelta(days=90)
ANSWERS_A_TALK = 5  # fewer than a talk has, so that enough people are invited

# Old ids grow by a stride, so that no two copies meet. A table's columns stand as they are in every copy, but these:
PEOPLE = """INSERT INTO person (id, service_id, audience, relative_of, language, created_at)
    SELECT id + :people, service_id, audience, relative_of, language, created_at FROM person WHERE id <= :stride"""
INVITATIONS = """INSERT INTO invitation (id, person_id, round_id, code, areas, created_at, expires_at, opened_at)
    SELECT id + :talks, person_id + :people, :round_id, code, areas, created_at, expires_at, opened_at
    FROM invitation WHERE id <= :stride"""
SESSIONS = """INSERT INTO session (id, invitation_id, person_id, flow_id, state, body, started_at, updated_at)
    SELECT id + :talks, invitation_id + :talks, person_id + :people, flow_id, state, body, started_at, updated_at
    FROM session WHERE id <= :stride"""
ANSWERS = """INSERT INTO answer (session_id, person_id, service_id, round_id, code, code_version, prompt, source,
    reply, choices, shown, size, support, helper, present, at, superseded_at, taken_back_at)
    SELECT session_id + :talks, person_id + :people, service_id, :round_id, code, code_version, prompt, source,
    reply, choices, shown, size, support, helper, present, at, superseded_at, taken_back_at
    FROM answer WHERE session_id <= :stride"""
FLAGS = """INSERT INTO flag (session_id, prompt, flag, at)
    SELECT session_id + :talks, prompt, flag, at FROM flag WHERE session_id <= :stride"""
STANDINGS = """INSERT INTO standing (person_id, round_id, code, code_version, standard, support, about, source,
    service_id, standing)
    SELECT person_id + :people, :round_id, code, code_version, standard, support, about, source, service_id, standing
    FROM standing WHERE person_id <= :stride AND round_id = :first_round"""
TALLIES = """INSERT INTO tally (code, code_version, round_id, service_id, standard, source, support, about,
    good, mixed, not_good)
    SELECT code, code_version, :round_id, service_id, standard, source, support, about, good, mixed, not_good
    FROM tally WHERE round_id = :first_round"""
GROW = "UPDATE tally SET good = good * :times, mixed = mixed * :times, not_good = not_good * :times"


class WrongCounts(Exception):
    """The copied tallies are not what a rebuild gives: nothing may be measured then."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of all real talks: as other people, in another round, or both."""

    people: int
    round: int


async def walked(data: Path, least: int) -> int:
    """Makes a data folder where people walked real talks until there are enough answers; returns how many there are."""
    made(data)
    async with open_rooms(config_of(data), utc_now) as rooms:
        for token in await invited(rooms, least // ANSWERS_A_TALK + 1):
            walk = partial(to_the_end, conversations=rooms.conversations, person=Person(token))
            await rooms.database.write(walk)
            if (found := await rooms.database.read(answers.count)) >= least:
                break
        await rooms.database.write(partial(_published, rooms=rooms))
        return found


async def copied(data: Path, times: float) -> int:
    """Multiplies what was walked in a data folder, as four rounds of it or more; returns how many answers there are.

    Raises:
        WrongCounts: See there.
    """
    crowds = max(1, round(times / ROUNDS))
    async with open_rooms(config_of(data), utc_now) as rooms:
        stride, first = await rooms.database.read(_stride)
        every = [first, *(await rooms.database.write(partial(_rounds, rooms=rooms, count=ROUNDS - 1)))]
        copies = [Copy(people, number) for people in range(crowds) for number in range(ROUNDS)]
        for number, copy in enumerate(copies[1:], start=1):
            await rooms.database.write(partial(_copy, copy=copy, number=number, stride=stride, every=every))
        await rooms.database.write(partial(_tallies, every=every, crowds=crowds))
        await rooms.database.write(partial(_published, rooms=rooms))
        if wrong := await rooms.database.read(compare):
            raise WrongCounts(wrong[0])
        return await rooms.database.read(answers.count)


def _stride(tx: Tx) -> tuple[int, int]:
    """The highest id of the real talks, and their round."""
    row = tx.one("SELECT MAX(id) FROM invitation")
    return (row[0] if row else 0), rounds.all(tx)[-1].id


def _rounds(tx: Tx, *, rooms: Rooms, count: int) -> list[int]:
    """Earlier rounds, one every three months."""
    today = rooms.clock().date()
    days = [today - (number + 1) * ROUND_EVERY for number in range(count)]
    return [
        rounds.add(tx, name=f"Talks {day}", opens_on=day.isoformat(), closes_on=(day + ROUND_EVERY / 2).isoformat())
        for day in days
    ]


def _copy(tx: Tx, *, copy: Copy, number: int, stride: int, every: list[int]) -> None:
    """One copy. In the first round it brings its people along."""
    ids = {"people": copy.people * stride, "talks": number * stride, "stride": stride, "round_id": every[copy.round]}
    if copy.round == 0:
        tx.run(PEOPLE, **ids)
    for table in (INVITATIONS, SESSIONS, ANSWERS, FLAGS):
        tx.run(table, **ids)
    tx.run(STANDINGS, **ids, first_round=every[0])


def _tallies(tx: Tx, *, every: list[int], crowds: int) -> None:
    for round_id in every[1:]:
        tx.run(TALLIES, round_id=round_id, first_round=every[0])
    tx.run(GROW, times=crowds)


def _published(tx: Tx, *, rooms: Rooms) -> None:
    republish(tx, rooms.pack.id, rooms.pack.version, frozenset(rooms.pack.area_of.values()))
