from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.engine import current, start, step
from dialogs.events import Answered, AnswersTakenBack, Asked, Ignored, QuestionSkipped, RunNoticed
from dialogs.inputs import Agreed, Chose, Continued, Declined, DidNotKnow, RatherNotSay, Skipped, TookBack, WentBack
from dialogs.model import About, Audience, Closing, Company, Consent, Information, Practice, Question, Reading
from dialogs.path import WrongFlow, latest, live_answers
from dialogs.session import FORMAT, Did, Response, dump, load
from dialogs.transitions import State
from tests.dialogs.flows import READINGS, SCALE, SHOWN, YES_IS_GOOD, Talk, check_asks, flow_of, small_flow, tap

END = Closing("end", ("Thank you.",), **SHOWN)
TEA = Question("tea", "either_or", "Tea?", About.FACT, **SHOWN, choices=(tap("tea"), tap("coffee")))
KNOWN = ((Continued,), (Agreed,), (Chose, ("nobody",)), (Chose, ("yes",)), (Chose, ("half",)))


def scale_flow(count: int, *before: Practice) -> Talk:
    """A talk of only questions on the scale, all of which count 'yes' as good."""
    asks = [Question(f"q{n}", "choice", "So?", About.FACT, **SHOWN) for n in range(count)]
    readings = {ask.id: Reading(("s.1",), About.FACT, YES_IS_GOOD) for ask in asks}
    return Talk(flow_of(*before, *asks, END, readings=readings))


def test_either_or_is_turned_round_for_about_half() -> None:
    """Over many people both orders come about equally often, and a scale never moves."""
    firsts = [start(flow_of(TEA, END), "talk", seed=seed)[1][0] for seed in range(400)]
    turned = sum(isinstance(first, Asked) and first.choices[0].id == "coffee" for first in firsts)
    assert 160 < turned < 240
    scaled = {start(scale_flow(1).flow, "talk", seed=seed)[1][0].choices for seed in range(50)}  # type: ignore[union-attr]
    assert scaled == {SCALE.three}


def test_either_or_order_is_stored_with_the_answer() -> None:
    """The order that was shown goes out with the answer, for both orders."""
    orders = set()
    for seed in range(9):
        talk = Talk(flow_of(TEA, END), seed=seed)
        shown = tuple(choice.id for choice in talk.asked.choices)
        talk.does(Chose, ("tea",))
        assert [event.order for event in talk.said(Answered)] == [shown]
        orders.add(shown)
    assert len(orders) == 2


def test_four_alike_are_no_run() -> None:
    """A run needs five scored answers; 'I don't know' is never scored."""
    talk = scale_flow(6)
    talk.goes_to("q4", *[(Chose, ("yes",))] * 4)
    talk.goes_to("end", (DidNotKnow,), (RatherNotSay,))
    assert not talk.said(RunNoticed)


@pytest.mark.parametrize(
    ("taps", "runs"),
    [
        (["yes"] * 5, ["all_yes", "all_good"]),
        (["no"] * 5, ["all_last"]),
        (["sometimes"] * 5, []),
        (["yes", "yes", "yes", "yes", "no"], []),
    ],
)
def test_runs(taps: list[str], runs: list[str]) -> None:
    """All first, all last and all good are each noticed at the end; anything else is not."""
    talk = scale_flow(5)
    talk.goes_to("end", *[(Chose, (tap_,)) for tap_ in taps])
    assert [event.run for event in talk.said(RunNoticed)] == runs


def test_a_run_with_five_choices() -> None:
    """With five choices, 'always' is the first, and what counts as good is good."""
    talk = scale_flow(5, Practice("cups", "Is this a cup?", 5, ("yes",), **SHOWN))
    talk.goes_to("end", (Chose, ("always",)), (Chose, ("mostly",)), *[(Chose, ("always",))] * 4)
    assert [event.run for event in talk.said(RunNoticed)] == ["all_good"]


def test_practice_with_five_is_not_tried_after_a_step_down() -> None:
    """Who uses two choices is not given five."""
    talk = scale_flow(1, *(Practice(f"p{size}", "Cup?", size, ("yes",), **SHOWN) for size in (3, 5)))
    talk.goes_to("q0", (Skipped,))
    assert talk.asked.choices == SCALE.two


def test_a_second_practice_after_a_step_down_comes_once() -> None:
    """With two choices already, a wrong practice answer goes on: nobody is shut out."""
    talk = scale_flow(1, *(Practice(f"p{n}", "Cup?", 3, ("yes",), **SHOWN) for n in (1, 2)))
    talk.goes_to("p2", (DidNotKnow,), (Chose, ("no",)))
    talk.goes_to("q0", (Chose, ("no",)))


def test_a_tap_twice_on_one_choice_is_one_choice() -> None:
    """The same choice sent twice over counts once."""
    talk = Talk().goes_to("like", *KNOWN)
    talk.does(Chose, ("yes", "yes"))
    assert [event.choices for event in talk.said(Answered)] == [("yes",)]


def test_each_of_two_devices_gets_the_current_screen() -> None:
    """Two devices answer the same screen: the first counts, the second is shown where the talk is now."""
    talk = Talk().goes_to("like", *KNOWN)
    late = Chose(talk.session.turn, ("no",))
    talk.does(Chose, ("yes",))
    after = talk.session
    assert talk.takes(late) == (Ignored("stale"), talk.asked)
    assert talk.session == after
    check_asks(talk, "plan")


def test_a_session_of_another_flow_is_the_callers_mistake() -> None:
    """A session never goes on with words other than those it started with."""
    talk = Talk()
    other = replace(small_flow(), id="other", audience=Audience.STAFF)
    with pytest.raises(WrongFlow, match="was started on flow"):
        step(other, talk.session, Continued(0))
    with pytest.raises(WrongFlow):
        current(other, talk.session)


def test_a_trail_that_does_not_fit_is_the_callers_mistake() -> None:
    """A flow that has lost a step under its old id is noticed, not guessed at."""
    talk = Talk().goes_to("agree", (Continued,))
    with pytest.raises(WrongFlow, match="has no step hello"):
        current(replace(talk.flow, steps=talk.flow.steps[1:]), talk.session)


@pytest.mark.parametrize("steps", [(), (TEA,), (END, TEA), (END, END)])
def test_a_flow_without_one_last_screen_is_refused(steps: tuple[Question | Closing, ...]) -> None:
    """Every talk can end: a flow has exactly one closing screen, at its end."""
    with pytest.raises(WrongFlow, match="one closing screen"):
        start(flow_of(*steps), "talk", seed=1)


def test_a_flow_of_one_screen() -> None:
    """A flow that only says something ends at its closing screen."""
    talk = Talk(flow_of(Information("hello", ("Hello.",), **SHOWN), END))
    talk.goes_to("end", (Continued,))


def test_a_late_no_keeps_the_answers() -> None:
    """Who goes back and says no is asked nothing more; the answers stay until the person takes them back."""
    talk = Talk().goes_to("plan", *KNOWN, (Chose, ("yes",)))
    while talk.asked.step.id != "agree":
        talk.does(WentBack)
    talk.does(Declined)
    assert talk.session.state is State.DECLINED
    assert not talk.said(AnswersTakenBack)
    assert live_answers(talk.flow, talk.session) == ("like",)
    talk.does(TookBack)
    assert [event.prompts for event in talk.said(AnswersTakenBack)] == [("like",)]
    assert (talk.session.state, live_answers(talk.flow, talk.session)) == (State.DECLINED, ())


def test_the_newest_answer_of_a_pair_stays_when_the_pair_is_gone() -> None:
    """Who goes back from the second asking and takes the earlier answer back keeps the newest answer to the later."""
    like = Question("like", "choice", "Good week?", About.FACT, **SHOWN)
    dull = Question("dull", "choice", "Dull?", About.FACT, **SHOWN, again="Is it dull?", reverse_of="like")
    more = Question("more", "choice", "More?", About.FACT, **SHOWN)
    readings = {"like": READINGS["like"], "dull": READINGS["dull"], "more": READINGS["plan"]}
    talk = Talk(flow_of(like, dull, more, END, readings=readings))
    talk.goes_to("dull", (Chose, ("yes",)), (Chose, ("yes",)))  # they differ: asked once more
    talk.goes_to("more", (Chose, ("no",)))
    talk.goes_to("dull", (WentBack,))
    talk.takes(TookBack("like"))
    assert talk.said(QuestionSkipped) == []
    check_asks(talk, "more")
    assert live_answers(talk.flow, talk.session) == ("dull",)
    assert latest(talk.session.trail, "dull") == Response(Did.CHOSE, ("no",))


def test_who_likes_two_choices_gets_two_from_the_start() -> None:
    """So the first practice shows two, and no right answer leads to three; without it, the same talk shows three."""
    few, usual = Talk(fewest=True), Talk()
    for talk, size in ((few, 2), (usual, 3)):
        while not isinstance(talk.events[-1].step, Practice):  # type: ignore[union-attr]
            talk.does({Consent: Agreed, Company: Skipped}.get(type(talk.events[-1].step), Continued))  # type: ignore[union-attr]
        assert len(talk.events[-1].choices) == size  # type: ignore[union-attr]


def test_a_session_of_the_first_release_has_as_many_choices_as_it_had() -> None:
    """What was stored before anybody could like two choices best goes on with three."""
    stored = dump(Talk().session).replace(',"fewest":false', "").replace(f'"format":{FORMAT}', '"format":1')
    assert load(stored) == Talk().session
