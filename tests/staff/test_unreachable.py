"""People whose chat is closed: everyone on the staff learns of it, by number."""

from __future__ import annotations

import pytest

from store import access_log, chats
from tests.staff.channels import BOT, closed_chat, opened_chat
from tests.staff.office import Office

PATH = "/staff/unreachable"


async def test_while_everyone_can_be_reached_nothing_is_said(managed: Office) -> None:
    """Open chats are on no page."""
    await opened_chat(managed, "Mill Lane")
    assert "Telegram" not in (await managed.get("/staff")).text
    assert "There is nobody." in (await managed.get(PATH)).text


@pytest.mark.parametrize("role", ["manager", "keyworker"])
async def test_staff_learn_who_cannot_be_reached(office: Office, role: str) -> None:
    """The home page says how many; the list has service, number, since when and why, and no name."""
    await office.sign_in("Mo", role)
    first = await closed_chat(office, "The Elms")
    assert "We cannot reach 1 person in Telegram" in (await office.get("/staff")).text
    second = await closed_chat(office, "Mill Lane", at="2026-11-20T09:00:00Z", why="gone")
    assert (
        f'<a class="govuk-link" href="{PATH}">We cannot reach 2 people in Telegram.</a>'
        in (await office.get("/staff")).text
    )
    page = (await office.get(PATH)).text
    for shown in (f"Person {first}<", f"Person {second}<", "The Elms", "Mill Lane", "Since 22 November 2026"):
        assert shown in page, shown
    assert page.count("They blocked the chat.") == 1
    assert page.count("The chat takes no messages.") == 1
    assert "plainsay link" in page
    assert page.index(f"Person {first}<") < page.index(f"Person {second}<")
    for name in ("Ada Example", "Bo Invented", "Cy Madeup"):
        assert name not in page
    assert [note.did for note in await office.database.read(access_log.recent) if "signed in" not in note.did] == []


async def test_who_can_be_reached_in_another_chat_is_not_listed(managed: Office) -> None:
    """One closed chat beside an open one is no loss, and two closed ones are one person."""
    await closed_chat(managed, "The Elms")
    other = await opened_chat(managed, "The Elms", lane="second phone")
    assert "Telegram" not in (await managed.get("/staff")).text
    await managed.database.write(lambda tx: chats.close(tx, BOT, other, chats.BLOCKED, "2026-11-23T09:00:00Z"))
    assert "We cannot reach 1 person in Telegram" in (await managed.get("/staff")).text
    page = (await managed.get(PATH)).text
    assert "Since 23 November 2026" in page
    assert "Since 22 November 2026" not in page


async def test_who_writes_again_is_off_the_list(managed: Office) -> None:
    """A chat that was opened again needs nobody."""
    await closed_chat(managed, "The Elms")
    (chat,) = await managed.database.read(chats.closed)
    await managed.database.write(lambda tx: chats.reopen(tx, chat))
    assert "There is nobody." in (await managed.get(PATH)).text


async def test_a_forgotten_person_is_off_the_list(managed: Office) -> None:
    """Nobody tries to reach someone who is forgotten."""
    person = await closed_chat(managed, "The Elms")
    await managed.database.write(lambda tx: chats.forget_person(tx, person))
    assert "There is nobody." in (await managed.get(PATH)).text
