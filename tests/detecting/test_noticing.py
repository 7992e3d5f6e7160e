"""A sign of a worry in what somebody writes goes to people, and nothing on the screen tells."""

from __future__ import annotations

import logging

import pytest

from asking import noticing, sight
from asking.comments import Note
from asking.detecting import Hit
from asking.turn import Delivery, Turn
from bot.noticing import Noticing, findings
from dialogs.inputs import ToldWorry, Wrote
from store import media, noticed, settings, transcripts, worries
from store.noticed import Text
from store.tx import Tx
from store.worries import Worry
from tests.asking.tools import NOW, Asker, plain_input

SIGN = "my carer hert me"
HARMLESS = "I like the garden"


async def raised(asker: Asker) -> list[tuple[Worry, str]]:
    """Every worry with its words, oldest first."""

    def read(tx: Tx) -> list[tuple[Worry, str]]:
        found = [worries.get(tx, one.id) for one in worries.all(tx)]
        return [one for one in reversed(found) if one]

    return await asker.database.read(read)


async def comment(asker: Asker, token: str, words: str, origin: str = "1") -> tuple[Turn, bool]:
    """Says something beside the answers."""
    delivery = Delivery("test", "", f"note {next(asker.updates)}")
    return await asker.database.write(
        lambda tx: asker.conversations.add(tx, token=token, note=Note(words, origin), delivery=delivery)
    )


async def at_question(asker: Asker) -> str:
    """A talk in which something can be said."""
    token = await asker.invited(asker.house.person)
    await asker.to_first_question(token)
    return token


async def test_a_sign_in_a_comment_is_a_worry(asker: Asker) -> None:
    """It holds the words and the kinds, and says that the detector found it; what is harmless raises none."""
    token = await at_question(asker)
    await comment(asker, token, HARMLESS, "1")
    assert await raised(asker) == []
    await comment(asker, token, SIGN, "2")
    ((worry, words),) = await raised(asker)
    assert (words, worry.origin, worry.kinds, worry.person_id) == (SIGN, "detector", ("hurt",), asker.house.person)


async def test_nothing_that_is_shown_changes(asker: Asker) -> None:
    """Someone may be watching: the turn after a sign is the turn after anything else, but for what no page shows."""
    token = await at_question(asker)
    harmless, _ = await comment(asker, token, HARMLESS, "1")
    sign, _ = await comment(asker, token, SIGN, "2")
    assert sign == harmless
    assert len(await raised(asker)) == 1


async def test_a_sign_in_a_written_answer_is_a_worry(asker: Asker) -> None:
    """Words of an answer are looked at as they are kept."""
    token = await asker.invited(asker.house.relative)
    turn = await asker.conversations.show(token)
    while turn.asked.step.kind != "text":
        turn = await asker.take(token, plain_input(turn))
    await asker.take(token, Wrote(turn.asked.turn, SIGN))
    ((worry, words),) = await raised(asker)
    assert (words, worry.kinds) == (SIGN, ("hurt",))


async def test_the_same_text_is_told_once(asker: Asker) -> None:
    """Edited, it is told again only where it says something of another kind."""
    token = await at_question(asker)
    await comment(asker, token, SIGN, "1")
    await comment(asker, token, f"{SIGN} yesterday", "1")
    assert len(await raised(asker)) == 1
    asker.now = NOW.replace(hour=18)
    await comment(asker, token, f"{SIGN} and my money is gone", "1")
    (known, *more) = await raised(asker)
    assert {kind for worry, _ in (known, *more) for kind in worry.kinds} == {"hurt", "money"}


async def test_a_worry_that_is_told_is_not_noticed_too(asker: Asker) -> None:
    """Whoever asks that someone is told has told it: one worry, told by a tap."""
    token = await at_question(asker)
    await asker.take(token, ToldWorry(SIGN))
    assert [worry.origin for worry, _ in await raised(asker)] == ["tap"]


async def test_what_a_listener_wrote_down_is_looked_at(asker: Asker) -> None:
    """Words of a recording are looked at once a person has said what they are, and draft words never."""
    token = await at_question(asker)

    def draft(tx: Tx) -> int:
        row = media.add(tx, person_id=asker.house.person, file="a.sealed", mime="audio/ogg", size_bytes=9, at="2026")
        transcripts.put_draft(tx, row, draft=SIGN, made_by="a machine", at="2026")
        return row

    row = await asker.database.write(draft)
    delivery = Delivery("test", "", "spoken")
    await asker.database.write(
        lambda tx: asker.conversations.add(tx, token=token, note=Note("", "9"), delivery=delivery)
    )
    await asker.database.write(lambda tx: tx.run("UPDATE comment SET media_id = :row", row=row))
    assert await raised(asker) == []
    said = await asker.database.read(lambda tx: noticed.spoken(tx, row, SIGN))
    assert said
    assert said.source == f"transcript/{row}"
    await asker.database.write(lambda tx: noticing.notice(tx, said, NOW))
    assert [words for _, words in await raised(asker)] == [SIGN]


async def test_words_of_nobody_in_particular_reach_somebody(asker: Asker) -> None:
    """A stranger's words on a public page belong to no person and maybe to no service; they are told all the same."""
    text = Text("voice/1", SIGN, "en", 0)
    assert await asker.database.write(lambda tx: noticing.notice(tx, text, NOW))
    assert len(await raised(asker)) == 1


def broken(*_: object) -> tuple[Hit, ...]:
    """A detector with a fault that quotes what it was looking at."""
    raise RuntimeError(SIGN)


async def test_a_detector_that_fails_spoils_no_turn(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What was said is kept, the log has no word of it, and the text is looked at once the fault is mended."""
    token = await at_question(asker)
    with monkeypatch.context() as fault, caplog.at_level(logging.ERROR):
        fault.setattr(sight, "detect", broken)
        _, kept = await comment(asker, token, SIGN)
    assert kept
    assert await raised(asker) == []
    assert "N401" in caplog.text
    assert "hert" not in caplog.text
    told = await asker.database.read(findings)
    assert [one.code for one in told] == ["D422"]
    await Noticing(asker.database, lambda: NOW).go_round()
    assert [words for _, words in await raised(asker)] == [SIGN]
    assert [one.code for one in await asker.database.read(findings)] == [""]


async def test_a_text_that_always_fails_is_counted_and_stops_no_other(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The doctor says how many there are; the rounds go on to the end."""
    token = await at_question(asker)
    await comment(asker, token, HARMLESS)
    monkeypatch.setattr(noticing, "detect", broken)
    await Noticing(asker.database, lambda: NOW).go_round()
    assert [one.code for one in await asker.database.read(findings)] == ["D423"]
    assert await Noticing(asker.database, lambda: NOW).go_round() == 0


async def test_texts_older_than_the_detector_are_looked_at_once(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few at a time, and never twice."""
    token = await at_question(asker)
    with monkeypatch.context() as before:
        before.setattr("asking.comments.notice_said", lambda *_: None)
        for number in range(5):
            await comment(asker, token, SIGN if number == 4 else HARMLESS, str(number))
    monkeypatch.setattr(noticing, "A_ROUND", 2)
    rounds = Noticing(asker.database, lambda: NOW)
    assert [await rounds.go_round() for _ in range(4)] == [0, 0, 1, 0]
    assert len(await raised(asker)) == 1


async def test_what_was_noticed_as_it_came_is_not_told_again_by_the_rounds(asker: Asker) -> None:
    """The second look finds what the first did."""
    token = await at_question(asker)
    await comment(asker, token, SIGN)
    assert await Noticing(asker.database, lambda: NOW).go_round() == 0
    assert len(await raised(asker)) == 1


async def test_every_kind_of_text_is_found_by_the_rounds(asker: Asker) -> None:
    """Each question to the database runs, on SQLite and PostgreSQL, and goes on to the last row."""
    await at_question(asker)
    for where, find in noticed.WAITING.items():
        found = await asker.database.read(lambda tx, find=find: find(tx, 0, 10))
        assert found.upto >= 0, where
    assert await asker.database.read(lambda tx: settings.get(tx, noticing.FAILED)) is None
