"""Pretend Telegram is played by whoever opened its own page, and by nobody else."""

from __future__ import annotations

import aiohttp

from tests.telegram.conftest import Telegram


async def test_other_sites_get_nothing(telegram: Telegram) -> None:
    """A page of another site can't play the people, whether by its own name for this computer or by a form."""
    body = '{"act": "start", "user": 7}'
    sent = {"Content-Type": "application/json", "Origin": "https://example.org"}
    assert await status(telegram, "/control/act", body, sent) == 403
    assert await status(telegram, "/control/act", body, {**sent, "Origin": telegram.base}) == 200
    assert (
        await status(telegram, "/control/act", body, {"Content-Type": "application/json", "Host": "a.example.org"})
        == 403
    )
    assert await status(telegram, "/control/act", body, {"Content-Type": "text/plain"}) == 405
    assert await status(telegram, "/", None, {"Host": "a.example.org"}) == 403


async def status(telegram: Telegram, path: str, body: str | None, headers: dict[str, str]) -> int:
    """The status of an answer."""
    method = "GET" if body is None else "POST"
    async with aiohttp.ClientSession() as session:
        url = f"{telegram.base}{path}"
        async with session.request(method, url, data=body, headers=headers) as answer:
            return answer.status
