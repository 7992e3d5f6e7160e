"""Asking the organisation's sign-in for something: JSON, not too much of it, and not for long."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx

from bot.staff.openid.faults import NotReached

TIMEOUT_SECONDS = 10.0
MOST_BYTES = 512 * 1024
REFUSED = 400


async def fetch(
    address: str,
    form: Mapping[str, str] | None = None,
    auth: tuple[str, str] | None = None,
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> tuple[int, dict[str, Any]]:
    """Status and JSON of an address; with a form, it is posted. Redirections are not followed.

    Raises:
        NotReached: It does not answer in time, or with something else.
    """
    try:
        async with asyncio.timeout(timeout_seconds):
            status, body = await _ask(address, form, auth, timeout_seconds)
        found = json.loads(body)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError) as error:
        raise NotReached("It does not answer.") from error
    except (ValueError, RecursionError) as error:
        raise NotReached("It does not answer with JSON.") from error
    if not isinstance(found, dict):
        raise NotReached("It does not answer with JSON.")
    return status, found


async def _ask(
    address: str, form: Mapping[str, str] | None, auth: tuple[str, str] | None, timeout_seconds: float
) -> tuple[int, bytes]:
    async with (
        httpx.AsyncClient(verify=_certificates(), timeout=timeout_seconds) as client,
        client.stream(
            "GET" if form is None else "POST",
            address,
            data=form,
            auth=auth or httpx.USE_CLIENT_DEFAULT,
            headers={"Accept": "application/json"},
        ) as answer,
    ):
        body = b""
        async for piece in answer.aiter_bytes():
            body += piece
            if len(body) > MOST_BYTES:
                raise NotReached("It answers with too much.")
        return answer.status_code, body


@cache
def _certificates() -> ssl.SSLContext:
    """Read once: it takes longer than all the rest."""
    return httpx.create_ssl_context()
