"""Groups, and those who flood: a talk is for one person, and nothing of it is ever shown to more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.pretend import Group, Kind
from store import chats
from store.tx import Tx
from tests.telegram.office import Office
from tests.telegram.phone import Phone, key_in
from tests.telegram.samples import opus
from tests.telegram.saying import FIRST, at

POLITE = "This is for one person at a time.\nPlease open your own link."
GROUP = -1001234


async def in_group(office: Office, group: Group, *acts: Callable[[], Any]) -> list[str]:
    """Do something there; gives all that the bot ever said in the group."""
    for act in acts:
        act()
    await office.settled()
    return [one.text for one in group.inbox]


async def closed(office: Office) -> int:
    """How many chats staff see as closed."""
    return len(await office.read(chats.closed))


async def test_in_a_group_the_bot_says_why_and_leaves(office: Office) -> None:
    """Whoever adds it, one polite message comes, with no name and no button, and the bot is gone."""
    sam = await at(office, FIRST)
    group, before = office.api.group(GROUP), await office.told()
    assert await in_group(office, group, lambda: group.add_bot(sam.user)) == [POLITE]
    assert group.inbox[0].buttons == ()
    assert group.chat.inside is False
    assert (await office.told(), await closed(office)) == (before, 0)
    (screen,) = await sam.taps("Yes")
    assert "Question 2 of 6" in screen.text


async def test_a_link_in_a_group_opens_nothing(office: Office) -> None:
    """Start with a good link, as a link for groups would send it: the same message, once, and no talk is begun."""
    sam, token = office.phone(), await office.link("person")
    group = office.api.group(GROUP)
    said = await in_group(
        office,
        group,
        lambda: group.add_bot(sam.user),
        lambda: group.say(sam.user, f"/start@{office.api.username} {token}"),
    )
    assert said == [POLITE]
    assert await office.read(lambda tx: chats.of_person(tx, office.house.person)) == ()
    assert not any((await office.told()).values())
    assert sam.user.inbox == []


async def test_what_a_group_says_is_nobodys_answer(office: Office) -> None:
    """Commands and words that name the bot, from someone who has a talk, change nothing in it."""
    sam = await at(office, FIRST)
    group, before = office.api.group(GROUP), await office.told()
    group.chat.standing = "member"
    office.api.chats[group.id] = group.chat
    seen = len(sam.user.inbox)
    said = await in_group(
        office,
        group,
        lambda: group.say(sam.user, f"@{office.api.username} Yes"),
        lambda: group.say(sam.user, "/myanswers"),
    )
    assert said == [POLITE]
    assert await office.told() == before
    assert len(sam.user.inbox) == seen


async def test_a_group_that_cannot_be_reached_closes_nobodys_chat(office: Office) -> None:
    """Someone adds the bot and takes it out again at once: their own talk goes on, and no staff think them lost."""
    sam = await at(office, FIRST)
    group = office.api.group(GROUP)
    assert await in_group(office, group, lambda: group.add_bot(sam.user), lambda: group.remove_bot(sam.user)) == []
    assert await closed(office) == 0
    (screen,) = await sam.taps("Yes")
    assert "Question 2 of 6" in screen.text


async def test_a_tap_in_a_group_is_answered_in_ones_own_chat(office: Office) -> None:
    """A changed client may send a tap from a group: what it shows comes to the person alone."""
    sam = await at(office, FIRST)
    group = office.api.group(GROUP)
    group.chat.standing = "member"
    office.api.chats[group.id] = group.chat
    data, _ = key_in(sam.user.inbox, "I need help")
    (shown,) = await sam.does(lambda: tap_in_group(office, sam, data))
    assert "Who can help you" in shown.text
    assert group.inbox == []


def tap_in_group(office: Office, phone: Phone, data: str) -> None:
    """Send a tap as if a button of ours stood in the group."""
    query = {
        "id": office.api.tapped(phone.user.chat),
        "from": phone.user.json,
        "message": {"chat": {"id": GROUP, "type": "supergroup", "title": "A group"}, "message_id": 1, "date": 0},
        "chat_instance": "1",
        "data": data,
    }
    office.api.emit("callback_query", query, "group")


async def test_who_floods_us_gets_a_few_answers(office: Office) -> None:
    """However much comes while answers wait to be sent, it is all kept, and answered a few times only."""
    sam, stranger = await at(office, FIRST), office.phone()
    for method in ("sendMessage", "sendPhoto"):
        office.api.faults.add(Kind.DELAY, method, seconds=0.3, times=2)
    kept = await sam.does(*(lambda number=number: sam.user.say(f"word {number}") for number in range(12)))
    hello = await stranger.does(*[lambda: stranger.user.say("hello")] * 12)
    assert len(hello) < 12
    assert len(kept) < 12
    rows: Callable[[Tx], list[tuple[Any, ...]]] = lambda tx: tx.all("SELECT id FROM comment")  # noqa: E731
    assert len(await office.read(rows)) == 12


async def test_a_stranger_costs_no_space(office: Office) -> None:
    """What someone without a link records is not even fetched."""
    stranger = office.phone()
    (hello,) = await stranger.does(lambda: stranger.user.voice(opus()))
    assert "You need a link of your own." in hello.text
    assert office.api.counts["getFile"] == 0
    assert office.files() == set()
