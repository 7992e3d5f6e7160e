"""One monthly summary, the whole way over the web: promises, wishes, signatures, copies and corrections."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from asking.links import copy_token
from asking.summary_gaps import summary_gaps
from store import summaries, wishes
from tests.staff.month import DAY, VIEW, WORDS, Home, met, moved_in, post, press, signed


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """Nobody has begun a summary."""
    async with moved_in(tmp_path / "data") as opened:
        yield opened


async def test_a_whole_summary(home: Home) -> None:
    """Answered, shared, written, met, promised, wished, agreed and signed: then it is closed, and the wish goes on."""
    kim, person = await home.sign_in("Kim"), home.client()
    begun = await post(kim, f"/staff/people/{home.person}/summary")
    here = begun.headers["location"]
    summary = await home.begin()
    assert here == f"/staff/summaries/{summary.id}"
    await home.answer(summary)
    link = await home.link(summary)
    assert "Choose what to share" in (await person.get(link)).text
    page = (await person.get(f"{link}/share?show=yes")).text
    assert page.count("Only you see this.") == len(await home.said(summary)) > 6
    await press(person, f"{link}/share", do="share", answer=str((await home.said(summary))["change"]))
    await post(kim, f"{here}/view", **VIEW)
    meeting = (await kim.get(f"{here}/meeting")).text
    assert WORDS in meeting
    assert "The choir on Thursdays." in meeting
    assert "Were you happy this week?" not in meeting
    added = await post(kim, f"{here}/meeting", do="promise", what="We go swimming.", by_whom="Kim", by_day=DAY)
    assert added.status_code == 303
    await post(kim, f"{here}/meeting", do="wish", wish="We want to eat at 6.")
    page = await press(person, f"{link}/summary", do="change", agree="yes")
    assert "We go swimming." in page
    assert "Kim does this by 10 December 2026." in page
    done = await signed(home, summary)
    assert done.closed_at
    assert "/staff/wishes/1/answer" in (await kim.get(here)).text
    mo = await home.sign_in("Mo")
    listed = (await mo.get("/staff/wishes")).text
    assert "We want to eat at 6." in listed
    assert "Ada" not in listed
    taken = await post(mo, "/staff/wishes/1/take", kind="change", due=DAY)
    assert taken.status_code == 303
    (wish,) = await home.rooms.database.read(wishes.all)
    assert (wish.kind, wish.due_on, wish.taken_by) == ("change", DAY, home.staff["Mo"])
    copy = (await person.get(f"{link}/copy")).text
    assert WORDS in copy
    assert "10 December 2026" in copy


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"what": "", "by_whom": "Kim", "by_day": DAY}, "Write what will be done."),
        ({"what": "We swim.", "by_whom": "", "by_day": DAY}, "Write who does it."),
        ({"what": "We swim.", "by_whom": "Kim", "by_day": "soon"}, "Choose a day."),
        ({"what": "We swim.", "by_whom": "Kim", "by_day": "2026-11-21"}, "Choose a day from today"),
        ({"what": "We swim.", "by_whom": "Kim", "by_day": "2027-03-01"}, "Choose a day from today"),
    ],
)
async def test_a_promise_says_what_who_and_when(home: Home, fields: dict[str, str], sentence: str) -> None:
    """What is missing is told at its field, and what was typed is still there."""
    summary = await met(home)
    kim = await home.sign_in("Kim")
    refused = await post(kim, f"/staff/summaries/{summary.id}/meeting", do="promise", **fields)
    assert refused.status_code == 400
    assert sentence in refused.text
    assert all(value in refused.text for value in fields.values())


async def test_words_that_are_hard_get_a_hint(home: Home) -> None:
    """A promise in long words is kept, and easier words are asked for beside it."""
    summary = await met(home)
    kim = await home.sign_in("Kim")
    here = f"/staff/summaries/{summary.id}/meeting"
    what = "Aquatic participation will be facilitated."
    await post(kim, here, do="promise", what=what, by_whom="Kim", by_day=DAY)
    page = (await kim.get(here)).text
    assert what in page
    assert "Hint: " in page


async def test_last_months_promises_are_ticked_off_by_either(home: Home) -> None:
    """Next month both see what was promised: the person says done, the keyworker says why not, with a word."""
    summary = await met(home)
    kim = await home.sign_in("Kim")
    for what in ("We swim.", "We cook."):
        await post(kim, f"/staff/summaries/{summary.id}/meeting", do="promise", what=what, by_whom="Kim", by_day=DAY)
    await signed(home, summary)
    home.clock.turn(days=30)
    gaps = await home.rooms.database.read(lambda tx: summary_gaps(tx, [home.house], home.clock().date()))
    assert gaps.overdue == 2
    later = await met(home, shared=())
    assert later.month == "2026-12"
    kim, link = await home.sign_in("Kim"), await home.link(later)
    page = await press(home.client(), f"{link}/summary", do="tick", promise="1", state="done")
    assert "What we said last month" in page
    here = f"/staff/summaries/{later.id}/meeting"
    await post(kim, here, do="tick", promise="2", state="not_done", why="The kitchen was closed.")
    page = (await kim.get(here)).text
    assert "said Ada Example" in page
    assert "The kitchen was closed." in page
    gaps = await home.rooms.database.read(lambda tx: summary_gaps(tx, [home.house], home.clock().date()))
    assert gaps.overdue == 0
    other = await post(kim, here, do="tick", promise="99", state="done")
    assert other.status_code == 400


async def test_the_family_gets_a_copy_only_with_a_yes(home: Home) -> None:
    """The family's link opens once the person agreed and both signed, and closes when they say no after all."""
    summary = await met(home)
    link, family = await home.link(summary), home.client()
    token = await home.rooms.database.read(lambda tx: copy_token(tx.keys, summary.id))
    path = f"/copy/{token}"
    await press(home.client(), f"{link}/summary", do="family", agree="yes")
    assert (await family.get(path)).status_code == 404, "not signed yet"
    await signed(home, summary)
    assert WORDS in (await family.get(path)).text
    assert (await family.get(f"/copy/{summary.id}-{'A' * 22}")).status_code == 404
    await press(home.client(), f"{link}/summary", do="family", agree="no")
    assert (await family.get(path)).status_code == 404


async def test_a_wish_goes_no_further_without_a_yes(home: Home) -> None:
    """Signed without agreeing, the manager never hears of it; a wish in other words is asked about anew."""
    summary = await met(home)
    kim, here = await home.sign_in("Kim"), f"/staff/summaries/{summary.id}/meeting"
    person, link = home.client(), f"{await home.link(summary)}/summary"
    await post(kim, here, do="wish", wish="We eat at 6.")
    await press(person, link, do="change", agree="yes")
    await post(kim, here, do="wish", wish="We eat at 7.")
    await signed(home, summary)
    assert await home.rooms.database.read(wishes.all) == ()


async def test_a_correction_is_a_new_version(home: Home) -> None:
    """The signed one stays; the new one has all of it, and both change and sign it."""
    summary = await signed(home, await met(home))
    kim = await home.sign_in("Kim")
    made = await post(kim, f"/staff/summaries/{summary.id}/correct")
    new = await home.now(summary)
    assert made.headers["location"] == f"/staff/summaries/{new.id}"
    assert (new.version, new.closed_at) == (2, None)
    page = (await kim.get(f"/staff/summaries/{new.id}/meeting")).text
    assert WORDS in page
    assert "The choir on Thursdays." in page
    await post(kim, f"/staff/summaries/{new.id}/meeting", do="promise", what="We swim.", by_whom="Kim", by_day=DAY)
    assert (await signed(home, new)).closed_at
    assert (await home.rooms.database.read(lambda tx: summaries.get(tx, summary.id))) == summary
