"""A person's pages over talks in memory, and a client that does what a browser does with a form."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import cast

import httpx
import pytest
from starlette.applications import Starlette

from asking.conversation import Conversations
from bot import tablet
from bot.http.errors import handlers
from bot.http.stack import layers
from easyread.pictures import PictureSet
from easyread.speech import SpeechCache
from tests.easyread.speech_tools import ToneSpeaker
from tests.support.ready import built_in_pictures
from tests.tablet.browsing import Person
from tests.tablet.fake import FakeTalks
from tests.tablet.flow import small_flow


@pytest.fixture(scope="session")
def pictures() -> PictureSet:
    """The built-in pictures."""
    return built_in_pictures()


@pytest.fixture
def talks() -> FakeTalks:
    """A talk with every kind of screen, at its start."""
    return FakeTalks(small_flow())


def app_of(
    talks: FakeTalks,
    pictures: PictureSet,
    speech: Callable[[], SpeechCache] | None = None,
) -> Starlette:
    """The person's pages as the program serves them."""
    return Starlette(
        routes=tablet.routes(cast("Conversations", talks), pictures, speech),
        middleware=layers(tablet.error_page, tablet.LARGER),
        exception_handlers=handlers(tablet.error_page),
    )


@pytest.fixture
def voice() -> ToneSpeaker:
    """Says every text as a short tone, and counts."""
    return ToneSpeaker(seconds=0.2)


@pytest.fixture
async def person(talks: FakeTalks, pictures: PictureSet, voice: ToneSpeaker, tmp_path: Path) -> AsyncIterator[Person]:
    """Someone with the link, in front of the page."""
    speech = SpeechCache(tmp_path / "speech", voice)
    transport = httpx.ASGITransport(app_of(talks, pictures, speech=lambda: speech))
    async with httpx.AsyncClient(transport=transport, base_url="http://tablet.plainsay.test") as client:
        yield Person(client)
