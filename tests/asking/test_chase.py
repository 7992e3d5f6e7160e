"""Reminding the lead and the deputy, until someone has taken a worry and heard what people said."""

from __future__ import annotations

from datetime import datetime, timedelta

from asking import worry_taking
from asking.chase import chase
from asking.comments import Note
from asking.moment import stamp
from asking.turn import Delivery
from dialogs.inputs import Skipped, ToldWorry
from store import comments, outbox
from store.tx import Tx
from tests.asking.test_alerts import BOT, both_watch, sent, told
from tests.asking.tools import NOW, SOUND, Asker

WORRY_WAITS = timedelta(minutes=30)

FRIDAY_NOON = datetime.fromisoformat("2026-11-20T12:00:00Z")
MONDAY_MORNING = datetime.fromisoformat("2026-11-23T09:30:00Z")


async def chased(asker: Asker, now: datetime) -> list[tuple[str, str]]:
    """Everything that waits is sent; then chase once: lane and news of every message that this puts, in order."""

    def all_sent(tx: Tx) -> None:
        for letter in outbox.waiting(tx, BOT):
            outbox.done(tx, letter.id, stamp(now))

    await asker.database.write(all_sent)
    put = await asker.database.write(lambda tx: chase(tx, now))
    new = [(letter["lane"], letter["news"]) for letter in await sent(asker)]
    assert len(new) == put
    return new


async def added(asker: Asker, at: datetime) -> int:
    """The person adds a comment; gives its id."""
    asker.now = at
    token = await asker.invited(asker.house.person)
    await asker.to_first_question(token)
    delivery, note = Delivery("test", "", f"note {at}"), Note("I like my room", "7")
    await asker.database.write(lambda tx: asker.conversations.add(tx, token=token, note=note, delivery=delivery))
    return (await asker.database.read(comments.not_heard))[-1].id


async def test_a_worry_is_told_again_every_half_hour(asker: Asker) -> None:
    """Not sooner, and as often as it takes, at night too; both are told."""
    await both_watch(asker)
    await told(asker)
    assert await chased(asker, NOW + WORRY_WAITS - timedelta(seconds=1)) == []
    both = [("lead", "again"), ("deputy", "again")]
    assert await chased(asker, NOW + WORRY_WAITS) == both
    assert await chased(asker, NOW + WORRY_WAITS) == []
    assert await chased(asker, NOW + 20 * WORRY_WAITS) == both


async def test_a_worry_that_someone_took_is_left_alone(asker: Asker) -> None:
    """Once one of them has it, nobody is reminded."""
    await both_watch(asker)
    worry = await told(asker)
    await asker.database.write(
        lambda tx: worry_taking.take_in_chat(tx, bot=BOT, lane="deputy", worry_id=worry, at=stamp(NOW))
    )
    assert await chased(asker, NOW + 2 * WORRY_WAITS) == []


async def test_many_worries_are_one_reminder(asker: Asker) -> None:
    """A phone that rings once is looked at: one message a chat, about the worry that has waited longest."""
    await both_watch(asker)
    first = await told(asker)
    token = await asker.invited(asker.house.relative)
    await asker.take(token, ToldWorry("Again"))
    assert len(await chased(asker, NOW + WORRY_WAITS)) == 2
    assert [letter["worry_id"] for letter in (await sent(asker))[-2:]] == [first, first]


async def test_where_nobody_is_told_nothing_is_put(asker: Asker) -> None:
    """Without a chat for alerts there is nobody to remind; the staff page still shows the worry."""
    await told(asker)
    assert await chased(asker, NOW + WORRY_WAITS) == []


async def test_words_that_wait_too_long_are_told_once_a_working_day(asker: Asker) -> None:
    """Friday noon's words are late on Monday after noon; the next working day they are told again."""
    await both_watch(asker)
    await added(asker, FRIDAY_NOON)
    both = [("lead", "not_heard"), ("deputy", "not_heard")]
    assert await chased(asker, MONDAY_MORNING) == []
    tuesday = MONDAY_MORNING + timedelta(days=1)
    assert await chased(asker, tuesday) == both
    assert await chased(asker, tuesday + timedelta(hours=3)) == []
    assert await chased(asker, tuesday + timedelta(days=1)) == both


async def test_words_are_told_in_working_hours_only(asker: Asker) -> None:
    """Not at night and not on a Sunday: they are no emergency."""
    await both_watch(asker)
    await added(asker, FRIDAY_NOON)
    tuesday = MONDAY_MORNING + timedelta(days=1)
    for hour in (3, 8, 17, 22):
        assert await chased(asker, tuesday.replace(hour=hour, minute=0)) == []
    assert await chased(asker, MONDAY_MORNING + timedelta(days=6)) == []


async def test_words_that_someone_read_are_left_alone(asker: Asker) -> None:
    """Heard is heard."""
    await both_watch(asker)
    comment = await added(asker, FRIDAY_NOON)
    await asker.database.write(lambda tx: comments.mark_heard(tx, comment, "Lee Example", stamp(NOW)))
    assert await chased(asker, MONDAY_MORNING + timedelta(days=1)) == []


async def test_a_recording_that_waits_is_told_too(asker: Asker) -> None:
    """An answer by voice that nobody has heard counts like words."""
    await both_watch(asker)
    asker.now = FRIDAY_NOON
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    while turn.asked.step.kind not in {"text", "voice"}:
        turn = await asker.take(token, Skipped(turn.asked.turn))
    await asker.conversations.record(token, turn.asked.turn, SOUND, "audio/ogg", Delivery("test", "", "sound"))
    assert len(await chased(asker, MONDAY_MORNING + timedelta(days=1))) == 2
