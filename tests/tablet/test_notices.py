"""Screens say what is true for this person: after a late 'no', without answers, where a question comes again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.model import About, Question, Reading, Value
from dialogs.transitions import State
from tests.tablet.browsing import Person
from tests.tablet.fake import FakeTalks
from tests.tablet.flow import STEPS, small_flow


@pytest.fixture
async def says_no(person: Person) -> Person:
    """Someone who goes back to consent after an answer, and says no."""
    await person.goes_to("Who chose your home?")
    while person.page.title != "Do you want to take part?":
        await person.presses("Back")
    await person.presses("No")
    return person


async def test_a_late_no_asks_what_becomes_of_the_answers(says_no: Person, talks: FakeTalks) -> None:
    """Nothing is taken away in silence: the person is asked, and the answers stay where they are."""
    assert talks.session.state is State.DECLINED
    assert "You said no. We stopped. Do you want to take your answers back too?" in says_no.text
    await says_no.presses("Keep my answers")
    assert "You said no. We stopped. We keep your answers." in says_no.text
    assert "take your answers back" not in says_no.text
    assert list(talks.answers) == ["day"]
    await says_no.presses("I changed my mind")
    assert says_no.page.title == "Do you want to take part?"


async def test_after_a_late_no_all_answers_can_go(says_no: Person, talks: FakeTalks) -> None:
    """They go when the person has said so twice; then the page says what was done, and the 'no' stays a 'no'."""
    await says_no.presses("Take them all back")
    await says_no.presses("Keep my answers")
    assert "We keep your answers." in says_no.text
    await says_no.opens()
    await says_no.presses("Take them all back")
    assert list(talks.answers) == ["day"]
    await says_no.presses("Take them all back")
    assert talks.answers == {}
    assert "You took back all your answers. Your answers are gone." in says_no.text
    await says_no.opens()
    assert says_no.page.title == "That is OK."
    assert talks.session.state is State.DECLINED


async def test_listening_is_told_once(person: Person, talks: FakeTalks) -> None:
    """That nobody hears it now stands once beside a voice question; not again where the pack's own words say it."""
    more = next(step for step in STEPS if isinstance(step, Question) and step.id == "more")
    for text in ((), ("Nobody is listening now.", "In danger, call 999.")):
        talks.flow = small_flow(replace(more, text=text), STEPS[-1])
        talks.__post_init__()
        await person.opens()
        assert person.text.count("Nobody is listening now. In danger, call 999.") == 1


async def test_no_answers_no_thanks_for_them(person: Person) -> None:
    """Who answered nothing is told so: nothing is said to be saved, put together or kept."""
    await person.goes_to("Did you choose what to do today?")
    for _ in range(3):
        await person.presses("Skip")
    assert "You did not answer any questions. That is OK. Do you want to carry on" in person.text
    await person.presses("Stop")
    assert "kept" not in person.text
    await person.presses("Carry on")
    for _ in range(2):
        await person.presses("Skip")
    assert person.page.said == ["Thank you for your time.", "You did not answer any questions.", "That is OK."]
    await person.presses("Back")
    await person.presses("I do not know")
    assert person.page.title == "Thank you for talking with us."


async def test_a_wrong_practice_is_no_failure(person: Person) -> None:
    """The practice comes once more with a kind word, also when the page is loaded again; the next one has none."""
    await person.goes_to("Does this picture show tea?")
    assert "Try again" not in person.text
    await person.presses("No")
    for _ in range(2):
        assert "That is OK. Try again with 2 answers." in person.text
        assert person.page.title == "Does this picture show tea?"
        await person.opens()
    await person.presses("No")
    assert "Try again" not in person.text


async def test_a_pair_that_differs_is_nobody_s_fault(person: Person, talks: FakeTalks) -> None:
    """The question that comes once more in other words says why, and that nothing was done wrong."""
    day = next(step for step in STEPS if isinstance(step, Question) and step.id == "day")
    turned = replace(day, id="turned", ask="Did others choose?", again="Was it others?", reverse_of="day")
    readings = {
        "day": Reading(("s",), About.FACT, {"yes": Value.GOOD, "no": Value.NOT_GOOD}),
        "turned": Reading(("s",), About.FACT, {"yes": Value.NOT_GOOD, "no": Value.GOOD}),
    }
    talks.flow = replace(small_flow(day, turned, STEPS[-1]), readings=readings)
    talks.__post_init__()
    await person.opens()
    await person.presses("Yes")
    await person.presses("Yes")
    assert person.page.title == "Was it others?"
    assert "We ask this one more time. You did nothing wrong." in person.text
