"""The person's pages on a real port, over talks in memory: every test gets a talk, and a link, of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
from locales import Languages
from tests.browser.browser import TABLET_HOST
from tests.easyread.speech_tools import ToneSpeaker
from tests.tablet.fake import TOKEN, FakeTalks, NoStore
from tests.tablet.flow import small_flow


class Site:
    """Hands out links. It takes the place of `Conversations`, and leads each link to its own talk."""

    def __init__(self, folder: Path) -> None:
        self.talks: dict[str, FakeTalks] = {}
        self.base = ""
        self.voice = ToneSpeaker(seconds=0.3)
        self._speech = SpeechCache(folder, self.voice)
        self.languages = Languages()
        self.database, self.clock = NoStore(), FakeTalks(small_flow()).clock

    def link(self, flow: Flow | None = None, *, sample: bool = False) -> str:
        """The address of a fresh talk."""
        token = f"t{len(self.talks)}"
        flow = flow or small_flow()
        words = self.languages.words(flow.language)
        self.talks[token] = FakeTalks(flow, sample=sample, words=words, languages=self.languages)
        return f"{self.base}/s/{token}"

    def always_in(self, language: str) -> _Always:
        """All talks, shown in one language."""
        return _Always(self, language)

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
            routes=tablet.routes(cast("Conversations", self), load(), lambda: self._speech),
            middleware=layers(tablet.error_page, tablet.LARGER),
            exception_handlers=handlers(tablet.error_page),
        )


class _Always:
    """A site's talks in one language."""

    def __init__(self, site: Site, language: str) -> None:
        self._site, self._language = site, language

    def __getattr__(self, method: str) -> Any:
        """What the talk that the token names does, in that language."""

        async def asked(token: str, *given: Any) -> Any:
            return await getattr(self._site.talks[token].always_in(self._language), method)(TOKEN, *given)

        return asked


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
