"""Which round speaks on an area of a self-assessment: a new one does not empty the year, and none are added up."""

from __future__ import annotations

from typing import Any

from dialogs.model import Audience
from evidence.record_sight import Sight
from evidence.self_assessment.laid import Laid
from evidence.self_assessment.sentences import Side
from store import invitations, rounds
from store.tx import Tx
from tests.evidence.test_self_assessment import laid
from tests.staff.office import AT, Office

YES, NO = {"choose": "yes"}, {"choose": "no"}
CHOOSE = "‘People choose what they do each day’"


async def newer(office: Office, house: str = "Mill Lane", **changes: Any) -> int:
    """A round that opened after the office's own, in which one person is asked; answers from now on are of it."""
    days = {"name": "New talks", "opens_on": "2026-11-22", "closes_on": "2026-12-30"}

    def made(tx: Tx) -> int:
        number = rounds.add(tx, **{**days, **changes})
        person = office.people[house][0]
        invitations.add(
            tx, person_id=person, round_id=number, code="duq", areas=("duq.1",), created_at=AT, expires_at=AT
        )
        return number

    return await office.database.write(made)


async def choosing(office: Office, house: str = "") -> tuple[Laid, str]:
    """The first question, of a house or of all, and the first sentence of its draft on whether people choose."""
    first, _ = await laid(office, Sight(), office.houses[house] if house else 0)
    return first, next((one.text for one in first.draft if CHOOSE in one.text and one.side is not Side.BOTH), "")


async def test_a_new_round_does_not_empty_the_year(office: Office) -> None:
    """Until it can show something, the round before it speaks: each sentence names it, and leads to its page."""
    old = office.round
    await office.answer("Mill Lane", 15, say=YES)
    before, told = await choosing(office)
    name = next(one.name for one in await office.database.read(rounds.all) if one.id == old)
    assert name not in before.text

    office.round = await newer(office)
    after, now = await choosing(office)
    assert (len(after.on(Side.FOR)), len(after.on(Side.AGAINST))) == (1, 0)
    assert now.startswith(f"Everyone was asked about {CHOOSE} in ‘{name}’. Of the 15 people who were heard")
    assert f"In ‘{name}’, most people supported say good things on {CHOOSE} (15 of 15" in after.text
    assert f"In ‘{name}’, people were asked about 3 standards" in after.text
    links = {ref.link for one in after.draft for ref in one.refs}
    assert links
    assert all(f"round={old}&" in link for link in links)

    await office.answer("Harbour View", 9, say=NO)  # of them it is told in words what everyone is asked, and no more
    assert (await choosing(office))[1] == now
    await office.answer("Harbour View", 1, say=NO)
    newest, _ = await choosing(office)
    assert f"Most people supported do not say good things on {CHOOSE} (10 of 10" in newest.text
    assert f"‘{name}’" not in newest.text
    assert f"Fewer people say good things on it than in {name}: likely between" in newest.text
    assert told


async def test_a_round_in_another_house_does_not_empty_this_one(office: Office) -> None:
    """Who is asked elsewhere says nothing about this house; its own round is its newest, and needs no name."""
    await office.answer("Mill Lane", 15, say=YES)
    _, told = await choosing(office, "Mill Lane")
    office.round = await newer(office, "The Elms", services=(office.houses["The Elms"],))
    assert told
    assert (await choosing(office, "Mill Lane"))[1] == told


async def test_one_house_does_not_speak_for_all(office: Office) -> None:
    """Beside a round of all services, a newer one of one house is not what everyone says; alone it is, by its name."""
    everyone = office.round
    office.round = await newer(office, services=(office.houses["Mill Lane"],), name="Only Mill Lane")
    await office.answer("Mill Lane", 12, say=NO)
    assert (
        f"In ‘Only Mill Lane’, most people supported do not say good things on {CHOOSE}"
        in (await choosing(office))[0].text
    )
    office.round = everyone
    await office.answer("Harbour View", 11, say=YES)
    first, _ = await choosing(office)
    assert (len(first.on(Side.FOR)), len(first.on(Side.AGAINST))) == (1, 0)


async def test_a_round_of_others_does_not_push_people_aside(office: Office) -> None:
    """What people supported say themselves stands, though a newer round asked only staff."""
    await office.answer("Mill Lane", 15, say=YES)
    office.round = await newer(office, "Mill Lane staff", audiences=(Audience.STAFF,))
    await office.answer("Mill Lane staff", 12, say=NO)
    first, _ = await choosing(office)
    assert "most people supported say good things" in first.text


async def test_rounds_are_never_added_up(office: Office) -> None:
    """Nine in one round and nine in the next are no eighteen: neither is told in figures."""
    await office.answer("Mill Lane", 9, say=YES)
    office.round = await newer(office)
    await office.answer("Harbour View", 9, say=YES)
    first, told = await choosing(office)
    assert told.endswith("Most people who were heard say good things. There are too few for figures.")
    assert " of 18" not in first.text
