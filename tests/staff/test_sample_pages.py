"""The staff pages over the sample provider: what is asked and why, and the charts of people who use few words."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from asking import signin
from asking.permissions import Role
from bot.app import Rooms, open_rooms, web
from bot.config import read_config
from dialogs.model import SOURCES
from store import access_log, members, observations, words
from store.tx import Tx

HOST = "http://plainsay.test"


def now() -> datetime:
    """The present: the sample lies around the day on which it was made."""
    return datetime.now(UTC)  # noqa: TID251 - nothing but the sign-in hangs on it


@pytest.fixture
async def rooms(copy_sample: Callable[[Path], Path], tmp_path: Path) -> AsyncIterator[Rooms]:
    """The sample provider, opened."""
    async with open_rooms(read_config({}, data=str(copy_sample(tmp_path / "data"))), now) as opened:
        yield opened


@pytest.fixture
async def lead(rooms: Rooms) -> AsyncIterator[AsyncClient]:
    """A browser in which the safeguarding lead is signed in."""
    async with signed_in(rooms) as client:
        yield client


@asynccontextmanager
async def signed_in(rooms: Rooms) -> AsyncIterator[AsyncClient]:
    """The safeguarding lead, signed in on the pages over these rooms."""

    def made(tx: Tx) -> str:
        lead = next(one for one in members.active(tx) if one.role == Role.LEAD)
        return signin.make_link(tx, now(), lead.id)

    token = await rooms.database.write(made)
    async with AsyncClient(transport=ASGITransport(web(rooms)), base_url=HOST) as client:
        await client.post(f"/staff/sign-in/{token}", data={"who": "Mo"})
        yield client


def text_of(page: str) -> str:
    """What a page says, without its marks."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split()))


async def test_every_pick_has_its_reason(lead: AsyncClient) -> None:
    """Core, missing, turned round and open: each question of the newest talks says why it was picked (D17)."""
    page = text_of((await lead.get("/staff/questions")).text)
    for reason in (
        "Everyone is asked this.",
        "Too few people had told us about this:",
        "This turns an earlier question round",
        "Everyone can say something in their own words.",
    ):
        assert reason in page, reason


async def test_what_is_asked_next_is_shown_for_everyone(lead: AsyncClient) -> None:
    """Each audience has its table where ten or more can be asked, with statements full, begun and still to come."""
    states: set[str] = set()
    for source in SOURCES:
        for service in range(7):
            answer = await lead.get(f"/staff/questions?service={service}&audience={source}")
            assert answer.status_code == 200
            shown = {state for state in ("Enough", "Being asked", "Later") if f">{state}<" in answer.text}
            assert bool(shown) is ("Hidden to keep people private" not in answer.text)
            states |= shown
    assert states == {"Enough", "Being asked", "Later"}


@pytest.mark.parametrize("query", ["audience=manager", "service=3&audience=manager", "service=6"])
async def test_few_people_are_not_shown_by_themselves(lead: AsyncClient, query: str) -> None:
    """Where fewer than ten can be asked, neither the table nor any talk is shown: it could say what one person said."""
    page = text_of((await lead.get(f"/staff/questions?{query}")).text)
    assert "Hidden to keep people private" in page
    assert "The newest talks" not in page
    assert "Being asked" not in page


async def test_no_talk_can_be_told_from_others(lead: AsyncClient) -> None:
    """The page of what is asked holds no figures about people, no days and no numbers of talks (D15)."""
    page = text_of((await lead.get("/staff/questions")).text)
    assert not re.search(r"\d+ of \d+", page)
    assert not re.search(r"Talk \d+", page)
    assert "2026" not in page.partition("What is asked next")[2]


@pytest.mark.parametrize("query", ["service=99", "round=99", "audience=observer", "audience=robot", "service=x"])
async def test_what_is_not_there_is_not_found(lead: AsyncClient, query: str) -> None:
    """A service, round or audience that does not exist is a 404."""
    assert (await lead.get(f"/staff/questions?{query}")).status_code == 404


async def test_a_chart_shows_both_and_where_they_differ(rooms: Rooms, lead: AsyncClient) -> None:
    """What each of the two saw stands beside the other, by scene, and where they do not agree it says so (D18)."""
    page = text_of((await lead.get("/staff/charts/1")).text)
    assert "It is not what" in page
    assert re.search(r"They do not agree \d+ times\.", page)
    assert "Both say the same" in page
    assert "A best-interests meeting" in page
    assert "{person}" not in page
    newest, *_ = await rooms.database.read(access_log.recent)
    assert (newest.who, newest.did) == ("Morgan Ellis", "opened chart 1")


async def test_the_list_of_charts_names_nobody(rooms: Rooms, lead: AsyncClient) -> None:
    """A name comes only with opening a chart; the list says how far the two are."""
    page = text_of((await lead.get("/staff/charts")).text)
    assert len(await rooms.database.read(observations.all)) == page.count("Chart ")
    assert "Family: done" in page
    assert "Family: not begun" in page
    assert "Adeyemi" not in page


async def test_a_chart_that_is_not_there_is_not_found(lead: AsyncClient) -> None:
    """An unknown chart is a 404, however long its number."""
    for number in ("99", "9" * 30):
        assert (await lead.get(f"/staff/charts/{number}")).status_code == 404


async def test_only_notes_that_are_shown_count_as_read(rooms: Rooms) -> None:
    """Opening a chart marks the notes on it as read; notes to scenes that the pack lost go on waiting (D19)."""

    def waiting(tx: Tx) -> set[str]:
        talks = [one.session_id for one in observations.observers(tx, 1) if one.session_id is not None]
        return {prompt.rpartition(".")[0] for talk in talks for prompt in words.not_heard_in(tx, talk)}

    left = tuple(prompt for prompt in rooms.pack.prompts if not prompt.id.startswith("duq.1.observer"))
    assert len(await rooms.database.read(waiting)) == 5
    async with signed_in(replace(rooms, pack=replace(rooms.pack, prompts=left))) as client:
        assert (await client.get("/staff/charts/1")).status_code == 200
    assert await rooms.database.read(waiting) == {"duq.1.observer"}
