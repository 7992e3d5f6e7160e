"""The Bot API: python-telegram-bot's client over aiohttp, which costs a fraction of the CPU time of its own transport.

Nothing here logs an address or a body: addresses hold the bot's token, bodies hold people's words.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from pydantic_core import from_json, to_json

os.environ.setdefault("PTB_TIMEDELTA", "1")  # spans of time as timedelta: the library's own future default

from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

Seconds = Any  # a number, None, or the library's own mark for 'not given', whose type is not public
DEFAULT_API = "https://api.telegram.org"
CONNECTIONS = 64
TIMEOUT_SECONDS = 20.0
UPLOAD_TIMEOUT = aiohttp.ClientTimeout(total=60)


class NotReached(NetworkError):
    """There was no connection: what was to be sent has not arrived. Every other network error leaves that open."""


class AiohttpRequest(BaseRequest):
    """Sends requests over one pool of connections."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long to wait for an answer, in seconds."""
        return TIMEOUT_SECONDS

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, ttl_dns_cache=300)
            self._session = aiohttp.ClientSession(
                connector=connector, timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0917 - the base class's own order
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request: status and body of its answer.

        Raises:
            NotReached: It was not sent.
            TimedOut: There was no answer in time.
            NetworkError: The connection broke before the answer was there.
        """
        del write_timeout, connect_timeout, pool_timeout  # one limit for the whole request is enough
        await self.initialize()
        options = _body(request_data)
        if isinstance(read_timeout, int | float):
            options["timeout"] = aiohttp.ClientTimeout(total=read_timeout)
        elif request_data is not None and request_data.contains_files:
            options["timeout"] = UPLOAD_TIMEOUT
        try:
            async with self._open.request(method, url, allow_redirects=False, **options) as answer:
                return answer.status, await answer.read()
        except aiohttp.ClientConnectorError as error:
            raise NotReached(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None

    @property
    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise NotReached("closed")
        return self._session

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer as Python values. The library's own would log an answer that is no JSON, words and all."""
        try:
            answer = from_json(payload)
        except ValueError:
            answer = _lenient(payload)
        if not isinstance(answer, dict) or "ok" not in answer:  # something on the way has answered in Telegram's place
            raise TelegramError("Invalid server response")
        return answer


def make_bot(token: str, api: str = DEFAULT_API) -> Bot:
    """A client of the Bot API.

    Args:
        token: The bot's token.
        api: Base address; another than Telegram's own for a local Bot API server, or a pretend one.
    """
    request = AiohttpRequest()
    return Bot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=request,
        get_updates_request=request,
    )


def bot_id(token: str) -> str:
    """The bot's own number: the part of the token that is no secret."""
    return token.partition(":")[0]


async def call(bot: Bot, method: str, values: Mapping[str, Any], *, wait_seconds: float | None = None) -> Any:
    """Call a method, and give its result as it comes.

    The client's own methods make objects of whatever comes back, which costs more than everything else in a turn.

    Args:
        bot: The client.
        method: Name of the method, such as `sendMessage`.
        values: Its parameters; `Upload` for a file.
        wait_seconds: How long to wait for the answer; as usual when None.

    Raises:
        TelegramError: Telegram refused it, or it did not get through.
    """
    parameters: Any = Parameters(values)
    limit = BaseRequest.DEFAULT_NONE if wait_seconds is None else wait_seconds
    return await bot.request.post(f"{bot.base_url}/{method}", parameters, read_timeout=limit)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send. Its name tells Telegram what it is."""

    name: str
    content: bytes


class Parameters:
    """A method's parameters: JSON, or a form where a file is among them. In the place of the library's RequestData."""

    __slots__ = ("_files", "_plain", "contains_files")

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._files = {name: value for name, value in values.items() if isinstance(value, Upload)}
        self._plain = {name: value for name, value in values.items() if not isinstance(value, Upload)}
        self.contains_files = bool(self._files)

    @property
    def json_payload(self) -> bytes:
        """What is sent where there is no file."""
        return to_json(self._plain)

    @property
    def json_parameters(self) -> dict[str, str]:
        """Fields of a form."""
        return {
            name: value if isinstance(value, str) else to_json(value).decode() for name, value in self._plain.items()
        }

    @property
    def multipart_data(self) -> Any:
        """Files of a form."""
        return {name: (file.name, file.content, "application/octet-stream") for name, file in self._files.items()}


def _lenient(payload: bytes) -> Any:
    """Python's own reader takes half a surrogate pair too: no one update may make a whole answer unreadable."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        raise TelegramError("Invalid server response") from None


def _body(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"data": request_data.json_payload, "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}
