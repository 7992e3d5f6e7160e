"""What happened next, after a worry: a chat hears that a message waits, and the words open where the person wants them.

Whoever else holds the phone must learn nothing before that.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from asking import forget_steps, worry_message
from asking.errors import NotFilledIn
from bot.caretaker import Caretaker
from store import people, reminders, worries, worry_messages
from store.tx import Tx
from store.worries import Worry
from store.worry_messages import Message as Kept
from tests.telegram.office import Office
from tests.telegram.phone import Phone, labels
from tests.telegram.saying import FIRST, at
from tests.telegram.test_chat_help import TELL, WORDS, with_staff

WAITS = "There is a message for you.\nYou can open it now or later."
TWO_DAYS = timedelta(days=2)
OWN = "Sal comes on Monday at 3."
OPENED = f"A message for you\nA person will come and talk with you.\n{OWN}"
GONE = "There is no message for you now."
OPEN, AWAY, HIDE = "Open the message", "Put the message away", "Hide"


async def told(office: Office, sam: Phone) -> Worry:
    """Somebody tells a worry in the chat, and Sal takes it."""
    await sam.says("/help")
    await sam.taps(TELL)
    await sam.says(WORDS)

    def taken(tx: Tx) -> Worry:
        (one,) = worries.open(tx)
        assert worries.acknowledge(tx, one.id, "Sal Lead", office.rooms.now())
        found = worries.without_words(tx, one.id)
        assert found
        return found

    return await office.write(taken)


async def write(office: Office, worry: Worry, own: str = OWN) -> int:
    """Sal writes what happened next."""

    def sent(tx: Tx) -> int:
        return worry_message.send(
            tx, worry, chosen=("visit",), own=own, language="en", confirmed=True, who="Sal Lead", now=office.clock()
        )

    return await office.write(sent)


async def goes_round(office: Office) -> None:
    """The caretaker's round, and all that comes of it."""

    async def nothing() -> None:
        return

    await Caretaker(office.rooms.database, office.clock, office.rooms.bell, nothing).go_round()
    office.rooms.bell()
    await office.settled()


async def kept(office: Office, number: int) -> Kept:
    """The message as it is kept."""
    found = await office.read(lambda tx: worry_messages.get(tx, number))
    assert found
    return found


def rung(sam: Phone) -> list[str]:
    """What the chat was told of messages."""
    return [one.text for one in sam.user.inbox if one.text == WAITS]


async def test_it_rings_once_opens_in_its_place_and_is_put_away_for_good(office: Office) -> None:
    """Before it is opened no word of it is in the chat; after it was put away none is there any more."""
    sam = await at(office, FIRST)
    worry = await told(office, sam)
    number = await write(office, worry)
    await goes_round(office)
    await goes_round(office)
    assert rung(sam) == [WAITS]
    assert not any(OWN in one.text for one in sam.user.inbox)
    assert (await kept(office, number)).sent_at
    waiting = next(one for one in sam.user.inbox if one.text == WAITS)
    assert labels(waiting) == [OPEN, AWAY]
    await sam.taps(OPEN, on=waiting)
    assert (await kept(office, number)).opened_at
    assert waiting.text == OPENED
    await sam.taps(AWAY, on=waiting)
    assert waiting.text == GONE
    assert not waiting.buttons
    assert not any(OWN in one.text for one in sam.user.inbox)
    assert (await kept(office, number)).away_at
    await goes_round(office)
    assert not rung(sam)


async def test_it_is_spoken_and_the_sound_can_be_taken_away(office: Office) -> None:
    """A voice note of the words carries a key that deletes it."""
    sam = await at(office, FIRST)
    await write(office, await told(office, sam))
    await goes_round(office)
    waiting = next(one for one in sam.user.inbox if one.text == WAITS)
    await sam.taps(OPEN, on=waiting)
    before = len(sam.user.inbox)
    (sound,) = await sam.taps("Listen", on=waiting)
    assert labels(sound) == [HIDE]
    await sam.taps(HIDE, on=sound)
    assert sound not in sam.user.inbox
    assert len(sam.user.inbox) == before


@pytest.mark.parametrize("why", ["forgotten soon", "left", "stop asking", "taken back", "night"])
async def test_it_does_not_ring(office: Office, why: str) -> None:
    """Not for who will be forgotten, has left or said 'stop asking me'; not at night, and not what was taken back."""
    sam = await at(office, FIRST)
    number, ada = await write(office, await told(office, sam)), office.house.person

    def change(tx: Tx) -> None:
        message = worry_messages.get(tx, number)
        assert message
        match why:
            case "forgotten soon":
                forget_steps.ask(tx, ada, with_answers=False, by="", now=office.clock())
            case "left":
                people.stop(tx, ada, office.rooms.now())
            case "stop asking":
                reminders.end(tx, ada, office.rooms.now())
            case "taken back":
                assert worry_message.take_back(tx, message, who="Sal Lead", at=office.rooms.now())
            case _:
                office.clock.moment += timedelta(hours=11)

    await office.write(change)
    await goes_round(office)
    assert rung(sam) == []
    if why == "night":
        office.clock.moment += timedelta(hours=12)
        await goes_round(office)
        assert rung(sam) == [WAITS]


async def test_what_waits_in_the_outbox_is_looked_at_once_more(office: Office) -> None:
    """A message that was taken back, while Telegram was away, does not ring when Telegram is there again."""
    sam = await at(office, FIRST)
    number = await write(office, await told(office, sam))

    def put_and_taken_back(tx: Tx) -> None:
        assert worry_message.tell(tx, office.clock()) == 1
        message = worry_messages.get(tx, number)
        assert message
        assert worry_message.take_back(tx, message, who="Sal Lead", at=office.rooms.now())

    await office.write(put_and_taken_back)
    office.rooms.bell()
    await office.settled()
    assert rung(sam) == []
    assert (await kept(office, number)).sent_at is None


async def test_another_chat_opens_nothing(office: Office) -> None:
    """The number of somebody else's message, on a key of one's own, finds nothing."""
    sam = await at(office, FIRST)
    number = await write(office, await told(office, sam))
    assert await office.read(lambda tx: worry_message.theirs(tx, number, office.house.relative)) is None
    assert await office.read(lambda tx: worry_message.theirs(tx, number, office.house.person)) is not None


async def test_after_three_days_unopened_the_lead_hears_of_it(office: Office) -> None:
    """Not before, and not of one that was opened."""
    sam = await at(office, FIRST)
    worry = await told(office, sam)
    number = await write(office, worry)
    late = office.clock() + timedelta(days=3)
    assert await office.read(lambda tx: worry_message.late(tx, late - timedelta(minutes=1))) == ()
    assert [one.id for one in await office.read(lambda tx: worry_message.late(tx, late))] == [worry.id]
    await office.write(lambda tx: worry_messages.opened(tx, number, office.rooms.now()))
    assert await office.read(lambda tx: worry_message.late(tx, late)) == ()


@pytest.mark.parametrize(
    ("own", "finds"),
    [
        ("We called the police.", "police"),
        ("Thank you for telling us.", "telling us"),
        ("It is safe now.", "safe"),
        ("Somebody did shout: someone shouted at me.", "someone shouted at"),
        ("x" * 301, "300 letters"),
    ],
)
async def test_what_gives_it_away_is_refused(office: Office, own: str, finds: str) -> None:
    """Words after which whoever reads along knows that something was told; the person's own words; too many."""
    sam = await at(office, FIRST)
    worry = await told(office, sam)
    with pytest.raises(NotFilledIn) as refused:
        await write(office, worry, own)
    assert finds.casefold() in refused.value.wrong["own"].casefold()


async def test_after_a_worry_one_key_hides_what_was_said(office: Office) -> None:
    """The reply goes, and with it the person's own words; the talk is where it was, and nothing more is said."""
    sam = await with_staff(office)
    await sam.says("/help")
    await sam.taps(TELL)
    (reply,) = await sam.says(WORDS)
    assert HIDE in labels(reply)
    shown = len(sam.user.inbox)
    await sam.taps(HIDE, on=reply)
    assert reply not in sam.user.inbox
    assert len(sam.user.inbox) == shown - 1
    assert len(await office.read(worries.all)) == 1


async def test_what_telegram_will_not_delete_is_said(office: Office) -> None:
    """After 48 hours nothing is hidden in silence: the chat says that the message is still there."""
    sam = await with_staff(office)
    await sam.says("/help")
    await sam.taps(TELL)
    (reply,) = await sam.says(WORDS)
    office.api.clock.forward(TWO_DAYS.total_seconds() + 1)
    (said,) = await sam.taps(HIDE, on=reply)
    assert said.text == "We cannot hide this any more.\nYou can delete it yourself."
