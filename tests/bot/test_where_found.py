"""From a worry to the words that it was found in: what the detector found can be read where it stands."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from asking.noticing import Found, keep
from asking.permissions import Role
from bot.staff.worries.found import GONE, KINDS, SUMMARY, WISH_ANSWER, found_in
from store import comments, noticed
from store.noticed import Text
from store.tx import Tx
from tests.attacks.site import AT, NOW, UNLIMITED, Site, open_site

AT_MOST = 3
"""Texts of each kind that are followed."""


@pytest.fixture
async def site(tmp_path: Path, copy_sample: Callable[[Path], None]) -> AsyncIterator[Site]:
    """The sample provider."""
    copy_sample(tmp_path / "data")
    async with open_site(tmp_path / "data", UNLIMITED) as opened:
        yield opened


def kept(tx: Tx) -> list[Text]:
    """Some texts of each kind that the sample has, and a comment beside the first of them."""
    texts = [text for find in noticed.WAITING.values() for text in find(tx, 0, AT_MOST).texts]
    one = next(text for text in texts if text.session_id and text.person_id)
    assert one.session_id
    assert one.person_id
    comments.add(
        tx, session_id=one.session_id, person_id=one.person_id, service_id=one.service_id, prompt="", origin="m/1",
        at=AT, words="We like the garden.",
    )  # fmt: skip
    return [*texts, replace(one, source=f"comment/{one.session_id}/m/1")]


def test_every_place_of_the_detector_is_known() -> None:
    """What it can find something in, this page can lead to, or says who can."""
    assert set(noticed._THERE) <= set(KINDS)


async def test_what_was_found_is_read_where_it_stands(site: Site) -> None:
    """Each link on the page of a worry opens for a safeguarding lead; where there is none, the page says why."""
    texts = await site.rooms.database.write(kept)
    assert {"answer", "comment", "expert", "voice", "wish"} <= {text.source.partition("/")[0] for text in texts}
    lead = await site.signed_in(Role.LEAD)
    for text in texts:
        worry = await site.rooms.database.write(lambda tx, text=text: keep(tx, Found(text, ("hurt",)), NOW))  # type: ignore[misc]
        page = (await lead.get(f"/staff/worries/{worry}")).text
        link = re.search(r'href="([^"]+)">Open where it was found', page)
        if text.source.partition("/")[0] in {"wish", "view", "wish-answer"}:
            assert SUMMARY in page or WISH_ANSWER in page
        else:
            assert link, text.source
            assert (await lead.get(link[1])).status_code == 200, link[1]


async def test_what_is_gone_is_no_dead_link(site: Site) -> None:
    """Words that were taken back or deleted meanwhile: the page says so."""

    def led(tx: Tx) -> list[str]:
        gone = ("answer/999/own", "comment/999/m", "transcript/999", "expert/999/how", "voice/999", "words/999")
        return [found.told if (found := found_in(tx, source)) and not found.path else "" for source in gone]

    assert set(await site.rooms.database.read(led)) == {GONE}
    assert await site.rooms.database.read(lambda tx: (found_in(tx, ""), found_in(tx, "other/1"))) == (None, None)
