"""Fixtures of the Telegram tests: pretend Telegram on a free port, checked by a second model of the Bot API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.pretend import Api, User, serving
from tests.telegram.office import office, spoken
from tests.telegram.strict import AiogramModel

__all__ = ["office", "spoken"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/telegram --rewrite-chats` writes what the chat shows now into its golden conversations."""
    parser.addoption("--rewrite-chats", action="store_true", help="write what the chat shows now into its goldens")


@dataclass(frozen=True, slots=True)
class Telegram:
    """Pretend Telegram while it serves.

    Attributes:
        api: The people, and what the bot did.
        base: Its address, such as `http://127.0.0.1:34567`.
        token: The bot's token.
    """

    api: Api
    base: str
    token: str

    def user(self, user_id: int = 7, first_name: str = "Sam", language_code: str = "en") -> User:
        """A person with a phone."""
        return self.api.user(user_id, first_name, language_code)

    def client(self) -> Bot:
        """Another project's client of the Bot API. Use it with `async with`."""
        # Plain HTTP needs no certificates, and reading the machine's takes longer than most tests.
        bare, polls = (HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2))
        bases = {"base_url": f"{self.base}/bot", "base_file_url": f"{self.base}/file/bot"}
        return Bot(self.token, **bases, request=bare, get_updates_request=polls)

    async def ask(self, method: str, **values: str) -> tuple[int, dict[str, Any]]:
        """Post a form to a method without anybody's client. Gives status and body."""
        return await self.post(f"/bot{self.token}/{method}", **values)

    async def post(self, path: str, **values: str) -> tuple[int, dict[str, Any]]:
        """Post a form to any path. Gives status and body."""
        async with aiohttp.ClientSession() as session, session.post(f"{self.base}{path}", data=values) as answer:
            return answer.status, await answer.json()


def no_wait(failures: int) -> float:
    """A webhook is tried again at once: tests have no time to lose."""
    del failures
    return 0.0


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Strict pretend Telegram. The test fails where a request or an update is not what the Bot API says."""
    api = Api(inspector=AiogramModel(), backoff=no_wait)
    async with serving(api) as base:
        yield Telegram(api, base, api.token)
    assert api.violations == []


@pytest.fixture
async def client(telegram: Telegram) -> AsyncIterator[Bot]:
    """A client of the Bot API that knows nothing of Plainsay."""
    async with telegram.client() as bot:
        yield bot
