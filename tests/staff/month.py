"""A house in which a person and a keyworker make their monthly summary: the tests' small vocabulary for it."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from httpx import ASGITransport, AsyncClient, Response

from asking import devices, signin
from asking import summaries as rules
from asking.devices import Shown
from asking.invitations import link_token
from asking.moment import stamp
from asking.turn import Delivery
from bot.app import Rooms, open_rooms, web
from bot.config import read_config
from bot.http.device import COOKIE
from bot.sample.manner import Manner
from dialogs.engine import current
from dialogs.inputs import Input, Wrote
from dialogs.model import Question
from dialogs.transitions import State
from store import answers, members, people, services, sessions, settings, summaries
from store.summaries import Summary
from store.tx import Tx
from tests.staff.office import HOST, Clock, form_token_on

WORDS = "I want to swim each week."
VIEW = {"working": "The choir on Thursdays.", "change": "A later breakfast."}
DAY = "2026-12-10"
OVER = (State.CLOSED, State.STOPPED, State.DECLINED)


@dataclass
class Home:
    """Two houses, in the first a person with a keyworker; nobody has begun a summary.

    Attributes:
        device: What the person's own browser keeps.
        staff: Name → number: Kim is the keyworker, Lee another one of the house, Mo the manager, Bea elsewhere.
    """

    rooms: Rooms
    clock: Clock
    house: int = 0
    person: int = 0
    relative: int = 0
    device: str = ""
    staff: dict[str, int] = field(default_factory=dict)

    def client(self) -> AsyncClient:
        """A browser that nobody is signed in with: the person's, or soon a member's."""
        return AsyncClient(transport=ASGITransport(web(self.rooms)), base_url=HOST, cookies={COOKIE: self.device})

    def elsewhere(self) -> AsyncClient:
        """A browser in which nobody has answered."""
        return AsyncClient(transport=ASGITransport(web(self.rooms)), base_url=HOST)

    async def sign_in(self, name: str) -> AsyncClient:
        """A browser in which a member is signed in."""
        member = self.staff[name]
        link = await self.rooms.database.write(lambda tx: signin.make_link(tx, self.clock(), member))
        client = self.client()
        assert (await client.post(f"/staff/sign-in/{link}", data={"go": "on"})).status_code == 303
        return client

    async def begin(self) -> Summary:
        """This month's summary of the person."""
        return await self.rooms.database.write(
            lambda tx: rules.begin(tx, self.rooms.pack, person_id=self.person, now=self.clock())
        )

    async def link(self, summary: Summary) -> str:
        """The person's own pages."""
        token = await self.rooms.database.read(lambda tx: link_token(tx, summary.invitation_id))
        return f"/s/{token}"

    async def answer(self, summary: Summary, words: str = WORDS) -> None:
        """The person answers all of it, and writes what they want to change."""
        await self.rooms.database.write(lambda tx: self._answer(tx, summary, words))

    def _answer(self, tx: Tx, summary: Summary, words: str) -> None:
        talks, token = self.rooms.conversations, link_token(tx, summary.invitation_id)
        manner = Manner(random.Random(1), 0.9, patient=True)  # noqa: S311 - a test, not a secret
        for count in range(60):
            talk = talks.open(tx, token)
            asked = current(talk.flow, talk.session)
            taken: Input | None = manner.answer(talk.flow, asked)
            if isinstance(asked.step, Question) and asked.step.id.endswith(".change"):
                taken = Wrote(asked.turn, words)
            if taken is None or talk.session.state in OVER:
                return
            talks.turn(tx, token=token, taken=taken, delivery=self._delivery(f"{token}:{count}"))
        raise AssertionError("the talk never ended")

    def _delivery(self, update: str) -> Delivery:
        return Delivery("test", "", update, Shown(self.device))

    async def said(self, summary: Summary) -> dict[str, int]:
        """What counts now: the last word of each question's id → number of the answer."""

        def read(tx: Tx) -> dict[str, int]:
            session = sessions.by_invitation(tx, summary.invitation_id)
            found = answers.of_session(tx, session.id) if session else ()
            return {one.prompt.rpartition(".")[2]: one.id for one in found}

        return await self.rooms.database.read(read)

    async def now(self, summary: Summary) -> Summary:
        """The newest version of it, as it is kept."""
        found = await self.rooms.database.read(lambda tx: summaries.of_invitation(tx, summary.invitation_id))
        assert found
        return found


@asynccontextmanager
async def moved_in(folder: Path) -> AsyncIterator[Home]:
    """Open rooms with that house."""
    clock = Clock()
    async with open_rooms(read_config({}, data=str(folder)), clock) as rooms:
        home = Home(rooms, clock)
        await rooms.database.write(lambda tx: _furnish(tx, home))
        yield home


def _furnish(tx: Tx, home: Home) -> None:
    at = stamp(home.clock())
    settings.put(tx, "provider", "Invented Support")
    houses = [services.add(tx, name=name, phone="01632 960000") for name in ("Mill Lane", "Harbour View")]
    for house in houses:
        services.set_safeguarding(
            tx, house, lead_name="Sal Lead", lead_contact="01632 960001", deputy_name="Dee Deputy",
            deputy_contact="01632 960002", deputy_from="Another Charity",
        )  # fmt: skip
    home.house = houses[0]
    for name, role, house in (
        ("Kim", "keyworker", 0), ("Lee", "keyworker", 0), ("Mo", "manager", 0), ("Bea", "keyworker", 1),
    ):  # fmt: skip
        home.staff[name] = members.add(tx, name=name, role=role, services=[houses[house]], at=at)
    home.person = people.add(tx, service_id=home.house, audience="person", name="Ada Example", at=at)
    home.relative = people.add(
        tx, service_id=home.house, audience="family", name="Bo Example", relative_of=home.person, at=at
    )
    home.device = devices.of_chat(tx.keys, "", "the person's own browser", home.person).value
    person = people.get(tx, home.person)
    assert person
    people.change(tx, replace(person, keyworker_id=home.staff["Kim"]))


async def post(client: AsyncClient, path: str, page: str = "/staff", **fields: str) -> Response:
    """Send a staff form with its page's token."""
    token = form_token_on((await client.get(page)).text)
    return await client.post(path, data={"form_token": token, **fields})


async def press(client: AsyncClient, path: str, **fields: str) -> str:
    """Press something on the person's pages, and read the page that follows."""
    response = await client.post(path, data=fields, follow_redirects=True)
    assert response.status_code == 200, response.text
    return response.text


async def met(home: Home, *, shared: tuple[str, ...] = ("change", "happy")) -> Summary:
    """A summary in which the person has answered and shared, and the keyworker has written and opened the meeting."""
    summary = await home.begin()
    await home.answer(summary)
    person, link = home.client(), await home.link(summary)
    said = await home.said(summary)
    for one in shared:
        await press(person, f"{link}/share", do="share", answer=str(said[one]))
    kim = await home.sign_in("Kim")
    here = f"/staff/summaries/{summary.id}"
    assert (await post(kim, f"{here}/view", **VIEW)).status_code == 303
    assert (await kim.get(f"{here}/meeting")).status_code == 200
    return summary


async def signed(home: Home, summary: Summary) -> Summary:
    """Both sign."""
    kim = await home.sign_in("Kim")
    here = f"/staff/summaries/{summary.id}/meeting"
    assert (await post(kim, here, do="sign")).status_code == 303
    await press(home.client(), f"{await home.link(summary)}/summary", do="sign")
    return await home.now(summary)
