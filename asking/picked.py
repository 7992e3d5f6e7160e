"""Why the questions of talks were picked, and what will be picked next: for those who run the service."""

from __future__ import annotations

from dataclasses import dataclass

from asking.plans import heard_on, start
from dialogs.model import Audience
from dialogs.pack import Pack, Standard
from dialogs.planner import Need, next_order
from dialogs.recipe import Pick, load_recipe
from store import flows, people
from store.tx import Tx

NEWEST = 10


@dataclass(frozen=True, slots=True)
class Filling:
    """How far a standard is, for one audience in one service and round.

    Attributes:
        heard: People heard on it.
        wanted: How many fill it.
        core: Everyone is asked about it.
    """

    standard: Standard
    heard: int
    wanted: int
    core: bool

    @property
    def state(self) -> str:
        """`full`, `begun` or `waiting`."""
        if self.heard >= self.wanted:
            return "full"
        return "begun" if self.heard else "waiting"


@dataclass(frozen=True, slots=True)
class Talked:
    """A talk that was begun, and what was picked for it. Nobody's name."""

    invitation_id: int
    began_at: str
    sittings: tuple[tuple[Pick, ...], ...]


def filling(tx: Tx, pack: Pack, audience: Audience, *, round_id: int, service_id: int) -> tuple[Filling, ...]:
    """Every standard that this audience is asked about, in the order in which it will be filled.

    Those begun and not full yet come first, then those not begun, then the full ones.
    """
    need = Need(
        heard=heard_on(tx, pack, audience, round_id=round_id, service_id=service_id),
        people=people.count(tx, service_id=service_id, audience=audience),
        start=start(round_id, service_id),
    )
    scored = [p for p in pack.prompts if p.audience is audience and not p.is_open]
    core = {standard for p in scored if p.core for standard in p.reading.standards}
    asked = {standard for p in scored for standard in p.reading.standards}
    standards = {standard.id: standard for standard in pack.standards}
    return tuple(
        Filling(standards[each], need.heard.get(each, 0), need.wanted, each in core) for each in next_order(asked, need)
    )


def talked(tx: Tx, audience: Audience, *, round_id: int, service_id: int) -> tuple[Talked, ...]:
    """The newest talks that were begun, newest first."""
    rows = flows.newest(tx, round_id=round_id, service_id=service_id, audience=audience, most=NEWEST)
    return tuple(Talked(row[0], row[1], load_recipe(row[2]).sittings) for row in rows)
