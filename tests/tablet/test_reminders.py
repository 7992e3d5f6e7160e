"""When may we remind you? On the person's page, over a real store: each choice, twice, late, and looking only."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from asking import reminding
from asking.conversation import Conversations
from asking.invitations import invite, link_token
from bot.app import CODE
from dialogs.pack import load_builtin
from easyread.pictures import PictureSet
from store import invitations, reminders
from store.database import Database
from store.media_files import MediaFiles
from store.tx import Tx
from tests.asking.tools import NOW, House, a_house
from tests.support.ready import ready_store
from tests.tablet.browsing import Person
from tests.tablet.conftest import app_of
from tests.telegram.office import Clock

LATER, NO_MORE = "We will ask you again then.", "We will not ask you again this time."


@dataclass
class Here:
    """Someone with a link of their own in front of the page, and the store behind it."""

    person: Person
    database: Database
    clock: Clock
    house: House
    home: str

    async def case(self) -> reminding.Waiting:
        """What is known of them."""
        house = self.house
        found = await self.database.read(lambda tx: reminding.waiting(tx, house.person, house.round))
        assert found
        return found

    async def stopped(self) -> str | None:
        """Since when they want no reminders."""
        return await self.database.read(lambda tx: reminders.ended_at(tx, self.house.person))

    async def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """All rows that the page could change."""
        names = ("person", "invitation", "reminder", "session", "outbox")
        return await self.database.read(lambda tx: {name: tx.all(f"SELECT * FROM {name}") for name in names})  # noqa: S608


@pytest.fixture
async def here(tmp_path: Path, pictures: PictureSet) -> AsyncIterator[Here]:
    """At the page about reminders."""
    database, clock = await ready_store(tmp_path / "plainsay.db", tmp_path / "key"), Clock()
    pack = load_builtin(CODE, pictures.names)
    talks = Conversations(database, pack, MediaFiles(tmp_path / "recordings"), clock)

    def made(tx: Tx) -> tuple[House, str]:
        house = a_house(tx)
        number = invite(tx, person_id=house.person, round_id=house.round, code=CODE, areas=("duq.1",), now=NOW)
        return house, link_token(tx, number)

    house, token = await database.write(made)
    transport = httpx.ASGITransport(app_of(talks, pictures))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://tablet.plainsay.test") as client:
        found = Here(Person(client), database, clock, house, f"/s/{token}")
        await found.person.opens(f"{found.home}/reminders")
        yield found
    await database.close()


async def test_to_look_changes_nothing(here: Here) -> None:
    """A mail programme that opens every link in an e-mail stops nothing and puts nothing off."""
    before = await here.everything()
    for path in ("", "/reminders", "/reminders?do=stop", "/reminders?note=stopped", "/reminders?note=later"):
        assert (await here.person.opens(here.home + path)).status_code == 200
    assert await here.everything() == before
    assert "We do not remind you now." not in here.person.text


async def test_it_says_what_can_be_relied_on(here: Here) -> None:
    """Twice at most, never at night; three choices; and a way back to the talk."""
    for sentence in ("When may we remind you?", "We remind you 2 times at most.", "We never remind you at night."):
        assert sentence in here.person.text
    labels = [said for _, said, _ in here.person.page.buttons]
    assert labels[:3] == ["Tomorrow", "In 7 days", "Stop asking me"]
    await here.person.presses("Back to my talk")
    assert "Hello." in here.person.text


@pytest.mark.parametrize(("label", "days"), [("Tomorrow", 1), ("In 7 days", 7)])
async def test_not_now(here: Here, label: str, days: int) -> None:
    """The reminder comes then; pressed twice it is the same."""
    for _ in range(2):
        await here.person.presses(label)
        assert LATER in here.person.text
    assert (await here.case()).case.not_before == NOW + timedelta(days=days)


async def test_stop_and_again(here: Here) -> None:
    """'Stop asking me' ends it for good, the link goes on working, and 'you may ask me again' takes it back."""
    await here.person.presses("Stop asking me")
    assert "We will not remind you again. You can carry on any day." in here.person.text
    assert "We do not remind you now." in here.person.text
    assert await here.stopped()
    await here.person.presses("Back to my talk")
    await here.person.presses("Next")
    await here.person.opens(f"{here.home}/reminders")
    await here.person.presses("You may ask me again")
    assert "We may remind you again." in here.person.text
    assert await here.stopped() is None


async def test_nothing_is_promised_that_will_not_come(here: Here) -> None:
    """Near the end of the round, or after two reminders, neither day is offered; an old page that sends one is told."""
    old = here.person.page.pressable("In 7 days")
    here.clock.moment = datetime.fromisoformat("2026-12-31T12:00:00Z")
    await here.person.opens(f"{here.home}/reminders")
    assert NO_MORE in here.person.text
    assert [said for _, said, _ in here.person.page.buttons][:1] == ["Stop asking me"]
    await here.person.sends(old.action, old.fields)
    assert NO_MORE in here.person.text


@pytest.mark.parametrize("do", ["", "never", "Tomorrow", "7", "x" * 300])
async def test_what_is_none_of_ours_changes_nothing(here: Here, do: str) -> None:
    """Invented buttons are refused."""
    before = await here.everything()
    assert (await here.person.sends(f"{here.home}/reminders", [("do", do)])).status_code == 400
    assert await here.everything() == before


async def test_a_bad_link_opens_nothing(here: Here) -> None:
    """Revoked or made up: the same page as everywhere, and nothing is stopped."""
    await here.database.write(lambda tx: invitations.revoke(tx, 1, "2026-11-22T13:00:00Z"))
    for path in (here.home, "/s/1-AAAAAAAAAAAAAAAAAAAAAA"):
        assert (await here.person.opens(f"{path}/reminders")).status_code == 404
        assert (await here.person.sends(f"{path}/reminders", [("do", "stop")])).status_code == 404
    assert await here.stopped() is None


async def test_a_stopped_talk_leads_here(here: Here) -> None:
    """Where a talk rests or is over, the way to this page stands under the answers."""
    await here.person.opens(here.home)
    await here.person.presses("Stop")
    await here.person.presses("When may we remind you?")
    assert here.person.response.url.path.endswith("/reminders")
    assert NO_MORE in here.person.text  # whoever stopped is not reminded of that talk


async def test_what_is_not_saved_is_said(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the page says so, and asks to press again."""
    from store.errors import NotSaved  # noqa: PLC0415

    async def full(_: Callable[[Tx], object]) -> object:
        raise NotSaved("the disk", "It is full.", "Make room.")

    monkeypatch.setattr(here.database, "write", full)
    response = await here.person.presses("Stop asking me")
    assert response.status_code == 503
    assert "Please press again." in here.person.text
