"""Invented people who are asked in four ways: the simulation behind `bench/coverage.py`. Nobody here is real.

How an invented person behaves, whichever way they are asked:

- takes part in a round with chance 0.75;
- skips a question, or does not know, with chance 0.1;
- goes on at each 'carry on?' with chance 0.6, so every rest loses two in five of those who reach it;
- never stops within a sitting, and never comes back another day.

What they say does not matter, only whether something was said. Each chance hangs on person, round and question (or
rest) alone: the same person does the same in every way of asking. People come one after another; each has finished
before the next begins.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, islice, repeat

from asking.plans import start
from dialogs.model import Audience
from dialogs.order import FIRST_SITTING
from dialogs.pack_parts import Pack, Prompt
from dialogs.planner import LATER_SITTING, Need, plan, rank
from dialogs.recipe import Recipe, Why

TAKES_PART = 0.75
SAYS_NOTHING = 0.1
CARRIES_ON = 0.6
SMALLEST, LARGEST = 3, 25

Sittings = Sequence[Sequence[str]]
Key = tuple[int, str]


class Way(StrEnum):
    """How people are asked."""

    PLANNER = "planner"
    EVERYTHING = "everything"
    RANDOM = "at random"
    CORE_RANDOM = "core, then at random"


@dataclass(frozen=True, slots=True)
class World:
    """Services of invented people.

    Attributes:
        sizes: How many people each service has.
        runs: How often it is peopled anew; figures are means over these.
    """

    name: str
    sizes: tuple[int, ...]
    runs: int = 1

    @property
    def people(self) -> int:
        """How many people there are in all."""
        return sum(self.sizes)


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person, and the service where they live."""

    number: int
    service: int
    housemates: int


@dataclass(slots=True)
class Tally:
    """What one way of asking brought in one round.

    Attributes:
        heard: Service and standard → who said something on it.
        asked: Questions that were shown, for each person who took part.
        first: Of those, before the first rest.
        core: Core questions that were answered, for each person who took part.
    """

    heard: dict[Key, set[int]] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    core: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run: each way's tallies, round by round, and what planning took."""

    rounds: dict[Way, list[Tally]]
    plan_seconds: list[float]


class Questions:
    """What people can be asked: one audience's prompts on some areas."""

    def __init__(self, pack: Pack, areas: tuple[str, ...]) -> None:
        self.pack = pack
        self.areas = areas
        prompts = pack.prompts_for(Audience.PERSON, areas)
        self.all = [prompt.id for prompt in prompts]
        self.core = frozenset(prompt.id for prompt in prompts if prompt.core)
        self.free = [prompt.id for prompt in prompts if _fills(prompt)]
        # What is said in one's own words is read by people, and counts nowhere.
        self.shows = {prompt.id: () if prompt.is_open else prompt.reading.standards for prompt in prompts}
        self.standards = sorted({standard for standards in self.shows.values() for standard in standards})

    def planned(self, who: Someone, number: int, heard: dict[Key, set[int]], *, new: bool) -> Recipe:
        """What the planner gives this person, after these were heard in this round."""
        counts = {standard: len(heard.get((who.service, standard), ())) for standard in self.standards}
        need = Need(heard=counts, people=who.housemates, start=start(number, who.service))
        return plan(self.pack, "", Audience.PERSON, self.areas, seed=seed(who, number), first_sitting=new, need=need)


def seed(who: Someone, number: int) -> int:
    """The seed of a talk: everyone has another in each round, as invitations have."""
    return who.number * 100 + number


def drawn_sizes(people: int) -> tuple[int, ...]:
    """Sizes of services from 3 to 25 for this many people, always the same ones."""
    chance = random.Random(people)  # noqa: S311 -- sizes, not secrets
    sizes: list[int] = []
    while (left := people - sum(sizes)) > LARGEST:
        sizes.append(chance.randint(SMALLEST, min(LARGEST, left - SMALLEST)))
    return (*sizes, left)


def invented(world: World, run: int) -> list[Someone]:
    """Everyone in a run of a world, in the order in which they come. Each run has people and services of its own."""
    homes = [(run * len(world.sizes) + at, size) for at, size in enumerate(world.sizes)]
    living = [(service, size) for service, size in homes for _ in range(size)]
    people = [Someone(run * len(living) + at, service, size) for at, (service, size) in enumerate(living)]
    return sorted(people, key=lambda who: rank("comes", who.number))


def simulate(world: World, run: int, questions: Questions, rounds: int = 1) -> Outcome:
    """Ask everyone in every way, round after round."""
    people = invented(world, run)
    outcome = Outcome({way: [Tally() for _ in range(rounds)] for way in Way}, [])
    known: set[int] = set()
    for number in range(rounds):
        tallies = {way: outcome.rounds[way][number] for way in Way}
        for who in people:
            if not _happens(TAKES_PART, "takes part", who.number, number):
                continue
            began = time.perf_counter()
            recipe = questions.planned(who, number, tallies[Way.PLANNER].heard, new=who.number not in known)
            outcome.plan_seconds.append(time.perf_counter() - began)
            for way, sittings in offers(questions, recipe, who, number, new=who.number not in known).items():
                _ask(tallies[way], questions, who, number, sittings)
            known.add(who.number)
    return outcome


def offers(questions: Questions, recipe: Recipe, who: Someone, number: int, *, new: bool) -> dict[Way, Sittings]:
    """What this person is asked in each way. Chance gives as many questions and rests as the planner does."""
    planned = [[pick.prompt for pick in sitting] for sitting in recipe.sittings]
    lengths = [len(sitting) for sitting in planned]
    rests = chain([FIRST_SITTING if new else LATER_SITTING], repeat(LATER_SITTING, len(questions.all)))
    # The same talk, but for what the planner filled in.
    instead = iter(_shuffled(questions.free, who, number))
    filled = (Why.MISSING, Why.MORE)
    core_random = [
        [next(instead) if pick.why in filled else pick.prompt for pick in sitting] for sitting in recipe.sittings
    ]
    return {
        Way.PLANNER: planned,
        Way.EVERYTHING: _cut(questions.all, rests),
        Way.RANDOM: _cut(_shuffled(questions.all, who, number), lengths),
        Way.CORE_RANDOM: core_random,
    }


def _ask(tally: Tally, questions: Questions, who: Someone, number: int, sittings: Sittings) -> None:
    """One talk: what was shown, and who was heard on what."""
    shown: list[str] = []
    for rest, sitting in enumerate(sittings):
        if rest and not _happens(CARRIES_ON, "carries on", who.number, number, rest):
            break
        shown += sitting
    answered = [each for each in shown if not _happens(SAYS_NOTHING, "nothing", who.number, number, each)]
    for prompt in answered:
        for standard in questions.shows[prompt]:
            tally.heard.setdefault((who.service, standard), set()).add(who.number)
    tally.asked.append(len(shown))
    tally.first.append(len(sittings[0]))
    tally.core.append(len(questions.core.intersection(answered)))


def _fills(prompt: Prompt) -> bool:
    """Whether the planner may use it to fill a standard."""
    return not (prompt.core or prompt.is_open or prompt.question.reverse_of)


def _cut(prompts: Sequence[str], lengths: Iterable[int]) -> Sittings:
    """Prompts in sittings of these lengths."""
    left = iter(prompts)
    sittings = [list(islice(left, length)) for length in lengths]
    return [sitting for sitting in sittings if sitting]


def _shuffled(prompts: Iterable[str], who: Someone, number: int) -> list[str]:
    return sorted(prompts, key=lambda prompt: rank("drawn", who.number, number, prompt))


def _happens(chance: float, *parts: object) -> bool:
    return int.from_bytes(rank(*parts)[:8]) < chance * 2**64
