from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from dialogs.engine import start, step
from dialogs.events import Asked, Finished
from dialogs.inputs import Chose, Continued, Input, Skipped
from dialogs.model import Audience, CarryOn, Flow, Information, Practice, Question
from dialogs.pack import Pack, load_builtin
from dialogs.planner import chosen, in_sittings, plan
from tests.dialogs.packtools import picture_names

AREAS = ("duq.1",)


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The built-in Driving Up Quality pack."""
    return load_builtin("duq", picture_names())


def questions_between_rests(flow: Flow) -> list[int]:
    """How many questions come before each 'carry on?', and after the last."""
    counts = [0]
    for item in flow.steps:
        if isinstance(item, CarryOn):
            counts.append(0)
        counts[-1] += isinstance(item, Question)
    return counts


def many(pack: Pack, number: int) -> Pack:
    """The pack with as many prompts for the person as wanted."""
    (first, *_) = pack.prompts_for(Audience.PERSON, AREAS)
    copies = (replace(first, question=replace(first.question, id=f"duq.1.person.q{n}")) for n in range(number))
    return replace(pack, prompts=tuple(copies))


def answer(screen: Asked) -> Input:
    """The first choice where there is one; else go on."""
    if screen.choices:
        return Chose(screen.turn, (screen.choices[0].id,))
    return Skipped(screen.turn) if isinstance(screen.step, Question) else Continued(screen.turn)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_flow_has_its_shape(pack: Pack, audience: Audience) -> None:
    """Information, consent, company, the rest of the frame, questions with one 'carry on?', closing: in that order."""
    kinds = [item.kind for item in plan(pack, audience, AREAS).steps]
    opening = ["information"] * len(pack.frames[audience].opening)
    assert kinds[: len(opening) + 4] == [*opening, "consent", *["company"] * 3]
    assert kinds[-1] == "closing"
    assert kinds.count("carry_on") == 1


@pytest.mark.parametrize("audience", list(Audience))
def test_a_first_sitting_has_six_questions(pack: Pack, audience: Audience) -> None:
    """The first 'carry on?' comes after six questions (D14)."""
    assert questions_between_rests(plan(pack, audience, AREAS))[0] == 6


@pytest.mark.parametrize(
    ("first", "number", "expected"),
    [(True, 6, [6]), (True, 7, [6, 1]), (True, 17, [6, 10, 1]), (False, 10, [10]), (False, 21, [10, 10, 1])],
)
def test_no_sitting_is_longer_than_ten_questions(pack: Pack, first: bool, number: int, expected: list[int]) -> None:
    """After the first sitting 'carry on?' comes every ten questions, and never when nothing follows (D14)."""
    flow = plan(many(pack, number), Audience.PERSON, AREAS, first_sitting=first)
    assert questions_between_rests(flow) == expected


def test_each_rest_is_a_step_of_its_own(pack: Pack) -> None:
    """Two rests in one flow have two ids, so that each is answered for itself."""
    person = many(pack, 30)
    frame = person.frames[Audience.PERSON]
    steps = list(in_sittings(list(person.prompts), frame.carry_on, first_sitting=True))
    assert [item.id for item in steps if isinstance(item, CarryOn)] == [f"talk.person.carry-on.{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("audience", list(Audience))
def test_the_core_comes_first(pack: Pack, audience: Audience) -> None:
    """Everyone is asked the core before anything else, and both parts keep the pack's order (D17)."""
    prompts = pack.prompts_for(audience, AREAS)
    asked = chosen(prompts)
    assert asked == [p for p in prompts if p.core] + [p for p in prompts if not p.core]


@pytest.mark.parametrize("audience", list(Audience))
def test_a_flow_reads_every_question(pack: Pack, audience: Audience) -> None:
    """Each question of a flow has its reading, and each step its own id."""
    flow = plan(pack, audience, AREAS)
    assert set(flow.readings) == {item.id for item in flow.steps if isinstance(item, Question)}
    assert len({item.id for item in flow.steps}) == len(flow.steps)


@pytest.mark.parametrize("audience", list(Audience))
def test_the_same_pack_gives_the_same_flow(pack: Pack, audience: Audience) -> None:
    """A flow's id is made of its content: planned twice it is the same, for each audience another."""
    again = plan(load_builtin("duq", picture_names()), audience, AREAS)
    assert plan(pack, audience, AREAS) == again
    assert len({plan(pack, other, AREAS).id for other in Audience}) == len(Audience)


def test_other_words_give_another_flow(pack: Pack) -> None:
    """Whoever changes one word makes a new flow; a stored session keeps the old one."""
    first, *rest = pack.prompts
    other = replace(pack, prompts=(replace(first, question=replace(first.question, ask="Other words?")), *rest))
    assert plan(other, Audience.PERSON, AREAS).id != plan(pack, Audience.PERSON, AREAS).id


def test_only_the_person_practises(pack: Pack) -> None:
    """Family and staff start with three choices without practice; a person tries them first."""
    practised = {a for a in Audience if any(isinstance(s, Practice) for s in plan(pack, a, AREAS).steps)}
    assert practised == {Audience.PERSON}


def test_an_area_without_questions_is_refused(pack: Pack) -> None:
    """A flow is never quietly empty: an area that nobody wrote prompts for is the caller's mistake."""
    with pytest.raises(ValueError, match=r"duq\.2"):
        plan(pack, Audience.PERSON, ("duq.1", "duq.2"))


@pytest.mark.parametrize("audience", list(Audience))
def test_a_talk_can_be_walked_to_its_end(pack: Pack, audience: Audience) -> None:
    """Who takes the first choice everywhere arrives at the closing screen."""
    flow = plan(pack, audience, AREAS)
    session, events = start(flow, "s", seed=1)
    for turns in count():
        assert turns <= len(flow.steps) + 2
        screen = events[-1]
        assert isinstance(screen, Asked)
        session, events = step(flow, session, answer(screen))
        if any(isinstance(event, Finished) for event in events):
            break


def test_someone_alone_is_not_told_about_staff(pack: Pack) -> None:
    """The screen about someone independent comes only where staff are here (D13)."""
    flow = plan(pack, Audience.PERSON, AREAS)
    shown = {present: _information_after(flow, present) for present in ("nobody", "staff")}
    assert shown == {"nobody": False, "staff": True}


def _information_after(flow: Flow, present: str) -> bool:
    """Whether the screen about someone independent comes for one who says that this role is here."""
    session, events = start(flow, "s", seed=1)
    seen: list[str] = []
    while not seen or not seen[-1].startswith("duq."):
        screen = events[-1]
        assert isinstance(screen, Asked)
        seen.append(screen.step.id)
        given: Input = answer(screen)
        if screen.step.id == "talk.person.present":
            given = Chose(screen.turn, (present,))
        assert not isinstance(screen.step, Information) or isinstance(given, Continued)
        session, events = step(flow, session, given)
    return "talk.person.independent" in seen
