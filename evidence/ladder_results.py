"""What staff chose in a round of ladders that has ended stays as it was (docs/progress.md).

The rules are those of every published result (`evidence.publishing`): under five people nothing is kept, and what was
is withdrawn; whoever changes their mind, takes back or is forgotten later moves nothing; a round that was opened again
moves by five people or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.ladders import STEPS
from dialogs.model import Audience
from evidence.publishing import next_published
from store import ladders, rounds
from store.ladders import Rating
from store.rounds import Round
from store.tx import Tx

PROVIDER = 0
"""In place of a service: all of them together."""
Cell = tuple[str, int]
"""A ladder's question to staff, and the service."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How many chose each step, the first first."""

    counts: tuple[int, ...]

    @property
    def people(self) -> int:
        """How many chose any."""
        return sum(self.counts)

    @property
    def chosen(self) -> list[int]:
        """Each one's step, in order."""
        return [step for step, number in enumerate(self.counts, start=1) for _ in range(number)]


def steps_of(ratings: Iterable[Rating]) -> dict[Cell, Steps]:
    """What these raters chose, in each service and all together; who does not know chose nothing."""
    found: dict[Cell, list[int]] = {}
    for one in ratings:
        for service in (PROVIDER, one.service_id) if one.step else ():
            found.setdefault((one.prompt, service), []).append(one.step or 0)
    return {cell: Steps(tuple(every.count(step) for step in range(1, STEPS + 1))) for cell, every in found.items()}


def shown(tx: Tx, round_id: int) -> dict[Cell, Steps]:
    """What was kept of a round."""
    return {(prompt, service): Steps(steps) for prompt, service, steps in ladders.shown(tx, round_id)}


def keep(tx: Tx, at: str) -> None:
    """Keep what staff chose in the rounds that have ended since this was last done."""
    for round_id in ladders.not_kept(tx):
        before = shown(tx, round_id)
        for cell, now in _now(tx, round_id).items():
            then = next_published(now, before.get(cell))
            if then is None:
                ladders.withdraw(tx, round_id, *cell)
            elif then != before.get(cell):
                ladders.show(tx, round_id, *cell, then.counts)
        ladders.mark_kept(tx, round_id, at)


def settle(tx: Tx, round_id: int) -> None:
    """Withdraw what rests on too few, after somebody took back or was forgotten. Nothing else moves."""
    before = shown(tx, round_id)
    now = _now(tx, round_id) if before else {}
    for cell, steps in before.items():
        if next_published(now.get(cell, Steps(())), steps) is None:
            ladders.withdraw(tx, round_id, *cell)


def on_time(tx: Tx, one: Round, code: str) -> tuple[Rating, ...]:
    """What counts of each rater: what they said last before the round ended.

    A manager who had not rated by then counts when they do: they are shown in their role, and there may be only one.
    """
    if one.closed_at is None:
        return ladders.ratings(tx, code=code, round_id=one.id)
    found = ladders.ratings(tx, code=code, round_id=one.id, until=one.closed_at)
    rated = {(rating.person_id, rating.prompt) for rating in found}
    late = (rating for rating in ladders.ratings(tx, code=code, round_id=one.id) if rating.source == Audience.MANAGER)
    return (*found, *(rating for rating in late if (rating.person_id, rating.prompt) not in rated))


def _now(tx: Tx, round_id: int) -> Mapping[Cell, Steps]:
    found = rounds.get(tx, round_id)
    if found is None:
        return {}
    return steps_of(one for one in on_time(tx, found, found.code) if one.source == Audience.STAFF)
