"""A worry that nobody has is told again and again: whatever the clock, the channels and restarts do between."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asking import post, worry_alerts, worry_contacts, worry_taking
from asking.errors import NotFilledIn
from asking.moment import stamp
from asking.worry_timetable import BOUNDS, Timetable, set_timetable, timetable
from store import members, outbox, services, worries
from store import worry_alerts as rows
from store.crypto import Keys
from store.tx import Tx
from store.worries import Worry
from tests.asking.worry_world import BOT, OUTAGES, ROUND, START, World, get, in_a_world, provider, told
from tests.support.counts import count


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """One key for all of them."""
    return Keys(tmp_path_factory.mktemp("keys") / "a.key")


Act = tuple[str, int]
ACTS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 240)),
    st.tuples(st.just("clock"), st.integers(-600, 600)),
    st.tuples(st.just("off"), st.integers(1, 400)),
    st.tuples(st.sampled_from(OUTAGES), st.just(0)),
    st.tuples(st.just("mends"), st.just(0)),
)


@given(acts=st.lists(ACTS, max_size=8), after=st.integers(1, 120))
@settings(
    max_examples=count(25, promised=400), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_nobody_waits_longer_than_the_timetable(
    keys: Keys, tmp_path_factory: pytest.TempPathFactory, acts: list[Act], after: int
) -> None:
    """Clocks jump, channels fail, the program is off: while nobody has it, no gap is longer than the timetable says.

    A gap counts while the program runs; when it was off, it tells in its first round. Acknowledged, it is told no more.
    """

    def played(tx: Tx) -> None:
        world, table = World(tx, provider(tx)), timetable(tx)
        worry = told(tx, world.house, world.clock)
        longest = timedelta(minutes=max(table.again, table.later)) + ROUND
        last = world.wall
        for what, number in acts:
            if what == "wait":
                world.go(number, worry)
            elif what == "clock":
                world.skew += timedelta(minutes=number)
            elif what == "off":
                world.wall += timedelta(minutes=number)
                last = world.wall
                world.told.append(world.wall)  # not counted: nothing runs
            elif what == "mends":
                world.mends()
            else:
                world.breaks(what)
            for moment in world.told:
                assert moment - last <= longest, (moment, last)
                last = moment
            world.told.clear()
            assert world.wall - last <= longest
        steps = [(one.step, one.role, one.name) for one in rows.of(tx, worry)]
        assert len(steps) == len(set(steps))
        assert {one[0] for one in steps} == set(range(get(tx, worry).alerts))  # every step told somebody
        by = members.active(tx)[0]
        assert worry_taking.take(tx, get(tx, worry), who="Lee Example", by=by, logged_as="Lee", at=stamp(world.clock))
        world.go(after, worry)
        assert world.told == []

    await in_a_world(keys, tmp_path_factory.mktemp("world"), played)


def test_the_law_can_fail() -> None:
    """Control: a timetable that waits on a clock that was put back would leave a gap of ten hours."""
    later = stamp(START + timedelta(hours=10))
    worry = Worry(1, 1, None, None, None, stamp(START), None, None, alerted_from=stamp(START), alerted_at=later)
    assert Timetable().next_alert(worry) > START + timedelta(hours=10)
    assert Timetable().is_due(worry, START)


async def test_each_step_has_its_moment(keys: Keys, tmp_path: Path) -> None:
    """0, 30, 60, 90 minutes: lead and deputy; 2 hours: someone from outside too; then every two hours, at night too."""

    def played(tx: Tx) -> None:
        world = World(tx, provider(tx))
        worry = told(tx, world.house, world.clock)
        world.send()
        world.go(9 * 60, worry)
        minutes = [int((one - START).total_seconds() // 60) for one in world.told]
        assert minutes == [30, 60, 90, 120, 240, 360, 480]
        roles = {step: {one.role for one in rows.of(tx, worry) if one.step == step} for step in range(8)}
        assert [roles[step] for step in range(4)] == [{"lead", "deputy"}] * 4
        assert [roles[step] for step in range(4, 8)] == [{"lead", "deputy", "contact"}] * 4

    await in_a_world(keys, tmp_path, played)


@pytest.mark.parametrize(
    ("broken", "who"),
    [
        (("telegram", "no mail server"), "nobody"),
        (("telegram", "mail"), "nobody"),
        (("blocked",), "lead"),
        (("telegram",), "lead"),
    ],
)
async def test_outages_are_not_waited_for(keys: Keys, tmp_path: Path, broken: tuple[str, ...], who: str) -> None:
    """A chat that is blocked or stuck goes on to the next; where nothing works the worry says so."""

    def played(tx: Tx) -> None:
        world = World(tx, provider(tx))
        for one in broken:
            world.breaks(one)
        worry = told(tx, world.house, world.clock)
        world.go(45, worry)
        found = get(tx, worry)
        named = {one.role for one in rows.of(tx, worry)}
        if who == "nobody":
            assert found.reached == 0
            assert {"contact", "administrator"} <= named
            assert worry_alerts.unreached(tx) == (found,)
        else:
            assert found.reached
            assert "administrator" not in named

    await in_a_world(keys, tmp_path, played)


@pytest.mark.parametrize("words", ["Lee and Dee hurt me", "Lee Example, Dee Example"])
async def test_where_it_is_about_both_someone_from_outside_has_it_at_once(
    keys: Keys, tmp_path: Path, words: str
) -> None:
    """Neither lead nor deputy hears; who is named for that does at once, and may open it; else administrators."""

    def played(tx: Tx) -> None:
        house = provider(tx)
        worry = told(tx, house, START, words)
        assert {one.role for one in rows.of(tx, worry)} == {"contact"}
        (contact,) = worry_contacts.of(tx, services.all(tx)[0])
        assert [mail.lane for mail in outbox.waiting(tx, BOT)] == []
        worry_contacts.end(tx, services.all(tx)[0], contact.id, who="Ada", at=stamp(START))
        second = told(tx, house, START, words)
        assert {one.role for one in rows.of(tx, second)} == {"administrator"}

    await in_a_world(keys, tmp_path, played)


async def test_whoever_has_it_is_reminded_until_it_is_closed(keys: Keys, tmp_path: Path) -> None:
    """Taken on a Sunday, nothing noted: on Tuesday, then each week; closed: never again."""

    def played(tx: Tx) -> None:
        world = World(tx, provider(tx))
        worry = told(tx, world.house, world.clock)
        worries.acknowledge(tx, worry, "Lee Example", stamp(START))
        days = []
        for hour in range(24 * 18):
            now = START + timedelta(hours=hour)
            before = get(tx, worry).reminded_at
            worry_alerts.chase(tx, now)
            world.send()
            if get(tx, worry).reminded_at != before:
                days.append(now.date().isoformat())
        assert days == ["2026-11-24", "2026-12-01", "2026-12-08"]
        assert worries.close(tx, worry, outcome="here", who="Lee", at=stamp(START))
        assert worry_alerts.chase(tx, START + timedelta(days=60)) == 0

    await in_a_world(keys, tmp_path, played)


async def test_a_message_says_nothing(keys: Keys, tmp_path: Path) -> None:
    """E-mails name nobody, no service and nothing of the worry; their link leads to the first staff page."""

    def played(tx: Tx) -> None:
        house = provider(tx)
        told(tx, house, START, "Ada hit me in the kitchen")
        mails = [post.load(one.body) for one in outbox.waiting(tx, post.MAIL)]
        waits = [one for one in mails if one.subject == "Something waits for you"]
        assert [one.to for one in waits] == ["lee@example.org"]
        text = " ".join((waits[0].subject, *waits[0].lines, waits[0].link))
        assert waits[0].link.endswith("/staff")
        for private in ("kitchen", "Ada", "Lee", "Mill Lane", "worr"):
            assert private not in text

    await in_a_world(keys, tmp_path, played)


@pytest.mark.parametrize("name", BOUNDS)
async def test_no_provider_makes_a_worry_wait_for_long(keys: Keys, tmp_path: Path, name: str) -> None:
    """Each wait has bounds; what is outside them is refused and changes nothing."""

    def played(tx: Tx) -> None:
        for value in (BOUNDS[name][0] - 1, BOUNDS[name][1] + 1):
            with pytest.raises(NotFilledIn):
                set_timetable(tx, Timetable(**{"beyond": 240, name: value}))
        assert timetable(tx) == Timetable()

    await in_a_world(keys, tmp_path, played)
