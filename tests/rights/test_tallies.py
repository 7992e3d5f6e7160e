"""Whatever people do with their rights, in whatever order, what counts is what a rebuild counts."""

from __future__ import annotations

import random

import pytest

from asking import consenting, forget_steps
from asking.errors import AskingError
from asking.forgetting import forget
from bot.sample.manner import Manner
from dialogs.inputs import TookBack
from dialogs.transitions import State
from evidence.check import compare
from store import people, tally_check
from store.tx import Tx
from tests.asking.tools import NOW, Asker
from tests.support.counts import count

SEEDS = count(3, promised=60)
EARLIER, LATER = "2026-11-20T09:00:00Z", "2026-11-23T09:00:00Z"
ACTS = ("keep", "forget", "forget all", "no more", "no more at all", "take back", "leave it")


async def answered(asker: Asker, chance: random.Random, who: int) -> str:
    """Someone goes through their talk as they like."""
    token, manner = await asker.invited(who), Manner(chance, 0.6, patient=True)
    turn = await asker.conversations.show(token)
    for _ in range(chance.randrange(8, 60)):
        taken = manner.answer(turn.flow, turn.asked)
        if taken is None or turn.session.state in {State.CLOSED, State.DECLINED, State.STOPPED}:
            break
        turn = await asker.take(token, taken)
    return token


async def act(asker: Asker, what: str, who: int, token: str) -> None:
    """One of the things that people, or staff for them, can do."""
    talks = asker.conversations
    if what.startswith("forget"):
        await asker.database.write(
            lambda tx: forget(tx, asker.pack, person_id=who, with_answers=what == "forget all", at=LATER)
        )
    elif what.startswith("no more"):
        await asker.database.write(
            lambda tx: consenting.take_back(tx, talks, who, with_answers=what == "no more at all", channel="web")
        )
    elif what == "take back":
        await asker.take(token, TookBack())
    elif what == "keep":
        await asker.database.write(lambda tx: forget_steps.ask(tx, who, with_answers=True, by="", now=NOW))
        await asker.database.write(lambda tx: forget_steps.undo(tx, who, by="", now=NOW))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(SEEDS))
async def test_counts_are_those_of_a_rebuild(asker: Asker, seed: int) -> None:
    """After every single step; and where all are forgotten with their answers, nothing is counted at all."""
    chance = random.Random(seed)  # noqa: S311 - a test's chance
    house = asker.house

    def more(tx: Tx) -> list[int]:
        return [
            people.add(tx, service_id=house.service, audience="person", name=f"More {number}", at=EARLIER)
            for number in range(3)
        ]

    everyone = [house.person, house.relative, house.staff, *await asker.database.write(more)]
    tokens = {who: await answered(asker, chance, who) for who in everyone}
    watched = await asker.watched(house.person)
    await asker.to_the_end(watched[0])
    for _ in range(12):
        who = chance.choice(everyone)
        try:
            await act(asker, chance.choice(ACTS), who, tokens[who])
        except AskingError:
            continue  # they are forgotten already
        finally:
            assert await asker.database.read(compare) == []
    for who in everyone:
        try:
            await act(asker, "forget all", who, tokens[who])
        except AskingError:
            continue
    code = {"code": asker.pack.id, "code_version": asker.pack.version}
    assert await asker.database.read(lambda tx: tally_check.all_counts(tx, **code)) == ()
    assert await asker.database.read(compare) == []
