"""The small vocabulary of these tests: a house, and someone who asks in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from asking import decisions
from asking.conversation import Conversations
from asking.decisions import How, Made
from asking.devices import Shown
from asking.invitations import invite, link_token
from asking.links import token_for
from asking.moment import stamp
from asking.observing import observe
from asking.said import Said, said_in
from asking.turn import Delivery, Turn
from dialogs.inputs import Agreed, Chose, Continued, Input, Skipped
from dialogs.model import CarryOn, Closing, Company, Consent, Information, Practice, Question
from dialogs.pack import Pack
from locales import Languages
from store import answers, invitations, people, rounds, services
from store.answers import Answer
from store.database import Database
from store.media_files import MediaFiles
from store.tx import Tx

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
SOUND = b"OggS" + bytes(200)


@dataclass(frozen=True, slots=True)
class House:
    """Ids of one of each."""

    service: int
    person: int
    relative: int
    staff: int
    round: int


def a_house(tx: Tx) -> House:
    """A service that is ready to ask, with one person of each audience."""
    service = services.add(tx, name="Mill Lane", phone="01632 960001")
    services.set_safeguarding(
        tx, service, lead_name="Lee Example", lead_contact="01632 960002",
        deputy_name="Dee Example", deputy_contact="01632 960003", deputy_from="Other House",
    )  # fmt: skip
    person = people.add(tx, service_id=service, audience="person", name="Ada Example", at=stamp(NOW))
    relative = people.add(
        tx, service_id=service, audience="family", name="Bo Example", relative_of=person, at=stamp(NOW)
    )
    decisions.record(tx, person, decisions.FAMILY, Made(How.SELF, "yes"), who="Kim Example", at=stamp(NOW))
    staff = people.add(tx, service_id=service, audience="staff", name="Cy Example", at=stamp(NOW))
    round_id = rounds.add(tx, name="Autumn", opens_on="2026-10-01", closes_on="2026-12-31")
    return House(service, person, relative, staff, round_id)


@dataclass
class Asker:
    """Invites people of the house and answers for them."""

    database: Database
    pack: Pack
    media: MediaFiles
    house: House
    now: datetime = NOW
    updates: count[int] = field(default_factory=count)
    devices: dict[str, Shown] = field(default_factory=dict)

    @property
    def conversations(self) -> Conversations:
        """The talks, at the asker's own time."""
        return Conversations(self.database, self.pack, self.media, lambda: self.now)

    async def invited(self, person: int) -> str:
        """Invite someone to area 1 and return their token."""

        def token(tx: Tx) -> str:
            number = invite(tx, person_id=person, round_id=self.house.round, code="duq", areas=("duq.1",), now=self.now)
            invitation = invitations.get(tx, number)
            assert invitation is not None
            return token_for(tx.keys, invitation.id, invitation.version)

        return await self.database.write(token)

    async def watched(
        self,
        person: int,
        *by: int,
        areas: tuple[str, ...] = ("duq.1",),
        decided: str = "A meeting",
        languages: Languages | None = None,
    ) -> list[str]:
        """Ask two to watch a person, and return their tokens."""

        def tokens(tx: Tx) -> list[str]:
            made = observe(
                tx,
                person_id=person,
                by=by or (self.house.relative, self.house.staff),
                decided=decided,
                round_id=self.house.round,
                code="duq",
                areas=areas,
                now=self.now,
                who="test",
                languages=languages,
            )
            return [link_token(tx, invitation) for invitation in made.invitations]

        return await self.database.write(tokens)

    async def take(self, token: str, taken: Input, update: str = "") -> Turn:
        """Put one input in, as a new update unless one is named."""
        delivery = Delivery("test", "", update or str(next(self.updates)), await self.device(token))
        return await self.conversations.take(token, taken, delivery)

    async def device(self, token: str) -> Shown:
        """The tablet on which a talk is answered, one for each."""
        if token not in self.devices:
            new = await self.conversations.show(token, Shown(keeps=True))
            self.devices[token] = Shown(new.keep, keeps=True)
        return self.devices[token]

    async def said(self, token: str) -> tuple[Said, ...]:
        """All that counts of a talk, wherever it was said."""
        return await self.database.read(lambda tx: said_in(tx, self.conversations.open(tx, token)))

    async def to_first_question(self, token: str) -> Turn:
        """Agree, be alone, pass the practice, and stand at the first question."""
        turn = await self.conversations.show(token)
        while not isinstance(turn.asked.step, Question):
            turn = await self.take(token, plain_input(turn))
        return turn

    async def to_the_end(self, token: str) -> Turn:
        """Answer everything with the first choice, skip what is written or spoken, and finish."""
        turn = await self.conversations.show(token)
        while not isinstance(turn.asked.step, Closing):
            turn = await self.take(token, plain_input(turn))
        return turn

    async def live(self, person: int) -> tuple[Answer, ...]:
        """The answers of a person that count."""
        which = {"round_id": self.house.round, "code": self.pack.id, "code_version": self.pack.version}
        return await self.database.read(lambda tx: answers.live(tx, person_id=person, **which))


def plain_input(turn: Turn) -> Input:
    """The first way on from a screen."""
    number, step = turn.asked.turn, turn.asked.step
    match step:
        case Information() | CarryOn():
            return Continued(number)
        case Consent():
            return Agreed(number)
        case Practice():
            return Chose(number, step.right[:1])
        case Company() | Question() if turn.asked.choices:
            return Chose(number, (turn.asked.choices[0].id,))
        case _:
            return Skipped(number)
