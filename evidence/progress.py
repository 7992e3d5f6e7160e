"""How far a round is, by service and audience, and who was not asked and why. Moves at once, and holds no answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dialogs.model import SOURCES, Audience
from store import progress as kept
from store.progress import Line, Unheard
from store.rounds import Round
from store.tx import Tx


class Why(StrEnum):
    """Why someone was not heard in a round. The first four are noted by staff (`store.not_asked`)."""

    DECLINED = "declined"
    COULD_NOT = "could_not"
    NOT_YET = "not_yet"
    AWAY = "away"
    SAID_NO = "said_no"
    """They were invited, and said no themselves."""
    WATCHED = "watched"
    """Two people who know them write down what they see."""
    UNKNOWN = "unknown"
    """Nobody has noted anything."""


@dataclass(frozen=True, slots=True)
class Step:
    """People by how far they are, of one audience in one service or in several."""

    possible: int = 0
    invited: int = 0
    opened: int = 0
    started: int = 0
    finished: int = 0
    heard: int = 0

    @property
    def rate(self) -> float | None:
        """The response rate: heard, of all who could be asked; None where nobody could."""
        return self.heard / self.possible if self.possible else None

    def __add__(self, other: Step) -> Step:
        return Step(
            self.possible + other.possible,
            self.invited + other.invited,
            self.opened + other.opened,
            self.started + other.started,
            self.finished + other.finished,
            self.heard + other.heard,
        )


@dataclass(frozen=True, slots=True)
class Left:
    """Someone who was not asked, or said no."""

    person_id: int
    service_id: int
    audience: Audience
    why: Why


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is.

    Attributes:
        steps: (service, audience) → people. Only services that were asked for, in which the round asks.
        left: Who was not asked, or said no, there.
    """

    steps: dict[tuple[int, Audience], Step]
    left: tuple[Left, ...]

    def total(self, audience: Audience) -> Step:
        """One audience, in all services that are in here."""
        return sum((step for (_, who), step in self.steps.items() if who is audience), Step())

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Who is asked, in a fixed order."""
        return tuple(who for who in SOURCES if any(who is each for _, each in self.steps))

    def why(self, audience: Audience) -> dict[Why, int]:
        """How many of an audience were not asked, by the reason; reasons in their order."""
        found = [one.why for one in self.left if one.audience is audience]
        return {why: found.count(why) for why in Why if why in found}


def progress(tx: Tx, one: Round, services: Iterable[int]) -> Progress:
    """How far a round is.

    Args:
        tx: A read transaction.
        one: The round.
        services: Which services to tell of; those in which the round does not ask are left out.
    """
    here = frozenset(services)
    lines = [line for line in kept.of_round(tx, one.id) if _is_asked(one, line, here)]
    steps = {(line.service_id, Audience(line.audience)): _step(line) for line in lines}
    left = tuple(_left(each) for each in kept.unheard(tx, one.id) if _is_asked(one, each, here))
    return Progress(steps, left)


def _is_asked(one: Round, who: Line | Unheard, here: frozenset[int]) -> bool:
    return who.service_id in here and who.audience in SOURCES and one.asks(who.service_id, who.audience)


def _step(line: Line) -> Step:
    return Step(line.possible, line.invited, line.opened, line.started, line.finished, line.heard)


def _left(one: Unheard) -> Left:
    why = Why.UNKNOWN
    if one.declined:
        why = Why.SAID_NO
    elif one.why:
        why = Why(one.why)
    elif one.watched:
        why = Why.WATCHED
    return Left(one.person_id, one.service_id, Audience(one.audience), why)
