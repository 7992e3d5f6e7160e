"""The person's pages on a real port, over talks in memory: every test gets a talk, and a link, of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import uvicorn
from starlette.applications import Starlette

from asking.conversation import Conversations
from asking.errors import UnknownLink
from bot import tablet
from bot.http.errors import handlers
from bot.http.stack import layers
from dialogs.model import Flow
from easyread.pictures import load
from easyread.speech import SpeechCache
from locales import Words, translation
from tests.browser.browser import TABLET_HOST
from tests.easyread.speech_tools import ToneSpeaker
from tests.tablet.fake import TOKEN, FakeTalks
from tests.tablet.flow import small_flow

RIGHT_TO_LEFT = "ar"


def words_for(language: str) -> Words:
    """English words laid out from right to left stand in for a language that is written so."""
    if language == RIGHT_TO_LEFT:
        return Words("ar", "rtl", NullTranslations())
    return translation(language)


class Site:
    """Hands out links. It takes the place of `Conversations`, and leads each link to its own talk."""

    def __init__(self, folder: Path) -> None:
        self.talks: dict[str, FakeTalks] = {}
        self.base = ""
        self.voice = ToneSpeaker(seconds=0.3)
        self._speech = SpeechCache(folder, self.voice)

    def link(self, flow: Flow | None = None, *, sample: bool = False) -> str:
        """The address of a fresh talk."""
        token = f"t{len(self.talks)}"
        self.talks[token] = FakeTalks(flow or small_flow(), sample=sample)
        return f"{self.base}/s/{token}"

    def talk(self, link: str) -> FakeTalks:
        """The talk behind a link."""
        return self.talks[link.rsplit("/", 1)[1]]

    def __getattr__(self, method: str) -> Any:
        """`show`, `take`, `record`, `contacts` and `said` of the talk that the token names."""

        async def asked(token: str, *given: Any) -> Any:
            if token not in self.talks:
                raise UnknownLink
            return await getattr(self.talks[token], method)(TOKEN, *given)

        return asked

    def app(self) -> Starlette:
        """The pages as the program serves them."""
        return Starlette(
            routes=tablet.routes(cast("Conversations", self), load(), words_for, lambda: self._speech),
            middleware=layers(tablet.error_page, tablet.LARGER),
            exception_handlers=handlers(tablet.error_page),
        )


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port, under a name that is not localhost."""
    with TemporaryDirectory() as folder:
        yield from _serving(Site(Path(folder)))


def _serving(site: Site) -> Iterator[Site]:
    server = uvicorn.Server(uvicorn.Config(site.app(), port=0, access_log=False, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.01)
    site.base = f"http://{TABLET_HOST}:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield site
    finally:
        server.should_exit = True
        thread.join(timeout=20)
