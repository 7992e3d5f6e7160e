"""What was said last time is a start: below or where nothing is, never over what is there, and it can be undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.self_assessment.starting import FIELDS, below, filled, undone
from evidence.self_assessment.written import Answer, SectionPart, Shown

TEXTS = st.sampled_from(["", "One.", "Two.\nThree."])
SHOWN = st.lists(
    st.sampled_from([Shown("text", "", "Notes"), Shown("record", "1"), Shown("change", "1")]), max_size=2, unique=True
).map(tuple)
ANSWERS = st.builds(Answer, TEXTS, SHOWN).filter(lambda one: bool(one.response or one.shown))
PARTS = st.builds(
    SectionPart,
    answers=st.dictionaries(st.sampled_from("abc"), ANSWERS),
    example=TEXTS,
    gaps=TEXTS,
    rating=st.sampled_from(["", "Green"]),
    why=TEXTS,
    easy=TEXTS,
)


@given(PARTS, PARTS)
def test_what_is_there_stays_just_as_it_is(now: SectionPart, start: SectionPart) -> None:
    """Filling touches nothing that holds anything, and no rating; what was empty is as it was then."""
    after = filled(now, start)
    assert (after.rating, after.why, after.record) == (now.rating, now.why, now.record)
    for name in FIELDS:
        assert getattr(after, name) == (getattr(now, name) or getattr(start, name))
    for name in {*now.answers, *start.answers}:
        here, then, found = now.answer(name), start.answer(name), after.answer(name)
        assert found.response == (here.response or then.response)
        assert found.shown == (here.shown or then.shown)


@given(PARTS, PARTS, st.sampled_from(["a", "b", *FIELDS]))
def test_below_keeps_all_that_was_there(now: SectionPart, start: SectionPart, what: str) -> None:
    """What is taken comes after what is there, once only however often it is taken."""
    after = below(now, start, what)
    if what in FIELDS:
        assert getattr(after, what).startswith(getattr(now, what))
        assert getattr(start, what) in getattr(after, what)
    else:
        assert after.answer(what).response.startswith(now.answer(what).response)
        assert after.answer(what).shown[: len(now.answer(what).shown)] == now.answer(what).shown
        assert set(after.answer(what).shown) == {*now.answer(what).shown, *start.answer(what).shown}
    assert below(after, start, what) == after


@given(PARTS, PARTS)
def test_undoing_gives_back_what_was_there(now: SectionPart, start: SectionPart) -> None:
    """Taken and undone is as if nothing was taken."""
    assert undone(now, filled(now, start), filled(now, start)) == now


@given(PARTS, PARTS, PARTS)
def test_undoing_leaves_what_was_written_since(before: SectionPart, start: SectionPart, since: SectionPart) -> None:
    """Only what stands just as it was taken goes: a field that somebody changed stays."""
    after = filled(before, start)
    found = undone(before, after, since)
    for name in FIELDS:
        kept = getattr(since, name) != getattr(after, name)
        assert getattr(found, name) == getattr(since if kept else before, name)
    for name in {*since.answers, *after.answers}:
        kept = since.answer(name).response != after.answer(name).response
        assert found.answer(name).response == (since if kept else before).answer(name).response


def test_what_has_no_room_is_not_taken() -> None:
    """Easy words may have 500 letters: what would be longer with last time's stays as it is."""
    now = SectionPart(easy="x" * 400)
    assert below(now, SectionPart(easy="y" * 100), "easy") == now
    assert below(now, SectionPart(easy="y" * 99), "easy").easy.endswith("y")
