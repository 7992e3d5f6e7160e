"""The provider's own pictures on the page: shown to whom they are for, with their own words, kept nowhere."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette

from bot import tablet
from bot.http.errors import handlers
from bot.http.stack import layers
from dialogs.model import Question
from easyread.pictures import PictureSet, load
from store.own_pictures import Level
from tests.asking.conftest import asker, pack
from tests.asking.test_own_pictures import added, desk
from tests.asking.tools import Asker
from tests.store.conftest import database, key_file, postgres_copy, postgres_server, postgres_url, where

__all__ = ["asker", "database", "key_file", "pack", "postgres_copy", "postgres_server", "postgres_url", "where"]

IMAGE = re.compile(r'<img[^>]*src="([^"]+)"[^>]*alt="([^"]*)"')


@pytest.fixture
async def browser(asker: Asker, pictures: PictureSet) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in front of the person's pages."""
    app = Starlette(
        routes=tablet.routes(asker.conversations, pictures),
        middleware=layers(tablet.error_page, tablet.LARGER),
        exception_handlers=handlers(tablet.error_page),
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://tablet.plainsay.test") as client:
        yield client


def shown(page: httpx.Response) -> dict[str, str]:
    """Address → words of the pictures on a page."""
    assert page.status_code == 200
    return dict(IMAGE.findall(page.text))


async def test_the_page_shows_the_photo_and_says_what_it_shows(asker: Asker, browser: httpx.AsyncClient) -> None:
    """It comes behind the person's own link, as a picture that nothing keeps."""
    number, token = await added(asker, alt="Our <red> door"), await asker.invited(asker.house.person)
    home = f"/s/{token}"
    assert shown(await browser.get(home)) == {f"{home}/picture/{number}": "Our &lt;red&gt; door"}
    photo = await browser.get(f"{home}/picture/{number}")
    assert photo.status_code == 200
    assert photo.content.startswith(b"\xff\xd8\xff")
    assert photo.headers["content-type"] == "image/jpeg"
    assert photo.headers["cache-control"] == "private, no-store"


async def test_answers_have_photos_too(asker: Asker, browser: httpx.AsyncClient) -> None:
    """A choice shows the picture of its own concept; other pages keep the built-in ones."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    assert isinstance(turn.asked.step, Question)
    concept = turn.asked.choices[0].picture
    number = await added(asker, concept=concept)
    page = shown(await browser.get(f"/s/{token}"))
    assert page[f"/s/{token}/picture/{number}"] == ""
    assert f"/pictures/{concept}.svg" not in page
    await added(asker, concept="help")
    assert list(shown(await browser.get(f"/s/{token}/help"))) == ["/pictures/help.svg"]


async def test_nobody_else_gets_it(asker: Asker, browser: httpx.AsyncClient) -> None:
    """Another person's photo, one that never was, a bad link and a bad number get the page of every bad link."""
    number = await added(asker, level=Level.PERSON, whose=asker.house.person)
    mine, other = await asker.invited(asker.house.person), await asker.invited(asker.house.relative)
    assert (await browser.get(f"/s/{mine}/picture/{number}")).status_code == 200
    bad = [f"/s/{other}/picture/{number}", f"/s/{mine}/picture/{number + 1}", f"/s/x/picture/{number}"]
    bad += [f"/s/{mine}/picture/{'9' * 40}", f"/s/{mine}/picture/one"]
    answers = [await browser.get(path) for path in bad]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert list(shown(await browser.get(f"/s/{other}"))) == ["/pictures/hello.svg"]


async def test_it_goes_at_once(asker: Asker, browser: httpx.AsyncClient) -> None:
    """Taken away, the built-in picture is back and the old address leads nowhere; the same after its last day."""
    token = await asker.invited(asker.house.person)
    first = await added(asker)
    await desk(asker).withdraw(first, "Mo")
    assert shown(await browser.get(f"/s/{token}")) == {"/pictures/hello.svg": "A hand waves hello"}
    second = await added(asker, until=asker.now.date().isoformat())
    assert f"/s/{token}/picture/{second}" in shown(await browser.get(f"/s/{token}"))
    assert (await browser.get(f"/s/{token}/picture/{first}")).status_code == 404
    later = asker.now + timedelta(days=1)
    asker.now = later
    app = Starlette(routes=tablet.routes(asker.conversations, load()), exception_handlers=handlers(tablet.error_page))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://tablet.plainsay.test") as client:
        assert list(shown(await client.get(f"/s/{token}"))) == ["/pictures/hello.svg"]
        assert (await client.get(f"/s/{token}/picture/{second}")).status_code == 404
