"""Finding a record in the list by its words, and what an empty list says."""

from __future__ import annotations

import re

import pytest

from bot.staff.records import listing
from store import access_log
from tests.staff.office import Office
from tests.staff.test_records import YES, about, sent


async def test_records_are_found_by_their_words(managed: Office) -> None:
    """Every word has to be in the title, the source or the words, in large letters or small, accents or none."""
    await sent(managed, title="A café in town", source="A sister", words="They chose the cakes.")
    await sent(managed, title="Supper", source="The cook", words="Nobody chose.", kind="feedback")
    for find, first, second in (
        ("chose", True, True),
        ("CAFE", True, False),
        ("sist chose", True, False),
        ("cook café", False, False),
        ("chose&kind=feedback", False, True),
        ("%20%20", True, True),
        ("%25", True, True),
        ("_", False, False),
    ):
        page = (await managed.get(f"/staff/records?find={find}")).text
        assert (">A café in town<" in page, ">Supper<" in page) == (first, second), find
    did = [one.did for one in await managed.database.read(access_log.recent)]
    assert not [one for one in did if "chose" in one or "CAFE" in one]


async def test_nobody_finds_what_they_may_not_see(office: Office) -> None:
    """Not by its words either: the board finds no story without a yes, a manager nothing that is for leads."""
    await office.sign_in("Sal", "lead")
    await sent(office, title="For leads", words="Nightingale.", seen_by="leads")
    await about(office, title="No yes", words="Nightingale.", **{**YES, "naming": "no"})
    for who, role, sees in (("Ann", "lead", 2), ("Mo", "manager", 1), ("Lou", "board", 0)):
        await office.sign_in(who, role)
        page = (await office.get("/staff/records?find=nightingale")).text
        found = f"{sees} record{'' if sees == 1 else 's'} with ‘nightingale’"
        assert (found in page, "For leads" in page, "No yes" in page) == (True, sees == 2, sees > 0)


async def test_an_empty_list_says_what_to_do(managed: Office) -> None:
    """Each way out leaves out one thing that was asked for, and keeps the others."""
    await sent(managed, title="Long ago", day="2020-01-01", words="Cakes.")
    page = (await managed.get("/staff/records?find=cakes&kind=visit&who=")).text
    assert "No record that you may see fits all of this." in page
    ways = [to.replace("&amp;", "&") for to in re.findall(r'<li><a class="govuk-link" href="([^"]+)"', page)]
    assert ["find=" in to for to in ways] == [False, True, True]
    assert ["kind=visit" in to for to in ways] == [True, False, True]
    assert [">Long ago<" in (await managed.get(to)).text for to in ways] == [False, False, True]
    page = (await managed.get("/staff/records")).text
    assert "There is no record of these days that you may see." in page


async def test_more_than_can_be_looked_through_is_told(managed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest are looked through, and the page says that there are more."""
    monkeypatch.setattr(listing, "MOST", 2)
    for day in ("2026-11-18", "2026-11-19"):
        await sent(managed, title=f"Of {day}", day=day)
    assert 'id="cut"' not in (await managed.get("/staff/records")).text
    await sent(managed, title="Of 2026-11-20")
    page = (await managed.get("/staff/records?find=of")).text
    assert ("these are from the newest 2." in page, "Of 2026-11-18" in page, "Of 2026-11-20" in page) == (
        True, False, True,
    )  # fmt: skip
