"""The bots that are measured in pretend Telegram: ours, two peers, and a bare loop that shows what is possible."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import TypeVar

from bench.folder import invited_folder
from bench.peers.questions import Question, write_questions
from bench.servers import Server, peer, plainsay
from bench.telegram_people import People
from bench.telegram_taps import Press, press_by_act, press_by_place
from bot.app import CODE
from bot.pretend import PRETEND_TOKEN, serving
from dialogs.model import Audience
from dialogs.pack import load_builtin
from easyread import pictures
from easyread.pictures.raster import png

T = TypeVar("T")
OURS, HANDLER, DIALOG, LOOP = "Plainsay", "ConversationHandler", "aiogram-dialog", "bare loop"
MODULES = {HANDLER: "conversation_handler", DIALOG: "dialog", LOOP: "bare_loop"}
PEERS = (HANDLER, DIALOG)
QUESTIONS = 20
NO_LIMIT = "100000"  # messages a second


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot, and the people who talk to it."""

    people: People
    server: Server


@asynccontextmanager
async def bots(folder: Path, names: tuple[str, ...], talks: int) -> AsyncIterator[dict[str, Bot]]:
    """Starts these bots, each in a process of its own and each with a pretend Telegram of its own in this one.

    Args:
        folder: Where their data is kept; it is made.
        names: Which.
        talks: How many people are invited to ours. There is no end of people for the peers.
    """
    _write_questions(folder)
    links = await invited_folder(folder / "data", talks, (Audience.PERSON,)) if OURS in names else []
    async with AsyncExitStack() as stack:
        starting = (stack.enter_async_context(_bot(name, folder, iter(links))) for name in names)
        made = await asyncio.gather(*starting, return_exceptions=True)  # all have started or failed: all are stopped
        for one in made:
            if isinstance(one, BaseException):
                raise one
        yield dict(zip(names, made, strict=True))


@asynccontextmanager
async def _bot(name: str, folder: Path, links: Iterator[str]) -> AsyncIterator[Bot]:
    press: Press = press_by_act if name == OURS else press_by_place
    people = People(press, links if name == OURS else repeat("hello"))
    async with serving(people) as base:
        ours = name == OURS
        program = plainsay(folder / "data", _settings(base)) if ours else peer(MODULES[name], base, str(folder))
        async with _aside(program) as server:
            yield Bot(people, server)


def _settings(base: str) -> dict[str, str]:
    return {
        "PLAINSAY_TELEGRAM_TOKEN": PRETEND_TOKEN,
        "PLAINSAY_TELEGRAM_API": base,
        "PLAINSAY_TELEGRAM_PER_SECOND": NO_LIMIT,
        "PLAINSAY_TELEGRAM_CHAT_PER_SECOND": NO_LIMIT,
    }


@asynccontextmanager
async def _aside(manager: AbstractContextManager[T]) -> AsyncIterator[T]:
    """Starts and stops something in a thread: meanwhile pretend Telegram has to answer it."""
    entered = await asyncio.to_thread(manager.__enter__)
    try:
        yield entered
    finally:
        await asyncio.to_thread(manager.__exit__, None, None, None)


def _write_questions(folder: Path) -> None:
    """The first questions of our own pack that can be answered by yes, a bit or no, with their pictures as files."""
    folder.mkdir()
    drawn = pictures.load()
    found = []
    for prompt in load_builtin(CODE, drawn.names).prompts:
        if prompt.audience is Audience.PERSON and prompt.question.kind == "choice":
            name = prompt.question.picture
            path = folder / f"{name}.png"
            path.write_bytes(png(drawn, name))
            found.append(Question(f"<b>{prompt.question.ask}</b>", str(path)))
    write_questions(folder, tuple(found[:QUESTIONS]))
