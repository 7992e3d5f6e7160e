"""Managers hear once a week how many actions do not move; whoever wants no messages about actions gets none."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from asking.action_reminders import tell
from asking.moment import stamp
from asking.not_moving import line, week_of
from store import action_notes, actions, members, staff_chats
from store.database import Database
from store.tx import Tx
from tests.asking.test_action_reminders import MORNING, NIGHT, NOON, bodies, furnish, goes, letters, told

AFTER = timedelta(days=30)
"""Two days after the action has stopped moving: 23 December, a Wednesday."""


def three(tx: Tx) -> list[int]:
    """Three actions whose last day is far away, and the people of `furnish`, with a manager of none of it."""
    first = furnish(tx, "2027-12-31")
    members.add(tx, name="Pat", role="manager", services=[], at=stamp(NOON), email="pat@example.org")
    one = actions.get(tx, first)
    assert one is not None
    return [first, *(actions.add(tx, one.said, at=stamp(NOON), by=None) for _ in range(2))]


async def test_one_line_a_week_and_to_managers_of_the_service_only(database: Database) -> None:
    """From the week in which it stops moving, once in each; neither lead nor board nor another house hears of it."""

    def turn(tx: Tx) -> None:
        three(tx)
        heard = {}
        for day in range(25, 45):
            if found := told(tx, NOON + timedelta(days=day)):
                heard[(NOON + timedelta(days=day)).date().isoformat()] = found
        wanted = [("Mo@example.org", "3 actions have not moved for 28 days.")]
        assert heard == {"2026-12-21": wanted, "2026-12-28": wanted, "2027-01-04": wanted}
        (letter, *_) = letters(tx)
        assert (letter.subject, letter.link.partition("/staff")[2]) == (
            "Actions that do not move",
            "/actions?show=still",
        )

    await database.write(turn)


async def test_it_comes_once_a_week_whichever_action_stands_for_it(database: Database) -> None:
    """The first of them moves meanwhile: there is no second message that week, and the next one counts anew."""

    def turn(tx: Tx) -> None:
        first, *_ = three(tx)
        assert told(tx, NOON + AFTER)
        action_notes.add(tx, first, words="The paint is here.", status=None, by=None, at=stamp(NOON + AFTER))
        assert not told(tx, NOON + AFTER + timedelta(days=1))
        assert told(tx, NOON + AFTER + timedelta(days=5)) == [
            ("Mo@example.org", "2 actions have not moved for 28 days.")
        ]

    await database.write(turn)


async def test_the_line_stands_beside_what_is_late(database: Database) -> None:
    """One message has both, the line first, each with its own link, and leads to the whole register."""

    def turn(tx: Tx) -> None:
        furnish(tx, "2026-12-01")
        tell(tx, NOON + AFTER)
        (mo,) = [one for one in letters(tx) if one.to.startswith("Mo")]
        assert mo.lines[1:] == (
            "1 action has not moved for 28 days.",
            f"{mo.link}?show=still",
            "Action 2.8 was due on 1 December. You manage this service.",
            f"{mo.link}/1",
        )
        assert mo.link.endswith("/staff/actions")

    await database.write(turn)


async def test_a_line_that_waited_is_looked_at_again(database: Database) -> None:
    """It does not go where everything moved meanwhile; it goes where something still does not."""

    def put(tx: Tx) -> None:
        furnish(tx, "2027-12-31")
        tell(tx, NOON + AFTER)

    await database.write(put)
    (body,) = await database.read(bodies)
    assert not await goes(database, body, NIGHT + AFTER)
    assert await database.write(lambda tx: tell(tx, MORNING + AFTER)) == 1, "what lapsed comes the next day"
    body = (await database.read(bodies))[-1]
    assert await goes(database, body, MORNING + AFTER), "the control: it goes"
    await database.write(
        lambda tx: action_notes.add(tx, 1, words="Begun.", status=None, by=None, at=stamp(MORNING + AFTER))
    )
    assert not await goes(database, body, MORNING + AFTER)


async def test_who_turned_messages_off_gets_none(database: Database) -> None:
    """Neither as a lead nor as a manager, by neither way, nor what waits already; turned on, they come again."""

    def turn(tx: Tx) -> bytes:
        furnish(tx)
        staff = {one.name: one.id for one in members.active(tx)}
        staff_chats.open(tx, bot="7", lane="lane", address="70", member_id=staff["Kim"], at=stamp(NOON))
        assert tell(tx, NOON) == 2
        waiting = bodies(tx)[0]
        for who in staff.values():
            members.switch_actions(tx, who, off_at=stamp(NOON))
        assert members.without_actions(tx) == frozenset(staff.values())
        assert not any(tell(tx, NOON + timedelta(days=day)) for day in range(1, 40))
        return waiting

    body = await database.write(turn)
    assert not await goes(database, body, MORNING)
    kim = await database.write(lambda tx: next(one.id for one in members.active(tx) if one.name == "Kim"))
    await database.write(lambda tx: members.switch_actions(tx, kim, off_at=None))
    later = NOON + timedelta(days=40)
    assert await database.write(lambda tx: tell(tx, later)) == 2
    assert await goes(database, (await database.read(bodies))[-1], later), "the control: it was the switch"


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(0, 6))
def test_a_week_is_seven_days_from_monday(day: date, more: int) -> None:
    """Days of one week have one name, and the Monday after has another, over the end of a year too."""
    monday = day - timedelta(days=day.weekday())
    assert week_of(monday + timedelta(days=more)) == week_of(day)
    assert week_of(monday + timedelta(days=7)) > week_of(day)


def test_the_line_counts() -> None:
    """One is one."""
    assert line(1) == "1 action has not moved for 28 days."
    assert line(12) == "12 actions have not moved for 28 days."
