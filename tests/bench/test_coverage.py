from __future__ import annotations

from dataclasses import fields, replace
from itertools import chain

import pytest

from bench.coverage import PROVIDER, simulated
from bench.coverage_figures import Figures, figures, means, share, shares_by_size
from bench.coverage_world import (
    LARGEST,
    SMALLEST,
    Outcome,
    Questions,
    Someone,
    Tally,
    Way,
    World,
    drawn_sizes,
    invented,
    offers,
    simulate,
)
from dialogs.model import Audience
from tests.dialogs.talks import duq

WORLD = World("two services", (4, 7))
WAYS = pytest.mark.parametrize("way", list(Way))
ALICE = Someone(number=3, service=0, housemates=7)


def questions(*areas: str) -> Questions:
    """What a person can be asked about these areas, or about all."""
    return Questions(duq(), areas or duq().areas_for(Audience.PERSON))


def outcome(rounds: int = 1, run: int = 0) -> Outcome:
    """A run of the tiny world."""
    return simulate(WORLD, run, questions(), rounds)


def test_the_same_people_come_again() -> None:
    """Two runs with the same number are the same to the last answer; another number peoples the world anew."""
    assert outcome(2).rounds == outcome(2).rounds
    assert outcome(run=0).rounds != outcome(run=1).rounds


def test_everyone_lives_in_one_service() -> None:
    """A run has as many people as its services have places, and no person or service is in two runs."""
    first, second = invented(WORLD, 0), invented(WORLD, 1)
    assert [len([who for who in first if who.service == at]) for at in (0, 1)] == [4, 7]
    assert len({who.number for who in (*first, *second)}) == 2 * WORLD.people
    assert not {who.service for who in first} & {who.service for who in second}


@pytest.mark.parametrize("people", [3, 25, 26, 27, 28, 30, 1_000, 10_000])
def test_drawn_services_have_everyone(people: int) -> None:
    """The sizes add up, stay between 3 and 25, and are always the same."""
    sizes = drawn_sizes(people)
    assert sum(sizes) == people
    assert min(sizes) >= SMALLEST
    assert max(sizes) <= LARGEST
    assert sizes == drawn_sizes(people)


@pytest.mark.parametrize("new", [True, False])
def test_all_ways_ask_alike(new: bool) -> None:
    """Chance asks as many questions with the same rests as the planner; 'everything' asks all, in the pack's order."""
    asked = questions()
    recipe = asked.planned(ALICE, 0, {}, new=new)
    offered = offers(asked, recipe, ALICE, 0, new=new)
    planned = [len(sitting) for sitting in offered[Way.PLANNER]]
    assert [len(sitting) for sitting in offered[Way.RANDOM]] == planned
    assert [len(sitting) for sitting in offered[Way.CORE_RANDOM]] == planned
    assert list(chain(*offered[Way.EVERYTHING])) == asked.all
    rests = [len(sitting) for sitting in offered[Way.EVERYTHING]]
    assert rests[0] == (6 if new else 10)
    assert set(rests[1:-1]) == {10}
    assert all(len(set(every)) == len(every) for every in (list(chain(*each)) for each in offered.values()))


def test_core_then_random_keeps_the_core() -> None:
    """That way differs from the planner's in what is filled in, and in nothing else."""
    asked = questions()
    offered = offers(asked, asked.planned(ALICE, 0, {}, new=True), ALICE, 0, new=True)
    planned, drawn = (list(chain(*offered[way])) for way in (Way.PLANNER, Way.CORE_RANDOM))
    differ = [pair for pair in zip(planned, drawn, strict=True) if pair[0] != pair[1]]
    assert differ
    assert {each for pair in differ for each in pair} <= set(asked.free)
    assert set(drawn) >= asked.core


@WAYS
def test_nobody_is_heard_who_was_not_asked(way: Way) -> None:
    """Those heard take part, in their own service, on standards that were asked about; nobody is shown too much."""
    tally = outcome().rounds[way][0]
    home = {who.number: who.service for who in invented(WORLD, 0)}
    assert {home[who] == service for (service, _), heard in tally.heard.items() for who in heard} == {True}
    assert {standard for _, standard in tally.heard} <= set(questions().standards)
    assert len(set(chain(*tally.heard.values()))) <= len(tally.asked) <= WORLD.people
    assert all(first <= asked <= 44 for first, asked in zip(tally.first, tally.asked, strict=True))


def test_the_same_people_take_part_in_each_way() -> None:
    """Whether someone takes part does not hang on how they are asked."""
    rounds = outcome().rounds
    assert len({len(rounds[way][0].asked) for way in Way}) == 1
    assert 0 < len(rounds[Way.PLANNER][0].asked) < WORLD.people


def test_open_questions_count_nowhere() -> None:
    """What is said in one's own words shows no standard: duq.5.good.1 has no other question, so it is left out."""
    asked = questions()
    assert {asked.shows[prompt.id] for prompt in duq().prompts if prompt.id in asked.shows and prompt.is_open} == {()}
    assert "duq.5.good.1" not in asked.standards


def test_figures_add_up() -> None:
    """Told, full and unheard are counted over services and in all, and the core over all people, from known tallies."""
    asked = questions("duq.1")
    one, other = asked.standards[:2]
    heard = {(0, one): {1, 2, 3, 4}, (1, one): {5, 6, 7, 8, 9}, (1, other): {5}}
    got = figures(WORLD, asked, [Tally(heard, asked=[9, 6], first=[6, 6], core=[1, 0])])
    count = len(asked.standards)
    expected = Figures(
        asked=7.5,
        asked_most=9,
        before_rest=6,
        told=0.5 / count,  # none where four live, one where seven do
        full=0.5 / count,  # all four in the house; five of seven is not full
        unheard=1 - 1.5 / count,
        told_in_all=1 / count,
        full_in_all=0,  # nine people, and ten are wanted
        unheard_in_all=1 - 2 / count,
        least=0,
        mean=10 / count,
        whole_core=1 / 11,
        one_core=1 / 11,
    )
    assert [getattr(got, each.name) for each in fields(Figures)] == pytest.approx(
        [getattr(expected, each.name) for each in fields(Figures)]
    )


def test_a_person_counts_once_over_rounds() -> None:
    """Whoever was heard on a standard in two rounds is one person there (D15)."""
    asked = questions("duq.1")
    first = Tally({(0, asked.standards[0]): {1, 2}}, asked=[6], first=[6], core=[1])
    again = Tally({(0, asked.standards[0]): {2, 3}}, asked=[10], first=[10], core=[1])
    got = figures(WORLD, asked, [first, again])
    assert got.mean * len(asked.standards) == pytest.approx(3)
    assert (got.asked, got.whole_core) == (8, 2 / 22)


def test_small_and_large_services_are_told_apart() -> None:
    """Shares by size stand in the order of the services."""
    asked = questions("duq.1")
    tally = Tally({(0, standard): {1, 2, 3, 4} for standard in asked.standards})
    assert shares_by_size(WORLD, asked, [tally], 4) == [1, 0]
    assert share([0, 1, 5, 9], 5) == 0.5


def test_means_keep_the_most() -> None:
    """Figures of several runs are their means, but for the most that anyone was asked."""
    run = figures(WORLD, questions(), outcome().rounds[Way.PLANNER])
    both = means([run, replace(run, asked=run.asked + 2, asked_most=run.asked_most + 4)])
    assert both.asked == pytest.approx(run.asked + 1)
    assert both.asked_most == run.asked_most + 4


def test_the_planner_keeps_the_core_and_stays_short() -> None:
    """In the simulated provider nobody has more than sixteen questions, and far more answer the core than by chance."""
    provider = simulated(World("provider", PROVIDER), questions())
    planner, chance = (provider.figures(way) for way in (Way.PLANNER, Way.RANDOM))
    assert planner.asked_most <= 16
    assert planner.whole_core > chance.whole_core + 0.2
