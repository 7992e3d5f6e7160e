"""What staff chose in a round that has ended stays: who changes their mind, takes back or goes moves nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from asking import rounds as asked_rounds
from asking.forgetting import forget
from asking.moment import stamp
from dialogs.inputs import Chose, TookBack, WentBack
from evidence.ladder_results import settle
from evidence.ladders import Score, scope, scores
from evidence.suppression import Shown
from store import ladders as kept
from store import people, rounds
from store.database import Database
from store.tx import Tx
from tests.evidence.test_ladders import CODE, NOW, Raters

MANY, FEW = 11, 5


class Ended:
    """A round in which some staff rated the first ladder: the first of them five, the others two."""

    def __init__(self, raters: Raters) -> None:
        self.raters, self.database = raters, raters.database
        self.people: list[int] = []
        self.tokens: list[str] = []

    async def rated(self, number: int) -> None:
        """So many rate, and each gets a link of their own."""

        def added(tx: Tx) -> list[int]:
            names = (f"Staff {one}" for one in range(number))
            return [
                people.add(tx, service_id=self.raters.house, audience="staff", name=one, at=stamp(NOW))
                for one in names
            ]  # fmt: skip

        self.people += await self.database.write(added)
        for who in self.people[-number:]:
            token = await self.raters.invited(who)
            await self.raters.rated(token, "2" if self.tokens else "5")
            self.tokens.append(token)

    async def close(self) -> None:
        """It is closed an hour later, by hand."""
        self.raters.now += timedelta(hours=1)
        await self.database.write(self._close)
        self.raters.now += timedelta(hours=1)

    def _close(self, tx: Tx) -> None:
        found = rounds.get(tx, self.raters.round)
        assert found is not None
        asked_rounds.close(tx, found, self.raters.now)

    async def reopen(self) -> None:
        """It was closed by mistake."""

        def opened(tx: Tx) -> None:
            found = rounds.get(tx, self.raters.round)
            assert found is not None
            asked_rounds.reopen(tx, found, self.raters.now)

        await self.database.write(opened)

    async def changes(self, number: int, step: str) -> None:
        """One of them goes back and chooses another step."""
        token = self.tokens[number]
        turn = await self.raters.talks.show(token)
        turn = await self.raters.take(token, WentBack(turn.session.turn))
        await self.raters.take(token, Chose(turn.session.turn, (step,)))

    async def takes_back(self, number: int) -> None:
        """One of them takes it back."""
        await self.raters.take(self.tokens[number], TookBack("pfp.1.1.staff"))

    async def forgotten(self, number: int) -> None:
        """One of them is forgotten, answers and all."""
        pack, who, at = self.raters.pack, self.people[number], stamp(self.raters.now)
        await self.database.write(lambda tx: forget(tx, pack, person_id=who, with_answers=True, at=at))

    async def score(self, service_id: int = 0) -> Score:
        """What is shown of the first ladder."""

        def read(tx: Tx) -> Score:
            found = scope(tx, CODE, service_id=service_id)
            assert found is not None
            return scores(tx, found)[0]

        return await self.database.read(read)


@pytest.fixture
async def ended(database: Database, tmp_path: Path) -> Ended:
    """A house whose round is open, and nobody has rated."""
    raters = Raters(database, tmp_path)
    await raters.moved_in()
    return Ended(raters)


async def test_a_mind_changed_after_the_end_moves_no_score(ended: Ended) -> None:
    """What was said last before the end counts: a step that leaves and another that comes would tell who chose what."""
    await ended.rated(MANY)
    await ended.close()
    before = await ended.score()
    assert before.staff.counts == (0, 10, 0, 0, 1)
    await ended.changes(0, "4")
    assert await ended.score() == before
    assert (await ended.score(ended.raters.house)).staff == before.staff


async def test_who_takes_back_or_is_forgotten_after_the_end_moves_no_score(ended: Ended) -> None:
    """The step would show what they had chosen; under five people the score is withdrawn, in the house and in all."""
    await ended.rated(FEW + 2)
    await ended.close()
    before = await ended.score()
    assert before.staff.shown is Shown.WORDS
    await ended.takes_back(0)
    await ended.forgotten(1)
    assert await ended.score() == before
    await ended.takes_back(2)
    assert (await ended.score()).staff.shown is Shown.HIDDEN
    assert (await ended.score(ended.raters.house)).staff.shown is Shown.HIDDEN
    assert not await ended.database.read(lambda tx: kept.shown(tx, ended.raters.round))


async def test_figures_stay_where_somebody_is_forgotten(ended: Ended) -> None:
    """Eleven chose; one is forgotten with all that they said, and eleven stay."""
    await ended.rated(MANY)
    await ended.close()
    before = await ended.score()
    await ended.forgotten(0)
    assert await ended.score() == before


async def test_a_round_opened_again_moves_by_five_only(ended: Ended) -> None:
    """One more rater between two closings would be read off the difference; five more are counted."""
    await ended.rated(MANY)
    await ended.close()
    before = await ended.score()
    await ended.reopen()
    assert (await ended.score()).staff.shown is Shown.HIDDEN
    await ended.rated(1)
    await ended.close()
    assert await ended.score() == before
    await ended.reopen()
    await ended.rated(FEW - 1)
    await ended.close()
    assert (await ended.score()).staff.raters == MANY + FEW


async def test_a_manager_who_is_late_counts_and_one_who_changes_does_not(ended: Ended) -> None:
    """Managers rate in their role: a late one is shown, but what was rated before the end stays what it was."""
    raters = ended.raters
    first = await raters.invited(raters.manager)
    await raters.rated(first, "4")
    ended.tokens.append(first)
    house, at = raters.house, stamp(NOW)
    who = await ended.database.write(
        lambda tx: people.add(tx, service_id=house, audience="manager", name="Late", at=at)
    )  # fmt: skip
    late = await raters.invited(who)
    await raters.rated(late)
    await ended.close()
    await ended.changes(0, "1")
    assert (await ended.score()).manager.counts == (0, 0, 0, 1, 0)
    await raters.rated(late, "2")
    assert (await ended.score()).manager.counts == (0, 1, 0, 1, 0)
    await raters.take(first, TookBack("pfp.1.1.manager"))
    assert (await ended.score()).manager.counts == (0, 1, 0, 0, 0)


async def test_rounds_that_had_ended_before_are_kept_too(ended: Ended) -> None:
    """A round of an older release, whose scores nobody has kept, is kept the next time that rounds are tended."""
    await ended.rated(MANY)
    raters = ended.raters
    await ended.database.write(lambda tx: rounds.close(tx, raters.round, stamp(raters.now)))
    before = await ended.score()
    assert before.staff.raters == MANY
    raters.now += timedelta(days=1)
    await ended.database.write(lambda tx: asked_rounds.tend(tx, raters.now))
    await ended.forgotten(0)
    assert await ended.score() == before
    await ended.database.write(lambda tx: settle(tx, raters.round))
    assert await ended.score() == before


async def test_the_last_day_keeps_them_as_closing_does(ended: Ended) -> None:
    """A round that nobody closes ends with its last day."""
    await ended.rated(MANY)
    ended.raters.now = NOW + timedelta(days=60)
    await ended.database.write(lambda tx: asked_rounds.tend(tx, ended.raters.now))
    before = await ended.score()
    assert before.staff.raters == MANY
    await ended.takes_back(0)
    assert await ended.score() == before
