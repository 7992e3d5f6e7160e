"""A monthly summary on another device: what was said stays unseen, and nobody signs what they cannot see."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store import summaries
from tests.staff.month import VIEW, WORDS, Home, moved_in, post, press


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """The house of the summaries."""
    async with moved_in(tmp_path / "data") as opened:
        yield opened


async def shared(home: Home, number: int) -> frozenset[int]:
    """The answers that the keyworker sees."""
    return await home.rooms.database.read(lambda tx: summaries.shared(tx, number))


async def test_a_holder_of_the_link_sees_and_shares_nothing(home: Home) -> None:
    """With the link alone nothing that was said is shown, and 'share all' shares nothing; at home both work."""
    summary = await home.begin()
    await home.answer(summary)
    link, holder = await home.link(summary), home.elsewhere()
    page = (await holder.get(f"{link}/share?show=yes")).text
    assert WORDS not in page
    assert "We do not show all your answers here." in page
    await press(holder, f"{link}/share", do="all")
    said = await home.said(summary)
    await press(holder, f"{link}/share", do="share", answer=str(said["happy"]))
    assert await shared(home, summary.id) == frozenset()
    assert WORDS in (await home.client().get(f"{link}/share?show=yes")).text
    await press(home.client(), f"{link}/share", do="all")
    assert len(await shared(home, summary.id)) == len(said)


async def test_in_the_meeting_both_look_at_what_is_shared(home: Home) -> None:
    """The tablet of the meeting shows the shared part and takes the signature; another one shows and signs nothing."""
    summary = await home.begin()
    await home.answer(summary)
    person, link = home.client(), await home.link(summary)
    said = await home.said(summary)
    await press(person, f"{link}/share", do="share", answer=str(said["happy"]))
    kim, here = await home.sign_in("Kim"), f"/staff/summaries/{summary.id}"
    await post(kim, f"{here}/view", **VIEW)
    meeting = (await kim.get(f"{here}/meeting")).text
    handed = re.search(r'href="(/s/[^"]+/summary\?met=[^"]+)"', meeting)
    assert handed

    holder = home.elsewhere()
    page = (await holder.get(f"{link}/summary")).text
    assert "We do not show your summary here." in page
    assert VIEW["working"] not in page
    await press(holder, f"{link}/summary", do="sign")
    await press(holder, f"{link}/summary", do="family", agree="yes")
    now = await home.now(summary)
    assert not now.person_signed_at
    assert not now.family_ok

    tablet = home.elsewhere()
    page = (await tablet.get(handed[1])).text
    assert "Were you happy this week?" in page
    assert WORDS not in page, "what is not shared stays where it was said"
    assert VIEW["working"] in page
    await press(tablet, f"{link}/summary", do="sign")
    assert (await home.now(summary)).person_signed_at


async def test_a_yes_for_the_family_is_taken_back_anywhere(home: Home) -> None:
    """To say no needs no old device."""
    summary = await home.begin()
    await home.answer(summary)
    link = await home.link(summary)
    await press(home.client(), f"{link}/summary", do="family", agree="yes")
    assert (await home.now(summary)).family_ok
    await press(home.elsewhere(), f"{link}/summary", do="family", agree="no")
    assert not (await home.now(summary)).family_ok
