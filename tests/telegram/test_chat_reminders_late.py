"""Reminders that waited in the outbox: what the person did meanwhile counts, and a night that came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from asking.forgetting import forget
from asking.reminding import SWITCH
from asking.turn import Delivery
from dialogs.inputs import Continued
from store import invitations, reminders, settings
from store.tx import Tx
from tests.asking.tools import NOW
from tests.telegram.office import Office
from tests.telegram.reminded import REMINDER, comes_back, days, goes_round, put, rows, waits


async def test_what_waited_over_the_evening_does_not_go_out_at_night(office: Office) -> None:
    """Telegram was away until after eight: nothing is sent and nothing counts; it comes at nine in the morning."""
    sam = await office.opens("person")
    office.clock.moment = NOW + timedelta(days=4, hours=6, minutes=59)  # 19:59 in London
    assert await put(office) == 1
    office.clock.moment += timedelta(minutes=1)
    await comes_back(office)
    assert (REMINDER in sam.texts, await rows(office), await waits(office)) == (False, (), 0)
    office.clock.moment += timedelta(hours=12, minutes=59)
    assert await goes_round(office) == 0
    office.clock.moment += timedelta(minutes=1)
    assert await goes_round(office) == 1
    assert sam.texts[-1] == REMINDER


@pytest.mark.parametrize("did", ["stops asking", "answers", "is forgotten", "switched off", "link ended"])
async def test_what_waited_is_looked_at_again(office: Office, did: str) -> None:
    """Whoever said no, or went on, while Telegram was away gets no reminder when it comes back."""
    token = await office.link("person")
    sam = office.phone()
    await sam.opens(token)
    office.clock.moment += timedelta(days=4)
    assert await put(office) == 1
    person, at = office.house.person, office.rooms.now()
    if did == "answers":
        turn = (await office.rooms.conversations.show(token)).session.turn
        await office.rooms.conversations.take(token, Continued(turn), Delivery("tablet", "", "1"))
    elif did == "is forgotten":
        await office.write(lambda tx: forget(tx, office.rooms.pack, person_id=person, with_answers=True, at=at))
    else:
        acts: dict[str, Callable[[Tx], None]] = {
            "stops asking": lambda tx: reminders.end(tx, person, at),
            "switched off": lambda tx: settings.put(tx, SWITCH, "off"),
            "link ended": lambda tx: invitations.revoke(tx, int(token.split("-")[0]), at),
        }
        await office.write(acts[did])
    await comes_back(office)
    assert (REMINDER in sam.texts, await waits(office), await rows(office)) == (False, 0, ())


async def test_their_own_night_counts(office: Office) -> None:
    """Someone in Kolkata is asleep in London's afternoon: they hear at nine in their own morning."""
    await office.write(lambda tx: tx.run("UPDATE person SET zone = 'Asia/Kolkata'"))
    sam = await office.opens("relative")
    office.clock.moment = NOW + timedelta(days=4, hours=2)  # 20:30 there
    assert await goes_round(office) == 0
    office.clock.moment = datetime.fromisoformat("2026-11-27T03:29:00Z")
    assert await goes_round(office) == 0
    office.clock.moment += timedelta(minutes=1)
    assert await goes_round(office) == 1
    assert sam.texts[-1] == REMINDER


async def test_who_blocked_the_bot_was_not_reminded(office: Office) -> None:
    """A reminder that could not arrive is taken away: it counts for nothing, and another way can be tried."""
    sam = await office.opens("person")
    office.clock.moment += timedelta(days=4)
    assert await put(office) == 1
    sam.user.block()
    await office.settled()
    await comes_back(office)
    assert (await rows(office), await waits(office)) == ((), 0)
    assert await days(office, 1) == 0


async def test_two_rounds_of_the_caretaker_put_one_letter(office: Office) -> None:
    """Whatever happens between putting and sending: the row is there with the letter, so that nobody puts it again."""
    await office.opens("person")
    office.clock.moment += timedelta(days=4)
    assert [await put(office), await put(office)] == [1, 0]
    assert await waits(office) == 1
    await comes_back(office)
    assert await waits(office) == 0
