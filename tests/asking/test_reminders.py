"""When someone is reminded: by their own clock, never twice too soon, and never after any sign of 'no'."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asking.reminders import APART, MOST, Case, Talk, Why, due, hindrance, next_at
from dialogs.transitions import State

LONDON = ZoneInfo("Europe/London")
SENT = datetime(2026, 11, 2, 13, 0, tzinfo=UTC)
ROUND = {"opens": date(2026, 11, 1), "closes": date(2026, 11, 30)}
ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
NO = (State.DECLINED, State.STOPPED, State.CLOSED)


def case(zone: ZoneInfo = LONDON, **known: object) -> Case:
    """Someone who was sent a link and did nothing yet."""
    return replace(Case((Talk(SENT),), zone, **ROUND), **known)  # type: ignore[arg-type]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the round's November."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_the_first_comes_four_days_after_the_link() -> None:
    """To the minute, by day; not before."""
    assert next_at(case(), SENT) == at(6, 13)
    assert not due(case(), at(6, 12, 59))
    assert due(case(), at(6, 13))
    assert due(case(), at(9, 19, 59))


def test_the_first_counts_from_the_last_thing_that_someone_did() -> None:
    """Whoever left a talk off is left alone for four days from then."""
    left_off = case(talks=(Talk(at(5, 10), State.ASKING),))
    assert next_at(left_off, at(6, 13)) == at(9, 10)


def test_at_night_it_waits_for_the_morning() -> None:
    """From eight in the evening on it comes at nine in the morning, by the person's own clock."""
    evening = case(talks=(Talk(at(2, 20)),))
    assert next_at(evening, at(2, 20)) == at(7, 9)
    assert due(case(), at(6, 19, 59))
    assert not due(case(), at(6, 20))
    assert hindrance(case(), at(6, 20)) is Why.NIGHT
    assert next_at(case(zone=ZoneInfo("Pacific/Kiritimati")), at(6, 13)) == at(6, 19)  # 14 hours ahead
    assert next_at(case(zone=ZoneInfo("Pacific/Pago_Pago")), at(6, 13)) == at(6, 20)  # 11 hours behind


def test_the_second_comes_in_the_last_four_days() -> None:
    """And never within three days of the first; a third never comes."""
    once = case(reminded=(at(6, 13),))
    assert next_at(once, at(6, 14)) == at(27, 9)
    late = case(reminded=(at(26, 13),))
    assert next_at(late, at(26, 14)) == at(29, 13)
    assert next_at(case(reminded=(at(28, 13),)), at(28, 14)) is None  # the round is over by then
    assert next_at(case(reminded=(at(6, 13), at(27, 9))), at(28, 9)) is None


def test_another_round_counts_for_the_three_days() -> None:
    """Two rounds at once remind nobody twice within three days."""
    assert next_at(case(elsewhere=at(6, 12)), at(6, 13)) == at(9, 12)


def test_not_now_asks_again_then() -> None:
    """The wish goes before the usual times; once it was kept it is spent; it never goes beyond two."""
    wished = case(reminded=(at(6, 13),), not_before=at(7, 13))
    assert hindrance(wished, at(7, 12)) is Why.NOT_NOW
    assert next_at(wished, at(6, 14)) == at(7, 13)
    assert due(wished, at(7, 13))
    kept = replace(wished, reminded=(at(6, 13), at(7, 13)))
    assert next_at(kept, at(8, 13)) is None
    without = case(not_before=at(12, 13))
    assert next_at(without, at(6, 13)) == at(12, 13)


def test_who_goes_on_after_not_now_spends_the_wish() -> None:
    """They did something after the moment that they asked for: the usual days count from there."""
    went_on = case(talks=(Talk(at(8, 13), State.ASKING),), reminded=(at(6, 13),), not_before=at(7, 13))
    assert next_at(went_on, at(8, 14)) == at(27, 9)


@pytest.mark.parametrize("state", NO)
def test_a_no_and_an_end_stop_everything(state: State) -> None:
    """Declined, stopped, finished: nobody is reminded of that talk."""
    ended = case(talks=(Talk(SENT, state),))
    assert next_at(ended, at(6, 13)) is None
    assert hindrance(ended, at(6, 13)) is Why(state if state is not State.CLOSED else "finished")


def test_a_no_counts_for_every_talk_of_the_round() -> None:
    """Whoever said no to one is not reminded of the other; whoever finished one is."""
    other = Talk(SENT)
    assert next_at(case(talks=(Talk(SENT, State.DECLINED), other)), at(6, 13)) is None
    assert next_at(case(talks=(Talk(SENT, State.CLOSED), other)), at(6, 13)) == at(6, 13)


def test_a_link_that_ended_reminds_nobody() -> None:
    """Revoked; or run out before the talk began. A talk that was begun goes on, however old its link is."""
    assert next_at(case(talks=(Talk(SENT, good=False),)), at(6, 13)) is None
    runs_out = case(talks=(Talk(SENT, expires=at(5, 13)),))
    assert hindrance(runs_out, at(6, 13)) is Why.LINK_ENDED
    assert next_at(runs_out, at(3, 13)) is None
    assert due(case(talks=(Talk(SENT, State.ASKING),)), at(6, 13))


def test_a_round_that_is_not_open_reminds_nobody() -> None:
    """Before it opens, after its last day, and once it was closed."""
    assert next_at(case(opens=date(2026, 11, 20)), at(6, 13)) == at(20, 9)
    assert hindrance(case(opens=date(2026, 11, 20)), at(6, 13)) is Why.ROUND
    assert next_at(case(), datetime(2026, 12, 1, 13, tzinfo=UTC)) is None
    assert hindrance(case(closed=True), at(6, 13)) is Why.ROUND


@pytest.mark.parametrize("why", [Why.FORGOTTEN, Why.LEFT, Why.STOP_ASKING, Why.NOT_ASKED, Why.OFF])
def test_who_is_not_to_be_reminded_is_not(why: Why) -> None:
    """Whatever stands at the person goes before all that stands at their talks; staff are told which it is."""
    assert next_at(case(refused=why), at(6, 13)) is None
    assert hindrance(case(refused=why), at(6, 13)) is why


@given(ZONES, MOMENTS, st.integers(3, 200), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_no_history_breaks_a_promise(zone: ZoneInfo, start: datetime, days: int, chance: object) -> None:
    """Whatever people do, and wherever they are: never at night, never a third, never too soon, never after a no."""
    opens = start.date()
    known = Case((Talk(start), Talk(start)), zone, opens, opens + timedelta(days=days))
    now, wish, said_no = start, None, False
    for _ in range(60):
        now += timedelta(minutes=chance.randrange(1, 3 * days * 24))  # type: ignore[attr-defined]
        known, wish, said_no = _done(known, now, wish, said_no, chance)
        if due(known, now):
            here = now.astimezone(zone)
            assert 9 <= here.hour < 20
            assert not said_no
            assert opens <= now.date() <= known.closes
            assert len(known.reminded) < MOST
            assert not known.reminded or now - known.reminded[-1] >= APART or (wish and now >= wish)
            assert hindrance(known, now) is None
            known, wish = replace(known, reminded=(*known.reminded, now)), None
        soon = next_at(known, now)
        assert soon is None or (soon >= now and due(known, soon) and not said_no)


def _done(
    known: Case, now: datetime, wish: datetime | None, said_no: bool, chance: object
) -> tuple[Case, datetime | None, bool]:
    """Something that a person or their provider does."""
    did = chance.choice(("nothing", "nothing", "nothing", "answers", "wish", "wish", "no", "ends"))  # type: ignore[attr-defined]
    first, second = known.talks
    if did == "answers" and not said_no:
        return replace(known, talks=(Talk(now, State.ASKING), second)), wish, said_no
    if did == "wish":
        until = now + timedelta(days=chance.choice((1, 7)))  # type: ignore[attr-defined]
        return replace(known, not_before=until), until, said_no
    if did == "no" and chance.random() < 0.5:  # type: ignore[attr-defined]
        sort = chance.choice(("declines", "stops", "left", "stopped"))  # type: ignore[attr-defined]
        refused = {"left": Why.LEFT, "stops": Why.STOP_ASKING}.get(sort)
        talks = (replace(first, state=State.DECLINED), second) if sort == "declines" else known.talks
        both = tuple(replace(one, state=State.STOPPED) for one in talks) if sort == "stopped" else talks
        return replace(known, talks=both, refused=known.refused or refused), wish, True
    if did == "ends" and chance.random() < 0.05:  # type: ignore[attr-defined]
        return replace(known, talks=(first, Talk(now, State.CLOSED))), wish, said_no
    return known, wish, said_no
