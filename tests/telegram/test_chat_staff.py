"""A member's own chat: opened with a link of theirs, what comes there, and closed when they block it or leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from asking import letting_in, post, staff_chats
from asking.links import ADDRESS
from bot.pretend.world import Message
from bot.telegram.staffing import is_shown
from store import access_log, members, settings
from store import staff_chats as rows
from store.members import Member
from store.tx import Tx
from tests.telegram.office import Office
from tests.telegram.phone import Phone, labels

AT = "2026-11-22T13:00:00Z"
BAD_LINK = "This link does not work"


async def a_member(office: Office) -> Member:
    """Kim, who works here."""

    def made(tx: Tx) -> Member:
        settings.put(tx, ADDRESS, "https://talk.example.org")
        number = members.add(tx, name="Kim", role="keyworker", services=None, email="kim@example.org", at=AT)
        found = members.get(tx, number)
        assert found
        return found

    return await office.write(made)


async def link(office: Office, who: Member) -> str:
    """A fresh link of theirs."""
    return await office.write(lambda tx: staff_chats.make_link(tx, who, office.clock.moment))


async def connected(office: Office) -> tuple[Phone, Member]:
    """Kim's phone, with the chat open."""
    who = await a_member(office)
    phone = office.phone()
    await phone.opens(await link(office, who))
    return phone, who


async def comes(office: Office, phone: Phone, change: Callable[[Tx], object]) -> list[Message]:
    """What comes to a chat because something was changed in the store."""
    before = len(phone.user.inbox)
    await office.write(change)
    office.rooms.bell()
    await office.settled()
    return phone.user.inbox[before:]


async def test_a_link_opens_the_chat(office: Office) -> None:
    """Kim hears what comes here, and that nobody reads; it is written down."""
    who = await a_member(office)
    (hello,) = await office.phone().opens(await link(office, who))
    assert hello.text.split("\n") == [
        "Hello Kim.",
        "We send your sign-in links here.",
        "Nobody reads what you write here.",
        "Go to the sign-in page and enter your e-mail address.",
    ]
    assert "opened a chat for sign-in links" in {one.did for one in await office.read(access_log.recent)}


async def test_a_link_works_once_for_a_day_and_only_the_newest(office: Office) -> None:
    """Used again, replaced by a newer one, a second late, or of someone who left: all say the same."""
    who = await a_member(office)
    used = await link(office, who)
    await office.phone().opens(used)
    answers = [await office.phone().opens(used)]
    older, late = await link(office, who), await link(office, who)
    answers.append(await office.phone().opens(older))
    office.clock.moment += timedelta(hours=24, seconds=1)
    answers.append(await office.phone().opens(late))
    left = await link(office, who)
    await office.write(lambda tx: members.end(tx, who.id, who="Ada", at=AT))
    answers += [await office.phone().opens(left), await office.phone().opens("staff-nothing")]
    assert {answer[0].text.split("\n")[0] for answer in answers} == {BAD_LINK}


async def test_a_sign_in_link_comes_as_a_button(office: Office) -> None:
    """Whoever looks at the locked screen sees that it is a link, and no name of anybody."""
    phone, who = await connected(office)
    (message,) = await comes(office, phone, lambda tx: letting_in.send(tx, who, now=office.clock.moment))
    assert message.text.split("\n") == [
        "Your link to sign in",
        "It works once. It lasts for 15 minutes.",
        "Give it to nobody.",
    ]
    assert labels(message) == ["Sign in"]


async def test_an_address_of_this_house_comes_as_words(office: Office) -> None:
    """Telegram takes no button that leads to a house's own network, and would take no message with one."""
    phone, who = await connected(office)
    await office.write(lambda tx: settings.put(tx, ADDRESS, "http://192.168.1.7:8000"))
    (message,) = await comes(office, phone, lambda tx: letting_in.send(tx, who, now=office.clock.moment))
    assert "http://192.168.1.7:8000/staff/sign-in/" in message.text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://talk.example.org/x", True),
        ("http://localhost:8000/x", False),
        ("http://10.0.0.1/x", False),
        ("http://[::1]/x", False),
    ],
)
def test_which_addresses_telegram_takes(address: str, *, shown: bool) -> None:
    """Names with a dot; no bare number, and not this computer."""
    assert is_shown(address) is shown


async def test_who_shows_a_code_is_told_to_its_owner(office: Office) -> None:
    """In the chat, with the name of the one who made it, and without the link."""
    phone, who = await connected(office)

    def made(tx: Tx) -> tuple[str, bool]:
        number = members.add(tx, name="Ada", role="administrator", services=None, at=AT)
        ada = members.get(tx, number)
        assert ada
        return letting_in.make_for(tx, who, by=ada, now=office.clock.moment)

    (message,) = await comes(office, phone, made)
    assert message.text.split("\n")[0] == "Ada has just made a link to sign in as you."
    assert "sign-in/" not in message.text


async def test_what_someone_writes_there_is_answered(office: Office) -> None:
    """They hear that nobody reads it, and not that they need a link of their own."""
    phone, _ = await connected(office)
    (answer,) = await phone.says("Can someone help Sam?")
    assert answer.text.split("\n") == ["We send your sign-in links here.", "Nobody reads what you write here."]


async def test_blocking_closes_it(office: Office) -> None:
    """No link goes there any more, and none waits for when it is opened again."""
    phone, who = await connected(office)
    await phone.does(phone.user.block)
    assert await office.read(lambda tx: rows.of_member(tx, who.id)) == ()
    assert not await office.write(lambda tx: letting_in.send(tx, who, now=office.clock.moment))
    assert not await office.read(post.can_send)
