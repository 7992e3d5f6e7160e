"""What is told of an action: late, not moving, and whether it did work; each sentence, and what it may rest on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.model import Audience
from evidence import action_links
from evidence.action_evidence import Readings, Told, done_without_change, keep_basis, told
from evidence.register import Verdict, did_it_work, in_words, is_overdue, is_still, progress
from evidence.result import Counts, Result, result
from evidence.suppression import Shown
from store import action_notes, actions, plans
from store.action import Action, NewAction, Status
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.pack import AREA, a_pack

TODAY = date(2026, 11, 22)
STANDARD = f"{AREA}.good.1"


def figures(good: int, people: int) -> Result:
    """A result that is shown in figures."""
    return result(Shown.FIGURES, Counts(good, 0, people - good))


def words(good: int, people: int) -> Result:
    """A result that is told in words."""
    return result(Shown.WORDS, Counts(good, 0, people - good))


@pytest.mark.parametrize(
    ("before", "since", "verdict", "sentence"),
    [
        (figures(9, 14), figures(13, 15), Verdict.SAME, ("More people say good now: 9 of 14 before, 13 of 15 since. "
         "It could be chance. Likely between 9 in 100 fewer and 50 in 100 more.")),
        (figures(2, 14), figures(14, 15), Verdict.BETTER, ("More people say good now: 2 of 14 before, 14 of 15 since. "
         "That is hardly chance. Likely between 44 in 100 more and 91 in 100 more.")),
        (figures(14, 15), figures(2, 14), Verdict.WORSE, ("Fewer people say good now: 14 of 15 before, 2 of 14 since. "
         "That is hardly chance. Likely between 91 in 100 fewer and 44 in 100 fewer.")),
        (figures(7, 14), figures(6, 14), Verdict.SAME, ("Fewer people say good now: 7 of 14 before, 6 of 14 since. "
         "It could be chance. Likely between 39 in 100 fewer and 27 in 100 more.")),
        (figures(7, 14), figures(7, 14), Verdict.SAME, ("As many people say good as before: 7 of 14 before, 7 of 14 "
         "since. Likely between 33 in 100 fewer and 33 in 100 more.")),
        (None, figures(7, 14), Verdict.UNKNOWN, "We cannot compare: not everyone is asked this each time."),
        (Result(Shown.NOBODY), figures(7, 14), Verdict.UNKNOWN, "We cannot compare: nobody was heard on this before."),
        (figures(7, 14), None, Verdict.UNKNOWN, "We cannot tell yet: people have not been asked again."),
        (figures(7, 14), Result(Shown.NOBODY), Verdict.UNKNOWN,
         "We cannot tell yet: nobody was heard on this since."),
        (figures(13, 14), words(2, 6), Verdict.UNKNOWN, ("We cannot tell yet: only 6 people were heard since. "
         "Before, most say good things. Since then, most do not say good things.")),
        (figures(13, 14), Result(Shown.HIDDEN), Verdict.UNKNOWN,
         "We cannot tell yet: only 6 people were heard since."),
        (words(5, 6), figures(13, 14), Verdict.UNKNOWN, ("We cannot compare: what people said before is not shown in "
         "figures. Before, most say good things. Since then, most say good things.")),
        (Result(Shown.HIDDEN), figures(13, 14), Verdict.UNKNOWN,
         "We cannot compare: what people said before is not shown in figures."),
    ],
)  # fmt: skip
def test_each_sentence(before: Result | None, since: Result | None, verdict: Verdict, sentence: str) -> None:
    """Every way that before and since can stand to each other has its own words."""
    found = did_it_work(before, since, heard=6)
    assert (found.verdict, found.sentence) == (verdict, sentence)


def test_more_people_whose_answers_are_told_in_words() -> None:
    """Where enough were heard but figures are held back, the reason is that, and no number is told."""
    found = did_it_work(figures(7, 14), Result(Shown.HIDDEN), heard=40)
    assert found.sentence == "We cannot tell yet: what people say since is not shown in figures."
    assert did_it_work(figures(7, 14), words(5, 8), heard=1).sentence.startswith(
        "We cannot tell yet: only 1 person was"
    )


COUNTS = st.integers(10, 60).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people)))


@given(COUNTS, COUNTS)
def test_better_is_never_said_of_chance(first: tuple[int, int], second: tuple[int, int]) -> None:
    """Better or worse is said only where the likely range leaves out no change; turned round, it is the opposite."""
    found, turned = did_it_work(figures(*first), figures(*second)), did_it_work(figures(*second), figures(*first))
    assert found.apart is not None
    assert (found.verdict is Verdict.SAME) == (found.apart.low <= 0 <= found.apart.high)
    opposite = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER, Verdict.SAME: Verdict.SAME}
    assert turned.verdict is opposite[found.verdict]


@given(st.sampled_from([Shown.NOBODY, Shown.HIDDEN, Shown.WORDS]), COUNTS, st.booleans())
def test_no_figure_is_told_of_what_has_none(shown: Shown, counts: tuple[int, int], swap: bool) -> None:
    """Where either side is not shown in figures, no share and no range is told: only how many people were heard."""
    hidden, other = result(shown, Counts(3, 2, 1)), figures(*counts)
    found = did_it_work(other, hidden) if swap else did_it_work(hidden, other)
    assert (found.verdict, found.apart) == (Verdict.UNKNOWN, None)
    assert not any(letter.isdigit() for letter in found.sentence)


def test_one_result_in_words() -> None:
    """Figures come with their likely range; few people in words; fewer not at all."""
    assert in_words(figures(9, 14)) == "9 of 14 say good. Likely between 39% and 84%."
    assert in_words(words(6, 7)) == "Most say good things."
    assert in_words(Result(Shown.HIDDEN)) == "Hidden to keep people private."
    assert in_words(Result(Shown.NOBODY)) == "Nobody was heard on this."


def test_overdue_is_from_the_day_after() -> None:
    """On its day it is not late; what is done or has no day never is."""
    assert not is_overdue(Status.IN_PROGRESS, "2026-11-22", TODAY)
    assert is_overdue(Status.NOT_STARTED, "2026-11-21", TODAY)
    assert not is_overdue(Status.DONE, "2026-11-21", TODAY)
    assert not is_overdue(Status.NO_LONGER_NEEDED, "2026-11-21", TODAY)
    assert not is_overdue(Status.IN_PROGRESS, None, TODAY)


def test_not_moving_is_after_28_days() -> None:
    """In progress without a note for 28 days, or not started 28 days after its start; never once it is done."""
    ago = {days: f"{TODAY - timedelta(days=days)}T09:00:00Z" for days in (27, 28)}
    assert not is_still(Status.IN_PROGRESS, moved_at=ago[27], starts_on=None, today=TODAY)
    assert is_still(Status.IN_PROGRESS, moved_at=ago[28], starts_on=None, today=TODAY)
    assert not is_still(Status.NOT_STARTED, moved_at=ago[28], starts_on="2026-11-01", today=TODAY)
    assert is_still(Status.NOT_STARTED, moved_at=ago[27], starts_on="2026-10-25", today=TODAY)
    assert is_still(Status.NOT_STARTED, moved_at=ago[28], starts_on=None, today=TODAY)
    assert not is_still(Status.DONE, moved_at=ago[28], starts_on=None, today=TODAY)


def test_how_far_a_plan_is_in_words() -> None:
    """What is done of how many, what is left, and how many are late."""
    four = [Status.DONE, Status.IN_PROGRESS, Status.NOT_STARTED, Status.NO_LONGER_NEEDED]
    assert progress(four, 1) == "1 of 4 done. 1 under way, 1 not started, 1 no longer needed. 1 is overdue."
    assert progress([Status.DONE, Status.IN_PROGRESS], 2) == "1 of 2 done. 1 under way. 2 are overdue."
    assert progress([Status.DONE], 0) == "1 of 1 done."
    assert progress([], 0) == "Nothing stands in it yet."


def an_action(tx: Tx, *, done_at: str | None = None) -> Action:
    """An action on the standard that everyone is asked about."""
    plan = plans.add(tx, name="Plan", kind=plans.REGISTER, at=AT, by=None)
    number = actions.add(tx, NewAction(plan, "Ask before.", standards=(STANDARD, "gone.1")), at=AT, by=None)
    if done_at:
        actions.put_status(tx, number, Status.DONE, at=done_at)
    found = actions.get(tx, number)
    assert found is not None
    return found


async def test_before_stays_what_it_was(office: Office) -> None:
    """What is kept when an action is opened does not move with later answers; since is read from a later round."""
    pack = office.pack
    autumn, office.round = office.round, 1
    await office.answer("Mill Lane", 10, say={"choose": "no"})

    def opened(tx: Tx) -> Action:
        one = an_action(tx, done_at="2026-09-01T00:00:00Z")
        keep_basis(tx, pack, one, today=TODAY)
        return one

    def read(tx: Tx) -> tuple[Told, ...]:
        return told(Readings(tx, pack, one.said.standards), one, action_notes.basis(tx, one.id))

    one = await office.database.write(opened)
    (person,) = [each for each in await office.database.read(read) if each.source is Audience.PERSON]
    assert person.works.sentence == "We cannot tell yet: people have not been asked again."
    await office.answer("Mill Lane", 10, say={"choose": "yes"})
    office.round, office.talks = autumn, {}
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    found = await office.database.read(read)
    (person,) = [each for each in found if each.source is Audience.PERSON]
    assert person.before is not None
    assert person.before.counts is not None
    assert (person.before.counts.good, person.before.counts.people) == (0, 10)
    assert person.works.verdict is Verdict.BETTER
    assert not done_without_change(one, found)
    assert {each.standard for each in found} == {STANDARD}, "what the code does not have is left out"


async def test_an_action_on_a_whole_area_is_held_against_what_everyone_is_asked(office: Office) -> None:
    """A whole area has no result of its own, so the question that everyone is asked there tells if it worked."""
    pack = office.pack
    autumn, office.round = office.round, 1
    await office.answer("Mill Lane", 10, say={"choose": "no", "listen": "yes"})

    def opened(tx: Tx) -> Action:
        plan = plans.add(tx, name="Plan", kind=plans.REGISTER, at=AT, by=None)
        found = actions.get(tx, actions.add(tx, NewAction(plan, "All of it.", standards=(AREA,)), at=AT, by=None))
        assert found is not None
        keep_basis(tx, pack, found, today=TODAY)
        return found

    def read(tx: Tx) -> tuple[Told, ...]:
        return told(Readings(tx, pack, one.said.standards), one, action_notes.basis(tx, one.id))

    one = await office.database.write(opened)
    office.round, office.talks = autumn, {}
    await office.answer("Mill Lane", 15, say={"choose": "yes", "listen": "no"})
    (person,) = [each for each in await office.database.read(read) if each.source is Audience.PERSON]
    assert person.then.shown is Shown.HIDDEN
    assert person.before is not None
    assert person.before.counts == Counts(not_good=10)
    assert person.works.verdict is Verdict.BETTER


async def test_done_without_change_needs_people_asked_afterwards(office: Office) -> None:
    """An action that is done is marked only where a round that began afterwards shows no more good."""
    pack = office.pack
    autumn, office.round = office.round, 1
    await office.answer("Mill Lane", 10, say={"choose": "no"})
    early = await office.database.write(lambda tx: an_action(tx, done_at="2026-09-01T00:00:00Z"))
    late = await office.database.write(lambda tx: an_action(tx, done_at="2026-11-01T00:00:00Z"))
    open_one = await office.database.write(an_action)
    for one in (early, late, open_one):
        await office.database.write(lambda tx, one=one: keep_basis(tx, pack, one, today=TODAY))
    office.round, office.talks = autumn, {}
    await office.answer("Mill Lane", 15, say={"choose": "no"})

    def read(tx: Tx) -> list[bool]:
        readings = Readings(tx, pack, (STANDARD,))
        every = (early, late, open_one)
        return [done_without_change(one, told(readings, one, action_notes.basis(tx, one.id))) for one in every]

    assert await office.database.read(read) == [True, False, False]


async def test_without_a_round_there_is_nothing_to_keep(office: Office) -> None:
    """An action can be opened before anybody was ever asked."""
    pack = office.pack

    def turn(tx: Tx) -> int:
        one = an_action(tx)
        keep_basis(tx, pack, one, today=date(2000, 1, 1))
        return len(action_notes.basis(tx, one.id))

    assert await office.database.write(turn) == 0


async def test_before_is_from_the_day_on_which_it_was_linked(office: Office) -> None:
    """What is linked later says from which day 'before' is; where it was done by then, nothing is made of it."""
    pack = office.pack = a_pack()
    autumn, office.round = office.round, 1
    await office.answer("Mill Lane", 10, say={"choose": "no"})

    def linked(tx: Tx) -> tuple[Action, Action]:
        plain = an_action(tx, done_at="2026-12-01T00:00:00Z")
        late = an_action(tx, done_at="2026-09-01T00:00:00Z")
        keep_basis(tx, pack, plain, today=date.fromisoformat(plain.made_at[:10]))
        keep_basis(tx, pack, late, today=date(2026, 11, 25))
        return plain, late

    plain, late = await office.database.write(linked)
    office.round, office.talks = autumn, {}
    await office.answer("Mill Lane", 15, say={"choose": "no"})

    def read(tx: Tx, one: Action) -> tuple[Told, ...]:
        return told(Readings(tx, pack, (STANDARD,)), one, action_notes.basis(tx, one.id))

    (person,) = [one for one in await office.database.read(lambda tx: read(tx, plain)) if one.source is Audience.PERSON]
    assert (person.kept_on, person.kept_late) == ("", False)
    found = await office.database.read(lambda tx: read(tx, late))
    assert {(one.kept_on, one.kept_late) for one in found} == {("2026-11-25", True)}
    assert not done_without_change(late, found), "before was after it already"


def test_suggestions_come_from_shared_words_only() -> None:
    """A statement is suggested for an action that says the same; for one that shares no word, nothing is."""
    pack = a_pack()
    for standard in pack.standards:
        assert standard.id in action_links.suggested(pack, (standard.statement,)) or not action_links.stems(
            standard.statement
        )
    assert action_links.suggested(pack, ("Zzyzx qwertz",)) == ()


@given(st.text(max_size=200))
def test_any_words_give_at_most_three_known_places(text: str) -> None:
    """Whatever an action says, what is suggested is of the code, each once, and never more than three."""
    pack = a_pack()
    found = action_links.suggested(pack, (text,))
    assert len(found) == len(set(found)) <= action_links.MOST
    assert set(found) <= {one.id for one in (*pack.areas, *pack.standards)}
