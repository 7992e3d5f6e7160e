"""What was answered to a wish, in the chat of whoever wished: once, aloud where they are read to, never at night."""

from __future__ import annotations

import pytest

from asking import summaries as rules
from asking.changes import UNDO
from asking.wish_answers import Typed, answer
from bot.answering import Answering
from store import members, wish_answers, wishes
from store.wish_answers import GOING, NOT_NOW
from tests.asking.tools import NOW
from tests.telegram.office import Office

AT = "2026-11-22T13:00:00Z"
WHY = "The tree must go first."
SAID = f"You told us a wish.\nA swing in the garden.\nWe cannot do it now.\nThis is why:\n{WHY}"


async def answered(office: Office, typed: Typed) -> None:
    """The person has a wish, and a manager answers it; the time to undo is over."""

    def made(tx: object) -> None:
        one = rules.begin(tx, office.rooms.pack, person_id=office.house.person, now=NOW)  # type: ignore[arg-type]
        number = wishes.add(
            tx, summary_id=one.id, person_id=office.house.person, service_id=office.house.service,  # type: ignore[arg-type]
            words="A swing in the garden.", at=AT,
        )  # fmt: skip
        wish = wishes.get(tx, number)  # type: ignore[arg-type]
        who = members.get(tx, members.add(tx, name="Mo", role="manager", services=None, at=AT))  # type: ignore[arg-type]
        assert wish
        assert who
        answer(tx, wish, typed, who=who, now=office.clock.moment)  # type: ignore[arg-type]

    await office.write(made)
    office.clock.moment += UNDO


async def goes_round(office: Office) -> int:
    """The caretaker's part, and all that comes of it."""
    found = await Answering(office.rooms.database, office.clock, office.rooms.languages).go_round()
    office.rooms.bell()
    await office.settled()
    return found


async def test_it_comes_once(office: Office) -> None:
    """With the wish, which only they read, and the reason; that it went out is noted."""
    sam = await office.opens("person")
    await answered(office, Typed(NOT_NOW, WHY))
    assert await goes_round(office) == 1
    assert sam.texts[-1] == SAID
    assert await goes_round(office) == 0
    assert sam.texts.count(SAID) == 1
    found = await office.read(lambda tx: wish_answers.get(tx, 1))
    assert found
    assert (found.channel, bool(found.sent_at)) == ("telegram", True)


async def test_who_is_read_to_hears_it(office: Office) -> None:
    """Text and voice come together."""
    sam = await office.opens("person")
    await sam.says("/aloud")
    await answered(office, Typed(GOING, "We ask the cook."))
    await goes_round(office)
    assert sam.texts[-2].endswith("We are working on it.\nWe ask the cook.")
    assert sam.user.inbox[-1].voice


@pytest.mark.parametrize("why", ["night", "taken back"])
async def test_what_waited_is_looked_at_before_it_goes(office: Office, why: str) -> None:
    """A night came, or it was taken away: nothing is sent."""
    sam = await office.opens("person")
    await answered(office, Typed(NOT_NOW, WHY))
    await Answering(office.rooms.database, office.clock, office.rooms.languages).go_round()
    if why == "night":
        office.clock.moment = office.clock.moment.replace(hour=23)
    else:
        await office.write(lambda tx: wish_answers.remove(tx, 1))
    office.rooms.bell()
    await office.settled()
    assert SAID not in sam.texts
