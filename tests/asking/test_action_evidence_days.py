"""What will show that an action is done is reminded of by its own day: once before, and chased by one day only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from asking.action_reminders import days_of, tell
from asking.moment import stamp
from store import actions
from store.action import Expected, Status
from store.action_facts import Facts
from store.database import Database
from store.tx import Tx
from tests.asking.test_action_reminders import DUE, NOON, bodies, furnish, goes, letters, told


def with_evidence(tx: Tx) -> int:
    """The action, with evidence for September that was seen, for October and November, and for its own last day."""
    number = furnish(tx)
    one = actions.get(tx, number)
    assert one is not None
    days = (("2026-09-30", "2026-09-20"), ("2026-10-31", None), ("2026-11-25", None), (DUE, None))
    expected = tuple(Expected(f"Minutes of {due}", "", due, seen) for due, seen in days)
    actions.change(tx, number, replace(one.said, expected=expected), at=stamp(NOON))
    return number


async def test_evidence_with_a_day_of_its_own_is_reminded_of(database: Database) -> None:
    """What is late is chased once a week by one day; each other day is told once before it, and none twice."""

    def turn(tx: Tx) -> None:
        number = with_evidence(tx)
        heard = [(day, lines[1:]) for day in range(22) if (lines := said_to_kim(tx, NOON + timedelta(days=day)))]
        assert heard == [
            (0, ("Action 2.8 is due on 30 November.", "Evidence for action 2.8 is due on 25 November.",
                 "Evidence for action 2.8 was due on 31 October.")),
            (6, ("Evidence for action 2.8 was due on 31 October.",)),
            (8, ("Action 2.8 was due on 30 November.",)),
            (15, ("Action 2.8 was due on 30 November.",)),
        ]  # fmt: skip
        actions.put_status(tx, number, Status.DONE, at=stamp(NOON))
        assert not said_to_kim(tx, NOON + timedelta(days=22))

    await database.write(turn)


def said_to_kim(tx: Tx, now: datetime) -> tuple[str, ...]:
    """What one round tells the lead, its lines after the first in order."""
    before = len(letters(tx))
    tell(tx, now)
    found = [one.lines for one in letters(tx)[before:] if one.to == "kim@example.org"]
    return (found[0][0], *sorted(found[0][1:])) if found else ()


async def test_managers_hear_of_evidence_that_stays_late(database: Database) -> None:
    """Fourteen days after the day of what should be seen; seen, the next day counts, and escalates anew."""

    def turn(tx: Tx) -> None:
        number = with_evidence(tx)
        to_mo = {to: line for to, line in told(tx, NOON) if to.startswith("Mo")}
        assert to_mo == {"Mo@example.org": "Evidence for action 2.8 was due on 31 October. You manage this service."}
        for place in (1, 2, 3):
            actions.see(tx, number, place, seen_on="2026-11-24", record_id=None, at=stamp(NOON))
        assert [line for to, line in told(tx, NOON + timedelta(days=21)) if to.startswith("Mo")] == [
            "Action 2.8 was due on 30 November. You manage this service."
        ]

    await database.write(turn)


async def test_what_was_seen_meanwhile_is_not_chased(database: Database) -> None:
    """The message of one late piece of evidence waits; once it was seen, it does not go."""

    def put(tx: Tx) -> int:
        number = with_evidence(tx)
        for place in (2, 3):
            actions.see(tx, number, place, seen_on="2026-11-20", record_id=None, at=stamp(NOON))
        one = actions.get(tx, number)
        assert one is not None
        actions.change(tx, number, replace(one.said, due_on="2027-01-31"), at=stamp(NOON))
        tell(tx, NOON)
        return number

    number = await database.write(put)
    late = [one for one in await database.read(bodies) if b"kim@" in one]
    assert len(late) == 1
    assert await goes(database, late[0], NOON), "the control: it is still late"
    await database.write(lambda tx: actions.see(tx, number, 1, seen_on="2026-11-23", record_id=None, at=stamp(NOON)))
    assert not await goes(database, late[0], NOON)


DAYS = st.dates(date(2026, 9, 1), date(2027, 2, 28)).map(date.isoformat)


@given(st.none() | DAYS, st.lists(DAYS, max_size=5), st.dates(date(2026, 9, 1), date(2027, 2, 28)))
def test_one_day_is_chased_and_none_that_is_to_come_is_left_out(own: str | None, unseen: list[str], now: date) -> None:
    """Of all days that have passed exactly one is spoken of, its own before others; those to come all are, once."""
    one = Facts(1, 0, "1", None, own, Status.NOT_STARTED, stamp(NOON), frozenset(), tuple(unseen))
    found, every = days_of(one, now), {*unseen, *([own] if own else [])}
    passed = {day for day in every if day < now.isoformat()}
    assert len(found) == len(set(found))
    assert set(found) - passed == every - passed
    chased = set(found) & passed
    assert chased == ({own} if own in passed else {min(passed)} if passed else set())


async def test_managers_hear_once_of_what_was_put_off_again(database: Database) -> None:
    """A new last day begins the steps anew, so what moved twice and is past its first day is told to managers, once."""

    def turn(tx: Tx) -> None:
        number = furnish(tx, "2026-11-20")
        for due in ("2027-01-10", "2027-02-28"):
            assert not [to for to, _ in told(tx, NOON + timedelta(days=number)) if to.startswith("Mo")]
            one = actions.get(tx, number)
            assert one is not None
            actions.change(tx, number, replace(one.said, due_on=due), at=stamp(NOON))
        days = [told(tx, NOON + timedelta(days=day)) for day in range(2, 9)]
        assert [one for one in days if one] == [
            [("Mo@example.org", "Action 2.8 was due on 20 November at first. It was put off twice.")]
        ]

    await database.write(turn)
