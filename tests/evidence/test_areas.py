from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.model import Audience, Support
from evidence.areas import AreaEvidence, Basis, area_evidence, area_summaries
from evidence.result import Says
from evidence.scope import scope
from evidence.spread import Spread
from evidence.suppression import Shown
from store import flags
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.pack import AREA

TODAY = date(2026, 11, 22)
GOOD = {"choose": "yes", "listen": "yes", "rushed": "no"}
BAD = {"choose": "no", "listen": "no", "rushed": "yes"}
CHOOSE, LISTEN, RUSHED = range(3)


async def evidence(office: Office, house: str = "", round_id: int = 0) -> AreaEvidence:
    """The area of one house, or of all."""

    def read(tx: Any) -> AreaEvidence:
        found = scope(tx, office.pack, round_id=round_id, service_id=office.houses.get(house, 0))
        assert found is not None
        return area_evidence(tx, found, office.pack.areas[0], today=TODAY)

    return await office.database.read(read)


async def test_figures_from_ten_people(office: Office) -> None:
    """Ten people give figures with an interval, for standards and, turned round, for warning signs."""
    await office.answer("Mill Lane", 7, say=GOOD)
    await office.answer("Mill Lane", 3, say=BAD)
    found = await evidence(office)
    for standard in found.standards:
        result = standard.own[Audience.PERSON].result
        assert result.shown is Shown.FIGURES
        assert result.counts is not None
        assert (result.counts.good, result.counts.mixed, result.counts.not_good) == (7, 0, 3)
        assert result.likely is not None
        assert result.likely.low < 0.7 < result.likely.high
        assert standard.not_heard == 45 - 10


async def test_sources_stay_apart(office: Office) -> None:
    """What staff say is never added to what people say."""
    await office.answer("Mill Lane", 10, say=BAD)
    await office.answer("Mill Lane staff", 12, say=GOOD)
    own = (await evidence(office)).standards[CHOOSE].own
    person, staff = own[Audience.PERSON].result.counts, own[Audience.STAFF].result.counts
    assert person is not None
    assert staff is not None
    assert (person.people, person.good) == (10, 0)
    assert (staff.people, staff.good) == (10, 10)
    assert own[Audience.FAMILY].result.shown is Shown.NOBODY


async def test_answers_for_someone_stand_apart(office: Office) -> None:
    """Facts from someone else and what others saw are reported apart; feelings from someone else nowhere."""
    await office.answer("Mill Lane", 6, say=BAD, support=Support.PROXY)
    await office.answer("Mill Lane", 6, say=GOOD, support=Support.OBSERVED)
    found = await evidence(office)
    assert found.heard[Audience.PERSON].heard == 0
    assert (found.heard[Audience.PERSON].answered_for, found.heard[Audience.PERSON].observed) == (6, 6)
    assert found.standards[CHOOSE].own[Audience.PERSON].result.shown is Shown.NOBODY
    assert found.standards[CHOOSE].answered_for.says is Says.NOT_GOOD
    assert found.standards[LISTEN].answered_for.shown is Shown.NOBODY
    assert found.standards[LISTEN].observed.says is Says.GOOD


async def test_people_heard_moves_at_once(office: Office) -> None:
    """One more person is one more heard, while the result waits."""
    await office.answer("Mill Lane", 10, say=GOOD)
    await office.answer("Mill Lane", 1, say=BAD)
    found = await evidence(office)
    assert found.heard[Audience.PERSON].heard == 11
    (asked,) = found.asked_of_all[Audience.PERSON]
    assert asked.based.result.counts is not None
    assert asked.based.result.counts.people == 10


async def test_one_hidden_house_hides_another(office: Office) -> None:
    """The Elms has three people heard, so Harbour View is hidden with it; the provider is shown, Mill Lane in words.

    Figures of Mill Lane would leave ten people to Harbour View, for whoever knows that The Elms came last.
    """
    await office.answer("Mill Lane", 20, say=GOOD)
    await office.answer("Harbour View", 6, say=GOOD)
    await office.answer("Harbour View", 4, say=BAD)
    await office.answer("The Elms", 3, say=BAD)
    shown = {
        house: (await evidence(office, house)).standards[CHOOSE].own[Audience.PERSON].result.shown
        for house in ("", "Mill Lane", "Harbour View", "The Elms")
    }
    assert shown == {
        "": Shown.FIGURES,
        "Mill Lane": Shown.WORDS,
        "Harbour View": Shown.HIDDEN,
        "The Elms": Shown.HIDDEN,
    }


async def test_a_small_house_gets_the_providers_results_with_a_label(office: Office) -> None:
    """Rose Cottage has three people: its page shows all services, and says so."""
    await office.answer("Mill Lane", 16, say=GOOD)
    await office.answer("Mill Lane", 4, say=BAD)
    await office.answer("Harbour View", 10, say=BAD)
    await office.answer("Rose Cottage", 3, say=BAD)
    found = (await evidence(office, "Rose Cottage")).standards[CHOOSE]
    assert found.own[Audience.PERSON].basis is Basis.PROVIDER
    counts = found.own[Audience.PERSON].result.counts
    assert counts is not None
    assert counts.people == 30
    assert found.not_heard is None


async def test_support_is_told_for_all_services_only(office: Office) -> None:
    """How people answered is shown apart for the provider, and never for one house."""
    await office.answer("Mill Lane", 12, say=GOOD)
    await office.answer("Mill Lane", 12, say=BAD, support=Support.SUPPORTED)
    by_support = (await evidence(office)).standards[CHOOSE].by_support
    assert by_support[Support.ALONE].says is Says.GOOD
    assert by_support[Support.SUPPORTED].says is Says.NOT_GOOD
    assert (await evidence(office, "Mill Lane")).standards[CHOOSE].by_support == {}


async def test_who_is_missing_by_house_and_audience(office: Office) -> None:
    """Each house says how many people, families and staff were not heard; no names."""
    await office.answer("Harbour View", 5, say=GOOD)
    missing = {one.service: one.heard for one in (await evidence(office)).missing}
    assert missing["Harbour View"][Audience.PERSON].missing == 7
    assert missing["Mill Lane"][Audience.PERSON].missing == 24
    assert missing["Rose Cottage"][Audience.FAMILY].missing == 1


async def test_whom_someone_answered_for_is_not_missing_as_well(office: Office) -> None:
    """They have a number of their own, and a person who spoke too is only heard."""
    await office.answer("Harbour View", 3, say={"choose": "yes"}, support=Support.PROXY)
    await office.answer("Harbour View", 2, say=GOOD)
    both = list(office.talks)[-1]
    await office.answer_for(both, say={"rushed": "no"})
    found = {one.service: one.heard for one in (await evidence(office)).missing}["Harbour View"][Audience.PERSON]
    assert (found.heard, found.answered_for, found.missing, found.possible) == (2, 3, 7, 12)
    assert found.not_heard == 10


async def test_differences_name_groups_and_standards(office: Office) -> None:
    """Where people supported and staff say the opposite, the page can say who says what; hidden results say nothing."""
    await office.answer("Mill Lane", 12, say={"choose": "no", "listen": "yes"})
    await office.answer("Mill Lane staff", 12, say={"choose": "yes", "listen": "yes"})
    await office.answer("Mill Lane family", 4, say={"choose": "yes", "listen": "no"})
    (found,) = (await evidence(office)).differences
    assert found.standard.id == f"{AREA}.good.1"
    assert (found.good, found.not_good) == ((Audience.STAFF,), (Audience.PERSON,))


async def test_how_many_get_support_like_that_is_of_everyone_here(office: Office) -> None:
    """Good, mixed, not good and who is not in it add up to all who are supported where the result is from."""
    await office.answer("Mill Lane", 15, say=GOOD)
    await office.answer("Mill Lane", 5, say=BAD)
    await office.answer("Harbour View", 10, say=BAD)
    for house, people, rest in (("", 30, 15), ("Mill Lane", 20, 4), ("Harbour View", 10, 2), ("Rose Cottage", 30, 15)):
        (asked,) = (await evidence(office, house)).asked_of_all[Audience.PERSON]
        assert asked.based.result.counts is not None
        assert (asked.based.result.counts.people, asked.rest) == (people, rest), house
        assert asked.based.basis is (Basis.PROVIDER if house == "Rose Cottage" else Basis.ROUND)


async def test_an_area_at_a_glance_counts_standards(office: Office) -> None:
    """On how many most people say what, and of how many nothing is shown; never how many people."""
    await office.answer("Mill Lane", 12, say={"choose": "yes", "rushed": "yes"})
    await office.answer("Mill Lane", 3, say={"listen": "no"})
    found = await evidence(office)
    assert found.spread == Spread(good=1, not_good=1, hidden=1)
    assert found.spread.sentence == (
        "People are asked about 3 standards and warning signs here. Most say good things on 1 and what is not good "
        "on 1. Hidden to keep people private: 1."
    )
    assert (await evidence(office, round_id=office.round - 1)).spread == Spread(nobody=3)


async def test_another_round_has_its_own_results(office: Office) -> None:
    """Answers of this autumn are not in last spring."""
    await office.answer("Mill Lane", 12, say=GOOD)
    spring = await evidence(office, round_id=office.round - 1)
    assert spring.scope.round.name == "Spring 2026"
    assert spring.heard[Audience.PERSON].heard == 0


async def test_unknown_scope_is_none(office: Office) -> None:
    """A round or service that does not exist makes no page."""
    assert await office.database.read(lambda tx: scope(tx, office.pack, round_id=99)) is None
    assert await office.database.read(lambda tx: scope(tx, office.pack, service_id=99)) is None


async def test_home_lists_areas_with_questions(office: Office) -> None:
    """An area that nobody can be asked about has no line."""

    def read(tx: Any) -> list[str]:
        found = scope(tx, office.pack)
        assert found is not None
        return [line.area.id for line in area_summaries(tx, found, today=TODAY)]

    assert await office.database.read(read) == [AREA]


async def test_who_is_not_asked_is_told_apart_from_who_was_not_heard(office: Office) -> None:
    """A standard without a prompt for an audience says so, instead of 'nobody was heard'."""
    kept = tuple(prompt for prompt in office.pack.prompts if prompt.id != f"{AREA}.person.rushed")
    office.pack = replace(office.pack, prompts=kept)
    found = await evidence(office)
    assert found.standards[CHOOSE].asked == {Audience.PERSON, Audience.FAMILY, Audience.STAFF}
    assert found.standards[RUSHED].asked == {Audience.FAMILY, Audience.STAFF}


async def test_flags_tell_of_no_house_and_of_no_few(office: Office) -> None:
    """Flags are told of all services together, from ten people heard and five with the flag, and never in numbers."""
    await office.answer("Mill Lane", 5, say=GOOD)
    assert (await flagged(office, 4)).flags == ()
    assert (await flagged(office, 1)).flags == ("all_good",)
    assert (await evidence(office, "Mill Lane")).flags == ()


async def test_flags_wait_for_ten_people_heard(office: Office) -> None:
    """Of nine people, 'some said that all is good' is too near to a name."""
    assert (await flagged(office, 9)).flags == ()
    assert (await flagged(office, 1)).flags == ("all_good",)


async def test_flags_of_staff_are_not_those_of_people(office: Office) -> None:
    """What staff do in their own talks says nothing about the answers of people supported."""
    await office.answer("Mill Lane", 10, say=GOOD)
    assert (await flagged(office, 6, who="Mill Lane staff")).flags == ()


async def flagged(office: Office, number: int, who: str = "Mill Lane") -> AreaEvidence:
    """The area once so many more people of a house have said that all is good."""
    before = set(office.talks)
    await office.answer(who, number, say=GOOD)

    def flag(tx: Tx) -> None:
        for person in set(office.talks) - before:
            flags.add(tx, session_id=office.talks[person], prompt="", flag="all_good", at=AT)

    await office.database.write(flag)
    return await evidence(office)
