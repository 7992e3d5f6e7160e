"""How someone communicates is met by the talk itself, and looked at again after a year."""

from __future__ import annotations

from datetime import date

import pytest

from asking import profiles
from asking.profiles import EMPTY, NEEDS, Profile, dump, is_due, keep, load, of, reviews_due
from dialogs.inputs import Agreed, Continued, Skipped
from dialogs.model import Company, Consent, Practice
from store import profiles as stored
from tests.asking.tools import Asker

AT = "2026-11-23T09:00:00Z"
FULL = Profile(
    needs=("aloud", "two"), helper="Kim, with pictures", hearing="left ear", sight="sits near", other="uses a board",
    words="Talk slowly.", email="a@example.org", phone="01632 960000", share="yes", share_on="2026-11-23",
)  # fmt: skip


def test_a_profile_comes_back_as_it_was() -> None:
    """All of it is kept; and what a later release added does not stop this one."""
    assert load(dump(FULL)) == FULL
    assert load(dump(EMPTY)) == EMPTY
    assert load('{"format": 9, "needs": ["aloud"], "smell": "none"}') == Profile(needs=("aloud",))


def test_flags_say_what_is_special_and_nothing_that_everyone_gets() -> None:
    """The banner holds needs and notes; an unknown need of a later release is passed over."""
    assert FULL.flags == (
        "read aloud",
        "two answers",
        "hearing: left ear",
        "sight: sits near",
        "communication: uses a board",
    )
    assert Profile(needs=("pictures-by-drone",)).flags == ()


def test_every_need_says_what_the_program_does() -> None:
    """Nobody ticks a box that does nothing: each says in plain words what it changes, or that it cannot."""
    assert all(need.does.endswith(".") and need.flag for need in NEEDS)
    assert {need.id for need in NEEDS if need.always} == {"pictures", "time"}
    assert len({need.id for need in NEEDS}) == len(NEEDS)


@pytest.mark.parametrize(
    ("reviewed", "due"),
    [(None, True), ("2025-11-23", True), ("2025-11-24", False), ("2026-11-23", False), ("2024-02-29", True)],
)
def test_a_year_later_it_is_time_again(reviewed: str | None, *, due: bool) -> None:
    """Due at once where nobody asked, and a year after somebody did."""
    assert is_due(reviewed, date(2026, 11, 23)) is due


async def test_how_many_are_due(asker: Asker) -> None:
    """Only people supported count, in the services that are asked about."""
    house, today = asker.house, date(2026, 11, 23)
    assert await asker.database.read(lambda tx: reviews_due(tx, None, today)) == 1
    assert await asker.database.read(lambda tx: reviews_due(tx, [], today)) == 0
    await asker.database.write(lambda tx: keep(tx, house.person, FULL, at=AT))
    await asker.database.write(lambda tx: stored.review(tx, house.person, on="2026-11-23", who="Kim"))
    assert await asker.database.read(lambda tx: reviews_due(tx, [house.service], today)) == 0


async def test_the_day_of_a_yes_to_sharing_is_kept(asker: Asker) -> None:
    """It is the day on which the answer changed, and goes when the answer goes."""
    ada = asker.house.person
    for share, at, day in (
        ("yes", AT, "2026-11-23"), ("yes", "2026-12-01T09:00:00Z", "2026-11-23"), ("", AT, ""),
        ("no", "2026-12-02T09:00:00Z", "2026-12-02"),
    ):  # fmt: skip
        kept = Profile(share=share, share_on=(await asker.database.read(lambda tx: of(tx, ada))).share_on)
        await asker.database.write(lambda tx, kept=kept, at=at: keep(tx, ada, kept, at=at))
        assert (await asker.database.read(lambda tx: of(tx, ada))).share_on == day


async def test_the_talk_meets_what_a_person_needs(asker: Asker) -> None:
    """Two answers in the first practice, read aloud and in large letters on every screen; and nobody else's talk."""
    ada = asker.house.person
    await asker.database.write(lambda tx: keep(tx, ada, Profile(needs=("aloud", "two", "large")), at=AT))
    token = await asker.invited(ada)
    turn = await asker.conversations.show(token)
    assert (turn.aloud, turn.large, turn.session.fewest) == (True, True, True)
    while not isinstance(turn.asked.step, Practice):
        kind = {Consent: Agreed, Company: Skipped}.get(type(turn.asked.step), Continued)
        turn = await asker.take(token, kind(turn.asked.turn))
    assert len(turn.asked.choices) == 2
    other = await asker.conversations.show(await asker.invited(asker.house.staff))
    assert (other.aloud, other.large, other.session.fewest) == (False, False, False)


async def test_a_talk_that_was_begun_keeps_its_number_of_answers(asker: Asker) -> None:
    """A need that is noted on the way does not change what was answered: the next talk starts with two."""
    ada = asker.house.person
    token = await asker.invited(ada)
    turn = await asker.conversations.show(token)
    await asker.take(token, Continued(turn.asked.turn))
    await asker.database.write(lambda tx: profiles.keep(tx, ada, Profile(needs=("two",)), at=AT))
    assert (await asker.conversations.show(token)).session.fewest is False
