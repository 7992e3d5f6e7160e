from __future__ import annotations

import pytest

from dialogs.model import Audience, Choice, Flow, Question
from dialogs.order import counterbalanced
from tests.dialogs.talks import duq, talk_for

ME, OTHERS, TEA = (Choice(word, word.title(), word) for word in ("me", "others", "tea"))
SEEDS = range(400)


def pairs_of(flow: Flow) -> list[tuple[Choice, ...]]:
    """The two choices of each either-or question of a talk."""
    return [step.choices for step in flow.steps if isinstance(step, Question) and step.kind == "either_or"]


def test_half_of_all_people_see_a_pair_the_other_way_round() -> None:
    """The side on which a choice stands gives it no advantage over all people together (D05)."""
    firsts = [counterbalanced(seed, (ME, OTHERS))[0] for seed in SEEDS]
    assert 160 < firsts.count(ME) < 240


def test_how_a_pair_was_written_down_changes_nothing() -> None:
    """An author who writes the same two choices the other way round moves no button."""
    for seed in SEEDS:
        assert counterbalanced(seed, (ME, OTHERS)) == counterbalanced(seed, (OTHERS, ME))


def test_different_pairs_turn_by_themselves() -> None:
    """Someone who sees one pair turned round does not see all pairs turned round."""
    both = {(counterbalanced(s, (ME, OTHERS))[0] is ME, counterbalanced(s, (ME, TEA))[0] is ME) for s in SEEDS}
    assert len(both) == 4


@pytest.mark.parametrize("audience", list(Audience))
def test_the_same_buttons_keep_their_places_through_a_talk(audience: Audience) -> None:
    """Who learned where 'I chose' stands finds it there in the next question too."""
    for seed in range(20):
        shown: dict[frozenset[str], tuple[str, ...]] = {}
        for pair in pairs_of(talk_for(audience, seed=seed)):
            labels = tuple(choice.label for choice in counterbalanced(seed, pair))
            assert shown.setdefault(frozenset(labels), labels) == labels


def test_the_same_pair_comes_more_than_once() -> None:
    """The test above has something to compare: a person can be asked two questions that share their buttons."""
    pairs = [p.question.choices for p in duq().prompts_for(Audience.PERSON, ("duq.1",)) if p.question.choices]
    two_sided = [frozenset(pair) for pair in pairs if len(pair) == 2]
    assert len(set(two_sided)) < len(two_sided)
