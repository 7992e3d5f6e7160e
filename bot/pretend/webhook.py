"""Tells updates to a bot that gave an address instead of asking."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.pretend.changes import Changes
from bot.pretend.faults import Faults, Kind
from bot.pretend.updates import Pending, Updates

Json = dict[str, Any]
HEADER = "X-Telegram-Bot-Api-Secret-Token"
ANSWER_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook as the bot set it.

    Attributes:
        url: The address that the bot gave.
        reached_at: Where that address leads on this computer; empty where it leads nowhere.
        secret: What proves to the bot that we are Telegram.
        max_connections: Most updates on their way at once.
    """

    url: str
    reached_at: str
    secret: str = ""
    max_connections: int = 40


def backoff_seconds(failures: int) -> float:
    """How long to wait after so many failures of one update."""
    return float(min(0.5 * 2.0 ** min(failures, 10), 60.0))


class Deliverer:
    """Tells each waiting update until the bot says that it has it. Lanes run side by side, and each keeps its order.

    Args:
        hook: Where to tell them.
        updates: What waits.
        faults: What goes wrong on the way.
        reply: Takes a request that the bot put into its answer.
        backoff: How long to wait after so many failures, in seconds.
        now: The time.
        changes: Rings when an update was told, or could not be.
    """

    def __init__(
        self,
        hook: Hook,
        *,
        updates: Updates,
        faults: Faults,
        reply: Callable[[Json], Awaitable[None]],
        backoff: Callable[[int], float],
        now: Callable[[], float],
        changes: Changes,
    ) -> None:
        self.hook = hook
        self.last_error = ""
        self.last_error_at = 0.0
        self._updates = updates
        self._faults = faults
        self._reply = reply
        self._backoff = backoff
        self._now = now
        self._changes = changes
        self._lanes: defaultdict[str, deque[Pending]] = defaultdict(deque)
        self._seen = 0
        self._running: dict[str, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(hook.max_connections)
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop telling. What is not told yet goes on waiting."""
        tasks = [self._task, *self._running.values()]
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        async with ClientSession(timeout=ClientTimeout(total=ANSWER_SECONDS)) as session:
            try:
                while True:
                    self._sort(session)
                    await self._updates.added.next(3600)
            finally:
                # The session outlives the lanes that use it.
                for task in tuple(self._running.values()):
                    task.cancel()
                await asyncio.gather(*self._running.values(), return_exceptions=True)

    def _sort(self, session: ClientSession) -> None:
        for pending in self._updates.newer(self._seen):
            self._seen = pending.update_id
            self._lanes[pending.lane].append(pending)
            if pending.lane not in self._running:
                self._running[pending.lane] = asyncio.create_task(self._lane(session, pending.lane))

    async def _lane(self, session: ClientSession, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            await self._tell(session, lane[0])
            self._updates.remove(lane.popleft())
            self._changes.ring()
        # Nothing was awaited since the lane was seen empty, so no update can have slipped in between.
        del self._lanes[name], self._running[name]

    async def _tell(self, session: ClientSession, pending: Pending) -> None:
        failures = 0
        bodies = [pending.body] * (2 if self._faults.strike(frozenset({Kind.TWICE}), "getUpdates") else 1)
        for body in bodies:
            while True:
                if self._now() >= pending.until:
                    return
                wait = await self._try(session, body, failures)
                if wait is None:
                    break
                failures += 1
                await asyncio.sleep(wait)

    async def _try(self, session: ClientSession, body: Json, failures: int) -> float | None:
        """Tell it once. None where the bot has it, else the seconds to wait."""
        async with self._slots:
            try:
                return await self._post(session, body, failures)
            except TimeoutError:
                return self._failed("Read timeout expired", failures)
            except ClientError:
                return self._failed("Connection refused", failures)

    async def _post(self, session: ClientSession, body: Json, failures: int) -> float | None:
        if not self.hook.reached_at:
            return self._failed("Failed to resolve host: pretend Telegram reaches this computer only", failures)
        headers = {"Content-Type": "application/json"}
        if self.hook.secret:
            headers[HEADER] = self.hook.secret
        data = json.dumps(body).encode()
        async with session.post(self.hook.reached_at, data=data, headers=headers, allow_redirects=False) as answer:
            said = await answer.read()
            if 200 <= answer.status < 300:  # noqa: PLR2004 - Telegram takes no other answer as a yes
                await self._heed(said)
                return None
            asked = answer.headers.get("Retry-After", "")
            wait = self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}", failures)
            return float(asked) if asked.isdigit() else wait

    def _failed(self, why: str, failures: int) -> float:
        self.last_error = why
        self.last_error_at = self._now()
        self._changes.ring()
        return self._backoff(failures)

    async def _heed(self, said: bytes) -> None:
        try:
            asked = json.loads(said) if said.startswith(b"{") else None
        except ValueError:
            return
        if isinstance(asked, dict) and "method" in asked:
            await self._reply(asked)
