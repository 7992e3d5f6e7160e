from __future__ import annotations

import pytest

from dialogs.model import Value
from evidence.cells import Slot
from evidence.standing import standings_of
from store.answers import Answer
from tests.evidence.village import AREA, AREA_OF, AT, READINGS


def said(prompt: str, *choices: str, support: str = "alone", reply: str = "chose", talk: int = 1) -> Answer:
    """An answer that counts."""
    return Answer(1, talk, prompt, "person", 1, reply, choices, (), 3, support, "", (), None, AT, "en", talk, "")


def own(*live: Answer) -> dict[str, Value]:
    """What the person's own answers say on each place."""
    found = standings_of(live, READINGS, AREA_OF)
    return {slot.standard: value for slot, value in found.items() if slot.support == slot.about == "all"}


def test_alike_answers_make_a_standing() -> None:
    """All good is good; a person counts once however many prompts they answered."""
    assert own(said("choose", "yes"), said("listen", "yes"))["duq.1.good.1"] is Value.GOOD


def test_different_answers_are_mixed() -> None:
    """Good here and not good there is mixed, on the standard and on the area."""
    found = own(said("choose", "yes"), said("listen", "no"))
    assert found == {"duq.1.good.1": Value.MIXED, "duq.1.good.2": Value.NOT_GOOD, AREA: Value.MIXED}


def test_the_middle_answer_is_mixed() -> None:
    """'A bit' alone is mixed."""
    assert own(said("choose", "bit"))["duq.1.good.1"] is Value.MIXED


def test_several_choices_all_count() -> None:
    """A screen of several choices gives all its values."""
    assert own(said("who", "yes", "no"))["duq.1.good.2"] is Value.MIXED


def test_a_choice_that_says_nothing_leaves_no_standing() -> None:
    """A choice without polarity is no evidence, and the person is not heard on the standard."""
    assert own(said("who", "bit")) == {}


@pytest.mark.parametrize("reply", ["did_not_know", "rather_not_say", "wrote", "spoke"])
def test_other_replies_are_never_a_value(reply: str) -> None:
    """'I do not know', 'I do not want to say', writing and speaking are never scored (D06)."""
    assert own(said("choose", "yes", reply=reply)) == {}


def test_a_feeling_takes_no_proxy() -> None:
    """A feeling that someone else answered counts nowhere (D12)."""
    assert standings_of([said("listen", "yes", support="proxy")], READINGS, AREA_OF) == {}


@pytest.mark.parametrize("support", ["proxy", "observed"])
def test_answers_of_others_are_never_pooled(support: str) -> None:
    """A fact from someone else, and what others saw, stand apart from the person's own answers."""
    others = [said("choose", "no", support=support, talk=talk) for talk in (2, 3)]
    found = standings_of([*others, said("choose", "yes")], READINGS, AREA_OF)
    assert found[Slot("duq.1.good.1", support)] is Value.NOT_GOOD
    assert found[Slot("duq.1.good.1", "all")] is Value.GOOD
    assert found[Slot(AREA, "all")] is Value.GOOD


def test_who_was_heard_is_not_answered_for_as_well() -> None:
    """On a whole area, someone else's answers count only for a person who said nothing there."""
    for_them = said("choose", "no", support="proxy")
    assert standings_of([for_them], READINGS, AREA_OF)[Slot(AREA, "proxy")] is Value.NOT_GOOD
    assert Slot(AREA, "proxy") not in standings_of([for_them, said("listen", "yes")], READINGS, AREA_OF)


def test_what_one_saw_alone_does_not_count() -> None:
    """Two people have to watch: with one there is no standing yet, on the standard or the area (D18)."""
    one = said("listen", "yes", support="observed", talk=2)
    assert standings_of([one], READINGS, AREA_OF) == {}
    both = standings_of([one, said("listen", "yes", support="observed", talk=3)], READINGS, AREA_OF)
    assert both[Slot("duq.1.good.1", "observed")] is both[Slot(AREA, "observed")] is Value.GOOD


def test_one_who_watches_twice_is_still_one() -> None:
    """Two questions, or two talks, of one person are not two people, even where both are about the same standard."""
    twice = [said(prompt, "yes", support="observed", talk=2) for prompt in ("choose", "listen")]
    assert standings_of(twice, READINGS, AREA_OF) == {}


def test_where_the_two_do_not_agree_it_is_mixed() -> None:
    """Neither of the two who watched is taken to be right."""
    two = [said("listen", choice, support="observed", talk=talk) for talk, choice in ((2, "yes"), (3, "no"))]
    assert standings_of(two, READINGS, AREA_OF)[Slot("duq.1.good.2", "observed")] is Value.MIXED


def test_who_was_heard_is_not_seen_as_well() -> None:
    """On a whole area, what others saw counts only for a person for whom nobody answered there."""
    seen = [said("listen", "yes", support="observed", talk=talk) for talk in (2, 3)]
    for first in (said("choose", "no"), said("choose", "no", support="proxy")):
        assert Slot(AREA, "observed") not in standings_of([*seen, first], READINGS, AREA_OF)


@pytest.mark.parametrize("support", ["alone", "supported", "interpreted"])
def test_own_answers_are_pooled_and_kept_by_support(support: str) -> None:
    """However a person was supported, the answer is theirs; rows by support and kind stay beside the pooled one."""
    found = standings_of([said("choose", "yes", support=support)], READINGS, AREA_OF)
    assert set(found) == {
        Slot("duq.1.good.1", "all"),
        Slot("duq.1.good.1", support),
        Slot("duq.1.good.1", support, "fact"),
        Slot(AREA, "all"),
        Slot(AREA, support),
    }


def test_a_prompt_that_is_gone_says_nothing() -> None:
    """An answer to a prompt that no mapping knows is kept, but counts nowhere."""
    assert own(said("gone", "yes")) == {}
