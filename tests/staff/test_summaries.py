"""Who sees what of a monthly summary, what is missing, and what forgetting takes away, over the web."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from asking.forgetting import forget
from asking.moment import stamp
from asking.summaries import has_no_helper
from asking.summary_gaps import summary_gaps
from store import access_log, people, summaries, tallies
from store.tx import Tx
from tests.staff.month import DAY, VIEW, WORDS, Home, met, moved_in, post, press, signed


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """Nobody has begun a summary."""
    async with moved_in(tmp_path / "data") as opened:
        yield opened


async def test_nothing_is_shared_by_default(home: Home) -> None:
    """Who shares nothing is met all the same; no answer of theirs is on any page of the keyworker."""
    summary = await met(home, shared=())
    kim = await home.sign_in("Kim")
    for path in ("", "/view", "/meeting"):
        page = (await kim.get(f"/staff/summaries/{summary.id}{path}")).text
        assert WORDS not in page
        assert "Did your support go well this week?" not in page
    assert "Ada Example shares nothing. That is fine." in (await kim.get(f"/staff/summaries/{summary.id}/meeting")).text
    done = await signed(home, summary)
    assert done.closed_at, "no promise is needed either"
    assert "Nothing new this month." in (await home.client().get(f"{await home.link(summary)}/copy")).text


async def test_share_all_and_a_changed_mind(home: Home) -> None:
    """All at once, one taken out again, and one taken back for good: the keyworker sees what is left."""
    summary = await met(home, shared=())
    person, link = home.client(), await home.link(summary)
    page = await press(person, f"{link}/share", do="all")
    assert "Only you see this." not in page
    said = await home.said(summary)
    await press(person, f"{link}/share", do="keep", answer=str(said["happy"]))
    kim = await home.sign_in("Kim")
    meeting = (await kim.get(f"/staff/summaries/{summary.id}/meeting")).text
    assert "Were you happy this week?" not in meeting
    assert WORDS in meeting
    await press(person, f"{link}/answers", do="one", step="duq.monthly.person.change", nonce="1")
    assert WORDS not in (await kim.get(f"/staff/summaries/{summary.id}/meeting")).text


async def test_what_is_signed_stays_but_taking_back_is_always_heard(home: Home) -> None:
    """After both have signed nothing can be shared or unshared; an answer taken back leaves every page at once."""
    summary = await met(home)
    await signed(home, summary)
    person, link = home.client(), await home.link(summary)
    before = await home.rooms.database.read(lambda tx: summaries.shared(tx, summary.id))
    await press(person, f"{link}/share", do="all")
    assert await home.rooms.database.read(lambda tx: summaries.shared(tx, summary.id)) == before
    kim = await home.sign_in("Kim")
    here = f"/staff/summaries/{summary.id}/meeting"
    refused = await post(kim, here, do="promise", what="We swim.", by_whom="Kim", by_day=DAY)
    assert refused.status_code == 400
    assert "You have both signed this summary." in refused.text
    await press(person, f"{link}/answers", do="one", step="duq.monthly.person.change", nonce="1")
    assert WORDS not in (await kim.get(here)).text
    assert WORDS not in (await person.get(f"{link}/copy")).text


async def test_who_had_signed_signs_again_where_something_changed(home: Home) -> None:
    """A promise that is added after the person has signed takes the signature back."""
    summary = await met(home)
    person, link = home.client(), await home.link(summary)
    await press(person, f"{link}/summary", do="sign")
    assert (await home.now(summary)).person_signed_at
    kim = await home.sign_in("Kim")
    here = f"/staff/summaries/{summary.id}/meeting"
    await post(kim, here, do="promise", what="We swim.", by_whom="Kim", by_day=DAY)
    assert not (await home.now(summary)).person_signed_at
    await post(kim, here, do="sign")
    assert not (await home.now(summary)).closed_at


async def test_neither_view_colours_the_other(home: Home) -> None:
    """The meeting opens only after the keyworker's own view and the person's part; then the view stays as it is."""
    summary = await home.begin()
    kim, here = await home.sign_in("Kim"), f"/staff/summaries/{summary.id}"
    assert (await kim.get(f"{here}/meeting")).status_code == 303
    empty = await post(kim, f"{here}/view", working="")
    assert empty.status_code == 400
    await post(kim, f"{here}/view", **VIEW)
    assert (await kim.get(f"{here}/meeting")).status_code == 303, "the person has not answered yet"
    await home.answer(summary)
    assert (await kim.get(f"{here}/meeting")).status_code == 200
    late = await post(kim, f"{here}/view", working="Now that I know.")
    assert late.status_code == 400
    assert "The choir on Thursdays." in (await kim.get(f"{here}/view")).text


async def test_who_is_handed_the_tablet_finds_no_staff_page_on_it(home: Home) -> None:
    """The keyworker is signed out before the person's own pages open; nobody but the keyworker can open them."""
    summary = await home.begin()
    kim, here = await home.sign_in("Kim"), f"/staff/summaries/{summary.id}"
    assert (await post(await home.sign_in("Lee"), f"{here}/here")).status_code == 404
    opened = await post(kim, f"{here}/here")
    assert (opened.status_code, opened.headers["location"]) == (303, await home.link(summary))
    assert (await kim.get(here)).status_code == 401


async def test_a_colleague_stands_in_and_the_manager_sees_who(home: Home) -> None:
    """Another keyworker of the house sees nothing until they say that they stand in; one elsewhere finds nothing."""
    summary = await met(home)
    lee, here = await home.sign_in("Lee"), f"/staff/summaries/{summary.id}"
    for path in ("/view", "/meeting"):
        assert (await lee.get(f"{here}{path}")).status_code == 303
    assert WORDS not in (await lee.get(here)).text
    assert (await post(lee, f"{here}/stand-in")).status_code == 303
    assert WORDS in (await lee.get(f"{here}/meeting")).text
    mo = await home.sign_in("Mo")
    assert "Lee stands in for the keyworker" in (await mo.get("/staff/summaries")).text
    for path in ("/view", "/meeting"):
        assert (await mo.get(f"{here}{path}")).status_code == 303
    page = (await mo.get(here)).text
    assert WORDS not in page
    assert "The choir" not in page
    bea = await home.sign_in("Bea")
    for path in ("", "/view", "/meeting"):
        assert (await bea.get(f"{here}{path}")).status_code == 404


async def test_the_manager_sees_what_is_missing(home: Home) -> None:
    """Without a summary, begun, waiting for a signature, done; and that nobody independent is named."""

    async def gaps() -> tuple[int, int, int]:
        found = await home.rooms.database.read(lambda tx: summary_gaps(tx, [home.house], home.clock().date()))
        return found.without, found.begun, found.unsigned

    assert await gaps() == (0, 0, 0), "where nobody makes summaries, none is missing"
    summary = await home.begin()
    assert await gaps() == (0, 1, 0)
    at = stamp(home.clock())
    other = await home.rooms.database.write(
        lambda tx: people.add(tx, service_id=home.house, audience="person", name="Cy Example", at=at)
    )
    assert await gaps() == (1, 1, 0)
    await home.rooms.database.write(lambda tx: people.forget_identity(tx, other, at))
    mo = await home.sign_in("Mo")
    page = (await mo.get("/staff")).text
    assert "1 person with a summary that is begun" in page
    assert "a summary that is begun, 1 person with no independent helper named." in page
    await met(home)
    assert await gaps() == (0, 0, 1)
    await signed(home, summary)
    assert await gaps() == (0, 0, 0)
    person = await home.rooms.database.read(lambda tx: people.get(tx, home.person))
    assert person
    assert await home.rooms.database.read(lambda tx: has_no_helper(tx, person))


async def test_what_works_becomes_evidence(home: Home) -> None:
    """What the person taps counts on the standards that the questions show, shared or not, in the month's round."""
    summary = await home.begin()
    await home.answer(summary)

    def heard(tx: Tx) -> set[str]:
        row = tx.one("SELECT round_id FROM invitation WHERE id = :id", id=summary.invitation_id)
        assert row
        pack = home.rooms.pack
        return set(
            tallies.heard(
                tx, code=pack.id, code_version=pack.version, round_id=row[0], service_id=home.house, source="person",
                support="all", about="all",
            )
        )  # fmt: skip

    assert {"duq.1.good.1", "duq.2.good.5", "duq.4.bad.3"} <= await home.rooms.database.read(heard)


async def test_forgetting_takes_everything_away(home: Home) -> None:
    """No summary, promise, wish or shared answer of a forgotten person is left, and no link opens one."""
    summary = await met(home)
    kim, link = await home.sign_in("Kim"), await home.link(summary)
    here = f"/staff/summaries/{summary.id}"
    await post(kim, f"{here}/meeting", do="promise", what="We swim.", by_whom="Kim", by_day=DAY)
    await post(kim, f"{here}/meeting", do="wish", wish="We eat at 6.")
    await press(home.client(), f"{link}/summary", do="change", agree="yes")
    await signed(home, summary)
    at = stamp(home.clock())
    await home.rooms.database.write(
        lambda tx: forget(tx, home.rooms.pack, person_id=home.person, with_answers=True, at=at)
    )

    def left(tx: Tx) -> list[int]:
        row = tx.one(
            """SELECT (SELECT COUNT(*) FROM summary), (SELECT COUNT(*) FROM summary_shared),
            (SELECT COUNT(*) FROM promise), (SELECT COUNT(*) FROM wish)"""
        )
        return list(row or ())

    assert await home.rooms.database.read(left) == [0, 0, 0, 0]
    assert (await kim.get(here)).status_code == 404
    assert (await home.client().get(f"{link}/summary")).status_code == 404


async def test_every_look_is_written_down(home: Home) -> None:
    """Who opened the list, the summary, the view and the meeting stands in the access log."""
    summary = await met(home)
    notes = await home.rooms.database.read(lambda tx: access_log.recent(tx, 200))
    did = {note.did for note in notes if note.who == "Kim" and note.person_id == home.person}
    assert f"opened the meeting of summary {summary.id}" in did
    assert f"wrote their own view in summary {summary.id}" in did


async def test_an_ordinary_link_has_no_summary(home: Home) -> None:
    """A link to a talk opens no page of a summary, and a made-up answer number shares nothing."""
    summary = await met(home, shared=())
    person, link = home.client(), await home.link(summary)
    await press(person, f"{link}/share", do="share", answer="99999")
    assert await home.rooms.database.read(lambda tx: summaries.shared(tx, summary.id)) == frozenset()
    bad = await person.post(f"{link}/summary", data={"do": "explode"})
    assert bad.status_code == 400


async def test_no_keyworker_means_anyone_of_the_house_can_stand_in(home: Home) -> None:
    """The list says that none is named, and who works there can begin the summary and stand in."""
    person = await home.rooms.database.read(lambda tx: people.get(tx, home.person))
    assert person
    await home.rooms.database.write(lambda tx: people.change(tx, replace(person, keyworker_id=None)))
    lee = await home.sign_in("Lee")
    listed = (await lee.get("/staff/summaries")).text
    assert "People whose keyworker is a colleague" in listed
    assert "No keyworker is named" in listed
    begun = await post(lee, f"/staff/people/{home.person}/summary")
    here = begun.headers["location"]
    await post(lee, f"{here}/stand-in")
    assert (await lee.get(f"{here}/view")).status_code == 200
