"""What the simulation of coverage counts: how much was asked, and how much was heard of whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from statistics import fmean

from bench.coverage_world import Questions, Tally, World
from dialogs.planner import ENOUGH_PEOPLE
from evidence.suppression import FEWEST_IN_WORDS


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one way of asking. Shares are of the standards that a person can be asked about, from 0 to 1.

    Attributes:
        asked: Questions shown to a person who takes part, mean.
        asked_most: The most that anyone was shown.
        before_rest: Of those, before the first rest, mean.
        told: Share with five people or more heard, mean over services: what may be told in words (D15).
        full: Share with ten people heard, or all where fewer live there, mean over services.
        unheard: Share with nobody heard, mean over services.
        told_in_all: As `told`, for the provider as a whole.
        full_in_all: As `full`, for the provider as a whole.
        unheard_in_all: As `unheard`, for the provider as a whole.
        least: People heard on the standard with fewest, over all services.
        mean: People heard on a standard, mean, over all services.
        whole_core: Share of all people who answered the whole core.
        one_core: Share of all people who answered a core question, mean over these.
    """

    asked: float
    asked_most: float
    before_rest: float
    told: float
    full: float
    unheard: float
    told_in_all: float
    full_in_all: float
    unheard_in_all: float
    least: float
    mean: float
    whole_core: float
    one_core: float


def figures(world: World, questions: Questions, tallies: Sequence[Tally]) -> Figures:
    """What one way brought in one run, over all rounds that were tallied. A person counts once on a standard."""
    homes = _by_home(world, questions, tallies)
    rows = [(size, list(counts.values())) for size, counts in homes]
    total = [sum(home[standard] for _, home in homes) for standard in questions.standards]
    everyone = world.people * len(tallies)
    core = [answered for tally in tallies for answered in tally.core]
    asked = [shown for tally in tallies for shown in tally.asked] or [0]
    return Figures(
        asked=fmean(asked),
        asked_most=max(asked),
        before_rest=fmean([shown for tally in tallies for shown in tally.first] or [0]),
        told=fmean(share(counts, FEWEST_IN_WORDS) for _, counts in rows),
        full=fmean(share(counts, min(ENOUGH_PEOPLE, size)) for size, counts in rows),
        unheard=fmean(1 - share(counts, 1) for _, counts in rows),
        told_in_all=share(total, FEWEST_IN_WORDS),
        full_in_all=share(total, min(ENOUGH_PEOPLE, world.people)),
        unheard_in_all=1 - share(total, 1),
        least=min(total),
        mean=fmean(total),
        whole_core=sum(answered == len(questions.core) for answered in core) / everyone,
        one_core=sum(core) / len(questions.core) / everyone,
    )


def shares_by_size(world: World, questions: Questions, tallies: Sequence[Tally], least: int) -> list[float]:
    """For each service, in the world's order: the share of standards with at least so many heard."""
    return [share(counts.values(), least) for _, counts in _by_home(world, questions, tallies)]


def share(counts: Iterable[int], least: int) -> float:
    """The share of counts that are at least this."""
    return fmean(count >= least for count in counts)


def means(runs: Sequence[Figures]) -> Figures:
    """Each figure's mean over runs; of the most that anyone was asked, the most."""
    found = {each.name: fmean(getattr(run, each.name) for run in runs) for each in fields(Figures)}
    return Figures(**found | {"asked_most": max(run.asked_most for run in runs)})


def _by_home(world: World, questions: Questions, tallies: Sequence[Tally]) -> list[tuple[int, dict[str, int]]]:
    """Each service's size, and how many people were heard there on each standard."""
    heard: dict[int, dict[str, set[int]]] = {}
    for tally in tallies:
        for (service, standard), who in tally.heard.items():
            heard.setdefault(service % len(world.sizes), {}).setdefault(standard, set()).update(who)
    counted = (heard.get(at, {}) for at in range(len(world.sizes)))
    return [
        (size, {standard: len(home.get(standard, ())) for standard in questions.standards})
        for size, home in zip(world.sizes, counted, strict=True)
    ]
