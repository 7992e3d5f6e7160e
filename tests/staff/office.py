"""The tests' small vocabulary for staff pages: houses, people who answer, worries, recordings, and a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from asking import signin
from bot import staff
from bot.http.errors import handlers, pages_by_path
from bot.http.stack import layers
from bot.look import Pictures
from dialogs.model import Audience
from dialogs.pack import Pack
from dialogs.recipe import Pick, Recipe, Why, dump_recipe
from easyread.pictures import load
from evidence.standing import recount
from store import (
    answers,
    flows,
    invitations,
    media,
    observations,
    people,
    rounds,
    services,
    sessions,
    settings,
    worries,
)
from store.database import Database
from store.media_files import MediaFiles
from store.tx import Tx
from tests.staff.pack import AREA, a_pack, prompt_id

START = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
AT = "2026-11-22T13:00:00Z"
HOST = "http://plainsay.test"
HOUSES = {"Mill Lane": 24, "Harbour View": 12, "The Elms": 6, "Rose Cottage": 3}
SOUND = b"OggS" + bytes(range(256)) * 8


@dataclass
class Clock:
    """A clock that tests turn."""

    moment: datetime = START

    def __call__(self) -> datetime:
        """The moment that it shows."""
        return self.moment

    def turn(self, **by: int) -> None:
        """Turn it forward, such as `hours=12`."""
        self.moment += timedelta(**by)


A_TALK = Recipe("pack", Audience.PERSON, (AREA,), ((Pick(prompt_id("person", "choose"), Why.CORE),),))
"""What every talk here was planned as."""


@dataclass
class Office:
    """The staff pages, with the store behind them.

    Attributes:
        houses: Name → id.
        people: House name → ids of the people supported there.
        telegram: Address of the bot, '' where none is connected.
        rung: One for each time that messages waited to be sent.
    """

    app: Starlette
    database: Database
    pack: Pack
    clock: Clock
    files: MediaFiles
    client: AsyncClient
    round: int = 0
    houses: dict[str, int] = field(default_factory=dict)
    people: dict[str, list[int]] = field(default_factory=dict)
    talks: dict[int, int] = field(default_factory=dict)
    second_talks: dict[int, int] = field(default_factory=dict)
    telegram: str = "https://t.me/plainsay_bot"
    rung: list[None] = field(default_factory=list)

    async def sign_in(self, who: str, role: str = "lead") -> None:
        """Use a fresh link."""
        token = await self.database.write(lambda tx: signin.make_link(tx, self.clock(), role))
        response = await self.client.post(f"/staff/sign-in/{token}", data={"who": who})
        assert response.status_code == 303

    async def get(self, path: str, **options: Any) -> Response:
        """Ask for a page."""
        return await self.client.get(path, **options)

    async def post(self, path: str, page: str = "/staff", **fields: str) -> Response:
        """Send a form as its page would, with the page's own token."""
        token = form_token_on((await self.get(page)).text)
        return await self.client.post(path, data={"form_token": token, **fields})

    async def answer(self, house: str, number: int, *, say: dict[str, str], support: str = "alone") -> None:
        """So many people of a house, who have not answered yet, say the same."""
        await self.database.write(partial(self._answer, house=house, number=number, say=say, support=support))

    async def answer_for(self, person: int, *, say: dict[str, str]) -> None:
        """Someone else answers for a person who may have answered already."""

        def answered(tx: Tx) -> None:
            for name, choice in say.items():
                self._add_answer(tx, person, name, (choice,), support="proxy")
            self._recount(tx, person)

        await self.database.write(answered)

    async def watching(self, house: str, by: str) -> int:
        """Two of a group of people are asked to watch the first person of a house."""
        person, watchers = self.people[house][0], self.people[by][:2]

        def asked(tx: Tx) -> int:
            made = observations.add(tx, person_id=person, round_id=self.round, at=AT)
            observations.decide(tx, made, person_id=person, decided="A meeting")
            for watcher in watchers:
                invitations.add(
                    tx, person_id=watcher, round_id=self.round, code="duq", areas=(AREA,), created_at=AT, expires_at=AT,
                    observation_id=made,
                )  # fmt: skip
            return made

        return await self.database.write(asked)

    async def worry(self, house: str, words: str) -> int:
        """Someone tells a worry."""
        person = self.people[house][0]

        def told(tx: Tx) -> int:
            talk = self._talk(tx, person)
            return worries.add(
                tx, service_id=self.houses[house], person_id=person, session_id=talk, words=words, told_at=AT
            )

        return await self.database.write(told)

    async def recording(self, house: str) -> int:
        """Someone answers by voice."""
        person = self.people[house][0]
        key = await self.database.read(lambda tx: people.data_key(tx, person))
        assert key is not None
        file = self.files.write(key, SOUND)

        def kept(tx: Tx) -> int:
            row = media.add(tx, person_id=person, file=file, mime="audio/ogg", size_bytes=len(SOUND), at=AT)
            self._add_answer(tx, person, "tell", (), reply="spoke", media_id=row)
            return row

        return await self.database.write(kept)

    async def words(self, house: str, said: str, *, at: str = AT) -> int:
        """Someone writes an answer."""
        person = self.people[house][0]
        return await self.database.write(
            lambda tx: self._add_answer(tx, person, "tell", (), reply="wrote", words=said, at=at)
        )

    def talk(self, tx: Tx, house: str) -> int:
        """The talk of the first person of a house."""
        return self._talk(tx, self.people[house][0])

    def _answer(self, tx: Tx, *, house: str, number: int, say: dict[str, str], support: str) -> None:
        fresh = [person for person in self.people[house] if person not in self.talks][:number]
        assert len(fresh) == number
        for person in fresh:
            for name, choice in say.items():
                self._add_answer(tx, person, name, (choice,), support=support)
                if support == "observed":  # it counts once two people have watched
                    self._add_answer(tx, person, name, (choice,), support=support, session_id=self._second(tx, person))
            self._recount(tx, person)

    def _add_answer(self, tx: Tx, person: int, name: str, choices: tuple[str, ...], **changes: Any) -> int:
        found = people.get(tx, person)
        assert found is not None
        values: dict[str, Any] = {
            "session_id": self._talk(tx, person),
            "person_id": person,
            "service_id": found.service_id,
            "round_id": self.round,
            "code": "duq",
            "code_version": "1",
            "prompt": prompt_id(found.audience, name),
            "source": found.audience,
            "reply": "chose",
            "choices": choices,
            "shown": ("yes", "bit", "no"),
            "size": 3,
            "support": "alone",
            "helper": "",
            "present": (),
            "at": AT,
        }
        return answers.add(tx, answers.NewAnswer(**{**values, **changes}))

    def _recount(self, tx: Tx, person: int) -> None:
        found = people.get(tx, person)
        assert found is not None
        recount(
            tx,
            person_id=person,
            round_id=self.round,
            service_id=found.service_id,
            source=found.audience,
            code="duq",
            code_version="1",
            readings=self.pack.readings,
            area_of=self.pack.area_of,
            settle=True,
        )

    def _talk(self, tx: Tx, person: int) -> int:
        if person not in self.talks:
            self.talks[person] = self._begun(tx, person)
        return self.talks[person]

    def _second(self, tx: Tx, person: int) -> int:
        """The talk of the second of two who watch this person."""
        if person not in self.second_talks:
            service_id = next(house for house in self.houses.values())
            watcher = people.add(tx, service_id=service_id, audience="observer", name="Bo Example", at=AT)
            self.second_talks[person] = self._begun(tx, watcher)
        return self.second_talks[person]

    def _begun(self, tx: Tx, person: int) -> int:
        invitation = invitations.add(
            tx, person_id=person, round_id=self.round, code="duq", areas=(AREA,), created_at=AT, expires_at=AT
        )
        return sessions.start(
            tx, invitation_id=invitation, person_id=person, flow_id="flow-1", state="asking", body="{}", at=AT
        )


async def furnish(database: Database, recordings: Path) -> Office:
    """Four houses, one of them tiny; nobody has answered yet."""
    pack, clock, files = a_pack(), Clock(), MediaFiles(recordings)
    page = pages_by_path({"/staff": staff.error_page}, staff.error_page)
    pages = staff.routes(
        database, pack, clock, files, telegram=lambda: office.telegram, bell=lambda: office.rung.append(None)
    )
    app = Starlette(
        routes=[*pages, Pictures(load()).route()],
        middleware=layers(page, staff.LARGER),
        exception_handlers=handlers(page),
    )
    client = AsyncClient(transport=ASGITransport(app), base_url=HOST)
    office = Office(app, database, pack, clock, files, client)
    await database.write(partial(_move_in, office=office))
    return office


def _move_in(tx: Tx, office: Office) -> None:
    settings.put(tx, "provider", "Invented Support")
    flows.keep(tx, "flow-1", dump_recipe(A_TALK))
    rounds.add(tx, name="Spring 2026", opens_on="2026-03-01", closes_on="2026-05-31")
    office.round = rounds.add(tx, name="Autumn 2026", opens_on="2026-10-01", closes_on="2026-12-31")
    names: Iterator[str] = cycle(["Ada Example", "Bo Invented", "Cy Madeup"])
    for house, number in HOUSES.items():
        service = services.add(tx, name=house, phone="01632 960000")
        services.set_safeguarding(
            tx,
            service,
            lead_name="Sal Lead",
            lead_contact="01632 960001",
            deputy_name="Dee Deputy",
            deputy_contact="01632 960002",
            deputy_from="Another Charity",
        )
        office.houses[house] = service
        office.people[house] = [
            people.add(tx, service_id=service, audience="person", name=next(names), at=AT) for _ in range(number)
        ]
        for audience in ("family", "staff"):
            office.people[f"{house} {audience}"] = [
                people.add(tx, service_id=service, audience=audience, name=next(names), at=AT)
                for _ in range(number // 2)
            ]


def form_token_on(html: str) -> str:
    """The hidden token of a page's forms."""
    found = re.search(r'name="form_token" value="([^"]+)"', html)
    assert found, html[:500]
    return found[1]
