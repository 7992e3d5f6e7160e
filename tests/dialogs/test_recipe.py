from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.model import Audience, CarryOn, Practice, Question
from dialogs.recipe import (
    dump_pack,
    dump_recipe,
    flow_of,
    load_pack_json,
    load_recipe,
    pack_hash,
)
from dialogs.session import BadStored
from tests.dialogs.talks import duq, duq_hash, recipe_for, talk_for

EVERY = pytest.mark.parametrize("audience", list(Audience))

STORED_BY_FIRST_RELEASE = (
    '{"format":1,"recipe":{"pack":"p","audience":"person","areas":["duq.1"],"sittings":[[{"prompt":"duq.1.person.day",'
    '"why":"missing","standard":"duq.1.good.1","heard":3,"wanted":10}]]}}'
)


@EVERY
def test_a_talk_survives_storage(audience: Audience) -> None:
    """A recipe and its pack come back the same, and make the same flow, word for word."""
    recipe = recipe_for(audience)
    pack = load_pack_json(dump_pack(duq()))
    assert pack == duq()
    assert load_recipe(dump_recipe(recipe)) == recipe
    assert flow_of(pack, load_recipe(dump_recipe(recipe))) == talk_for(audience)


def test_a_recipe_is_small() -> None:
    """Ten thousand people have ten thousand recipes: each is a few kilobytes at most, for the words stand elsewhere."""
    assert max(len(dump_recipe(recipe_for(audience))) for audience in Audience) < 4_000


def test_a_recipe_of_the_first_release_is_read() -> None:
    """JSON that was stored by format 1 stays readable."""
    (pick,) = load_recipe(STORED_BY_FIRST_RELEASE).picks
    assert (pick.prompt, pick.heard, pick.wanted) == ("duq.1.person.day", 3, 10)


def test_one_word_changed_makes_another_pack() -> None:
    """The content hash of a pack hangs on every word in it."""
    first, *rest = duq().prompts
    other = replace(duq(), prompts=(replace(first, question=replace(first.question, ask="Other words?")), *rest))
    assert pack_hash(dump_pack(other)) != duq_hash()
    assert pack_hash(dump_pack(duq())) == duq_hash()


def test_other_picks_make_another_flow() -> None:
    """A flow's id is made of its recipe: audience, areas, picks and pack."""
    talks = [recipe_for(audience, seed=seed) for audience in (Audience.PERSON, Audience.STAFF) for seed in (1, 2)]
    other = [replace(talk, pack="another") for talk in talks]
    assert len({talk.id for talk in (*talks, *other)}) == 8
    assert recipe_for(Audience.PERSON, seed=1).id == talks[0].id


def test_a_pack_that_lost_a_prompt_is_refused() -> None:
    """A recipe that names a prompt which is not there says so; a talk is never quietly shorter."""
    recipe = recipe_for(Audience.PERSON, "duq.1")
    with pytest.raises(BadStored, match=r"S01.*duq\.1\.person"):
        flow_of(replace(duq(), prompts=()), recipe)


@pytest.mark.parametrize(
    ("text", "code"), [("{}", "S01"), ('{"format":1,"recipe":{}}', "S01"), ('{"format":99}', "S02")]
)
def test_text_that_is_no_recipe_is_refused(text: str, code: str) -> None:
    """What cannot be read is refused with the same codes as a session."""
    with pytest.raises(BadStored, match=code):
        load_recipe(text)
    with pytest.raises(BadStored, match=code):
        load_pack_json(text.replace("recipe", "pack"))


@EVERY
def test_a_flow_has_its_shape(audience: Audience) -> None:
    """Information, consent, company, the rest of the frame, questions with 'carry on?' between sittings, closing."""
    frame, kinds = duq().frames[audience], [step.kind for step in talk_for(audience).steps]
    opening = [*["information"] * len(frame.opening), "consent", *["company"] * len(frame.company)]
    assert kinds[: len(opening)] == opening
    assert kinds[-1] == "closing"
    assert kinds.count("carry_on") == len(recipe_for(audience).sittings) - 1


@EVERY
def test_each_step_has_an_id_of_its_own(audience: Audience) -> None:
    """Two rests in one flow have two ids, so that each is answered for itself; no question comes twice."""
    steps = talk_for(audience).steps
    assert len({step.id for step in steps}) == len(steps)
    assert {step.id for step in steps if isinstance(step, Question)} == set(talk_for(audience).readings)
    rests = [step.id for step in steps if isinstance(step, CarryOn)]
    assert rests == [f"{duq().frames[audience].carry_on.id}.{number}" for number in range(1, len(rests) + 1)]


def test_only_the_person_practises() -> None:
    """Others start with three choices without practice; a person tries them first."""
    assert {a for a in Audience if any(isinstance(s, Practice) for s in talk_for(a).steps)} == {Audience.PERSON}


def test_only_observers_are_not_asked_who_is_here() -> None:
    """Who watches someone else answers nothing with help; all others say who is with them (D11)."""
    assert {a for a in Audience if not duq().frames[a].company} == {Audience.OBSERVER}
