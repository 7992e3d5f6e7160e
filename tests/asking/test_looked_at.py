"""What is noted of each question that was shown agrees with the talk itself, whatever the person did."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from asking.forgetting import forget
from asking.moment import stamp
from dialogs.inputs import Chose, DidNotKnow, RatherNotSay, Skipped, Stopped, TookBack, WentBack
from dialogs.model import Question
from dialogs.session import load
from store import sessions, shown
from store.tx import Tx
from tests.asking.tools import Asker, plain_input
from tests.support.counts import count as times

SEEDS = times(2, promised=60)
ANSWERS = {"chose", "wrote", "spoke", "did_not_know", "rather_not_say"}


def truth(body: str) -> dict[str, str]:
    """What was done at each step of a talk, from its moves alone: the answer that counts, else the last move."""
    session, found = load(body), dict[str, str]()
    for move in (*session.trail, *session.kept):
        did = move.response.did.value
        if did in ANSWERS or found.get(move.step, "") not in ANSWERS:
            found[move.step] = did
    return found


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(SEEDS))
async def test_what_is_noted_is_what_was_done(asker: Asker, seed: int) -> None:
    """After any walk, with going back, skipping, stopping and taking back; and the step is where the talk stands."""
    chance = random.Random(seed)  # noqa: S311 - a test, not a secret
    token = await asker.invited(asker.house.person)
    seen: set[str] = set()
    turn = await asker.to_first_question(token)
    for _ in range(30):
        number, step = turn.asked.turn, turn.asked.step
        if isinstance(step, Question):
            seen.add(step.id)
        ways = [plain_input(turn), plain_input(turn), plain_input(turn)]
        if isinstance(step, Question):
            ways += [Skipped(number), DidNotKnow(number), RatherNotSay(number), WentBack(number), TookBack(step.id)]
            ways += [Chose(number, (choice.id,)) for choice in turn.asked.choices]
        asker.now += timedelta(seconds=chance.choice((3, 9, 400)))
        turn = await asker.take(token, chance.choice(ways))
    (row,) = await asker.database.read(lambda tx: sessions.of_person(tx, asker.house.person))
    noted = await asker.database.read(lambda tx: shown.of_session(tx, row.id))
    done = truth(row.body)
    assert row.step == turn.asked.step.id
    assert seen - {row.step} <= noted.keys() <= seen
    for prompt, (did, seconds) in noted.items():
        assert did == done.get(prompt, ""), prompt
        assert seconds in {None, 3, 9}


async def test_a_look_is_timed_within_a_sitting(asker: Asker) -> None:
    """From seeing a question to answering it; a pause, or a rest after stopping, is no look."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    first = turn.asked.step.id
    asker.now += timedelta(seconds=14)
    turn = await asker.take(token, plain_input(turn))
    second = turn.asked.step.id
    asker.now += timedelta(minutes=6)
    turn = await asker.take(token, plain_input(turn))
    third = turn.asked.step.id
    await asker.take(token, Stopped(turn.asked.turn))
    (row,) = await asker.database.read(lambda tx: sessions.of_person(tx, asker.house.person))
    noted = await asker.database.read(lambda tx: shown.of_session(tx, row.id))
    assert [noted[each] for each in (first, second, third)] == [("chose", 14), ("chose", None), ("", None)]
    assert (row.state, row.step) == ("stopped", third)


async def test_forgetting_takes_it_away(asker: Asker) -> None:
    """With a person's answers goes what they did at each question, and where they stand."""
    token = await asker.invited(asker.house.person)
    await asker.take(token, plain_input(await asker.to_first_question(token)))

    def forgotten(tx: Tx) -> tuple[str, int]:
        forget(tx, asker.pack, person_id=asker.house.person, with_answers=True, at=stamp(asker.now))
        row = tx.one("SELECT COUNT(*) FROM shown")
        return sessions.of_person(tx, asker.house.person)[0].step, row[0] if row else -1

    assert await asker.database.write(forgotten) == ("", 0)
