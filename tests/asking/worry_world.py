"""A program that tells worries, with a clock that jumps and channels that fail, going round once a minute."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asking import alerts, post, worry_alerts, worry_contacts
from asking.alerts import Watch
from asking.moment import stamp
from asking.worries import raise_worry
from asking.worry_contacts import NewContact
from store import members, outbox, services, worries
from store import settings as kept_settings
from store.crypto import Keys
from store.database import Database, open_database
from store.tx import Tx
from store.worries import Worry

START = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
BOT = "bot"
ROUND = timedelta(minutes=1)
"""The caretaker goes round once a minute."""
OUTAGES = ("telegram", "mail", "blocked", "no mail server")


def provider(tx: Tx) -> int:
    """A service whose lead has a chat and an e-mail address, whose deputy has a chat, with someone from outside."""
    house = services.add(tx, name="Mill Lane")
    services.set_safeguarding(
        tx, house, lead_name="Lee Example", lead_contact="lee@example.org",
        deputy_name="Dee Example", deputy_contact="01632 960003", deputy_from="Other House",
    )  # fmt: skip
    kept_settings.put(tx, post.READY, "yes")
    found = services.get(tx, house)
    assert found
    for role in Watch:
        payload = alerts.make_link(tx, found, role, START)
        opened = alerts.open_chat(tx, payload=payload, bot=BOT, lane=role.value, address="1", at=stamp(START))
        assert opened
    worry_contacts.add(
        tx, found, NewContact("Out Side", "Council", "out@example.org"), who="Ada", at=stamp(START)
    )  # fmt: skip
    members.add(tx, name="Ada Admin", role="administrator", services=None, at=stamp(START), email="ada@example.org")
    return house


def told(tx: Tx, house: int, now: datetime, words: str = "") -> int:
    """Somebody tells a worry."""
    return raise_worry(
        tx, now, service_id=house, person_id=None, session_id=None, words=words, origin=worries.STAFF
    )  # fmt: skip


def get(tx: Tx, worry_id: int) -> Worry:
    """A worry that is there."""
    found = worries.without_words(tx, worry_id)
    assert found
    return found


@dataclass
class World:
    """A program with channels that fail, which goes round once a minute.

    Attributes:
        gone: What is out of order.
        told: When a round of alerts was put, by the clock of the wall.
    """

    tx: Tx
    house: int
    wall: datetime = START
    skew: timedelta = timedelta()
    gone: set[str] = field(default_factory=set)
    told: list[datetime] = field(default_factory=list)

    @property
    def clock(self) -> datetime:
        """What the program takes for the time."""
        return self.wall + self.skew

    def go(self, minutes: int, worry: int) -> None:
        """So many minutes pass, with a round in each."""
        for _ in range(minutes):
            self.wall += ROUND
            before = get(self.tx, worry).alerts
            worry_alerts.chase(self.tx, self.clock)
            if get(self.tx, worry).alerts > before:
                self.told.append(self.wall)
            self.send()

    def send(self) -> None:
        """Everything that a channel takes is sent."""
        for bot, channel in ((BOT, "telegram"), (post.MAIL, "mail")):
            for letter in () if channel in self.gone else outbox.waiting(self.tx, bot):
                outbox.done(self.tx, letter.id, stamp(self.clock))

    def breaks(self, what: str) -> None:
        """Something goes out of order."""
        self.gone.add(what)
        if what == "blocked":
            for role in Watch:
                alerts.lost(self.tx, bot=BOT, lane=role.value, at=stamp(self.clock))
        if what == "no mail server":
            kept_settings.put(self.tx, post.READY, "no")

    def mends(self) -> None:
        """The channels work again; a chat that was blocked stays so."""
        self.gone -= {"telegram", "mail"}
        kept_settings.put(self.tx, post.READY, "yes")


async def in_a_world(keys: Keys, folder: Path, act: object) -> None:
    """Do something in one transaction on a database of its own, which is thrown away."""
    database: Database = await open_database(folder / "a.db", keys)
    try:
        await database.write(act)  # type: ignore[arg-type]  # any turn
    finally:
        await database.close()
