"""How a chat begins: with a link, without one, with another's, on two phones, and again after it was closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store import chats
from store.chats import Chat
from store.tx import Tx
from tests.telegram.office import Office
from tests.telegram.phone import labels
from tests.telegram.saying import at

HELLO = "wants to ask you about your support"
NO_LINK = "You need a link of your own."
BAD_LINK = "This link does not work"


async def chats_of(office: Office, person: int) -> tuple[Chat, ...]:
    """The chats of someone."""
    return await office.read(lambda tx: chats.of_person(tx, person))


async def test_a_link_opens_the_talk(office: Office) -> None:
    """Start with a good link shows the first screen, with where this chat is kept; the chat is that person's now."""
    sam = office.phone()
    (screen,) = await sam.opens(await office.link("person"))
    assert screen.text.startswith("Telegram keeps a copy of this chat.\nWe cannot delete that copy.\nHello.")
    assert HELLO in screen.text
    assert screen.photo
    assert labels(screen) == ["Next", "Skip", "Stop", "Listen", "I need help"]
    (chat,) = await chats_of(office, office.house.person)
    assert (chat.closed_at, chat.aloud, chat.awaits) == (None, False, "")
    address = await office.read(lambda tx: chats.address(tx, chat))
    assert address == str(sam.user.id)


async def test_to_look_keeps_nothing(office: Office) -> None:
    """Opening a link begins no talk: nothing is kept of it until the first tap."""
    sam = await office.opens("person")
    assert not any((await office.told()).values())
    await sam.taps("Next")
    assert len((await office.told())["session"]) == 1


async def test_without_a_link_the_chat_says_how_to_get_one(office: Office) -> None:
    """Whoever comes without a link hears who we are, what to do, and 999; no button leads anywhere."""
    (hello,) = await office.phone().opens()
    assert hello.bold() == ("Hello.",)
    assert NO_LINK in hello.text
    assert "In danger, call 999." in hello.text
    assert hello.buttons == ()


async def test_a_stranger_gets_the_same_to_whatever_they_send(office: Office) -> None:
    """Words, a sticker, a place and a command of someone without a link are answered alike, and kept nowhere."""
    sam = office.phone()
    for act in (
        lambda: sam.user.say("I am sad"),
        sam.user.sticker,
        lambda: sam.user.send({"location": {"latitude": 51.5, "longitude": -0.1}}),
        lambda: sam.user.say("/myanswers"),
        lambda: sam.user.tap_raw("anything", 1),
    ):
        (answer,) = await sam.does(act)
        assert NO_LINK in answer.text
    assert not any((await office.told()).values())


@pytest.mark.parametrize("change", ["unknown", "changed", "no token", "a word"])
async def test_a_link_that_is_none_opens_nothing(office: Office, change: str) -> None:
    """An unknown, a changed and a made-up link get one answer: nobody learns which it was."""
    good = await office.link("person")
    last = "A" if good[-1] != "A" else "B"
    link = {"unknown": f"99-{good.partition('-')[2]}", "changed": good[:-1] + last, "no token": "1-", "a word": "hi"}
    sam = office.phone()
    (answer,) = await sam.opens(link[change])
    assert answer.bold() == (BAD_LINK,)
    assert "It is not your fault." in answer.text
    assert "In danger, call 999." in answer.text
    assert await chats_of(office, office.house.person) == ()


async def test_a_link_that_was_ended_opens_nothing(office: Office) -> None:
    """A revoked link, and one that ran out before the talk began, get the same answer as a made-up one."""
    revoked, late = await office.link("person"), await office.link("person")
    await office.revoke(revoked)
    (first,) = await office.phone().opens(revoked)
    office.clock.moment += timedelta(days=61)
    (second,) = await office.phone().opens(late)
    assert first.text == second.text
    assert first.bold() == (BAD_LINK,)


async def test_a_talk_that_was_begun_goes_on_after_its_link_ran_out(office: Office) -> None:
    """An expired link never ends an unfinished talk (D14)."""
    sam = await office.opens("person")
    await sam.taps("Next")
    office.clock.moment += timedelta(days=61)
    (screen,) = await sam.taps("Next")
    assert "You will not be in trouble." in screen.text


async def test_a_link_that_is_ended_ends_the_chat(office: Office) -> None:
    """After a link was revoked, its buttons, words and commands say that it does not work, and change nothing."""
    sam = office.phone()
    token = await office.link("person")
    await sam.opens(token)
    await sam.goes_to("Who is here with you now?")
    before = await office.told()
    await office.revoke(token)
    for act in (lambda: sam.taps("Just me"), lambda: sam.says("hello"), lambda: sam.says("/help")):
        (answer,) = await act()
        assert answer.bold() == (BAD_LINK,)
    assert await office.told() == before


async def test_the_same_link_again_shows_where_the_talk_stands(office: Office) -> None:
    """Start again, with the link or without, shows the current question and loses nothing."""
    sam, token = office.phone(), await office.link("person")
    await sam.opens(token)
    await sam.goes_to("Do you want to take part?")
    before = await office.told()
    for again in (token, ""):
        (screen,) = await sam.opens(again)
        assert "Do you want to take part?" in screen.text
        assert "Telegram keeps a copy" not in screen.text
    assert await office.told() == before
    assert len(await chats_of(office, office.house.person)) == 1


async def test_a_talk_from_the_tablet_goes_on_in_the_chat(office: Office) -> None:
    """It stands where it stood, and where this chat is kept is said here too."""
    sam = await at(office, "Question 2 of 6")
    (screen,) = sam.user.inbox
    assert screen.text.startswith("Telegram keeps a copy of this chat.\nWe cannot delete that copy.\nQuestion 2 of 6\n")
    (screen,) = await sam.taps("Back")
    assert "You said: Yes." in screen.text


async def test_another_persons_link_takes_the_chat_over(office: Office) -> None:
    """On a shared phone the chat goes over; the first one's old buttons change nothing and show the new talk."""
    phone = await office.opens("person")
    old = await phone.goes_to("Do you want to take part?")
    await phone.opens(await office.link("staff"))
    assert await chats_of(office, office.house.person) == ()
    before = await office.told()
    for label in ("Yes", "No", "Stop", "I need help"):
        (screen,) = await phone.taps(label, on=old)
        assert "Mill Lane wants to ask you some questions." in screen.text, label
    assert await office.told() == before


async def test_a_bad_link_leaves_the_chat_whose_it_was(office: Office) -> None:
    """Someone who tries a link that opens nothing goes on with their own talk."""
    sam = await office.opens("person")
    await sam.taps("Next")
    (answer,) = await sam.opens("1-nothing")
    assert answer.bold() == (BAD_LINK,)
    (screen,) = await sam.taps("Next")
    assert "You will not be in trouble." in screen.text


async def test_one_link_on_two_phones_is_one_talk(office: Office) -> None:
    """Both show the same talk: what was tapped on one makes the other's buttons old, and nothing counts twice."""
    token, one, two = await office.link("person"), office.phone(), office.phone()
    await one.opens(token)
    await two.opens(token)
    assert len(await chats_of(office, office.house.person)) == 2
    await one.taps("Next")
    (screen,) = await two.taps("Next")
    assert screen.text.startswith("You are here now.\n")
    assert "You can have someone with you." in screen.text
    (screen,) = await two.taps("Next")
    assert "You will not be in trouble." in screen.text


@pytest.mark.parametrize("name", ["start", "START", "start@plainsay_pretend_bot"])
async def test_start_is_known_however_it_is_written(office: Office, name: str) -> None:
    """A phone may write the command in capitals or with the bot's name, and the link after any space."""
    sam, token = office.phone(), await office.link("person")
    (screen,) = await sam.says(f"/{name}   {token}")
    assert HELLO in screen.text


async def test_sample_data_says_so(office: Office) -> None:
    """A chat on invented people says so when it is opened."""

    def made_up(tx: Tx) -> None:
        tx.run("INSERT INTO setting (name, value) VALUES ('sample', 'yes')")

    await office.write(made_up)
    sam = await office.opens("person")
    assert sam.texts[0].startswith("Sample: made-up people.\n")


async def test_the_menu_is_set(office: Office) -> None:
    """The phone's menu has every command that we promise, each in a few words."""
    sam = await office.opens("person")
    await sam.user.wait(lambda user: user.commands)
    assert [(each["command"], each["description"]) for each in sam.user.commands] == [
        ("again", "Show me the question again"),
        ("help", "I need help"),
        ("tell", "Tell us something"),
        ("aloud", "Read every question to me, or stop"),
        ("myanswers", "See my answers"),
        ("takeback", "Take an answer back"),
        ("aboutme", "What we know about you"),
        ("language", "Choose your language"),
        ("stop", "Stop for now"),
        ("reminders", "When may we remind you?"),
        ("forgetme", "Forget me"),
    ]


async def test_who_blocks_the_bot_is_closed_and_can_come_back(office: Office) -> None:
    """A blocked chat is shown to staff as closed, and nothing waits for it; unblocked it shows the current question."""
    sam = await office.opens("person")
    await sam.goes_to("Do you want to take part?")
    await sam.does(sam.user.block)
    (closed,) = await office.read(chats.closed)
    assert (closed.person_id, closed.closed_why) == (office.house.person, "blocked")
    (screen,) = await sam.does(sam.user.unblock)
    assert "Do you want to take part?" in screen.text
    assert await office.read(chats.closed) == ()
    (screen,) = await sam.taps("Yes")
    assert "Who is here with you now?" in screen.text


async def test_what_waits_for_a_blocked_chat_is_dropped(office: Office) -> None:
    """Where the bot only learns by sending that it is blocked, the chat is closed and its messages are given up."""
    sam = await office.opens("person")
    sam.user.chat.blocked = True
    await sam.does(lambda: sam.user.tap_raw(sam.screen.buttons[0].data or "", sam.screen.message_id))
    (closed,) = await office.read(chats.closed)
    assert closed.closed_why == "blocked"
    waits = await office.read(lambda tx: tx.one("SELECT COUNT(*) FROM outbox WHERE done_at IS NULL"))
    assert waits == (0,)


async def test_a_tap_opens_a_closed_chat_again(office: Office) -> None:
    """Someone whose chat was taken for lost and who taps is there: staff no longer see the chat as closed."""
    sam = await office.opens("person")
    bot, at = office.channel.number, office.rooms.now()
    (chat,) = await chats_of(office, office.house.person)
    await office.write(lambda tx: chats.close(tx, bot, chat.lane, "blocked", at))
    await sam.taps("Next")
    assert await office.read(chats.closed) == ()
