from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dialogs.engine import current, start, step
from dialogs.events import Answered, AnswersTakenBack, Asked, Event, HelpOpened, Ignored, QuestionSkipped, WorryTold
from dialogs.facts import SMALLEST_SIZE
from dialogs.inputs import (
    Agreed,
    AskedForHelp,
    Chose,
    Continued,
    Input,
    Resumed,
    Skipped,
    Stopped,
    ToldWorry,
    TookBack,
    WentBack,
)
from dialogs.model import About, Audience, Flow, Practice, Question, Support
from dialogs.path import Place, latest, live_answers, place
from dialogs.session import Session, dump, load
from dialogs.transitions import TABLE, State
from tests.dialogs.random_flows import WORDS, any_input, fitting_input, flows
from tests.dialogs.talks import duq, talk_for
from tests.dialogs.test_planner import needs, seeds

OVER = (State.CLOSED, State.DECLINED)


@st.composite
def real_flows(draw: st.DrawFn) -> Flow:
    """Any talk that the planner makes of the built-in pack."""
    audience = draw(st.sampled_from(Audience))
    areas = draw(st.lists(st.sampled_from(duq().areas_for(audience)), min_size=1, unique=True).map(sorted))
    return talk_for(audience, *areas, seed=draw(seeds), first=draw(st.booleans()), need=draw(needs))


class AnyTalk(RuleBasedStateMachine):
    """Any flow, and any sequence of inputs."""

    flow: Flow
    session: Session

    @initialize(flow=flows(), seed=st.integers(0, 99), fewest=st.booleans())
    def begins(self, flow: Flow, seed: int, *, fewest: bool) -> None:
        """A session starts at the flow's first screen."""
        self.flow = flow
        self.session, _ = start(flow, "talk", seed=seed, fewest=fewest)
        self.live: dict[str, tuple[str, tuple[str, ...]]] = {}

    @rule(data=st.data(), moves=st.integers(1, 8))
    def goes_on(self, data: st.DataObject, moves: int) -> None:
        """Answering leads on, move by move."""
        for _ in range(moves):
            self._one_move(data)

    def _one_move(self, data: st.DataObject) -> None:
        """An answering move can be undone: the same step, helpers and number of choices."""
        before, screen = self.session, current(self.flow, self.session)
        if before.state in (*OVER, State.STOPPED):
            self.give(self._onward())
            return
        given = data.draw(fitting_input(before.turn, [choice.id for choice in screen.choices], screen.step))
        if isinstance(self.give(given)[0], Ignored):
            return
        undone, _ = step(self.flow, self.session, WentBack(self.session.turn))
        was, is_ = self.place(before), self.place(undone)
        assert (is_.step, is_.facts, undone.state) == (was.step, was.facts, before.state)

    @rule(data=st.data(), moves=st.integers(2, 12))
    def goes_over_it_again(self, data: st.DataObject, moves: int) -> None:
        """Someone goes on, then back, and answers otherwise."""
        self.goes_on(data, moves)
        for _ in range(data.draw(st.integers(1, moves))):
            self.give(WentBack(self.session.turn))
        self.goes_on(data, moves)

    @rule(data=st.data())
    def does_anything(self, data: st.DataObject) -> None:
        """Any input at all, fitting or not."""
        self.give(data.draw(any_input(self.session.turn)))

    @rule(moves=st.integers(1, 6))
    def goes_back(self, moves: int) -> None:
        """Back always leads to another screen, until nothing was before."""
        for _ in range(moves):
            before, screen = self.session, current(self.flow, self.session)
            events = self.give(WentBack(before.turn))
            after = events[-1]
            assert isinstance(after, Asked)
            moved = (screen.step, screen.again, screen.choices) != (after.step, after.again, after.choices)
            assert moved or before.state in (State.STOPPED, State.DECLINED) or not before.trail

    @precondition(lambda self: self.session.state not in (*OVER, State.STOPPED))
    @rule()
    def stops_and_comes_back(self) -> None:
        """A stop is never refused on the way, and the talk goes on days later."""
        self.give(Stopped(self.session.turn))
        assert self.session.state is State.STOPPED
        self.give(Resumed(self.session.turn))
        assert self.session.state is not State.STOPPED

    @rule(data=st.data(), off=st.integers(-3, 3).filter(bool))
    def is_late(self, data: st.DataObject, off: int) -> None:
        """A stale input changes nothing and shows the current question; only help still opens."""
        before = self.session
        given = data.draw(any_input(before.turn + off))
        if isinstance(given, (ToldWorry, TookBack)):
            return
        events = self.give(given)
        first = HelpOpened() if isinstance(given, AskedForHelp) else Ignored("stale")
        assert (self.session, events) == (before, (first, current(self.flow, before)))

    @rule(words=st.sampled_from(["", WORDS]))
    def tells_a_worry(self, words: str) -> None:
        """A worry comes through in every state and changes nothing."""
        before = self.session
        assert self.give(ToldWorry(words)) == (WorryTold(words), current(self.flow, before))
        assert self.session == before

    @rule(prompt=st.sampled_from(["", "s0", "s1", "s2", "s3", "s4"]))
    def takes_back(self, prompt: str) -> None:
        """What was answered is taken back whenever the person asks."""
        there = prompt in self.live or (not prompt and bool(self.live))
        events = self.give(TookBack(prompt))
        assert isinstance(events[0], AnswersTakenBack) == there
        assert prompt not in self.live
        assert prompt or not self.live

    def give(self, given: Input) -> tuple[Event, ...]:
        """Give an input to the stored and read session, and hold the result against the table."""
        before = self.session
        self.session, events = step(self.flow, load(dump(before)), given)
        assert events[-1] == current(self.flow, self.session)
        if isinstance(events[0], Ignored):
            assert (self.session, len(events)) == (before, 2)
        else:
            assert self.session.state in TABLE[before.state][type(given)]
            assert self.session.turn == before.turn + (self.session != before)
        if not isinstance(given, TookBack):
            assert not any(isinstance(event, AnswersTakenBack) for event in events), "only who asks for it takes back"
        for event in events:
            self._note(event)
        return events

    def _note(self, event: Any) -> None:
        if isinstance(event, Answered):
            question = next(step for step in self.flow.steps if step.id == event.prompt)
            assert isinstance(question, Question)
            assert question.about is About.FACT or event.helpers.support is not Support.PROXY
            self.live[event.prompt] = (event.reply.value, event.choices)
        for prompt in getattr(event, "prompts", ()) if isinstance(event, AnswersTakenBack) else ():
            self.live.pop(prompt)
        if isinstance(event, QuestionSkipped):
            self.live.pop(event.prompt, None)

    @invariant()
    def stored_answers_are_the_live_ones(self) -> None:
        """Answers that count are those on the trail and those kept behind the person; at the end, on the trail only."""
        questions = [step.id for step in self.flow.steps if isinstance(step, Question)]
        on_trail = {id_: said for id_ in questions if (said := latest(self.session.trail, id_))}
        kept = {id_: said for id_ in questions if (said := self.session.kept_for(id_))}
        assert len({move.step for move in self.session.kept}) == len(self.session.kept)
        assert self.live == {id_: (said.did.value, said.choices) for id_, said in {**on_trail, **kept}.items()}
        assert set(live_answers(self.flow, self.session)) == set(self.live)
        if self.session.state is State.CLOSED:
            assert not kept

    @invariant()
    def nothing_is_asked_a_third_time(self) -> None:
        """A step is answered at most twice: practised, or asked, once more."""
        assert all(count <= 2 for count in Counter(move.step for move in self.session.trail).values())

    @invariant()
    def session_survives_and_holds_no_words(self) -> None:
        """A stored session is the same session, and what was written is not in it."""
        text = dump(self.session)
        assert load(text) == self.session
        assert WORDS not in text

    @invariant()
    def state_is_where_the_trail_leads(self) -> None:
        """But for a stop, the state is the trail's; a reload shows the same screen."""
        if self.session.state is not State.STOPPED:
            assert self.session.state is self.place(self.session).state

    @invariant()
    def who_likes_two_choices_never_sees_three(self) -> None:
        """Where a talk begins with two choices on the scale, nothing that is practised or answered leads to more."""
        screen = current(self.flow, self.session)
        scaled = isinstance(screen.step, Practice) or (
            isinstance(screen.step, Question) and screen.step.kind == "choice"
        )
        assert not (self.session.fewest and scaled) or len(screen.choices) == SMALLEST_SIZE

    def place(self, session: Session) -> Place:
        """Where a session stands."""
        return place(self.flow, session.trail, fewest=session.fewest)

    def teardown(self) -> None:
        """From anywhere, going on reaches the end, and every question of the way is behind the person."""
        if not hasattr(self, "session"):
            return
        for _ in range(2 * len(self.flow.steps) + 2):
            if self.session.state is State.CLOSED:
                break
            self.give(self._onward())
        screen = current(self.flow, self.session)
        assert self.session.state is State.CLOSED
        assert screen.done == screen.total

    def _onward(self) -> Input:
        turn = self.session.turn
        if self.session.state in (State.CONSENTING, State.DECLINED):
            return Agreed(turn)
        if self.session.state is State.STOPPED:
            return Resumed(turn)
        if self.session.state is State.CLOSED:
            return WentBack(turn)
        return Continued(turn) if self.session.state is State.INFORMING else Skipped(turn)


class RealTalk(AnyTalk):
    """Any talk on the built-in pack, and any sequence of inputs."""

    @initialize(flow=real_flows(), seed=st.integers(0, 99), fewest=st.booleans(), moves=st.integers(0, 30))
    def begins(self, flow: Flow, seed: int, *, fewest: bool, moves: int) -> None:
        """A session starts at the first screen of a planned talk; anything may then happen on any screen of it."""
        super().begins(flow, seed, fewest=fewest)
        self.prompts = [step.id for step in flow.steps if isinstance(step, Question)]
        for _ in range(moves):
            if self.session.state is not State.CLOSED:
                self.give(self._onward())

    @rule(data=st.data())
    def does_anything(self, data: st.DataObject) -> None:
        """Any input at all, with choices that are on the screen, that are not, and that nobody knows."""
        given = data.draw(any_input(self.session.turn))
        if isinstance(given, Chose):
            shown = [choice.id for choice in current(self.flow, self.session).choices]
            chosen = data.draw(st.lists(st.sampled_from([*shown, *given.choices, "junk"]), max_size=4))
            given = Chose(given.turn, tuple(chosen))
        self.give(given)

    @rule(data=st.data())
    def takes_back(self, data: st.DataObject) -> None:
        """What was answered is taken back whenever the person asks, one or all."""
        prompt = data.draw(st.sampled_from(["", "junk", *self.prompts]))
        there = prompt in self.live or (not prompt and bool(self.live))
        assert isinstance(self.give(TookBack(prompt))[0], AnswersTakenBack) == there

    def teardown(self) -> None:
        """From anywhere, the first choice or going on reaches the end in no more moves than there are screens."""
        if not hasattr(self, "session"):
            return
        once_more = sum(
            isinstance(step, Practice) or (isinstance(step, Question) and bool(step.reverse_of))
            for step in self.flow.steps
        )
        for _ in range(len(self.flow.steps) + once_more):
            if self.session.state is not State.CLOSED:
                self.give(self._onward())
        assert self.session.state is State.CLOSED
        super().teardown()

    def _onward(self) -> Input:
        """The first choice; where there is none, going on."""
        screen = current(self.flow, self.session)
        if self.session.state in OVER or self.session.state is State.STOPPED or not screen.choices:
            return super()._onward()
        return Chose(self.session.turn, (screen.choices[0].id,))


TestAnyTalk = AnyTalk.TestCase
TestAnyTalk.settings = settings(max_examples=3 * settings().max_examples, stateful_step_count=25)
TestRealTalk = RealTalk.TestCase
TestRealTalk.settings = settings(stateful_step_count=25)
