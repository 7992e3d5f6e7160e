"""The machine is lost while people answer on pages and in Telegram: a standby takes over from what was streamed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from bot.pretend import Api, serving
from store.crypto import Keys
from store.database import Database, open_database
from tests.faults.answerer import Answerer
from tests.faults.house import _kept, _people, asks
from tests.support.counts import count
from tests.support.server import ROOT, Server, start
from tests.telegram.chatter import Chatter
from tests.telegram.conftest import Telegram
from tests.telegram.drawn import PROGRAM
from tests.telegram.house import _kept as telegram_kept
from tests.telegram.house import crowd, make_people, prompts_of, the_pack
from tests.telegram.program import settings_of
from tests.telegram.strict import AiogramModel

PEOPLE = count(16, promised=60)
ENOUGH = count(90, promised=400)
"""Acknowledged answers before the machine is lost."""
SECOND = 1.0
SLACK_SECONDS = 2.0
"""For a test machine that does other things as well."""
PATIENCE_SECONDS = 120.0

Row = tuple[str, str, tuple[str, ...]]
"""Whose, prompt, choices."""


@dataclass
class Told:
    """What was acknowledged, and when.

    Attributes:
        answers: (whose, prompt, choice) → the moment.
    """

    answers: dict[Row, float] = field(default_factory=dict)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, whose: str, prompt: str, choices: tuple[str, ...]) -> None:
        """Something was acknowledged just now."""
        for key in [key for key in self.answers if key[:2] == (whose, prompt)]:
            del self.answers[key]  # a changed mind
        self.answers[whose, prompt, choices] = time.monotonic()
        if len(self.answers) >= ENOUGH:
            self.done.set()

    def only(self, whose: str, counts: dict[str, tuple[str, ...]]) -> None:
        """Just now this is all that counts of someone: they may have gone back."""
        for key in [key for key in self.answers if key[0] == whose and counts.get(key[1]) != key[2]]:
            del self.answers[key]
        for prompt, choices in counts.items():
            if (whose, prompt, choices) not in self.answers:
                self.note(whose, prompt, choices)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Strict pretend Telegram, which lives on."""
    api = Api(inspector=AiogramModel())
    async with serving(api) as base:
        yield Telegram(api, base, api.token)
    assert api.violations == []


async def opened(data: Path, key: Path) -> Database:
    """The database of a data folder whose key is elsewhere."""
    return await open_database(data / "plainsay.db", Keys(key))


def streaming(data: Path, place: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """`plainsay standby stream`, in a group of its own so that Litestream can be killed with it."""
    command = [sys.executable, "-m", "bot", "standby", "stream", "--to", str(place), "--data", str(data)]
    with (place.parent / "stream.log").open("ab") as log:
        return subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=log, stderr=log, start_new_session=True
        )


def lose(server: Server, stream: subprocess.Popen[bytes], data: Path) -> float:
    """Kills both at once and takes the disk away; gives the moment."""
    moment = time.monotonic()
    end(server, stream)
    shutil.rmtree(data)
    return moment


def end(server: Server, stream: subprocess.Popen[bytes]) -> None:
    """Kills what still runs."""
    server.process.kill()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(stream.pid, signal.SIGKILL)
    server.process.wait()
    stream.wait()


def take_over(place: Path, data: Path, environment: dict[str, str]) -> str:
    """`plainsay standby takeover` into a new folder; gives what it printed."""
    command = [sys.executable, "-m", "bot", "standby", "takeover", "--to", str(place), "--data", str(data)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


async def on_pages(base: str, people: list[Answerer], told: Told, prompts: dict[str, str]) -> None:
    """Everyone answers on their page until the server goes away."""

    async def one(who: Answerer, client: httpx.AsyncClient) -> None:
        with contextlib.suppress(httpx.TransportError):
            while not who.over:
                before = len(who.acknowledged)
                await who.turn(client)
                for question, choice in who.acknowledged[before:]:
                    if question in prompts:
                        told.note(who.token, prompts[question], (choice,))

    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE_SECONDS) as client:
        await asyncio.gather(*(one(who, client) for who in people))


async def in_chats(people: list[Chatter], told: Told, prompts: dict[str, str]) -> None:
    """Everyone answers in their chat, for ever."""

    async def one(who: Chatter) -> None:
        await who.start()
        while not who.over:
            await who.turn()
            counts = {prompts[heading]: said for heading, said in who.counts.items() if heading in prompts}
            told.only(who.token, {prompt: said.choices for prompt, said in counts.items() if said.reply == "chose"})

    await asyncio.gather(*(one(who) for who in people))


async def kept_of(data: Path, key: Path, web: list[str], chats: list[Chatter], token: str) -> set[Row]:
    """What the store holds now: whose, prompt, choices. Nothing may count twice, and the counts agree."""
    database = await opened(data, key)
    try:
        pages = await database.read(lambda tx: {one: _kept(tx, one) for one in web})
        found = await database.read(lambda tx: telegram_kept(tx, chats, token.partition(":")[0]))
    finally:
        await database.close()
    assert all(times == 1 for rows in pages.values() for times in rows.values()), "an answer counts twice"
    assert (found.twice, found.differences) == (0, [])
    kept = {(one, prompt, choices) for one, rows in pages.items() for prompt, choices in rows}
    return kept | {(one, prompt, said.choices) for one, rows in found.answers.items() for prompt, said in rows.items()}


def missing_ages(told: Told, kept: set[Row], lost_at: float) -> list[float]:
    """The ages of what is missing, oldest first, in seconds before the loss."""
    return sorted((lost_at - at for key, at in told.answers.items() if key not in kept), reverse=True)


async def answer_until_lost(
    data: Path,
    place: Path,
    environment: dict[str, str],
    pages: list[Answerer],
    chats: list[Chatter],
    *,
    told: Told,
    streams: bool,
) -> float:
    """Everyone answers until enough was acknowledged; then the machine is lost. Gives the moment."""
    server = await asyncio.to_thread(start, data, environment=environment, program=PROGRAM)
    stream = streaming(data, place, environment)
    try:
        await wait_for(lambda: any((place / "db").rglob("*.ltx")))
        if not streams:
            os.killpg(stream.pid, signal.SIGKILL)
        in_chat = in_chats(chats, told, prompts_of(the_pack()))
        talks = asyncio.gather(on_pages(server.base, pages, told, asks(the_pack())), in_chat)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await told.done.wait()
        lost_at = lose(server, stream, data)
    finally:
        end(server, stream)
    talks.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await talks
    return lost_at


@pytest.mark.soak
@pytest.mark.parametrize("streams", [True, False], ids=["streamed", "control"])
async def test_the_standby_takes_over(telegram: Telegram, tmp_path: Path, streams: bool) -> None:
    """At most the unsynced second is missing, it is said, and what Telegram delivers again counts once.

    The control stops the stream early: then more is missing, and the test sees it.
    """
    data, new, place, key = tmp_path / "data", tmp_path / "new", tmp_path / "place", tmp_path / "keys" / "plainsay.key"
    database = await opened(data, key)
    web = await database.write(lambda tx: _people(tx, PEOPLE))
    links = await database.write(lambda tx: make_people(tx, ["person"] * PEOPLE))
    await database.close()
    environment = {**settings_of(telegram.api, telegram.base), "PLAINSAY_KEY_FILE": str(key)}
    pages = [Answerer(token, random.Random(token)) for token in web]  # noqa: S311 - a test's chance
    chats = crowd(telegram.api, links)
    told = Told()
    lost_at = await answer_until_lost(data, place, environment, pages, chats, told=told, streams=streams)
    printed = await asyncio.to_thread(take_over, place, new, environment)
    kept = await kept_of(new, key, web, chats, telegram.token)
    missing = missing_ages(told, kept, lost_at)
    oldest = missing[0] if missing else 0.0
    kept_number, newest = len(told.answers) - len(missing), missing[-1] if missing else 0.0
    print(  # noqa: T201 - the figures themselves
        f"{len(told.answers)} answers acknowledged, {kept_number} kept, {len(missing)} missing, "
        f"the oldest of these {oldest:.2f} s and the newest {newest:.2f} s before the loss"
    )
    assert "The last thing that is here was written on" in printed or not streams
    assert "may be missing" in printed
    if not streams:
        assert len(missing) > ENOUGH / 2
        return
    assert oldest < SECOND + SLACK_SECONDS
    await go_on(telegram, new, environment, pages, chats)
    await kept_of(new, key, web, chats, telegram.token)


async def go_on(
    telegram: Telegram, data: Path, environment: dict[str, str], pages: list[Answerer], chats: list[Chatter]
) -> None:
    """Everyone goes on at the standby: on pages to the end, in chats to the next question after one tap."""
    server = await asyncio.to_thread(start, data, environment=environment, program=PROGRAM)
    try:
        await on_pages(server.base, pages, Told(), {})
        for one in chats:
            chat = one.user.chat
            shown = one._newest()  # a question that the standby may not have asked
            keys = shown.of("choose") if shown else ()
            if keys:
                one.user.tap_raw(keys[0].data, shown.message.message_id)
            before = len(chat.accepted)
            one.user.start(one.token)
            await one.user.wait(lambda user, before=before: len(user.chat.accepted) > before, PATIENCE_SECONDS)
    finally:
        await asyncio.to_thread(server.stop)
    assert telegram.api.violations == []


async def wait_for(there: object) -> None:
    """Waits until something is so."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not there():  # type: ignore[operator]  # noqa: ASYNC110 - files have no event
            await asyncio.sleep(0.05)
