"""How far an organisation is on each ladder, as its managers and its staff see it, and what comes next.

Managers rate in their role, and are told before they agree that what they chose is shown, without names. Staff must be
able to rate honestly: what they chose is shown when the round has ended, under five of them never, and never added to
what managers chose, so that nobody can subtract (docs/progress.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dialogs.ladders import STEPS, Ladder, LadderCode, prompt_id
from dialogs.model import Audience
from evidence.ladder_results import PROVIDER, Cell, Steps, on_time, steps_of
from evidence.ladder_results import shown as kept_steps
from evidence.suppression import FEWEST_IN_WORDS, Shown, shown_alone, shown_together
from store import ladders as kept
from store import rounds, services
from store.ladders import Rating
from store.rounds import Kind, Round
from store.services import Service
from store.tx import Tx

_NOBODY = Steps(())
_NOTHING: Mapping[Cell, Steps] = MappingProxyType({})
CLOSE, APART = 1, 2
"""So many steps between the lowest and the highest are close together; so many are some way apart; more is far."""


class Agree(StrEnum):
    """How far apart raters are."""

    CLOSE = "close"
    SOME = "some"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Spread:
    """What one group chose on one ladder, as far as it is shown.

    Attributes:
        middle: The step in the middle, the lower of two: always one that somebody chose.
        counts: How many chose each step; like lowest and highest only with figures.
    """

    shown: Shown
    middle: int | None = None
    agree: Agree | None = None
    lowest: int | None = None
    highest: int | None = None
    counts: tuple[int, ...] | None = None

    @property
    def raters(self) -> int | None:
        """How many chose a step; only with figures."""
        return sum(self.counts) if self.counts else None


@dataclass(frozen=True, slots=True)
class Score:
    """One ladder in one round."""

    ladder: Ladder
    manager: Spread
    staff: Spread

    @property
    def now(self) -> int | None:
        """Where the organisation stands: of what managers and staff say, the lower."""
        return min((one.middle for one in (self.manager, self.staff) if one.middle), default=None)

    @property
    def managers_only(self) -> bool:
        """Whether staff are hidden, or not shown yet, and may stand lower than what is known."""
        return bool(self.manager.middle) and self.staff.shown is Shown.HIDDEN

    @property
    def target(self) -> str:
        """The next statement; '' where nothing is known, or nothing comes after it."""
        return self.ladder.target(self.now) if self.now else ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where we stood on a ladder in two rounds, by the same groups in both.

    Attributes:
        narrowed: A group is known in one of them only, and left out.
    """

    before: int
    since: int
    narrowed: bool


def moved(before: Score, since: Score) -> Moved | None:
    """Two scores of one ladder compared like with like; None where no group is known in both.

    While a round is open what staff chose is hidden, and it can be hidden for good: managers alone are no progress.
    """
    groups = [(before.manager.middle, since.manager.middle), (before.staff.middle, since.staff.middle)]
    both = [(then, now) for then, now in groups if then and now]
    if not both:
        return None
    narrowed = any(bool(then) != bool(now) for then, now in groups)
    return Moved(min(then for then, _ in both), min(now for _, now in both), narrowed)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which round and service a page is about.

    Attributes:
        rounds: Every round of ladders that the reader may choose, newest first; `services` likewise.
        service: None for the whole provider.
    """

    code: LadderCode
    round: Round
    rounds: tuple[Round, ...]
    service: Service | None
    services: tuple[Service, ...]

    @property
    def service_id(self) -> int:
        """The service's id, 0 for the whole provider."""
        return self.service.id if self.service else 0


def scope(
    tx: Tx, code: LadderCode, *, round_id: int = 0, service_id: int = 0, only: frozenset[int] | None = None
) -> Scope | None:
    """What a page is about; None where there is no such round or service. Arguments as in `evidence.scope`."""
    houses = tuple(one for one in services.ever(tx) if only is None or one.id in only)
    if only is not None and not service_id:
        service_id = houses[0].id if houses else -1
    every = tuple(one for one in reversed(rounds.all(tx)) if one.kind is Kind.LADDERS and _asks(one, only))
    chosen = next((one for one in every if round_id in {0, one.id}), None)
    service = next((one for one in houses if one.id == service_id), None)
    if chosen is None or (service_id and service is None):
        return None
    return Scope(code, chosen, every, service, houses)


def _asks(one: Round, only: frozenset[int] | None) -> bool:
    return only is None or not one.services or bool(only & set(one.services))


def scores(tx: Tx, here: Scope, one: Round | None = None) -> tuple[Score, ...]:
    """Every ladder in the round of a scope, or in another one of the same place."""
    asked = one or here.round
    return scored(
        here.code,
        on_time(tx, asked, here.code.pack.id),
        service_id=here.service_id,
        ended_at=asked.closed_at,
        shown=kept_steps(tx, asked.id),
        staff_asked=not asked.audiences or Audience.STAFF in asked.audiences,
    )


def scored(
    code: LadderCode,
    ratings: Iterable[Rating],
    *,
    service_id: int,
    ended_at: str | None,
    shown: Mapping[Cell, Steps] = _NOTHING,
    staff_asked: bool = True,
) -> tuple[Score, ...]:
    """The scores of some ratings.

    Args:
        code: The ladders.
        ratings: All of a round, of every service.
        service_id: 0 for the whole provider.
        ended_at: When the round ended; None while it is open. What staff say later is not counted, so that nobody can
            see a score move when a colleague ends their talk.
        shown: What was kept of staff when it ended: it stays, as long as five of them are left.
        staff_asked: Whether staff rate in this round: else there is nothing of them to wait for.
    """
    given = [one for one in ratings if one.source != Audience.STAFF or (ended_at is not None and one.at <= ended_at)]
    steps = steps_of(given)

    def of(ladder: Ladder, audience: Audience) -> dict[int, Steps]:
        prompt = prompt_id(ladder.id, audience)
        return {service: found for (asked, service), found in steps.items() if asked == prompt}

    def kept(ladder: Ladder) -> dict[int, Steps]:
        prompt = prompt_id(ladder.id, Audience.STAFF)
        return {service: found for (asked, service), found in shown.items() if asked == prompt}

    waits = Spread(Shown.HIDDEN if staff_asked else Shown.NOBODY)
    return tuple(
        Score(
            ladder,
            _managers(of(ladder, Audience.MANAGER), service_id),
            _staff(of(ladder, Audience.STAFF), kept(ladder), service_id) if ended_at else waits,
        )
        for ladder in code.ladders
    )


def waiting(tx: Tx, here: Scope) -> int:
    """Raters of this place so far, managers and staff alike: that somebody rated is no secret, what they chose is."""
    found = kept.ratings(tx, code=here.code.pack.id, round_id=here.round.id)
    return len({one.person_id for one in found if here.service_id in {0, one.service_id}})


def _managers(steps: Mapping[int, Steps], service_id: int) -> Spread:
    found = steps.get(service_id, _NOBODY)
    return spread(found.chosen, Shown.FIGURES if found.people else Shown.NOBODY)


def _staff(steps: Mapping[int, Steps], kept: Mapping[int, Steps], service_id: int) -> Spread:
    """What is shown is what was kept, where enough are left of those who chose."""
    enough = {one: kept.get(one, found) for one, found in steps.items() if found.people >= FEWEST_IN_WORDS}
    if not service_id:
        people = enough.get(PROVIDER, steps.get(PROVIDER, _NOBODY)).people
        return spread(enough.get(PROVIDER, _NOBODY).chosen, shown_alone(people))
    total = enough.pop(PROVIDER, None)
    shown = shown_together(
        {house: one.people for house, one in enough.items()},
        {house: one.people for house, one in steps.items() if house != PROVIDER and house not in enough},
        total.people if total else None,
    )
    return spread(enough.get(service_id, _NOBODY).chosen, shown.get(service_id, Shown.NOBODY))


def spread(chosen: Iterable[int], shown: Shown) -> Spread:
    """What may be seen of some choices."""
    steps = sorted(chosen)
    if shown in {Shown.NOBODY, Shown.HIDDEN} or not steps:
        return Spread(shown)
    middle, apart = steps[(len(steps) - 1) // 2], steps[-1] - steps[0]
    agree = Agree.CLOSE if apart <= CLOSE else Agree.SOME if apart <= APART else Agree.FAR
    if shown is Shown.WORDS:
        return Spread(shown, middle, agree)
    counts = tuple(steps.count(step) for step in range(1, STEPS + 1))
    return Spread(shown, middle, agree, steps[0], steps[-1], counts)
