"""One turn of a talk, on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from asking.errors import RecordingRefused, UnknownLink
from asking.turn import Delivery
from dialogs.events import Ignored
from dialogs.inputs import Chose, Declined, Stopped, ToldWorry, TookBack, WentBack, Wrote
from dialogs.model import Closing, Consent
from dialogs.transitions import State
from evidence.check import compare
from store import access_log, consents, invitations, media, sessions, worries, worry_said
from store.tx import Tx
from tests.asking.tools import SOUND, Asker, plain_input


async def test_looking_leaves_no_trace(asker: Asker) -> None:
    """Opening a link, as a link preview does, starts nothing."""
    token = await asker.invited(asker.house.person)
    await asker.conversations.show(token)
    assert await asker.database.read(lambda tx: sessions.of_person(tx, asker.house.person)) == ()


@pytest.mark.parametrize("who", ["person", "relative", "staff"])
async def test_a_whole_talk_is_kept(asker: Asker, who: str) -> None:
    """Each audience can go from the link to the closing screen, and every answer is there once and counted."""
    person = getattr(asker.house, who)
    token = await asker.invited(person)
    turn = await asker.to_the_end(token)
    live = await asker.live(person)
    assert turn.session.state is State.CLOSED
    assert len(live) == len({answer.prompt for answer in live}) >= 6
    assert await asker.database.read(compare) == []


async def test_consent_is_kept_with_its_words(asker: Asker) -> None:
    """What was agreed to is kept word for word, with its version."""
    token = await asker.invited(asker.house.person)
    await asker.to_first_question(token)
    row = (await asker.database.read(lambda tx: sessions.of_person(tx, asker.house.person)))[0]
    kept = await asker.database.read(lambda tx: consents.of_session(tx, row.id))
    assert [one.agreed for one in kept] == [True]
    assert kept[0].version
    assert len(kept[0].words) > 20


async def test_the_same_update_has_one_effect(asker: Asker) -> None:
    """A tap that arrives twice changes nothing the second time and shows where the talk stands."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    tap = plain_input(turn)
    first = await asker.take(token, tap, "tap-1")
    second = await asker.take(token, tap, "tap-1")
    assert second.session == first.session
    assert len(await asker.live(asker.house.person)) == 1


async def test_two_devices_at_once_answer_once(asker: Asker) -> None:
    """Of two first taps at the same moment one counts, and the other is shown where the talk stands."""
    token = await asker.invited(asker.house.person)
    turn = await asker.conversations.show(token)
    taps = (asker.take(token, plain_input(turn)) for _ in range(8))
    turns = await asyncio.gather(*taps)
    assert sum(any(isinstance(event, Ignored) for event in one.events) for one in turns) == 7
    assert {one.session.turn for one in turns} == {1}


async def test_a_changed_mind_counts_once(asker: Asker) -> None:
    """Going back and choosing differently leaves one answer that counts: the newer."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    first, *_, last = turn.asked.choices
    turn = await asker.take(token, Chose(turn.asked.turn, (first.id,)))
    turn = await asker.take(token, WentBack(turn.asked.turn))
    assert turn.asked.chosen == (first.id,)
    await asker.take(token, Chose(turn.asked.turn, (last.id,)))
    assert [answer.choices for answer in await asker.live(asker.house.person)] == [(last.id,)]
    assert await asker.database.read(compare) == []


async def test_a_stopped_talk_goes_on_days_later(asker: Asker) -> None:
    """Who stops and comes back next week stands where they stood."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    step = turn.asked.step
    await asker.take(token, Stopped(turn.asked.turn))
    asker.now += timedelta(days=7)
    turn = await asker.conversations.show(token)
    assert turn.session.state is State.STOPPED
    assert turn.asked.step == step


async def test_an_expired_link_never_ends_an_unfinished_talk(asker: Asker) -> None:
    """A link past its day still opens a talk that was begun; one that was not begun stays shut."""
    begun, unused = await asker.invited(asker.house.person), await asker.invited(asker.house.relative)
    turn = await asker.to_first_question(begun)
    asker.now += timedelta(days=365)
    assert (await asker.conversations.show(begun)).asked == turn.asked
    with pytest.raises(UnknownLink):
        await asker.conversations.show(unused)


async def test_who_said_no_can_still_take_answers_back_later(asker: Asker) -> None:
    """A talk that was ended with a late no keeps its link, so that the answers can still be taken back."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    turn = await asker.take(token, plain_input(turn))
    while not isinstance(turn.asked.step, Consent):
        turn = await asker.take(token, WentBack(turn.asked.turn))
    turn = await asker.take(token, Declined(turn.asked.turn))
    assert turn.session.state is State.DECLINED
    asker.now += timedelta(days=365)
    assert len(await asker.said(token)) == 1
    await asker.take(token, TookBack())
    assert await asker.said(token) == ()


async def test_a_bad_link_is_refused_whatever_is_wrong_with_it(asker: Asker) -> None:
    """Unknown, tampered, revoked and renewed links are all the same to the one who holds them."""
    token = await asker.invited(asker.house.person)
    number = int(token.split("-")[0])
    last = "A" if token[-1] != "A" else "B"
    for bad in ("", "x", token[:-1] + last, f"{number + 1}-{token.split('-')[1]}", token + "A", "9" * 40 + token[-23:]):
        with pytest.raises(UnknownLink):
            await asker.conversations.show(bad)
    await asker.database.write(lambda tx: invitations.renew(tx, number, "2030-01-01T00:00:00Z"))
    with pytest.raises(UnknownLink):
        await asker.conversations.show(token)


async def test_a_revoked_link_opens_nothing(asker: Asker) -> None:
    """A revoked link stops at once, in the middle of a talk too."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    await asker.database.write(lambda tx: invitations.revoke(tx, int(token.split("-")[0]), "2026-11-22T14:00:00Z"))
    with pytest.raises(UnknownLink):
        await asker.take(token, plain_input(turn))


async def test_a_worry_is_kept_from_every_state(asker: Asker) -> None:
    """What is told before, in and after the talk is one open worry of one telling, all its words sealed and whole."""
    token = await asker.invited(asker.house.person)
    for moment in range(3):
        await asker.take(token, ToldWorry(f"Someone took my bus pass {moment}"))
        if moment == 0:
            await asker.to_first_question(token)
        if moment == 1:
            await asker.to_the_end(token)

    def words(tx: Tx) -> list[str]:
        (worry,) = worries.open(tx)
        found = worries.get(tx, worry.id)
        assert found
        return [found[1], *(said.words for said in worry_said.of(tx, worry))]

    expected = [f"Someone took my bus pass {moment}" for moment in range(3)]
    assert await asker.database.read(words) == expected


async def test_written_words_are_sealed_and_can_be_read_back_by_their_owner(asker: Asker) -> None:
    """'My answers' shows the person their own words; the session and the database hold none in clear."""
    token = await asker.invited(asker.house.relative)
    turn = await asker.conversations.show(token)
    while turn.asked.step.kind != "text":
        turn = await asker.take(token, plain_input(turn))
    turn = await asker.take(token, Wrote(turn.asked.turn, "The garden is lovely, zebra crossing."))
    said = await asker.said(token)
    assert said[-1].words == "The garden is lovely, zebra crossing."
    row = (await asker.database.read(lambda tx: sessions.of_person(tx, asker.house.relative)))[0]
    assert "zebra" not in row.body


async def test_taking_back_one_answer_or_all(asker: Asker) -> None:
    """An answer that is taken back is no longer shown, kept in words, or counted."""
    token = await asker.invited(asker.house.person)
    await asker.to_the_end(token)
    before = await asker.said(token)
    await asker.take(token, TookBack(before[0].prompt))
    assert [one.prompt for one in await asker.said(token)] == [one.prompt for one in before[1:]]
    await asker.take(token, TookBack())
    assert await asker.said(token) == ()
    assert await asker.live(asker.house.person) == ()
    assert await asker.database.read(compare) == []


async def test_a_recording_is_kept_sealed_and_waits_to_be_heard(asker: Asker) -> None:
    """A voice answer is one row, one sealed file and one 'not heard yet'; taken back, all three go."""
    token = await asker.invited(asker.house.person)
    turn = await asker.conversations.show(token)
    while turn.asked.step.kind != "voice":
        turn = await asker.take(token, plain_input(turn))
    number = turn.asked.turn
    await asker.conversations.record(token, number, SOUND, "audio/ogg", _delivery("r1"))
    await asker.conversations.record(token, number, SOUND, "audio/ogg", _delivery("r2"))  # a double tap
    kept = await asker.database.read(media.not_heard)
    files = sorted((asker.media._folder).iterdir())
    assert len(kept) == len(files) == 1
    assert SOUND[:4] not in files[0].read_bytes()
    await asker.take(token, TookBack())
    assert await asker.database.read(media.count_not_heard) == 0
    assert list(asker.media._folder.iterdir()) == []


async def test_what_is_no_recording_is_refused(asker: Asker) -> None:
    """An empty, over-long or foreign file is refused with its reason, and nothing is kept."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    for data, reason in ((b"", "empty"), (b"<html>", "not_audio"), (b"OggS" + bytes(11 * 1024 * 1024), "too_big")):
        with pytest.raises(RecordingRefused) as refused:
            await asker.conversations.record(token, turn.asked.turn, data, "audio/ogg", _delivery("r"))
        assert refused.value.reason == reason
    assert await asker.database.read(media.all_files) == frozenset()


async def test_the_closing_screen_can_be_left_by_going_back(asker: Asker) -> None:
    """The last screen is not a trap: back leads to the question before, its answer marked."""
    token = await asker.invited(asker.house.staff)
    turn = await asker.to_the_end(token)
    assert isinstance(turn.asked.step, Closing)
    turn = await asker.take(token, WentBack(turn.asked.turn))
    assert turn.session.state is not State.CLOSED


async def test_a_talk_writes_nothing_to_the_access_log(asker: Asker) -> None:
    """The access log tells who looked at people's data; answering about oneself is not that."""
    await asker.to_the_end(await asker.invited(asker.house.person))
    assert await asker.database.read(access_log.recent) == ()


def _delivery(update: str) -> Delivery:
    return Delivery("test", "", update)
