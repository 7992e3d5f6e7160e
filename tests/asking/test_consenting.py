"""Consent: kept with its words, asked anew where they change, taken back, and given again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from asking import consenting, reminding
from dialogs.events import Ignored
from dialogs.inputs import Agreed, Declined, Skipped, Stopped, ToldWorry, Wrote
from dialogs.model import Audience, Consent, Question
from dialogs.pack import Pack
from dialogs.transitions import State
from evidence.check import compare
from store import consents, worries
from tests.asking.tools import Asker, plain_input

NEXT_DAY = timedelta(days=1)


async def given(asker: Asker, person: int) -> tuple[consents.ConsentGiven, ...]:
    """What a person said about taking part."""
    return await asker.database.read(lambda tx: consents.of_person(tx, person))


def changed(pack: Pack) -> Pack:
    """The same pack with other words to agree to."""
    frame = pack.frames[Audience.PERSON]
    consent = replace(frame.consent, version="99", text=("We share it with the council.",))
    return replace(pack, frames={**pack.frames, Audience.PERSON: replace(frame, consent=consent)})


@pytest.fixture
async def token(asker: Asker) -> str:
    """A person who agreed, alone, and answered one question."""
    link = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(link)
    await asker.take(link, plain_input(turn))
    return link


async def test_a_yes_is_kept_with_words_channel_and_how_it_was_given(asker: Asker, token: str) -> None:
    """Version, language, the very words, where, and with what help: all of it is there afterwards."""
    del token
    (one,) = await given(asker, asker.house.person)
    assert (one.agreed, one.channel, one.support, one.language) == (True, "test", "alone", "en")
    assert one.words.endswith(asker.pack.frames[Audience.PERSON].consent.ask)
    assert one.version == asker.pack.frames[Audience.PERSON].consent.version


@pytest.mark.parametrize("answer", [Agreed, Declined])
async def test_changed_words_are_asked_at_the_next_sitting(asker: Asker, token: str, answer: type[Agreed]) -> None:
    """On the next day the new words come before anything else; a yes goes on where the talk was, a no stops it."""
    before = await asker.conversations.show(token)
    asker.pack = changed(asker.pack)
    assert (await asker.conversations.show(token)).asked == before.asked  # not in the middle of a sitting
    asker.now += NEXT_DAY
    turn = await asker.conversations.show(token)
    assert isinstance(turn.asked.step, Consent)
    assert turn.asked.step.version == "99"
    ignored = await asker.take(token, Skipped(turn.asked.turn))
    assert isinstance(ignored.asked.step, Consent)
    assert isinstance(ignored.events[0], Ignored)
    after = await asker.take(token, answer(turn.asked.turn))
    said = (await given(asker, asker.house.person))[-1]
    assert (said.version, said.agreed) == ("99", answer is Agreed)
    assert "council" in said.words
    if answer is Agreed:
        assert after.asked.step == before.asked.step
        asker.now += NEXT_DAY
        assert (await asker.conversations.show(token)).asked.step == before.asked.step  # asked once
    else:
        assert after.session.state is State.DECLINED
    assert len(await asker.live(asker.house.person)) == 1  # nothing is lost by being asked


async def test_the_same_words_are_not_asked_again(asker: Asker, token: str) -> None:
    """The control: where nothing changed the talk goes on, however long it rested."""
    asker.now += timedelta(days=40)
    assert isinstance((await asker.conversations.show(token)).asked.step, Question)


async def test_worries_come_through_while_someone_is_asked_anew(asker: Asker, token: str) -> None:
    """Nothing stands between a person and telling a worry."""
    asker.pack = changed(asker.pack)
    asker.now += NEXT_DAY
    await asker.take(token, ToldWorry("I am scared."))
    assert len(await asker.database.read(worries.open)) == 1


@pytest.mark.parametrize("with_answers", [False, True])
async def test_a_yes_can_be_taken_back_later(asker: Asker, with_answers: bool) -> None:
    """Every talk stops at 'no', reminders end, answers stay or go as was chosen, and counts are right."""
    person, talks = asker.house.person, asker.conversations
    token = await asker.invited(person)
    await asker.to_the_end(token)
    answered = len(await asker.live(person))
    assert answered > 1
    await asker.database.write(
        lambda tx: consenting.take_back(tx, talks, person, with_answers=with_answers, channel="web")
    )
    turn = await asker.conversations.show(token)
    assert turn.session.state is State.DECLINED
    yes, no = await given(asker, person)
    assert yes.taken_back_at
    assert (no.agreed, no.channel) == (False, "web")
    assert await asker.database.read(lambda tx: reminding.is_stopped(tx, person))
    assert len(await asker.live(person)) == (0 if with_answers else answered)
    assert await asker.database.read(compare) == []


async def test_taking_back_twice_is_taking_back_once(asker: Asker, token: str) -> None:
    """The second time nothing is written; and a new yes goes on."""
    person, talks = asker.house.person, asker.conversations
    for _ in range(2):
        await asker.database.write(
            lambda tx: consenting.take_back(tx, talks, person, with_answers=False, channel="web")
        )
    assert len(await given(asker, person)) == 2
    turn = await asker.conversations.show(token)
    turn = await asker.take(token, Agreed(turn.asked.turn))
    assert turn.session.state is not State.DECLINED
    assert [one.agreed for one in await given(asker, person)] == [True, False, True]


async def test_a_stopped_talk_is_asked_anew_before_it_goes_on(asker: Asker, token: str) -> None:
    """Whoever stopped and comes back sees the new words first, and a yes takes them to their question at once."""
    turn = await asker.conversations.show(token)
    before = turn.asked.step
    await asker.take(token, Stopped(turn.asked.turn))
    asker.pack = changed(asker.pack)
    turn = await asker.conversations.show(token)
    assert isinstance(turn.asked.step, Consent)
    turn = await asker.take(token, Agreed(turn.asked.turn))
    assert turn.asked.step == before
    turn = await asker.take(token, Wrote(99, "late"))
    assert turn.asked.step == before
