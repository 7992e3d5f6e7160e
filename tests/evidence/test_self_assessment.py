"""Drafting a self-assessment: which evidence speaks to a question, and how it is put into sentences."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.model import Audience
from dialogs.pack import Standard
from evidence.areas import AskedOfAll, Based
from evidence.core import Core
from evidence.record_sight import Sight
from evidence.reports.kinds import Asked, Reader
from evidence.reports.self_assessment import make
from evidence.result import Counts, result
from evidence.self_assessment.laid import Laid, lay
from evidence.self_assessment.mapping import MappingFault, faults, mapping_of, read
from evidence.self_assessment.material import gather
from evidence.self_assessment.sentences import Ref, Side, others, proportion, says
from evidence.self_assessment.written import (
    About,
    Answer,
    SectionPart,
    Shown,
    Took,
    Who,
    about_of,
    body_of,
    section_of,
    sections_of,
    who_of,
)
from evidence.suppression import shown_alone
from store import actions, assessments, changes, invitations, plans, records, rounds
from store.actions import NewAction
from store.changes import NewChange
from store.records import NewRecord, Shows
from store.rounds import Kind
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.support.ready import built_in_pack

PACK = built_in_pack()
GOOD = Standard("duq.1.good.4", "duq.1", "People have a say in who supports them.", "good")
SIGN = Standard("duq.1.bad.1", "duq.1", "Someone moves in because a room is empty.", "warning")
REF = Ref("standard", GOOD.id, "/staff/areas/duq.1#duq.1.good.4")
TODAY = date(2026, 11, 22)


def based(good: int, mixed: int = 0, not_good: int = 0) -> Based:
    """What readers see of so many people."""
    counts = Counts(good, mixed, not_good)
    return Based(result(shown_alone(counts.people), counts))


def test_the_mapping_fits_the_code() -> None:
    """Every one of the 37 questions has its entry, all it names is there, and each standard speaks to some question."""
    mapping = mapping_of("duq")
    assert faults(mapping, PACK) == ()
    assert len(mapping.questions) == 37
    assert {one for speaks in mapping.questions.values() for one in speaks.shows} == {one.id for one in PACK.standards}
    assert len(mapping.groups) == 12
    assert len(mapping.foci) == 13
    assert mapping.ours


def test_a_mapping_that_does_not_fit_says_where() -> None:
    """A question, standard, kind of record or part that is not there is named with its place; so is a wrong shape."""
    text = """{code: duq, version: "1", ours: true, groups: [], used: [], foci: [{id: a, name: A}],
        questions: {duq.9.ask.1: {shows: [duq.1.good.99], records: [song], foci: [b]}}}"""
    said = faults(read(text), PACK)
    for what in ("asks no such question", "standard duq.1.good.99", "kind of record song", "organisation b"):
        assert any(what in one for one in said), what
    assert len(said) == 4 + 37
    with pytest.raises(MappingFault, match="foci"):
        read("{code: duq, version: '1', ours: true, groups: [], used: [], foci: [], questions: {a: {foci: []}}}")
    with pytest.raises(MappingFault, match="not YAML"):
        read("{")


def test_figures_are_said_with_their_likely_range() -> None:
    """From ten people: how many of how many, and what is likely; the sentence names what it is made of."""
    said = says(Audience.PERSON, GOOD, based(31, 4, 7), REF)
    assert said is not None
    assert said.text == (
        "Most people supported say good things on ‘People have a say in who supports them’ (31 of 42; likely between "
        "59% and 85%)."
    )
    assert (said.side, said.refs) == (Side.FOR, (REF,))


def test_a_warning_sign_that_people_do_not_see_speaks_for_us() -> None:
    """'Good' on a warning sign means that it is not seen, and the sentence says so."""
    for found, side, words in (
        (based(12), Side.FOR, "do not see this warning sign"),
        (based(2, 0, 10), Side.AGAINST, "Most people supported see this warning sign"),
    ):
        said = says(Audience.PERSON, SIGN, found, REF)
        assert said is not None
        assert said.side is side
        assert words in said.text


def asked(found: Based, rest: int) -> AskedOfAll:
    """The same result of what everyone is asked about an area."""
    area = next(one for one in PACK.areas if one.id == GOOD.area)
    return AskedOfAll(Core(area, (), (GOOD,)), found, rest if found.result.counts else None)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_no_sentence_says_what_is_hidden(good: int, mixed: int, not_good: int) -> None:
    """Under five people nothing is said; under ten no number stands in a sentence; whatever was counted."""
    found, number = based(good, mixed, not_good), good + mixed + not_good
    said = says(Audience.FAMILY, GOOD, found, REF)
    whole = proportion(asked(found, 61 - number), 61, REF)
    if number < 5:
        assert said is None
        assert re.findall(r"\d+", whole.text) == ["61"]
    else:
        assert said is not None
        digits = re.findall(r"\d+", said.text)
        assert bool(digits) is (number >= 10)
        if number < 10:
            assert re.findall(r"\d+", whole.text) == []


@given(st.integers(10, 80), st.integers(0, 80), st.integers(0, 80), st.integers(0, 50))
def test_the_proportion_is_of_everyone(good: int, mixed: int, not_good: int, unheard: int) -> None:
    """Good, both, not good and not heard add up to everyone who is supported."""
    everyone = good + mixed + not_good + unheard
    text = proportion(asked(based(good, mixed, not_good), unheard), everyone, REF).text
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    assert numbers[0] == good + mixed + not_good
    assert sum(numbers[1:4]) == numbers[0]
    assert numbers[4:] == ([unheard] if unheard else [])


def test_groups_that_say_the_opposite_are_told() -> None:
    """Families who say the opposite stand against; staff who say the same do not stand alone."""
    theirs = {Audience.FAMILY: based(1, 0, 11), Audience.STAFF: based(11)}
    first = based(12)
    said = others(first.result.says, theirs, GOOD, REF)
    assert [(one.text, one.side) for one in said] == [
        ("Staff say the same.", Side.FOR),
        ("Families say the opposite.", Side.AGAINST),
    ]


def test_what_is_written_comes_back_from_its_json() -> None:
    """Every part survives the way to the store and back."""
    part = SectionPart({"a": Answer("x", (Shown("record", "3"), Shown("text", "", "Minutes")))}, "e", 3, "g", "7", "w")
    assert section_of(body_of(part)) == part
    about = About("focus", ("recruitment",), "", "words", ("low", "high"))
    assert about_of(body_of(about)) == about
    assert about_of({}) == About()
    who = Who({"people": Took("talks", "42", "May")}, ("minutes",), "x")
    assert who_of(body_of(who)) == who


def test_both_routes_ask_the_codes_questions() -> None:
    """Area by area asks all 37, 10, 5, 8, 6 and 8; by parts of the organisation every question is under some part."""
    areas = sections_of(PACK, About())
    assert [len(one.questions) for one in areas] == [10, 5, 8, 6, 8]
    every = tuple(one.id for one in mapping_of("duq").foci if one.id != "other")
    parts = sections_of(PACK, About(route="focus", foci=every))
    assert {question.id for one in parts for question in one.questions} == {one.id for one in PACK.reflections}
    (other,) = sections_of(PACK, About(route="focus", foci=("other",), other="Our farm"))
    assert (other.name, len(other.questions)) == ("Our farm", 37)


async def laid(office: Office, sight: Sight, service: int = 0) -> tuple[Laid, ...]:
    """The questions of the first area in the tests' office."""

    def read_them(tx: Tx) -> tuple[Laid, ...]:
        number = assessments.add(
            tx, code="duq", code_version="1", service_id=service, since="2025-12-01", until="2026-11-30", at=AT, by=""
        )
        one = assessments.get(tx, number)
        assert one is not None
        sections = sections_of(office.pack, About())
        material = gather(tx, office.pack, one, sections, sight, today=TODAY)
        return tuple(lay(material, question) for question in sections[0].questions)

    return await office.database.write(read_them)


async def test_the_office_speaks_to_its_questions(office: Office) -> None:
    """Results, records, changes and open actions stand beside the question, and each sentence leads to its own."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await office.database.write(lambda tx: _evidence(tx, office))
    first, second = await laid(office, Sight())
    share, glance = first.proportion
    assert share.text == (
        "Everyone is asked about ‘People choose what they do each day’. Of the 15 people who were heard, 15 say good "
        "things, 0 say both, and 0 say what is not good. Of 30 people we do not know it yet: they are not in this "
        "result."
    )
    assert glance.text.startswith(
        "People are asked about 3 standards and warning signs here. Most say good things on 1."
    )
    texts = [one.text for one in first.draft]
    assert any("‘People choose what they do each day’ (15 of 15" in one for one in texts)
    assert "One record of 3 May 2026 shows it." in texts
    assert "One action on this is open." in texts
    assert all(one.refs and all(ref.link for ref in one.refs) for one in first.draft)
    assert [one.text for one in second.draft] == ["People told us: ‘Tea is cold’. We did: ‘Tea is hot now’."]


async def test_only_talks_speak(office: Office) -> None:
    """A newer round of ladders or of monthly summaries does not push the talks aside."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    for kind in (Kind.LADDERS, Kind.SUMMARY):
        await office.database.write(lambda tx, kind=kind: _newer_round(tx, office, kind))
    first, _ = await laid(office, Sight())
    assert first.on(Side.FOR)


async def test_nothing_is_said_kindly(office: Office) -> None:
    """With no evidence at all the draft says so, and claims nothing."""
    for one in await laid(office, Sight()):
        assert not [sentence for sentence in one.draft if sentence.side is Side.FOR]
    assert (await laid(office, Sight()))[1].text == "We have no evidence on this yet."


async def test_a_reader_gets_only_their_records(office: Office) -> None:
    """A record for managers is in no draft of the board's, nor one of a house that a member does not see."""
    await office.database.write(lambda tx: _evidence(tx, office, seen_by=records.MANAGERS))
    assert not (await laid(office, Sight()))[0].records
    assert (await laid(office, Sight(manages=True)))[0].records
    elsewhere = Sight(frozenset({office.houses["The Elms"]}), manages=True)
    assert not (await laid(office, elsewhere, office.houses["The Elms"]))[0].records


async def test_a_record_of_a_whole_area_stands_beside_each_of_its_questions(office: Office) -> None:
    """It is told on no side, since it names no statement; whatever its kind, and not in another area."""

    def compliment(tx: Tx, area: str) -> int:
        new = NewRecord("feedback", "2026-05-03", f"On {area}", shows=(Shows(area, "good"),))
        return records.add(tx, new, at=AT, by=None)

    for area in ("duq.1", "duq.2"):
        await office.database.write(lambda tx, area=area: compliment(tx, area))
    for one in await laid(office, Sight()):
        assert [record.title for record in one.other] == ["On duq.1"]
        assert (one.good, one.bad) == ((), ())


async def test_an_empty_report_says_how_to_begin(office: Office) -> None:
    """From an empty start the report exists, in kind words, with the way to the first step."""
    report = await office.database.read(lambda tx: make(tx, Asked(office.pack, TODAY, Reader(manages=True))))
    assert report is not None
    text = " ".join(report.texts())
    assert "There is no self-assessment yet." in text
    assert "begin" in text


def _newer_round(tx: Tx, office: Office, kind: Kind) -> None:
    made = rounds.add(tx, name="Newer", opens_on="2026-11-01", closes_on="2026-11-30", kind=kind)
    person = office.people["Mill Lane"][0]
    invitations.add(
        tx, person_id=person, round_id=made, code="duq", areas=("duq.1",), created_at=AT, expires_at=AT, kind=kind
    )


def _evidence(tx: Tx, office: Office, seen_by: str = records.READERS) -> None:
    house = office.houses["Mill Lane"]
    records.add(
        tx,
        NewRecord(
            "audit", "2026-05-03", "Plans checked", house, shows=(Shows("duq.1.good.1", "good"),), seen_by=seen_by
        ),
        at=AT,
        by=None,
    )
    change = changes.add(tx, NewChange("Tea is cold.", "Tea is hot now."), at=AT, by="Mo")
    changes.publish(tx, change, at=AT, by="Mo", tell_after=AT)
    plan = plans.add(tx, name="Plan", at=AT, by=None, kind="register")
    actions.add(tx, NewAction(plan, "Ask everyone.", standards=("duq.1.good.1",)), at=AT, by=None)
