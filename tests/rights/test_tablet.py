"""The person's own pages: what we know, taking a yes back, and being forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient

from asking.links import token_for
from bot import app
from bot.http.device import COOKIE
from bot.rights import Rights
from bot.tablet.pieces import pieces_of
from dialogs.transitions import State
from store import access_log, forgettings, invitations, people
from store.tx import Tx
from tests.rights.test_bytes import UNDONE_NO_MORE, office
from tests.staff.office import HOST
from tests.telegram.office import Office
from tests.telegram.saying import FIRST, PRESENT, at, chat_device

__all__ = ["office"]


@pytest.fixture
async def person(office: Office) -> AsyncIterator[tuple[AsyncClient, str]]:
    """A browser, and the address of someone who is alone at their first question."""
    phone = await at(office, FIRST)
    device = await office.read(lambda tx: chat_device(office, tx, phone, office.house.person))
    cookies = {COOKIE: device.value}
    async with AsyncClient(transport=ASGITransport(app.web(office.rooms)), base_url=HOST, cookies=cookies) as client:
        yield client, await _home(office)


async def _home(office: Office) -> str:
    one = (await office.read(lambda tx: invitations.of_person(tx, office.house.person)))[-1]
    return await office.read(lambda tx: f"/s/{token_for(tx.keys, one.id, one.version)}")


async def test_what_we_know_is_told_and_what_is_private_is_marked(
    office: Office, person: tuple[AsyncClient, str]
) -> None:
    """Name, who looked, how long it is kept; no sound with a name in it is kept; a worry is nowhere on it."""
    client, home = person
    ada, now = office.house.person, office.rooms.now()

    def looked(tx: Tx) -> None:
        access_log.add(tx, at=now, who="Mo Manager", did="opened the page of a person", person_id=ada)
        access_log.add(tx, at=now, who="Lee Lead", did="opened worry 1", person_id=ada)

    await office.write(looked)
    page = (await client.get(f"{home}/about")).text
    said = {piece.text: piece.private for piece in pieces_of(page)}
    assert said["Your name is Ada Example."]
    assert said["Mo Manager looked at your page. 22 November 2026"]
    assert not said["Worries are never on this page."]
    assert "Lee Lead" not in page
    assert "We keep your words for 24 months." in said


async def test_where_someone_may_look_on_the_page_asks_first(office: Office) -> None:
    """With others there nothing is shown before the person says so."""
    phone = await at(office, PRESENT)
    await phone.taps("Staff", "Next")
    home = await _home(office)
    device = await office.read(lambda tx: chat_device(office, tx, phone, office.house.person))
    cookies = {COOKIE: device.value}
    async with AsyncClient(transport=ASGITransport(app.web(office.rooms)), base_url=HOST, cookies=cookies) as client:
        assert "Ada Example" not in (await client.get(f"{home}/about")).text
        assert "Ada Example" in (await client.get(f"{home}/about?show=yes")).text


async def test_a_yes_is_taken_back_on_the_page(office: Office, person: tuple[AsyncClient, str]) -> None:
    """It says first what it means; then the talk stands at no, and the page says so."""
    client, home = person
    assert "Then we ask you no more questions." in (await client.get(f"{home}/agreed")).text
    assert (await client.post(f"{home}/agreed", data={"do": "anything"})).status_code == 400
    done = await client.post(f"{home}/agreed", data={"do": "stop_all"})
    assert done.status_code == 303
    assert "You do not take part now." in (await client.get(done.headers["location"])).text
    token = home.removeprefix("/s/")
    assert (await office.rooms.conversations.show(token)).session.state is State.DECLINED


async def test_nobody_is_told_of_a_no_that_they_never_said(office: Office) -> None:
    """Before anybody asked, the page says that; 'You can say yes again' is for those who said yes or no."""
    await office.link("person")
    home = await _home(office)
    async with AsyncClient(transport=ASGITransport(app.web(office.rooms)), base_url=HOST) as client:
        page = (await client.get(f"{home}/agreed")).text
    assert "We have not asked you yet." in page
    assert "again" not in page
    assert 'value="stop_all"' not in page


async def test_being_forgotten_waits_and_can_be_undone(office: Office, person: tuple[AsyncClient, str]) -> None:
    """The day stands there; undone, nothing goes; asked again, it happens, and the link opens nothing more."""
    client, home = person
    ada, rooms = office.house.person, office.rooms
    rights = Rights(rooms.database, rooms.pack, rooms.media, office.clock)
    for do in ("name", "undo"):
        assert (await client.post(f"{home}/forget", data={"do": do})).status_code == 303
    assert "Do you want us to forget you?" in (await client.get(f"{home}/forget")).text
    office.clock.moment += UNDONE_NO_MORE
    assert await rights.go_round() == 0
    await client.post(f"{home}/forget", data={"do": "all"})
    assert "We will forget you on 6 December 2026." in (await client.get(f"{home}/forget")).text
    assert "We will forget you on 6 December 2026." in (await client.get(f"{home}/about?show=yes")).text
    office.clock.moment += UNDONE_NO_MORE
    assert await rights.go_round() == 1
    assert (await client.get(f"{home}/about")).status_code == 404
    assert await office.read(lambda tx: people.name_of(tx, ada)) is None
    assert await office.read(forgettings.all_waiting) == ()


async def test_the_same_in_telegram(office: Office) -> None:
    """`/aboutme` tells it at once to who is alone; taking the yes back is said first, then done."""
    phone = await at(office, FIRST)
    (told,) = await phone.says("/aboutme")
    assert "Your name is Ada Example." in told.text
    (asks,) = await phone.taps("I do not want to take part any more")
    assert "Then we ask you no more questions." in asks.text
    (done,) = await phone.taps("Stop, but keep my answers")
    assert "You do not take part now." in done.text
    await phone.says("/aboutme")  # who is there is not known any more: it asks first
    (again,) = await phone.taps("Show")
    assert "You took your yes back on 22 November 2026." in again.text
