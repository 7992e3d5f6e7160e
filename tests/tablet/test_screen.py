"""The screen that every channel shows."""

from __future__ import annotations

import pytest

from asking.turn import Delivery
from bot.screen import Do, Screen, screen, taken
from dialogs.inputs import Chose
from dialogs.model import Step
from locales import ENGLISH
from tests.tablet.browsing import Person
from tests.tablet.fake import TOKEN, FakeTalks
from tests.tablet.flow import STEPS, small_flow

CLOSING = STEPS[-1]


async def screen_of(step: Step) -> Screen:
    """The screen of a talk that begins with this step."""
    steps = (step,) if step is CLOSING else (step, CLOSING)
    return screen(await FakeTalks(small_flow(*steps)).show(TOKEN), ENGLISH)


async def test_a_question() -> None:
    """A question has its words, its answers, the two that stand apart, and its place among the others."""
    shown = await screen_of(next(step for step in STEPS if step.id == "day"))
    assert shown.heading == "Did you choose what to do today?"
    assert [(button.do, button.choice, button.label) for button in shown.main] == [
        *((Do.CHOOSE, "yes", "Yes"), (Do.CHOOSE, "a-bit", "A bit"), (Do.CHOOSE, "no", "No")),
    ]
    assert [button.label for button in shown.asides] == ["I do not know", "I do not want to say"]
    assert (shown.progress, shown.done, shown.total) == ("Question 1 of 1", 0, 1)
    assert (shown.back, shown.skip, shown.stop, shown.over, shown.several) == (False, True, True, False, False)


@pytest.mark.parametrize("step", [step for step in STEPS if step.id != "help"], ids=lambda step: step.id)
async def test_only_what_the_talk_takes_is_offered(step: Step) -> None:
    """Each button of each screen is an input that the talk accepts there; none is a dead end."""
    talks = FakeTalks(small_flow(*((step,) if step is CLOSING else (step, CLOSING))))
    shown = screen(await talks.show(TOKEN), ENGLISH)
    assert shown.over is (step is CLOSING)
    for button in (*shown.main, *shown.asides):
        fresh = FakeTalks(talks.flow)
        assert isinstance(button.do, Do)
        turn = await fresh.take(TOKEN, taken(button.do, 0, (button.choice,)), Delivery("test", "", button.label))
        assert turn.session.turn == 1, button


@pytest.mark.parametrize("step", STEPS[:-1], ids=lambda step: step.id)
async def test_the_page_reads_what_the_screen_says(person: Person, talks: FakeTalks, step: Step) -> None:
    """The listen key of the page reads all of a screen's speech, in its order."""
    if step.id == "help":  # only met with someone there
        await person.goes_to("Who is here with you now?")
        await person.presses("Next", ("choice", "family"))
    else:
        await person.goes_to(getattr(step, "ask", "") or step.text[0])
    speech = screen(await talks.show(TOKEN), ENGLISH).speech
    rest = iter(person.page.said)
    assert all(piece in rest for piece in speech)


def test_choices_go_along() -> None:
    """A tap on an answer carries its choice, and the turn that it was shown in."""
    assert taken(Do.CHOOSE, 7, ("yes",)) == Chose(7, ("yes",))
    for do in Do:
        assert getattr(taken(do, 7), "turn", None) == 7
