from __future__ import annotations

import pytest

from evidence.check import recount_all
from evidence.publishing import next_published, republish
from evidence.result import Counts
from store import published, rounds
from store.database import Database
from store.tx import Tx
from tests.evidence.village import AREA_OF, AT, CODE, MENDED, Village, a_village

STANDARD = "duq.1.good.1"


def shown(tx: Tx, village: Village, service: int = 0, round_id: int = 0, support: str = "all") -> Counts | None:
    """What is published for the standard."""
    rows = published.of_standards(
        tx, code=CODE, code_version=village.version, round_id=round_id or village.round, standards=(STANDARD,)
    )
    found = [row for row in rows if row.service_id == service and row.support == support]
    return Counts(found[0].good, found[0].mixed, found[0].not_good) if found else None


def say(tx: Tx, village: Village, people: range, choice: str) -> None:
    """These people all answer the same."""
    for number in people:
        village.answer(tx, village.people[number], "choose", (choice,))


@pytest.mark.parametrize(
    ("now", "was", "then"),
    [
        (4, None, None),
        (5, None, 5),
        (9, 5, 5),
        (10, 5, 10),
        (6, 10, 10),
        (5, 10, 5),
        (4, 5, None),
        (4, 20, None),
    ],
)
def test_results_move_by_five_people_only(now: int, was: int | None, then: int | None) -> None:
    """Five more or five fewer people move a result, four do not, and under five people nothing is left."""
    before = None if was is None else Counts(good=was)
    assert next_published(Counts(good=now), before) == (None if then is None else Counts(good=then))


async def test_a_result_waits_for_five_more_people(sqlite: Database) -> None:
    """The sixth to ninth person change nothing that readers see; with the tenth all of them are in."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (12,))
        say(tx, village, range(4), "yes")
        assert shown(tx, village) is None
        say(tx, village, range(4, 5), "yes")
        assert shown(tx, village) == Counts(good=5)
        say(tx, village, range(5, 9), "no")
        assert shown(tx, village) == Counts(good=5)
        say(tx, village, range(9, 10), "no")
        assert shown(tx, village) == Counts(good=5, not_good=5)

    await sqlite.write(check)


async def test_half_a_talk_is_no_result(sqlite: Database) -> None:
    """The fifth person's first answers move nothing; what they say by the end of the sitting is what is shown."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (8,))
        say(tx, village, range(4), "yes")
        fifth = village.people[4]
        village.answer(tx, fifth, "choose", ("yes",), settle=False)
        assert shown(tx, village) is None
        village.answer(tx, fifth, "listen", ("no",), settle=False)
        assert shown(tx, village) is None
        village.recount(tx, fifth)
        assert shown(tx, village) == Counts(good=4, mixed=1)

    await sqlite.write(check)


async def test_what_was_skipped_on_the_way_is_withdrawn_at_the_end(sqlite: Database) -> None:
    """Who goes back and skips takes a fifth person away; the end of the sitting hides what four people said."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (8,))
        say(tx, village, range(5), "yes")
        village.skip(tx, village.people[0], "choose", settle=False)
        assert shown(tx, village) == Counts(good=5)
        village.recount(tx, village.people[0])
        assert shown(tx, village) is None

    await sqlite.write(check)


async def test_the_next_end_tells_of_talks_that_never_ended(sqlite: Database) -> None:
    """Five people answered and closed the page: whoever finishes next in that house brings their results along."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (8,))
        for person in village.people[:5]:
            village.answer(tx, person, "choose", ("yes",), settle=False)
        village.answer(tx, village.people[5], "rushed", ("no",))
        assert shown(tx, village) == shown(tx, village, village.houses[0]) == Counts(good=5)

    await sqlite.write(check)


async def test_a_changed_mind_and_a_take_back_move_nothing_at_once(sqlite: Database) -> None:
    """Nobody can read one person's answer off the step that a result makes."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (8,))
        say(tx, village, range(6), "yes")
        say(tx, village, range(1), "no")
        village.take_back(tx, village.people[1])
        assert shown(tx, village) == Counts(good=5)
        village.take_back(tx, village.people[2])
        assert shown(tx, village) is None

    await sqlite.write(check)


async def test_a_mended_mapping_publishes_anew(sqlite: Database) -> None:
    """Results that were read wrongly do not wait for five more people."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (8,))
        say(tx, village, range(6), "yes")
        say(tx, village, range(2), "no")
        republish(tx, CODE, village.version, frozenset(AREA_OF.values()))
        assert shown(tx, village) == Counts(good=4, not_good=2)

    await sqlite.write(check)


async def test_how_people_were_supported_is_published_for_the_provider_only(sqlite: Database) -> None:
    """In one house, 'had help' would tell who."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (6,))
        say(tx, village, range(6), "yes")
        assert shown(tx, village, support="alone") == Counts(good=5)
        assert shown(tx, village, village.houses[0]) == Counts(good=5)
        assert shown(tx, village, village.houses[0], support="alone") is None

    await sqlite.write(check)


async def test_after_a_round_has_ended_results_stay(sqlite: Database) -> None:
    """People who finish later count as heard, and move no result; what falls under five is withdrawn all the same."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (20,))
        say(tx, village, range(6), "yes")
        rounds.close(tx, village.round, AT)
        say(tx, village, range(6, 16), "no")
        assert shown(tx, village) == Counts(good=5)
        assert village.counted(tx, STANDARD)["not_good"] == 10
        rounds.reopen(tx, village.round)
        say(tx, village, range(16, 17), "no")
        assert shown(tx, village) == Counts(good=6, not_good=11)
        rounds.close(tx, village.round, AT)
        for person in village.people[:13]:
            village.take_back(tx, person)
        assert shown(tx, village) is None

    await sqlite.write(check)


async def test_a_mended_mapping_leaves_ended_rounds_as_they_were_published(sqlite: Database) -> None:
    """An open round is read anew; a closed one keeps what was shown, even where nobody counts there any more."""

    def check(tx: Tx) -> None:
        village = a_village(tx, (8,))
        say(tx, village, range(8), "yes")
        for closed in (True, False):
            if closed:
                rounds.close(tx, village.round, AT)
            else:
                rounds.reopen(tx, village.round)
            readings = {**village.readings, "choose": MENDED["choose"]}
            recount_all(
                tx, code=CODE, code_version=village.version, readings=readings, area_of=AREA_OF, mapping_changed=True
            )
            assert shown(tx, village) == (Counts(good=5) if closed else None)

    await sqlite.write(check)
