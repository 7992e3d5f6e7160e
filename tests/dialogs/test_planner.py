from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.model import SOURCES, Audience
from dialogs.planner import ENOUGH_PEOPLE, MOST_QUESTIONS, Need, next_order
from dialogs.recipe import Recipe, Why
from tests.dialogs.talks import duq, recipe_for

SPEAKERS = pytest.mark.parametrize("audience", list(SOURCES))
AREAS = [area.id for area in duq().areas]
PROMPTS = {prompt.id: prompt for prompt in duq().prompts}
STANDARDS = [standard.id for standard in duq().standards]

needs = st.builds(
    Need,
    heard=st.dictionaries(st.sampled_from(STANDARDS), st.integers(0, 15)),
    people=st.integers(0, 40),
    said=st.frozensets(st.sampled_from(sorted(PROMPTS)), max_size=20),
    start=st.floats(0, 1, exclude_max=True),
)
seeds = st.integers(0, 2**31)
audiences = st.sampled_from(SOURCES)


def standards_of(recipe: Recipe, *whys: Why) -> set[str]:
    """The standards that the picks of these kinds, or all scored ones, can show."""
    wanted = [pick for pick in recipe.picks if (not whys or pick.why in whys) and not PROMPTS[pick.prompt].is_open]
    return {standard for pick in wanted for standard in PROMPTS[pick.prompt].reading.standards}


@given(audiences, seeds, needs, st.booleans(), st.data())
def test_any_talk_is_short(audience: Audience, seed: int, need: Need, first: bool, data: st.DataObject) -> None:
    """Six questions at a first sitting, ten at a later one, sixteen in all; nothing twice (D14)."""
    known = duq().areas_for(audience)
    areas = data.draw(st.lists(st.sampled_from(known), min_size=1, unique=True).map(sorted))
    recipe = recipe_for(audience, *areas, seed=seed, first=first, need=need)
    sizes = [len(sitting) for sitting in recipe.sittings]
    assert sizes[0] <= (6 if first else 10)
    assert len(sizes) <= 2
    assert sum(sizes) <= MOST_QUESTIONS
    asked = [pick.prompt for pick in recipe.picks]
    assert len(set(asked)) == len(asked)
    assert not need.said & set(asked)


@given(audiences, seeds, needs, st.booleans())
def test_the_core_is_asked_of_everyone_at_once(audience: Audience, seed: int, need: Need, first: bool) -> None:
    """Whatever is missing, the whole core stands at the start of the first sitting (D17)."""
    core = [p.id for p in duq().prompts_for(audience, tuple(AREAS)) if p.core and p.id not in need.said]
    recipe = recipe_for(audience, seed=seed, first=first, need=need)
    assert [pick.prompt for pick in recipe.sittings[0][: len(core)]] == core
    assert {pick.prompt for pick in recipe.picks if pick.why is Why.CORE} == set(core)


@given(audiences, seeds, needs)
def test_a_standard_is_filled_before_the_next_is_opened(audience: Audience, seed: int, need: Need) -> None:
    """Whoever opens a new standard has first been asked about every one that was begun and that they can speak on."""
    recipe = recipe_for(audience, seed=seed, need=need)
    opens = [pick for pick in recipe.picks if pick.why is Why.MISSING and not pick.heard]
    begun = {each for each, heard in need.heard.items() if 0 < heard < need.wanted}
    spoken = {each for prompt in need.said for each in PROMPTS[prompt].reading.standards}
    left = [
        p
        for p in duq().prompts_for(audience, tuple(AREAS))
        if not (p.is_open or p.question.reverse_of or p.core or p.id in need.said)
    ]
    askable = {each for prompt in left for each in prompt.reading.standards}
    if opens:
        assert not (begun & askable) - spoken - standards_of(recipe)


@given(audiences, seeds, needs)
def test_what_is_full_is_not_picked_as_missing(audience: Audience, seed: int, need: Need) -> None:
    """Only standards with too few people are filled, and the second sitting asks for nothing else (D17)."""
    recipe = recipe_for(audience, seed=seed, need=need)
    for pick in recipe.picks:
        if pick.why is Why.MISSING:
            assert need.heard.get(pick.standard, 0) < pick.wanted == need.wanted
            assert pick.standard in PROMPTS[pick.prompt].reading.standards
    assert {pick.why for sitting in recipe.sittings[1:] for pick in sitting} <= {Why.MISSING, Why.TURNED}


@SPEAKERS
def test_a_first_sitting_is_whole_even_where_nothing_is_missing(audience: Audience) -> None:
    """Where ten people were heard on everything, the next one still gets a first sitting, and no second."""
    full = Need(heard=dict.fromkeys(STANDARDS, ENOUGH_PEOPLE), people=40)
    recipe = recipe_for(audience, need=full)
    assert [len(sitting) for sitting in recipe.sittings] == [6]
    assert Why.MISSING not in {pick.why for pick in recipe.picks}


@SPEAKERS
def test_the_first_sitting_ends_with_an_open_question(audience: Audience) -> None:
    """Everyone can say something in their own words before the first rest; just once in a talk."""
    for area in duq().areas_for(audience):
        recipe = recipe_for(audience, area)
        assert [pick.prompt for pick in recipe.picks if PROMPTS[pick.prompt].is_open] == [recipe.sittings[0][-1].prompt]


@given(audiences, seeds, needs, st.data())
def test_a_pair_stands_far_apart(audience: Audience, seed: int, need: Need, data: st.DataObject) -> None:
    """A question that turns another round comes three screens behind it at least, and one in a talk (D08)."""
    area = data.draw(st.sampled_from(duq().areas_for(audience)))
    asked = [pick.prompt for pick in recipe_for(audience, area, seed=seed, need=need).picks]
    turned = [place for place, prompt in enumerate(asked) if PROMPTS[prompt].question.reverse_of]
    assert len(turned) <= 1
    for place in turned:
        assert place - asked.index(PROMPTS[asked[place]].question.reverse_of) >= 3


@SPEAKERS
def test_every_audience_has_pairs(audience: Audience) -> None:
    """Among twenty talks some have a reversed pair: a check that never comes would find nothing (D08)."""
    whys = {pick.why for seed in range(20) for pick in recipe_for(audience, seed=seed).picks}
    assert Why.TURNED in whys


@given(audiences, seeds, needs)
def test_the_same_seed_gives_the_same_talk(audience: Audience, seed: int, need: Need) -> None:
    """Chance hangs on the seed alone."""
    assert recipe_for(audience, seed=seed, need=need) == recipe_for(audience, seed=seed, need=need)


def test_chance_is_fair() -> None:
    """Where a standard is missing, every prompt that can show it is picked for some, none for all."""
    need = Need(heard=dict.fromkeys(STANDARDS, ENOUGH_PEOPLE), people=40)
    free = [
        p.id
        for p in duq().prompts_for(Audience.PERSON, ("duq.2",))
        if not (p.core or p.is_open or p.question.reverse_of)
    ]
    picked = [
        pick.prompt for seed in range(400) for pick in recipe_for(Audience.PERSON, "duq.2", seed=seed, need=need).picks
    ]
    counts = [picked.count(prompt) for prompt in free]
    assert min(counts) > 0
    assert max(counts) < 2 * min(counts)


def test_another_round_begins_elsewhere() -> None:
    """Where a house is too small to fill everything, later rounds open other standards first."""
    first = [set(next_order(STANDARDS, Need(start=number / 3))[: len(STANDARDS) // 4]) for number in range(3)]
    assert not first[0] & first[1] | first[1] & first[2] | first[2] & first[0]


def test_a_small_house_is_full_when_all_were_heard() -> None:
    """Four people live here, so four fill a standard; nobody waits for ten."""
    need = Need(heard=dict.fromkeys(STANDARDS, 4), people=4)
    assert need.wanted == 4
    assert len(recipe_for(Audience.PERSON, need=need).sittings) == 1


def test_a_house_fills_up_person_by_person() -> None:
    """Twenty-two people who answer all: begun standards reach ten one after the other, and few stand half-way."""
    heard: dict[str, int] = {}
    for seed in range(22):
        need = Need(heard=dict(heard), people=22, start=0.3)
        for standard in standards_of(recipe_for(Audience.PERSON, seed=seed, need=need)):
            heard[standard] = heard.get(standard, 0) + 1
    half_way = [standard for standard, count in heard.items() if count < ENOUGH_PEOPLE]
    assert len(heard) - len(half_way) >= 20
    assert len(half_way) <= 12


@pytest.mark.parametrize("areas", [("duq.1",), tuple(AREAS)])
def test_observers_are_asked_everything_area_by_area(areas: tuple[str, ...]) -> None:
    """An observer has the whole chart: every scene of every area, one area a sitting, in the pack's order (D18)."""
    recipe = recipe_for(Audience.OBSERVER, *areas)
    assert [[pick.prompt for pick in sitting] for sitting in recipe.sittings] == [
        [prompt.id for prompt in duq().prompts_for(Audience.OBSERVER, (area,))] for area in areas
    ]
    assert {pick.why for pick in recipe.picks} == {Why.ALL}


@SPEAKERS
def test_a_talk_keeps_to_the_order_of_the_areas(audience: Audience) -> None:
    """Within what was filled in, questions on one area stand together."""
    for sitting in recipe_for(audience, seed=7).sittings:
        filled = [AREAS.index(PROMPTS[pick.prompt].area) for pick in sitting if pick.why in (Why.MISSING, Why.MORE)]
        assert all(one <= other for one, other in pairwise(filled))


def test_an_area_without_questions_is_refused() -> None:
    """A talk is never quietly empty: an area that has nothing for this audience is the caller's mistake."""
    with pytest.raises(ValueError, match=r"duq\.1"):
        recipe_for(Audience.MANAGER, "duq.1")


@SPEAKERS
def test_a_talk_is_never_empty(audience: Audience) -> None:
    """Who has answered everything in this round can still say something in their own words."""
    everything = Need(said=frozenset(PROMPTS))
    ((pick,),) = recipe_for(audience, need=everything).sittings
    assert pick.why is Why.OPEN


def test_a_monthly_summary_asks_all_of_its_questions_in_their_order() -> None:
    """Everyone gets the same ones each month, six before the first rest for who is new; nothing is drawn by chance."""
    ids = [prompt.id for prompt in duq().prompts if prompt.area in duq().monthly]
    for seed in range(20):
        new = recipe_for(Audience.PERSON, *duq().monthly, seed=seed)
        known = recipe_for(Audience.PERSON, *duq().monthly, seed=seed, first=False)
        assert [[pick.prompt for pick in sitting] for sitting in new.sittings] == [ids[:6], ids[6:]]
        assert [[pick.prompt for pick in sitting] for sitting in known.sittings] == [ids]
        assert {pick.why for pick in (*new.picks, *known.picks)} == {Why.ALL}


def test_no_other_talk_draws_a_monthly_question() -> None:
    """Whatever is missing, a talk about the code's areas holds none of them."""
    monthly = {prompt.id for prompt in duq().prompts if prompt.area in duq().monthly}
    for seed in range(50):
        assert not monthly & {pick.prompt for pick in recipe_for(Audience.PERSON, seed=seed).picks}
