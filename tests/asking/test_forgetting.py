"""Forgetting a person."""

from __future__ import annotations

import pytest

from asking.errors import UnknownLink, UnknownName
from asking.forgetting import forget
from dialogs.inputs import ToldWorry, Wrote
from evidence.check import compare
from store import people, sessions, tally_check, worries
from tests.asking.tools import Asker, plain_input

AT = "2026-11-23T09:00:00Z"


async def _talked(asker: Asker) -> str:
    """A relative who answered, wrote and told a worry."""
    token = await asker.invited(asker.house.relative)
    turn = await asker.conversations.show(token)
    while turn.asked.step.kind != "text":
        turn = await asker.take(token, plain_input(turn))
    await asker.take(token, Wrote(turn.asked.turn, "The lift is broken."))
    await asker.to_the_end(token)
    await asker.take(token, ToldWorry("He lost weight."))
    return token


@pytest.mark.parametrize("with_answers", [False, True])
async def test_a_forgotten_person_leaves_no_name_words_or_way_in(asker: Asker, with_answers: bool) -> None:
    """Name, key and words go, the link stops, the worry stays without a name, and the counts stay right."""
    token = await _talked(asker)
    person = asker.house.relative
    answered = len(await asker.live(person))
    await asker.database.write(lambda tx: forget(tx, asker.pack, person_id=person, with_answers=with_answers, at=AT))
    assert await asker.database.read(lambda tx: people.name_of(tx, person)) is None
    assert await asker.database.read(lambda tx: people.data_key(tx, person)) is None
    with pytest.raises(UnknownLink):
        await asker.conversations.show(token)
    worry = (await asker.database.read(worries.open))[0]
    assert worry.person_id is None
    assert (await asker.database.read(lambda tx: worries.get(tx, worry.id)) or ("", ""))[1] == "He lost weight."
    assert len(await asker.live(person)) == (0 if with_answers else answered)
    assert await asker.database.read(compare) == []


async def test_answers_that_go_are_gone_from_counts_and_sessions(asker: Asker) -> None:
    """With their answers removed, nothing of the person is counted, nor stands in the stored talk."""
    await _talked(asker)
    person = asker.house.relative
    await asker.database.write(lambda tx: forget(tx, asker.pack, person_id=person, with_answers=True, at=AT))
    code = {"code": asker.pack.id, "code_version": asker.pack.version}
    assert await asker.database.read(lambda tx: tally_check.all_counts(tx, **code)) == ()
    assert [row.body for row in await asker.database.read(lambda tx: sessions.of_person(tx, person))] == ["{}"]


async def test_answers_can_be_removed_after_the_name(asker: Asker) -> None:
    """Who was forgotten with their answers kept can have these removed later, once."""
    await _talked(asker)
    person = asker.house.relative
    for with_answers in (False, True):
        await asker.database.write(
            lambda tx, with_answers=with_answers: forget(
                tx, asker.pack, person_id=person, with_answers=with_answers, at=AT
            )
        )
    assert await asker.live(person) == ()
    with pytest.raises(UnknownName):
        await asker.database.write(lambda tx: forget(tx, asker.pack, person_id=person, with_answers=True, at=AT))


async def test_a_person_is_forgotten_once(asker: Asker) -> None:
    """A second time, or an unknown number, is a clear refusal."""
    person = asker.house.staff
    await asker.database.write(lambda tx: forget(tx, asker.pack, person_id=person, with_answers=False, at=AT))
    for number in (person, 9_999):
        with pytest.raises(UnknownName):
            await asker.database.write(
                lambda tx, number=number: forget(tx, asker.pack, person_id=number, with_answers=False, at=AT)
            )
