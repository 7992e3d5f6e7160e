"""What only has to be tidied is one line of the first page, and each of its counts is that of the page behind it."""

from __future__ import annotations

import html
import re

import pytest

from asking.permissions import Role
from store import services
from store.action import Someone
from tests.staff.office import Office
from tests.staff.test_actions import an_action

TIDY = "/staff/actions/tidy"
LINE = re.compile(r'<li class="need[^"]*">(?:<a[^>]*href="([^"]*)">)?([^<]*)')


def lines(page: str) -> dict[str, str]:
    """Each line of the first page, with its address."""
    return {html.unescape(says): html.unescape(link) for link, says in LINE.findall(page)}


def of(page: str, kind: str) -> list[str]:
    """The addresses under the heading of one kind."""
    found = re.search(rf"<h2[^>]*>{re.escape(kind)}[: ]+(\d+)</h2>(.*?)</section>", page, re.DOTALL)
    if not found:
        return []
    links = re.findall(r'<li><a[^>]*href="([^"]*)"', found[2])
    assert len(links) == int(found[1])
    return links


async def counted(office: Office) -> list[str]:
    """The lines about actions, once the list behind each was found to be as long as it says."""
    found = {says: link for says, link in lines((await office.get("/staff")).text).items() if "/actions?" in link}
    for says, link in found.items():
        listed = re.search(r"<strong>(\d+) of \d+ actions</strong>", (await office.get(link)).text)
        assert listed, link
        assert listed[1] == says.partition(" ")[0], says
    return list(found)


async def test_four_kinds_are_one_line_and_each_leads_to_where_it_is_mended(office: Office) -> None:
    """The line counts what the page lists by kind; every entry opens, and what is mended is gone from both."""
    kim = await office.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    await office.sign_in("Mo", Role.MANAGER)
    alone = await an_action(office, what="Alone", due_on="2026-12-20", standards=("duq.1",))
    timeless = await an_action(office, what="Timeless", leads=(Someone("Kim", kim),), standards=("duq.1",))
    await an_action(office, what="By whom?", leads=(Someone("The cook"),), due_on="2026-12-20", standards=("duq.1",))
    unlinked = await an_action(office, what="About what?", leads=(Someone("Kim", kim),), due_on="2026-12-20")
    assert lines((await office.get("/staff")).text)["4 things have to be tidied in the register of actions."] == TIDY
    page = (await office.get(TIDY)).text
    assert "4 things." in page
    assert of(page, "Nobody leads") == [f"/staff/actions/{alone}/change"]
    assert of(page, "No last day") == [f"/staff/actions/{timeless}/change#due_on"]
    assert of(page, "Not linked") == [f"/staff/actions/link?action={unlinked}"]
    (who,) = of(page, "Who is this?")
    answer = (await office.get(who)).text
    assert f'id="{who.partition("#")[2]}"' in answer, "the field that asks it"
    for link in re.findall(r'<li><a[^>]*href="(/staff/actions/[^"]*)"', page):
        assert (await office.get(link)).status_code == 200
    await office.post("/staff/actions/who", **{who.partition("#")[2]: "outside"})
    await office.post("/staff/actions/link", **{f"none-{unlinked}": "yes"})
    assert "2 things have to be tidied in the register of actions." in lines((await office.get("/staff")).text)
    assert of((await office.get(TIDY)).text, "Not linked") == []


async def test_where_nothing_has_to_be_tidied_there_is_no_line(office: Office) -> None:
    """A manager of one house hears nothing of another's; whoever cannot mend it has neither line nor page."""
    await an_action(office, service_id=office.houses["The Elms"])
    await office.sign_in("Bea", Role.MANAGER, "Mill Lane")
    assert "tidied" not in (await office.get("/staff")).text
    assert "Nothing. Every action that you may change" in (await office.get(TIDY)).text
    await office.sign_in("Bo", Role.MANAGER, "The Elms")
    assert "3 things have to be tidied" in (await office.get("/staff")).text
    await office.sign_in("Lou", Role.BOARD)
    assert "tidied" not in (await office.get("/staff")).text


async def test_many_of_one_kind_are_folded_and_all_are_there(office: Office) -> None:
    """Ten stand there at once, and the rest is in a fold that says how many."""
    await office.sign_in("Mo", Role.MANAGER)
    for number in range(13):
        await an_action(office, what=f"Thing {number}", due_on="2026-12-20", standards=("duq.1",))
    page = (await office.get(TIDY)).text
    assert len(of(page, "Nobody leads")) == 13
    assert page.partition("<main")[2].partition("<details")[0].count("<li>") == 10
    assert ">3 more<" in page


@pytest.mark.parametrize("house", ["", "Mill Lane"])
async def test_counts_of_actions_are_those_of_the_lists_behind_them(office: Office, house: str) -> None:
    """Of late ones, of those that do not move, and of one's own: for who manages all services, or one of them."""
    mo = await office.sign_in("Mo", Role.MANAGER, house)
    mine, other = (Someone("Mo", mo),), office.houses["The Elms"]
    here = office.houses["Mill Lane"]
    await an_action(office, due_on="2026-11-01", service_id=here)
    await an_action(office, due_on="2026-11-01", service_id=here, leads=mine)
    await an_action(office, due_on="2026-11-01", service_id=other, leads=mine)
    await an_action(office, due_on="2026-11-01", service_id=other)
    await an_action(office, due_on="2026-11-01")
    await an_action(office, due_on="2026-11-28", service_id=here, leads=mine)
    await an_action(office, due_on="2026-11-29", service_id=here)
    found = await counted(office)
    assert f"{3 if house else 5} actions are overdue, and you lead 2 of them." in found
    assert "1 action that you lead is due within 7 days." in found
    office.clock.turn(days=40)
    await office.sign_in("Ann", Role.MANAGER, house)
    found = await counted(office)
    assert f"{4 if house else 7} actions are overdue." in found
    assert f"{4 if house else 7} actions do not move." in found


async def test_what_is_more_than_ten_lines_is_folded(office: Office) -> None:
    """The most urgent ten stand there, and the fold says how many more there are."""
    names = [f"New Street {number}" for number in range(14)]
    await office.database.write(lambda tx: [services.add(tx, name=name) for name in names])
    await office.sign_in("Mo", Role.MANAGER)
    page = (await office.get("/staff")).text
    first, _, rest = page.partition(">More: ")
    assert first.count('<li class="need') == 10
    assert int(rest[: rest.index("<")]) == rest.count('<li class="need') == len(lines(page)) - 10
