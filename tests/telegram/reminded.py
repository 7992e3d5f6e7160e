"""What the tests of reminders share: time that passes, the caretaker's round, and a channel that was away."""

from __future__ import annotations

from datetime import timedelta

from bot.caretaker import Caretaker
from bot.reminding import Reminding
from store import outbox, reminders
from store.reminders import Reminder
from tests.telegram.office import Office
from tests.telegram.phone import Phone

REMINDER = "Hello.\nYour questions are still here.\nDo you want to carry on?\nYou can say no."


async def goes_round(office: Office) -> int:
    """One round of the caretaker; gives how many reminders were put."""
    reminding = Reminding(office.rooms.database, office.clock, office.rooms.languages)
    bell, tend = office.rooms.bell, office.rooms.own_pictures.tend
    put = await Caretaker(office.rooms.database, office.clock, bell, tend, reminding.go_round).go_round()
    await office.settled()
    return put


async def days(office: Office, number: float) -> int:
    """Time passes, then the caretaker goes round."""
    office.clock.moment += timedelta(days=number)
    return await goes_round(office)


async def rows(office: Office, person: int = 0) -> tuple[Reminder, ...]:
    """The reminders of someone."""
    who = person or office.house.person
    return await office.read(lambda tx: reminders.of_person(tx, who))


async def reminded(office: Office) -> Phone:
    """Someone who opened their link four days ago, did nothing, and was just reminded."""
    sam = await office.opens("person")
    assert await days(office, 4) == 1
    assert sam.texts[-1] == REMINDER
    return sam


async def put(office: Office) -> int:
    """Reminders are put in the outbox, and nobody sends them yet: Telegram is away."""
    return await Reminding(office.rooms.database, office.clock, office.rooms.languages).go_round()


async def comes_back(office: Office) -> None:
    """Telegram is there again."""
    office.rooms.bell()
    await office.settled()


async def waits(office: Office) -> int:
    """How many messages wait."""
    return (await office.read(outbox.totals)).waiting
