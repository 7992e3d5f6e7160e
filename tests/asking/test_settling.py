"""Results move when a sitting ends, and never in the middle of a talk."""

from __future__ import annotations

import pytest

from asking.moment import stamp
from dialogs.inputs import Input, Stopped, TookBack
from dialogs.model import Question
from store import people, published
from tests.asking.tools import NOW, Asker, plain_input


async def results(asker: Asker) -> int:
    """How many results of the whole provider are shown."""
    pack = asker.pack
    return len(await asker.database.read(lambda tx: published.all_of(tx, code=pack.id, code_version=pack.version)))


async def four_and_a_half(asker: Asker) -> str:
    """Four people finish their talk and a fifth is in the middle; returns the fifth one's token."""
    add = {"service_id": asker.house.service, "audience": "person", "name": "Di Example", "at": stamp(NOW)}
    for _ in range(4):
        person = await asker.database.write(lambda tx: people.add(tx, **add))  # type: ignore[arg-type]
        await asker.to_the_end(await asker.invited(person))
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    while isinstance(turn.asked.step, Question) and turn.asked.done < 3:
        turn = await asker.take(token, plain_input(turn))
    return token


async def test_half_a_talk_moves_no_result(asker: Asker) -> None:
    """The fifth person's first answers show nothing; the end of the talk does."""
    token = await four_and_a_half(asker)
    assert await results(asker) == 0
    await asker.to_the_end(token)
    assert await results(asker) > 0


@pytest.mark.parametrize("ends", [Stopped, TookBack])
async def test_stopping_and_taking_back_are_ends_too(asker: Asker, ends: type[Input]) -> None:
    """Who stops for now has said what they wanted to say so far; who takes an answer back has changed it."""
    token = await four_and_a_half(asker)
    turn = await asker.conversations.show(token)
    first, *_ = await asker.live(asker.house.person)
    await asker.take(token, Stopped(turn.asked.turn) if ends is Stopped else TookBack(first.prompt))
    assert await results(asker) > 0
