"""What people wrote: it waits until a named person has read it."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest

from asking.working_days import is_overdue
from store import access_log, answers, people
from tests.staff.office import AT, Office

SAID = "I like <b>my garden</b>"


async def notes(office: Office) -> list[tuple[str, str]]:
    """Who did what, oldest first, sign-ins aside."""
    found = await office.database.read(access_log.recent)
    return [(note.who, note.did) for note in reversed(found) if "signed in" not in note.did]


async def listed(office: Office) -> str:
    """The list of words, recordings and photos."""
    return (await office.get("/staff/words")).text


async def test_the_list_says_where_when_and_which_question(signed_in: Office) -> None:
    """A reader can choose without learning who wrote, and without the words; looking at the list is not logged."""
    await signed_in.words("Rose Cottage", SAID)
    page = await listed(signed_in)
    for shown in ("Rose Cottage", "22 November 2026", "What is good about your support?", "Words 1"):
        assert shown in page
    assert "garden" not in page
    assert "Ada Example" not in page
    assert await notes(signed_in) == []


async def test_opening_shows_the_words_and_is_written_down(signed_in: Office) -> None:
    """They are shown as they were written, and cannot become part of the page."""
    number = await signed_in.words("Rose Cottage", SAID)
    page = (await signed_in.get(f"/staff/words/{number}")).text
    assert "I like &lt;b&gt;my garden&lt;/b&gt;" in page
    assert "Ada Example" not in page
    assert await notes(signed_in) == [("Mo Manager", f"opened words {number}")]


async def test_they_wait_until_a_named_person_has_read_them(signed_in: Office) -> None:
    """Opening is not reading: a name ends the waiting, and is kept and listed with the latest."""
    number = await signed_in.words("Rose Cottage", SAID)
    await signed_in.get(f"/staff/words/{number}")
    assert "1 answer in own words waits to be heard or read." in (await signed_in.get("/staff")).text
    empty = await signed_in.post(f"/staff/words/{number}/read", who="")
    assert (empty.status_code, "Enter a name" in empty.text) == (400, True)
    assert (await signed_in.post(f"/staff/words/{number}/read", who="Lin Reader")).status_code == 303
    page = await listed(signed_in)
    assert "There is nothing to read, hear or see." in page
    assert "Read by Lin Reader, 22 November 2026" in page
    assert ("Mo Manager, for Lin Reader", f"read words {number}") in await notes(signed_in)
    again = await signed_in.post(f"/staff/words/{number}/read", who="Mo")
    assert (again.status_code, "Lin Reader" in again.text) == (409, True)


async def test_the_oldest_is_first_whatever_its_kind(signed_in: Office) -> None:
    """Words and recordings stand in one list."""
    await signed_in.words("Rose Cottage", "later", at="2026-11-22T14:00:00Z")
    await signed_in.recording("The Elms")
    await signed_in.words("Mill Lane", "first", at="2026-11-20T14:00:00Z")
    page = await listed(signed_in)
    places = [page.index(name) for name in (">Words 3<", ">Recording 1<", ">Words 1<")]
    assert places == sorted(places)


async def test_what_waits_too_long_says_so(signed_in: Office) -> None:
    """After one working day it is marked, in the list and on its page."""
    number = await signed_in.words("Rose Cottage", SAID)  # a Sunday
    mark = "Waiting more than one working day"
    signed_in.clock.turn(hours=34)
    await signed_in.sign_in("Mo Manager")
    assert mark not in await listed(signed_in)
    signed_in.clock.turn(hours=2)
    assert mark in await listed(signed_in)
    assert mark in (await signed_in.get(f"/staff/words/{number}")).text


@pytest.mark.parametrize(
    ("came", "last"),
    [
        ("2026-11-17T15:00:00Z", "2026-11-18T15:00:00Z"),  # Tuesday, Wednesday
        ("2026-11-20T15:00:00Z", "2026-11-23T15:00:00Z"),  # Friday, Monday
        ("2026-11-21T15:00:00Z", "2026-11-24T00:00:00Z"),  # Saturday counts from Monday on
        ("2026-11-22T15:00:00Z", "2026-11-24T00:00:00Z"),  # so does Sunday
        ("2026-11-19T15:00:00Z", "2026-11-20T15:00:00Z"),  # Thursday, Friday
    ],
)
def test_one_working_day(came: str, last: str) -> None:
    """At the end of the day it is not late; one second after, it is."""
    end = datetime.fromisoformat(last)
    assert not is_overdue(came, end)
    assert is_overdue(came, end.replace(second=1))


async def test_words_that_no_longer_count_are_gone(signed_in: Office) -> None:
    """Taken back, changed or forgotten: neither list nor page has them."""
    houses = ("Mill Lane", "The Elms", "Rose Cottage")
    numbers = [await signed_in.words(house, SAID) for house in houses]
    taken, changed, forgotten = (signed_in.people[house][0] for house in houses)
    await signed_in.database.write(
        lambda tx: answers.take_back(tx, person_id=taken, session_id=signed_in.talks[taken], prompts=None, at=AT)
    )
    newer = await signed_in.words("The Elms", "I changed my mind")
    await signed_in.database.write(lambda tx: answers.forget_words(tx, forgotten))
    await signed_in.database.write(lambda tx: people.forget_identity(tx, forgotten, AT))
    page = await listed(signed_in)
    assert [f">Words {number}<" in page for number in (*numbers, newer)] == [False, False, False, True]
    for number in (*numbers, 99):
        assert (await signed_in.get(f"/staff/words/{number}")).status_code == 404
        assert (await signed_in.post(f"/staff/words/{number}/read", who="Mo")).status_code == 404
    assert changed in signed_in.talks


async def test_only_one_of_many_at_once_has_read_it(signed_in: Office) -> None:
    """Two press at once: the first one's name stays."""
    number = await signed_in.words("Rose Cottage", SAID)
    posts = [signed_in.post(f"/staff/words/{number}/read", who=who) for who in ("Lin", "Mo", "Sal")]
    assert sorted(answer.status_code for answer in await asyncio.gather(*posts)) == [303, 409, 409]
