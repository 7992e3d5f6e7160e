"""The tests' small vocabulary for staff pages: houses, people who answer, worries, recordings, and a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from httpx import AsyncClient, Response
from starlette.applications import Starlette

from asking import signin
from dialogs.pack import Pack
from evidence.standing import recount
from store import (
    answers,
    invitations,
    media,
    members,
    observations,
    people,
    sessions,
    worries,
)
from store.database import Database
from store.media_files import MediaFiles
from store.tx import Tx
from tests.staff.pack import AREA, prompt_id

START = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
AT = "2026-11-22T13:00:00Z"
HOST = "http://plainsay.test"
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

    async def sign_in(self, who: str, role: str = "lead", house: str = "") -> int:
        """Use a fresh link of a member with this name, who is added first; gives their number.

        Args:
            who: Their name.
            role: Their role.
            house: The one house that they work for; '' for all.
        """
        member, path = await self.link(who, role, house)
        assert (await self.client.post(path, data={"go": "on"})).status_code == 303
        return member

    async def link(self, who: str, role: str = "manager", house: str = "") -> tuple[int, str]:
        """A new member's number, and the address of a fresh link of theirs."""
        only = [self.houses[house]] if house else None

        def made(tx: Tx) -> tuple[int, str]:
            member = members.add(tx, name=who, role=role, services=only, at=AT)
            return member, f"/staff/sign-in/{signin.make_link(tx, self.clock(), member)}"

        return await self.database.write(made)

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

    async def words(self, house: str, said: str, *, at: str = AT, number: int = 0) -> int:
        """Someone writes an answer."""
        person = self.people[house][number]
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


def form_token_on(html: str) -> str:
    """The hidden token of a page's forms."""
    found = re.search(r'name="form_token" value="([^"]+)"', html)
    assert found, html[:500]
    return found[1]
