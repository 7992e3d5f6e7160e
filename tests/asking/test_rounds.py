"""Which round an invitation belongs to, how a round ends, and what comes after it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from asking.errors import RoundRefused, UnknownLink
from asking.rounds import UNDO, areas_in, can_reopen, cancel, close, open_for, reopen, round_for, stop_series, tend
from dialogs.inputs import Stopped
from store import rounds
from store.database import Database
from store.errors import Refused
from store.rounds import Every, Kind, Round
from store.tx import Tx
from tests.asking.tools import NOW, Asker

TODAY = NOW.date()


def made(tx: Tx, name: str, opens: str = "2026-11-01", closes: str = "2026-11-30", **more: object) -> int:
    """A round."""
    return rounds.add(tx, name=name, opens_on=opens, closes_on=closes, **more)  # type: ignore[arg-type]


def got(tx: Tx, number: int) -> Round:
    """A round that is there."""
    found = rounds.get(tx, number)
    assert found
    return found


async def test_an_invitation_belongs_to_the_round_that_asks_there_and_began_last(database: Database) -> None:
    """By kind, service and audience; of two that fit, the one that began last; none where nothing fits."""

    def check(tx: Tx) -> None:
        everywhere = made(tx, "Everywhere", "2026-10-01", "2026-12-31")
        here = made(tx, "House 2", "2026-11-10", services=(2,), audiences=("person", "family"))
        summaries = made(tx, "Summaries", kind=Kind.SUMMARY, audiences=("person",))
        made(tx, "Later", "2026-11-23", "2026-12-31")
        made(tx, "Earlier", "2026-11-20", "2026-11-21")
        closed = made(tx, "Closed", "2026-11-21", "2026-12-31")
        rounds.close(tx, closed, "2026-11-22T09:00:00Z")

        def belongs(service: int, audience: str, *, summary: bool = False) -> int:
            found = open_for(tx, TODAY, service_id=service, audience=audience, summary=summary)
            return found.id if found else 0

        assert belongs(1, "person") == belongs(2, "staff") == everywhere
        assert belongs(2, "person") == belongs(2, "family") == here
        assert belongs(1, "person", summary=True) == summaries
        assert belongs(1, "family", summary=True) == 0

    await database.write(check)


async def test_where_nobody_planned_a_round_one_is_opened(database: Database) -> None:
    """Once, and only for those whom no other round asks, so that it draws nobody else's invitations to itself."""

    def check(tx: Tx) -> None:
        first = round_for(tx, TODAY, service_id=1, audience="person")
        assert round_for(tx, TODAY, service_id=2, audience="staff") == first
        assert got(tx, first).name == "Talks from November 2026"
        rounds.change(tx, first, services=(1,))
        second = got(tx, round_for(tx, TODAY, service_id=2, audience="staff"))
        assert (second.services, second.audiences, second.name) == ((2,), ("staff",), "Talks from November 2026 (2)")
        assert round_for(tx, TODAY, service_id=1, audience="staff") == first
        summary = got(tx, round_for(tx, TODAY, service_id=1, audience="person", summary=True))
        assert (summary.opens_on, summary.closes_on, summary.kind) == ("2026-11-01", "2026-11-30", Kind.SUMMARY)
        assert summary.name == "Keyworker summaries, November 2026"

    await database.write(check)


async def test_a_round_asks_about_its_areas_only(database: Database) -> None:
    """An invitation gets the round's areas, as far as this audience is asked about them."""

    def check(tx: Tx) -> None:
        two = got(tx, made(tx, "Two areas", areas=("a.1", "a.4")))
        assert areas_in(two, ("a.1", "a.2", "a.3")) == ("a.1",)
        assert areas_in(two, ("a.9",)) == ()
        assert areas_in(got(tx, made(tx, "All")), ("a.1", "a.2")) == ("a.1", "a.2")

    await database.write(check)


async def test_the_next_round_is_made_once_when_the_one_before_ends(database: Database) -> None:
    """With the same plan, a period later; however often somebody looks; and never two after one."""

    def check(tx: Tx) -> None:
        plan = {"services": (1, 2), "audiences": ("person",), "areas": ("a.1",), "every": Every.MONTH}
        first = made(tx, "Talks, November 2026", **plan)
        assert tend(tx, datetime(2026, 11, 30, 23, 59, tzinfo=UTC)) == ()
        (second,) = tend(tx, datetime(2026, 12, 1, 0, 0, tzinfo=UTC))
        assert tend(tx, datetime(2026, 12, 1, 0, 1, tzinfo=UTC)) == ()
        found = got(tx, second)
        assert (found.name, found.opens_on, found.closes_on) == ("Talks, December 2026", "2026-12-01", "2026-12-31")
        assert (found.services, found.audiences, found.areas) == ((1, 2), ("person",), ("a.1",))
        assert (found.follows, found.every, found.closed_at) == (first, Every.MONTH, None)
        assert got(tx, first).closed_at == "2026-12-01T00:00:00Z"

    await database.write(check)
    with pytest.raises(Refused):
        await database.write(lambda tx: made(tx, "Twice", follows=1))


@pytest.mark.parametrize(
    ("every", "opens", "closes", "then"),
    [
        (Every.MONTH, "2026-01-31", "2026-02-27", ("2026-08-31", "2026-09-27")),
        (Every.QUARTER, "2026-01-01", "2026-03-31", ("2026-07-01", "2026-09-30")),
        (Every.YEAR, "2024-02-29", "2024-03-14", ("2027-02-28", "2027-03-14")),
        (Every.QUARTER, "2026-05-10", "2026-06-09", ("2026-11-10", "2026-12-09")),
    ],
)
async def test_after_a_time_off_only_the_round_of_now_is_made(
    database: Database, every: Every, opens: str, closes: str, then: tuple[str, str]
) -> None:
    """What came and went while the program was off is not made up for: nobody could have been asked."""

    def check(tx: Tx) -> None:
        made(tx, "A round", opens, closes, every=every)
        (following,) = tend(tx, datetime(2026, 9, 20, 8, 0, tzinfo=UTC))
        found = got(tx, following)
        assert (found.opens_on, found.closes_on) == then
        assert found.name.startswith("A round, ")

    await database.write(check)


async def test_a_round_that_is_closed_early_can_be_opened_for_a_day(database: Database) -> None:
    """Until then nothing follows it; after a day the next one is made, and it stays closed."""

    def check(tx: Tx) -> None:
        number = made(tx, "Talks", every=Every.MONTH)
        close(tx, got(tx, number), NOW)
        assert tend(tx, NOW + timedelta(minutes=1)) == ()
        assert open_for(tx, TODAY, service_id=1, audience="person") is None
        assert can_reopen(got(tx, number), NOW + UNDO)
        reopen(tx, got(tx, number), NOW + UNDO)
        assert open_for(tx, TODAY, service_id=1, audience="person") == got(tx, number)
        close(tx, got(tx, number), NOW)
        late = NOW + UNDO + timedelta(seconds=1)
        with pytest.raises(RoundRefused):
            reopen(tx, got(tx, number), late)
        assert len(tend(tx, late)) == 1
        with pytest.raises(RoundRefused):
            close(tx, got(tx, number), late)

    await database.write(check)


async def test_a_series_is_stopped(database: Database) -> None:
    """Nothing follows a round whose series was stopped; where the next one is there, that one is stopped instead."""

    def check(tx: Tx) -> None:
        first = made(tx, "Talks", every=Every.MONTH)
        (second,) = tend(tx, datetime(2026, 12, 1, tzinfo=UTC))
        with pytest.raises(RoundRefused):
            stop_series(tx, got(tx, first))
        stop_series(tx, got(tx, second))
        assert tend(tx, datetime(2027, 3, 1, tzinfo=UTC)) == ()
        assert got(tx, second).closed_at

    await database.write(check)


async def test_a_planned_round_is_cancelled_with_its_series(database: Database) -> None:
    """It is gone and does not come back; one that has begun is never deleted."""

    def check(tx: Tx) -> None:
        first = made(tx, "Talks", closes="2026-11-15", every=Every.MONTH)
        (second,) = tend(tx, NOW)
        cancel(tx, got(tx, second), NOW)
        assert tend(tx, NOW) == ()
        assert rounds.all(tx) == (got(tx, first),)
        with pytest.raises(RoundRefused):
            cancel(tx, got(tx, first), NOW)

    await database.write(check)


async def test_after_a_round_has_ended_only_what_was_begun_goes_on(asker: Asker) -> None:
    """Links that nobody used stop, and work again when the round is opened again; a talk that was begun is finished."""
    begun = await asker.invited(asker.house.person)
    waiting = await asker.invited(asker.house.staff)
    turn = await asker.conversations.show(begun)
    await asker.take(begun, Stopped(turn.asked.turn))
    await asker.database.write(lambda tx: rounds.close(tx, asker.house.round, "2026-11-22T14:00:00Z"))
    assert (await asker.conversations.show(begun)).session.state == "stopped"
    with pytest.raises(UnknownLink):
        await asker.conversations.show(waiting)
    await asker.database.write(lambda tx: rounds.reopen(tx, asker.house.round))
    assert await asker.conversations.show(waiting)


async def test_dates_and_lists_of_a_round_can_be_changed(database: Database) -> None:
    """What is changed is kept, and nothing else moves."""

    def check(tx: Tx) -> None:
        number = made(tx, "Talks", services=(1,), audiences=("person",))
        rounds.change(tx, number, closes_on=date(2026, 12, 5).isoformat(), services=(1, 2), areas=("a.1",))
        found = got(tx, number)
        assert (found.closes_on, found.services, found.areas) == ("2026-12-05", (1, 2), ("a.1",))
        assert (found.name, found.audiences, found.opens_on) == ("Talks", ("person",), "2026-11-01")

    await database.write(check)
