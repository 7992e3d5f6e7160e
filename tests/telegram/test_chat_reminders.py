"""Reminders in the chat: by day, at most two, never after a no, and harmless whenever their buttons are tapped."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from store import chats, invitations, people, reminders, settings
from tests.telegram.office import NAMES, Office
from tests.telegram.phone import labels
from tests.telegram.reminded import REMINDER, days, goes_round, reminded, rows
from tests.telegram.saying import FIRST, at

BUTTONS = ["Carry on", "Not now", "Stop asking me"]
LATER = "We will ask you again then."
NO_MORE = "We will not ask you again this time."
STOPPED = "We will not remind you again."


async def test_a_reminder_comes_once_and_says_nothing_private(office: Office) -> None:
    """After four days, with three ways to answer; no name, no house and no topic is in it."""
    sam = await office.opens("person")
    assert await days(office, 3.9) == 0
    assert await days(office, 0.1) == 1
    assert (sam.texts[-1], labels(sam.screen)) == (REMINDER, BUTTONS)
    sent = json.dumps(office.api.calls[-1].params)
    assert not [word for word in (*NAMES, "Ada", "Mill Lane", "support", "home") if word in sent]
    assert await days(office, 0) == await days(office, 2) == 0
    (row,) = await rows(office)
    assert (row.channel, row.sent_at is not None, row.asked_by) == ("telegram", True, "")


async def test_the_second_is_the_last(office: Office) -> None:
    """It comes in the last four days of the round; after that there is silence."""
    sam = await reminded(office)
    office.clock.moment = datetime.fromisoformat("2026-12-27T10:00:00Z")
    assert await goes_round(office) == 0
    assert await days(office, 1) == 1
    assert sam.texts.count(REMINDER) == 2
    assert await days(office, 3.2) == 0


async def test_carry_on_shows_the_question(office: Office) -> None:
    """Also when it is tapped twice, and days later."""
    sam = await at(office, FIRST)
    question = sam.texts[-1]
    await days(office, 4)
    assert sam.texts[-1] == REMINDER
    (came,) = await sam.taps("Carry on")
    assert FIRST in came.text
    office.clock.moment += timedelta(days=20)
    assert FIRST in (await sam.taps("Carry on"))[-1].text
    assert FIRST in question


async def test_not_now_offers_tomorrow_and_in_a_week(office: Office) -> None:
    """Tomorrow is tomorrow: the reminder comes at that hour, and as it is the last, no other is promised after it."""
    sam = await reminded(office)
    (came,) = await sam.taps("Not now")
    assert came.text == "That is OK.\nWhen may we ask you again?"
    assert labels(came) == ["Tomorrow", "In 7 days", "Stop asking me"]
    (came,) = await sam.taps("Tomorrow")
    assert came.text == f"That is OK.\n{LATER}\nYou can carry on any day."
    assert await days(office, 0.9) == 0
    assert await days(office, 0.1) == 1
    assert sam.texts[-1] == REMINDER
    (came,) = await sam.taps("Not now")
    assert NO_MORE in came.text
    assert await days(office, 8) == 0


async def test_not_now_alone_means_a_week(office: Office) -> None:
    """Whoever taps no further is left alone for seven days."""
    sam = await reminded(office)
    await sam.taps("Not now")
    assert await days(office, 6.9) == 0
    assert await days(office, 0.2) == 1
    assert sam.texts[-1] == REMINDER


async def test_stop_asking_ends_it_for_good(office: Office) -> None:
    """In this round and in the next one; the link still works, and the person can take it back."""
    sam = await reminded(office)
    (came,) = await sam.taps("Stop asking me")
    assert STOPPED in came.text
    assert labels(came) == ["Carry on", "You may ask me again"]
    await sam.taps("Stop asking me", "Stop asking me")
    await office.link("person", "duq.2")
    assert await days(office, 10) == 0
    assert (await sam.taps("Carry on"))[-1].buttons
    (came,) = await sam.taps("You may ask me again")
    assert "We may remind you again." in came.text
    office.clock.moment = datetime.fromisoformat("2026-12-29T12:00:00Z")
    assert await goes_round(office) == 1


@pytest.mark.parametrize("words", ["No", "no thank you", "Stop", "stop asking me", "NO."])
async def test_a_written_no_stops_too(office: Office, words: str) -> None:
    """What is written after a reminder answers it, and is kept nowhere."""
    sam = await at(office, FIRST)
    await days(office, 4)
    before = await office.told()
    (came,) = await sam.says(words)
    assert STOPPED in came.text
    assert await office.told() == before
    assert await office.read(lambda tx: reminders.ended_at(tx, office.house.person))


async def test_a_written_not_now_waits(office: Office) -> None:
    """And 'carry on' goes on; any other words are taken as at any time."""
    sam = await at(office, FIRST)
    await days(office, 4)
    assert "When may we ask you again?" in (await sam.says("not now"))[-1].text
    assert await days(office, 7) == 1
    assert FIRST in (await sam.says("Carry on"))[-1].text


@pytest.mark.parametrize("did", ["declined", "stopped", "finished", "answered"])
async def test_what_the_person_did_meanwhile_counts(office: Office, did: str) -> None:
    """A no, a stop and an end bring no reminder; an answer starts the four days anew."""
    sam = await at(office, FIRST if did != "declined" else "want to take part")
    if did == "finished":
        await sam.goes_to_the_end()
    else:
        await sam.taps({"declined": "No", "stopped": "Stop", "answered": "Skip"}[did])
    assert await days(office, 3.9) == 0
    assert await days(office, 0.1) == (1 if did == "answered" else 0)


async def test_a_stop_by_command_is_a_no(office: Office) -> None:
    """/stop in answer to a reminder stops the talk, and with it the reminders of it."""
    sam = await reminded(office)
    await sam.says("/stop")
    office.clock.moment = datetime.fromisoformat("2026-12-29T12:00:00Z")
    assert await goes_round(office) == 0


async def test_a_reminder_of_another_talk_opens_that_talk(office: Office) -> None:
    """Someone whose chat is about an older talk is reminded of the newer one there, and 'carry on' goes over to it."""
    sam = await office.opens("person")
    await office.write(lambda tx: tx.run("UPDATE invitation SET revoked_at = NULL"))
    await sam.goes_to_the_end()
    newer = await office.link("person", "duq.2")
    assert await days(office, 4) == 1
    await sam.taps("Carry on")
    chat = (await office.read(lambda tx: chats.of_person(tx, office.house.person)))[0]
    assert str(chat.invitation_id) == newer.split("-", maxsplit=1)[0]


async def test_another_persons_button_does_nothing(office: Office) -> None:
    """A chat that went over to someone else cannot stop the reminders of who had it before."""
    sam = await reminded(office)
    reminder = sam.screen
    await sam.opens(await office.link("staff"))
    await sam.taps("Stop asking me", on=reminder)
    assert not await office.read(lambda tx: reminders.ended_at(tx, office.house.person))
    assert not await office.read(lambda tx: reminders.ended_at(tx, office.house.staff))


async def test_a_button_counts_after_the_link_ended(office: Office) -> None:
    """Whoever wants no reminders is heard, though their talk can no longer be opened; 'carry on' says that it ended."""
    sam = await reminded(office)
    reminder, number = sam.screen, (await rows(office))[0].invitation_id
    await office.write(lambda tx: invitations.revoke(tx, number, office.rooms.now()))
    assert STOPPED in (await sam.taps("Stop asking me", on=reminder))[-1].text
    assert await office.read(lambda tx: reminders.ended_at(tx, office.house.person))
    assert "This link does not work" in (await sam.taps("Carry on", on=reminder))[-1].text


async def test_a_chat_of_an_older_link_is_not_reminded(office: Office) -> None:
    """A link that was renewed may have been a stranger's: their chat hears nothing more."""
    sam = await office.opens("person")
    await office.write(lambda tx: invitations.renew(tx, 1, "2027-01-31T00:00:00Z"))
    assert await days(office, 5) == 0
    assert REMINDER not in sam.texts


async def test_in_their_own_language_and_aloud(office: Office) -> None:
    """Whoever reads Arabic gets it in Arabic, without vowel signs; whoever is read to hears it too."""
    await office.write(lambda tx: settings.put(tx, "sample", "yes"))
    sam = await office.opens("person")
    await office.write(lambda tx: people.speak(tx, office.house.person, "ar"))
    await sam.says("/aloud")
    before = len(sam.user.inbox)
    assert await days(office, 4) == 1
    words, spoken = sam.user.inbox[before:]
    assert "هل تريد المتابعة" in words.text
    assert words.labels[1] == "🕐 ليس الآن"
    assert spoken.voice
    (came, *_) = await sam.does(lambda: sam.user.tap_raw(words.buttons[1].data, words.message_id))
    assert "متى يمكننا سؤالك" in came.text


async def test_the_command_says_how_it_stands(office: Office) -> None:
    """/reminders shows what can be chosen, at any time, and takes it back."""
    sam = await office.opens("person")
    (came,) = await sam.says("/reminders")
    assert came.text.split("\n") == [
        "When may we remind you?", "We remind you 2 times at most.", "We never remind you at night.",
    ]  # fmt: skip
    assert labels(came) == ["Tomorrow", "In 7 days", "Stop asking me", "Back to my talk"]
    await sam.taps("Stop asking me")
    (came,) = await sam.says("/reminders")
    assert "We do not remind you now." in came.text
    assert labels(came) == ["You may ask me again", "Back to my talk"]
