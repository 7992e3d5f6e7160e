"""A simulation of what the planner brings (docs/asking.md D17): how much is heard, against how much is asked.

Nothing here was measured with people. `bench/coverage_world.py` says how the invented ones behave.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

from bench.coverage_figures import Figures, figures, means, shares_by_size
from bench.coverage_world import Outcome, Questions, Way, World, drawn_sizes, simulate
from bench.plan import Plan
from bench.table import Table, plain
from dialogs.model import Audience
from dialogs.pack import load_builtin
from dialogs.planner import ENOUGH_PEOPLE
from easyread import pictures
from evidence.suppression import FEWEST_IN_WORDS

CODE = "duq"
HOUSE = (4,)
PROVIDER = (22, 20, 18, 15, 12, 3)
YEAR = 3
RUNS_OF_A_HOUSE = 10
"""How many houses are peopled for each provider: one house of four says little."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """All runs of one world, asked about the same questions."""

    world: World
    questions: Questions
    outcomes: tuple[Outcome, ...]

    def figures(self, way: Way, rounds: slice = slice(None)) -> Figures:
        """A way's figures, over some of the rounds together."""
        runs = (outcome.rounds[way][rounds] for outcome in self.outcomes)
        return means([figures(self.world, self.questions, tallies) for tallies in runs])

    def by_size(self, way: Way, least: int) -> list[float]:
        """For each service, the share of standards with at least so many heard."""
        runs = (outcome.rounds[way] for outcome in self.outcomes)
        found = [shares_by_size(self.world, self.questions, tallies, least) for tallies in runs]
        return [fmean(each) for each in zip(*found, strict=True)]

    @property
    def plan_microseconds(self) -> float:
        """The middle of what planning one talk took."""
        return median(second for outcome in self.outcomes for second in outcome.plan_seconds) * 1e6


Row = tuple[str, Callable[[Figures], str]]


def percent(share: float) -> str:
    """A share in whole per cent."""
    return f"{share:.0%}"


BURDEN: tuple[Row, ...] = (
    ("questions a person is asked, mean", lambda found: plain(found.asked)),
    ("the most anyone is asked", lambda found: f"{found.asked_most:.0f}"),
    ("before the first rest, mean", lambda found: plain(found.before_rest)),
)
IN_A_SERVICE: tuple[Row, ...] = (
    ("standards with 5 heard, in a service", lambda found: percent(found.told)),
    ("with 10 or all heard, in a service", lambda found: percent(found.full)),
    ("with nobody heard, in a service", lambda found: percent(found.unheard)),
)
IN_ALL: tuple[Row, ...] = (
    ("standards with 5 heard, in all", lambda found: percent(found.told_in_all)),
    ("with 10 or all heard, in all", lambda found: percent(found.full_in_all)),
    ("with nobody heard, in all", lambda found: percent(found.unheard_in_all)),
)
EVENNESS: tuple[Row, ...] = (
    ("people heard on a standard, mean", lambda found: plain(found.mean)),
    ("people heard on the least heard standard", lambda found: plain(found.least)),
)
CORE: tuple[Row, ...] = (
    ("people who answer the whole core", lambda found: percent(found.whole_core)),
    ("people who answer a core question, mean", lambda found: percent(found.one_core)),
)


async def run(plan: Plan, folder: Path) -> list[Table]:  # noqa: ARG001 -- every part is called like this
    """Simulates each world, about all five areas and about one."""
    pack = load_builtin(CODE, pictures.load().names)
    areas = pack.areas_for(Audience.PERSON)
    whole, one = Questions(pack, areas), Questions(pack, areas[:1])
    worlds = (
        World("A house of 4 people", HOUSE, plan.invented_runs * RUNS_OF_A_HOUSE),
        World("A provider of 90 people in 6 services", PROVIDER, plan.invented_runs),
        World(f"{plan.invented:,} people in services of 3 to 25", drawn_sizes(plan.invented)),
    )
    house, provider, large = (simulated(world, whole) for world in worlds)
    return [
        _world_table(house, (*BURDEN, *IN_A_SERVICE, *EVENNESS, *CORE)),
        _rounds_table(simulated(worlds[0], whole, YEAR)),
        _world_table(provider, (*BURDEN, *IN_A_SERVICE, *IN_ALL, *EVENNESS, *CORE)),
        _sizes_table(provider),
        _world_table(large, (*BURDEN, *IN_A_SERVICE, *IN_ALL, *EVENNESS, *CORE)),
        _one_area_table([simulated(world, one) for world in worlds]),
    ]


def simulated(world: World, questions: Questions, rounds: int = 1) -> Simulated:
    """Every run of a world."""
    return Simulated(world, questions, tuple(simulate(world, at, questions, rounds) for at in range(world.runs)))


def _world_table(found: Simulated, rows: Sequence[Row]) -> Table:
    each = {way: found.figures(way) for way in Way}
    world, asked = found.world, found.questions
    runs = f"Means of {world.runs:,} runs." if world.runs > 1 else "One run."
    notes = [f"{_about(asked)} {runs} Planning a talk takes {plain(found.plan_microseconds)} microseconds."]
    if max(world.sizes) < FEWEST_IN_WORDS:
        notes.append("Fewer than five live here, so nothing about this house alone is ever shown to readers (D15).")
    return _table(f"Simulation: {world.name}, one round", [(name, shown, each) for name, shown in rows], notes)


def _rounds_table(found: Simulated) -> Table:
    rows = []
    for number in range(1, YEAR + 1):
        each = {way: found.figures(way, slice(number)) for way in Way}
        after = f"after {number} round{'s' * (number > 1)}"
        rows += [(f"{after}: {name}", shown, each) for name, shown in (*IN_A_SERVICE[1:], *EVENNESS[:1])]
    whole = {way: found.figures(way) for way in Way}
    rows += [(name, shown, whole) for name, shown in BURDEN[:1]]
    notes = ["A person counts once on a standard, in whichever round they were heard. Each round asks anew."]
    return _table(f"Simulation: {found.world.name}, several rounds", rows, notes)


def _sizes_table(found: Simulated) -> Table:
    """What each service gets: large ones and small ones are not served alike."""
    rows = []
    for words, least in (("anybody", 1), (str(FEWEST_IN_WORDS), FEWEST_IN_WORDS), (str(ENOUGH_PEOPLE), ENOUGH_PEOPLE)):
        each = [found.by_size(way, least) for way in Way]
        rows += [
            (f"{size} people: standards with {words} heard", *(percent(shares[at]) for shares in each))
            for at, size in enumerate(found.world.sizes)
        ]
    return Table("Simulation: the same provider, by size of service", ("", *Way), tuple(rows))


def _one_area_table(every: Sequence[Simulated]) -> Table:
    rows = []
    for found in every:
        each = {way: found.figures(way) for way in Way}
        wanted = (BURDEN[0], IN_A_SERVICE[1], EVENNESS[1])
        rows += [(f"{found.world.name}: {name}", shown, each) for name, shown in wanted]
    asked = every[-1].questions
    took = f"Planning a talk takes {plain(every[-1].plan_microseconds)} microseconds."
    notes = [f"Area {asked.areas[0]} alone. {_about(asked)} {took}"]
    return _table("Simulation: one area only, one round", rows, notes)


def _about(asked: Questions) -> str:
    standards = f"{len(asked.standards)} standards and warning signs"
    return f"{len(asked.all)} questions, {len(asked.core)} of them core, on {standards}."


def _table(
    title: str,
    rows: Sequence[tuple[str, Callable[[Figures], str], dict[Way, Figures]]],
    notes: Sequence[str],
) -> Table:
    cells = tuple((name, *(shown(each[way]) for way in Way)) for name, shown, each in rows)
    return Table(title, ("", *Way), cells, tuple(notes))
