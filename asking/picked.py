"""Why the questions of talks were picked, and what will be picked next: for those who run the service.

Nobody may learn here what one person did or did not say (docs/asking.md D15): there are no figures, talks are shown
for the whole provider only, without names, numbers or days, and a service with few people is not shown by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from asking.plans import heard_on, start
from dialogs.model import Audience
from dialogs.pack import Pack, Standard
from dialogs.planner import Need, next_order
from dialogs.recipe import Pick, load_recipe
from evidence.suppression import FEWEST_IN_FIGURES
from store import flows, people, services
from store.tx import Tx

NEWEST = 10


class Stage(StrEnum):
    """How far a standard is."""

    FULL = "full"
    BEGUN = "begun"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Filling:
    """How far a standard is, for one audience. `core` says that everyone is asked about it."""

    standard: Standard
    stage: Stage
    core: bool


def filling(
    tx: Tx, pack: Pack, audience: Audience, *, round_id: int, service_id: int = 0
) -> tuple[Filling, ...] | None:
    """Every standard that an audience is asked about, in the order in which it will be filled.

    Args:
        tx: A read transaction.
        pack: The code.
        audience: Who is asked.
        round_id: The round.
        service_id: 0 for all services together: full where it is full in each, waiting where it was begun in none.

    Returns:
        None where fewer than ten people could answer, so that nobody can be told from others.
    """
    here = (service_id,) if service_id else tuple(one.id for one in services.ever(tx))
    could = {each: people.count(tx, service_id=each, audience=audience) for each in here}
    if sum(could.values()) < FEWEST_IN_FIGURES:
        return None
    needs = [
        Need(
            heard=heard_on(tx, pack, audience, round_id=round_id, service_id=each),
            people=could[each],
            start=start(round_id, each),
        )
        for each in here
        if could[each]
    ]
    scored = [p for p in pack.prompts if p.audience is audience and not p.is_open]
    core = {standard for p in scored if p.core for standard in p.reading.standards}
    asked = {standard for p in scored for standard in p.reading.standards}
    standards = {standard.id: standard for standard in pack.standards}
    order = next_order(asked, needs[0]) if len(needs) == 1 else [each for each in standards if each in asked]
    found = [Filling(standards[each], _stage(each, needs), each in core) for each in order]
    return tuple(sorted(found, key=lambda one: (one.stage is Stage.FULL, one.stage is Stage.WAITING)))


def enough(
    tx: Tx, pack: Pack, audience: Audience, *, round_id: int, services: tuple[int, ...]
) -> dict[str, bool] | None:
    """On which of the standards that an audience is asked about enough people were heard, in some services together.

    Returns:
        None where fewer than ten people could answer, so that nobody can be told from others.
    """
    could = sum(people.count(tx, service_id=each, audience=audience) for each in services)
    if could < FEWEST_IN_FIGURES:
        return None
    found = dict.fromkeys(
        (s for p in pack.prompts if p.audience is audience and not p.is_open for s in p.reading.standards), 0
    )
    for each in services:
        for standard, heard in heard_on(tx, pack, audience, round_id=round_id, service_id=each).items():
            if standard in found:
                found[standard] += heard
    return {standard: heard >= FEWEST_IN_FIGURES for standard, heard in found.items()}


def newest_picks(tx: Tx, audience: Audience, *, round_id: int) -> tuple[tuple[tuple[Pick, ...], ...], ...]:
    """The sittings of the newest talks of all services together."""
    rows = flows.newest(tx, round_id=round_id, audience=audience, most=NEWEST)
    return tuple(load_recipe(row).sittings for row in rows)


def _stage(standard: str, needs: list[Need]) -> Stage:
    heard = [need.heard.get(standard, 0) for need in needs]
    if all(count >= need.wanted for count, need in zip(heard, needs, strict=True)):
        return Stage.FULL
    return Stage.BEGUN if any(heard) else Stage.WAITING
