"""Who decides that someone takes part, and whether their family may be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from asking import decisions
from asking.decisions import FAMILY, HEALTH, PROPERTY, TALK, How, Made, Told, faults, record
from asking.errors import DecisionRefused, InvitationRefused, UnknownLink
from asking.people import come_back, leave
from store import decisions as kept
from store import people
from store.tx import Tx
from tests.asking.tools import Asker

AT = "2026-11-22T13:00:00Z"
TODAY = date(2026, 11, 22)
ATTORNEY = Made(How.ATTORNEY, "yes", Told("May Example", seen_by="Mo", notes="Copy seen"), HEALTH, "2026-11-20")
BEST = Made(How.BEST_INTERESTS, "yes", Told("Dr Example", asked="Ada, her sister"), "", "2026-11-20", "2027-05-20")


def recorded(person: int, about: str, made: Made) -> Callable[[Tx], int]:
    """The turn that records a decision."""
    return lambda tx: record(tx, person, about, made, who="Mo", at=AT)


async def test_everyone_is_taken_to_decide(asker: Asker) -> None:
    """Where nobody recorded anything, or that they decide for themselves, they are invited."""
    ada = asker.house.person
    assert await asker.invited(ada)
    await asker.database.write(recorded(ada, TALK, Made(How.SELF, "yes")))
    assert await asker.invited(ada)


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (replace(ATTORNEY, power=PROPERTY), "power"),
        (replace(ATTORNEY, power=""), "power"),
        (replace(ATTORNEY, told=Told("May")), "seen_by"),
        (replace(ATTORNEY, told=Told(seen_by="Mo")), "who"),
        (replace(ATTORNEY, decided_on=""), "decided_on"),
        (replace(ATTORNEY, decided_on="2026-11-23"), "decided_on"),
        (replace(ATTORNEY, review_on="2026-11-22"), "review_on"),
        (replace(ATTORNEY, review_on="soon"), "review_on"),
        (replace(ATTORNEY, agreed=""), "agreed"),
        (replace(BEST, told=Told("Dr Example")), "asked"),
        (replace(BEST, review_on=""), "review_on"),
        (replace(BEST, review_on="2027-11-23"), "review_on"),
        (replace(BEST, how="a friend"), "how"),
    ],
)
def test_only_who_may_decide_does(made: Made, field: str) -> None:
    """Money is not health and welfare, nobody is believed without a document, and a decision for now has an end."""
    assert list(faults(TALK, made, TODAY)) == [field]


def test_whole_decisions_are_taken() -> None:
    """What is complete has no faults; the last day of a year is within it."""
    for made in (
        ATTORNEY,
        BEST,
        replace(BEST, review_on="2027-11-22"),
        replace(ATTORNEY, how=How.DEPUTY),
        Made(How.SELF, "no"),
    ):
        assert faults(TALK, made, TODAY) == {}


def test_about_family_no_attorney_is_asked() -> None:
    """The person says, or a best-interests decision does."""
    assert list(faults(FAMILY, ATTORNEY, TODAY)) == ["how"]
    assert faults(FAMILY, BEST, TODAY) == {}


async def test_a_refused_decision_says_why(asker: Asker) -> None:
    """A power over money is refused with the reason, and nothing is kept."""
    with pytest.raises(DecisionRefused, match="Property and affairs is about money"):
        await asker.database.write(recorded(asker.house.person, TALK, replace(ATTORNEY, power=PROPERTY)))
    assert await asker.database.read(lambda tx: kept.standing(tx, asker.house.person, TALK)) is None


async def test_what_was_written_is_sealed_and_read_again(asker: Asker) -> None:
    """Names of those who decided come back; in the database nothing of them is clear."""
    ada = asker.house.person
    await asker.database.write(recorded(ada, TALK, ATTORNEY))
    standing = await asker.database.read(lambda tx: kept.standing(tx, ada, TALK))
    assert standing
    assert (standing.how, standing.agreed, standing.review_on) == (How.ATTORNEY, True, None)
    assert await asker.database.read(lambda tx: decisions.told(tx, standing)) == ATTORNEY.told


async def test_a_no_ends_the_talk_and_asks_no_more(asker: Asker) -> None:
    """The link that is open opens nothing any more, and there is no new one until something changed."""
    ada = asker.house.person
    token = await asker.invited(ada)
    await asker.database.write(recorded(ada, TALK, replace(BEST, agreed="no")))
    with pytest.raises(UnknownLink):
        await asker.conversations.show(token)
    with pytest.raises(InvitationRefused, match="do not take part"):
        await asker.invited(ada)
    await asker.database.write(recorded(ada, TALK, Made(How.SELF, "yes")))
    assert await asker.invited(ada)


async def test_a_decision_that_ran_out_asks_nobody(asker: Asker) -> None:
    """On its last day it holds; on the day after, it has to be looked at again."""
    ada = asker.house.person
    await asker.database.write(recorded(ada, TALK, BEST))
    asker.now = asker.now.replace(year=2027, month=5, day=20)
    assert await asker.invited(ada)
    assert await asker.database.read(lambda tx: decisions.run_out(tx, None, asker.now.date())) == 0
    asker.now = asker.now.replace(day=21)
    with pytest.raises(InvitationRefused, match="has run out"):
        await asker.invited(ada)
    for services, number in ((None, 1), ([asker.house.service], 1), ([], 0)):
        found = await asker.database.read(lambda tx, s=services: decisions.run_out(tx, s, asker.now.date()))
        assert found == number


async def test_family_is_asked_only_with_a_yes(asker: Asker) -> None:
    """Not asked yet is no yes; a no later ends the family's links; staff of the house need no yes."""
    ada, mum = asker.house.person, asker.house.relative
    await asker.database.write(lambda tx: decisions.forget_answer(tx, ada, FAMILY, AT))
    with pytest.raises(InvitationRefused, match="was not asked yet"):
        await asker.invited(mum)
    await asker.database.write(recorded(ada, FAMILY, Made(How.SELF, "yes")))
    token = await asker.invited(mum)
    own = await asker.invited(ada)
    await asker.database.write(recorded(ada, FAMILY, Made(How.SELF, "no")))
    with pytest.raises(UnknownLink):
        await asker.conversations.show(token)
    with pytest.raises(InvitationRefused, match="said no"):
        await asker.invited(mum)
    assert await asker.conversations.show(own)
    assert await asker.invited(asker.house.staff)


async def test_a_best_interests_yes_for_family_runs_out_too(asker: Asker) -> None:
    """Within a best-interests decision family may be asked, until it has to be looked at again."""
    await asker.database.write(recorded(asker.house.person, FAMILY, BEST))
    assert await asker.invited(asker.house.relative)
    asker.now = asker.now.replace(year=2027, month=6)
    with pytest.raises(InvitationRefused, match="has run out"):
        await asker.invited(asker.house.relative)


async def test_family_of_nobody_is_not_asked(asker: Asker) -> None:
    """Where nobody knows whose family someone is, nobody can have said yes."""

    def strange(tx: Tx) -> int:
        return people.add(tx, service_id=asker.house.service, audience="family", name="Zed", at=AT)

    with pytest.raises(InvitationRefused, match="whose family"):
        await asker.invited(await asker.database.write(strange))


async def test_coming_back_does_not_undo_a_no(asker: Asker) -> None:
    """Who said no to asking family while away finds the family's links ended when they come back."""
    ada = asker.house.person
    token, own = await asker.invited(asker.house.relative), await asker.invited(ada)
    await asker.database.write(lambda tx: leave(tx, ada, at=AT))
    await asker.database.write(recorded(ada, FAMILY, Made(How.SELF, "no")))
    gone = await asker.database.read(lambda tx: people.get(tx, ada))
    assert gone
    await asker.database.write(lambda tx: come_back(tx, gone, at=AT))
    assert await asker.conversations.show(own)
    with pytest.raises(UnknownLink):
        await asker.conversations.show(token)
