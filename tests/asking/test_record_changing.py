"""What a record may be changed to: laws that hold for any record, whatever is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from asking.permissions import Role
from asking.record_changing import as_wish, ends_yes, locks_words, may_show, meant, now_says, other_words, parts_changed
from asking.records import Wish
from store.members import Member
from store.record_changes import Changed
from store.records import ANSWER, NAMINGS, SAYS, SEEN_BY, Record, Shows
from tests.staff.pack import a_pack

PACK = a_pack()
PLACES = [*(one.id for one in PACK.areas), *(one.id for one in PACK.standards), "older.1.good.1"]
TYPED = Record(1, 0, 7, "quote", "2026-11-20", "", "", "", "no", "leads", False, "", "", "", None, "")
TEXT = st.text(alphabet="ab é\n", max_size=12)
SHOWS = st.dictionaries(st.sampled_from(PLACES), st.sampled_from(SAYS))


@st.composite
def some_records(draw: st.DrawFn) -> Record:
    """A record about somebody or nobody, asked or not, of an answer or typed."""
    person = draw(st.sampled_from([None, 7]))
    asked = draw(st.booleans()) if person else False
    values: dict[str, Any] = {
        "id": 1, "service_id": draw(st.integers(0, 3)), "person_id": person, "kind": "visit",
        "happened_on": "2026-11-20", "title": draw(TEXT), "source": draw(TEXT), "words": draw(TEXT),
        "naming": draw(st.sampled_from(NAMINGS)) if asked else "no" if person else "",
        "seen_by": draw(st.sampled_from(SEEN_BY)), "public": draw(st.booleans()),
        "file": draw(st.sampled_from(["", "x"])),
        "mime": "", "file_name": "", "made_by": draw(st.sampled_from([None, 1, 2])), "made_at": "",
        "shows": tuple(Shows(*one) for one in draw(SHOWS).items()),
        "from_kind": ANSWER if person and draw(st.booleans()) else "", "asked_on": "2026-11-20" if asked else None,
    }  # fmt: skip
    return Record(**values)


WISHES = st.builds(
    Wish,
    kind=st.sampled_from(["visit", "feedback", "quote"]),
    day=st.just("2026-11-19"),
    service=st.sampled_from(["0", "1", "2"]),
    title=TEXT,
    source=TEXT,
    words=TEXT,
    shows=SHOWS,
    about=st.sampled_from(["one", "none"]),
    person=st.integers(0, 9),
    naming=st.sampled_from(["", *NAMINGS]),
    seen_by=st.sampled_from(SEEN_BY),
    public=st.booleans(),
)
MEMBERS = st.builds(
    lambda number, role: Member(number, "Mo", role, None, "", "", None, None),
    st.integers(1, 3),
    st.sampled_from([str(one) for one in Role]),
)


@given(record=some_records())
def test_a_form_that_nobody_touched_changes_nothing(record: Record) -> None:
    """No part is changed and no yes ends, also where it shows something of an older code."""
    wish = meant(record, as_wish(record))
    now = now_says(record, wish, PACK, file=None, drops_file=False)
    assert (parts_changed(record, now), now.ends_yes) == ((), False)


@given(record=some_records(), wish=WISHES)
def test_whose_it_is_and_how_far_a_yes_goes_are_never_changed(record: Record, wish: Wish) -> None:
    """Whatever is sent: the person, their answer and what they allow stay, and so do words of an answer."""
    found, was = meant(record, wish), as_wish(record)
    for name in ("about", "person", "naming", "asked_on", "asked_by", "asked_how"):
        assert getattr(found, name) == getattr(was, name)
    if record.person_id is not None:
        assert found.public == record.public
    if locks_words(record):
        assert (found.words, found.kind) == (record.words, record.kind)


@given(record=some_records(), wish=WISHES)
def test_a_yes_ends_exactly_with_the_words_it_was_given_for(record: Record, wish: Wish) -> None:
    """It ends where the words are others; not by spaces, nor by a title beside words; and then nothing is published."""
    found = meant(record, wish)
    now = now_says(record, found, PACK, file=None, drops_file=False)
    same = (found.words or found.title).split() == (record.words or record.title).split()
    assert now.ends_yes == ends_yes(record, found) == (record.has_yes and not same)
    spaced = replace(as_wish(record), words=f"\n {record.words}  ", title=f" {record.title}\n")
    assert not ends_yes(record, spaced) or not record.words
    if now.ends_yes and record.public:
        assert "public" in parts_changed(record, now)


@given(record=some_records(), who=MEMBERS, seen_by=st.sampled_from(SEEN_BY), other=st.booleans())
def test_to_fewer_anybody_may_show_it_and_words_of_an_answer_to_more_nobody(
    record: Record, who: Member, seen_by: str, other: bool
) -> None:
    """Narrowing is always allowed, an answer is shown to more by a yes only, and what others narrowed stays so."""
    history = (Changed(1, "", 99, ("seen_by",), None),) if other else ()
    may, wider = may_show(who, record, seen_by, history), SEEN_BY.index(seen_by) < SEEN_BY.index(record.seen_by)
    assert may or wider
    if wider and locks_words(record):
        assert not may
    if wider and other and Role(who.role) in {Role.KEYWORKER, Role.BOARD}:
        assert not may


def test_what_was_said_of_other_words_does_not_count() -> None:
    """Only where words or title changed after what somebody saw."""
    history = (Changed(5, "", 1, ("day", "words"), None), Changed(3, "", 1, ("file",), None))
    assert [other_words(history, seen) for seen in (0, 3, 4, 5, 6)] == [True, True, True, False, False]
    assert not other_words(history[1:], 0)


def test_what_it_shows_of_an_older_code_stays() -> None:
    """The form does not know it, and so sends nothing of it."""
    record = replace(TYPED, shows=(Shows("older.1.good.1", "good"), Shows("duq.1", "mixed")))
    now = now_says(record, replace(as_wish(record), shows={"duq.2": "good"}), PACK, file=None, drops_file=False)
    assert now.shows == (Shows("duq.2", "good"), Shows("older.1.good.1", "good"))


def test_a_lead_shows_what_was_typed_to_more_and_no_words_of_an_answer() -> None:
    """The same record, the same lead: only where its words come from differs."""
    lead = Member(1, "Mo", Role.LEAD, None, "", "", None, None)
    assert may_show(lead, TYPED, "readers", ())
    assert not may_show(lead, replace(TYPED, from_kind=ANSWER), "readers", ())
