"""Every number leads to what it is made of, as far as its reader may see."""

from __future__ import annotations

import re

import pytest

from asking.permissions import Role
from store import rounds
from tests.staff.office import AT, Office

GOOD = {"choose": "yes", "listen": "yes", "rushed": "no"}
BAD = {"choose": "no", "listen": "no", "rushed": "yes"}
CHOOSE = "/staff/numbers/duq.1.good.1"


async def text(office: Office, path: str) -> str:
    """What a page says, without its tags."""
    response = await office.get(path)
    assert response.status_code == 200, path
    return " ".join(re.sub(r"<[^>]+>", " ", response.text.partition("<main")[2]).split())


async def test_every_number_of_an_area_leads_somewhere(office: Office) -> None:
    """All links of an area's page, of the list of areas and of a comparison open, and say whose number it is."""
    await office.answer("Mill Lane", 12, say=GOOD)
    await office.answer("Mill Lane", 9, say=BAD, support="supported")
    await office.answer("Mill Lane staff", 6, say=BAD)
    await office.sign_in("Ann", Role.MANAGER)
    for page in ("/staff/evidence", "/staff/areas/duq.1", "/staff/areas/duq.1?service=1", "/staff/rounds/compare"):
        html = (await office.get(page)).text
        links = set(re.findall(r'href="(/staff/numbers/[^"]+)"', html))
        assert links or page.endswith("compare")
        for link in links:
            assert "What this number is made of" in await text(office, link.replace("&amp;", "&"))
    assert "20 people" in await text(office, CHOOSE)


async def test_what_a_result_is_made_of(office: Office) -> None:
    """The page names the questions and how each answer is read, the services, the ways of answering, and the rule."""
    await office.answer("Mill Lane", 10, say=GOOD)
    await office.answer("Mill Lane", 10, say=BAD, support="supported")
    await office.answer("Harbour View", 10, say=BAD)
    await office.sign_in("Ann", Role.MANAGER)
    page = await text(office, CHOOSE)
    assert "Do you choose what you do today?" in page
    assert "Do staff listen to you?" not in page
    assert "yes: good" in page
    assert "no: not good" in page
    assert "0 good, 0 good and not good, 10 not good" in page
    assert "Had help to answer" in page
    assert "10 good, 0 good and not good, 20 not good: 30 people" in page
    assert "A result moves when five more people are in" in page


async def test_a_hidden_result_says_why_and_not_more(office: Office) -> None:
    """Under five people: no figure, both reasons at once, and nothing of the questions' own counts."""
    await office.answer("The Elms", 3, say=BAD)
    await office.sign_in("Ann", Role.MANAGER)
    page = await text(office, f"{CHOOSE}?service={office.houses['The Elms']}")
    assert "Hidden to keep people private." in page
    assert "We do not say which." in page
    assert "3 not good" not in page


async def test_a_house_does_not_tell_how_people_answered(office: Office) -> None:
    """By house and way of answering at once is a split that no table has; neither is an area by way, nor the core."""
    await office.answer("Mill Lane", 12, say=GOOD)
    await office.sign_in("Ann", Role.MANAGER)
    for wrong in (
        f"{CHOOSE}?service=1&support=alone",
        f"{CHOOSE}?support=alone&core=1",
        "/staff/numbers/duq.1?support=supported",
        f"{CHOOSE}?source=observer",
        f"{CHOOSE}?support=shouted",
        f"{CHOOSE}?round=99",
        f"{CHOOSE}?service=x",
        "/staff/numbers/duq.9",
    ):
        assert (await office.get(wrong)).status_code == 404, wrong
    assert (await office.get(f"{CHOOSE}?support=alone")).status_code == 200


async def test_who_works_for_one_house_sees_that_one_only(office: Office) -> None:
    """No sum over all services, and no other house, whatever the address asks for."""
    await office.answer("Mill Lane", 12, say=GOOD)
    await office.answer("Harbour View", 10, say=BAD)
    await office.sign_in("Ann", Role.MANAGER, "Mill Lane")
    page = await text(office, f"{CHOOSE}?service=0")
    assert "Harbour View" not in page
    assert "22 people" not in page
    assert (await office.get(f"{CHOOSE}?service={office.houses['Harbour View']}")).status_code == 404


@pytest.mark.parametrize(("role", "told"), [(Role.LEAD, True), (Role.MANAGER, False), (Role.BOARD, False)])
async def test_only_leads_are_led_to_what_one_person_told(office: Office, role: Role, told: bool) -> None:
    """The link to people's own words stands there only for whoever may open them."""
    await office.answer("Mill Lane", 12, say=GOOD)
    await office.sign_in("Ann", role)
    page = (await office.get(CHOOSE)).text
    assert ("What one person told is not on this page" in page) is told


async def test_a_closed_round_says_that_its_results_stay(office: Office) -> None:
    """Whoever reads an old figure is told that it does not move any more."""
    await office.answer("Mill Lane", 12, say=GOOD)
    await office.database.write(lambda tx: rounds.close(tx, office.round, AT))
    await office.sign_in("Ann", Role.MANAGER)
    assert "Published on 22 November 2026. These results stay." in await text(office, f"{CHOOSE}?round={office.round}")
