"""My answers: reading them and taking them back."""

from __future__ import annotations

import pytest

from dialogs.transitions import State
from tests.tablet.browsing import HOME, Person
from tests.tablet.fake import FakeTalks


@pytest.fixture
async def answered(person: Person) -> Person:
    """Someone who gave one answer of each sort, and looks at them."""
    await person.goes_to("Did you choose what to do today?")
    await person.presses("A bit")
    await person.presses("I do not know")
    await person.presses("I do not want to say")
    await person.presses("Carry on")
    await person.presses("Save my words", ("words", "More music."))
    await person.opens(f"{HOME}/answers")
    return person


async def test_each_answer_is_named(answered: Person) -> None:
    """The page says every answer in the words in which it was given."""
    for sentence in (
        "Did you choose what to do today? You said: A bit.",
        "Who chose your home? You said: I do not know.",
        "Who did you see this week? You said: I do not want to say.",
        "What do you want to change? You wrote: More music.",
    ):
        assert sentence in answered.text


async def test_who_is_watched_is_asked_first(answered: Person) -> None:
    """With someone else there, the answers are listed only after a second press; the way back shows none."""
    while answered.page.title != "Who is here with you now?":
        await answered.opens()
        await answered.presses("Back")
    await answered.presses("Next", ("choice", "staff"))
    await answered.opens(f"{HOME}/answers")
    assert "Other people can see this. Show my answers?" in answered.text
    assert "More music." not in answered.text
    assert answered.page.pressable("Back").action == HOME
    await answered.presses("Show")
    assert "You wrote: More music." in answered.text
    await answered.presses("Take this back")
    assert "You took back your answer. That answer is gone." in answered.text
    assert "More music." in answered.text


async def test_stop_can_be_reached(answered: Person, talks: FakeTalks) -> None:
    """While the talk goes on, the list has a stop key; once it rests, there is nothing to stop."""
    await answered.presses("Stop")
    assert talks.session.state is State.STOPPED
    await answered.opens(f"{HOME}/answers")
    assert "Stop" not in [said for _, said, _ in answered.page.buttons]


async def test_taking_one_back(answered: Person, talks: FakeTalks) -> None:
    """One answer goes, the others stay, and the talk stays where it is."""
    await answered.presses("Take this back")
    assert "You took back your answer. That answer is gone." in answered.text
    assert sorted(talks.answers) == ["home", "seen", "wish"]
    await answered.presses("Back to my talk")
    assert answered.page.title == "What else do you want to say?"


async def test_taking_all_back_asks_first(answered: Person, talks: FakeTalks) -> None:
    """Nothing goes before the person has said it twice, and keeping them is offered first."""
    await answered.presses("Take back all my answers")
    assert len(talks.answers) == 4
    await answered.presses("Keep my answers")
    assert len(talks.answers) == 4
    await answered.presses("Take back all my answers")
    await answered.presses("Take them all back")
    assert talks.answers == {}
    assert "You took back all your answers. Your answers are gone." in answered.text
    assert "There are no answers here now." in answered.text


async def test_not_taken_back_is_said(answered: Person, talks: FakeTalks) -> None:
    """With a full disk the answers are still listed, with status 503 and a plain word."""
    talks.saves = False
    response = await answered.presses("Take this back")
    assert response.status_code == 503
    assert "We have not taken it back yet. Please press again." in answered.text
    assert len(talks.answers) == 4


@pytest.mark.parametrize("fields", [[], [("do", "one")], [("do", "all"), ("step", "day")], [("do", "some")]])
async def test_a_malformed_form_takes_nothing_back(
    answered: Person, talks: FakeTalks, fields: list[tuple[str, str]]
) -> None:
    """It gets the clear page, and every answer stays."""
    response = await answered.sends(f"{HOME}/answers", fields or [("x", "y")])
    assert response.status_code == 400
    assert len(talks.answers) == 4
