"""A peer: aiogram-dialog, with its usual storage in memory. It shows the next window by editing the message.

`python -m bench.peers.dialog http://127.0.0.1:PORT FOLDER`
"""

from __future__ import annotations

import asyncio
import logging
import operator
import sys
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Back, Button, Column, Next, Row, Select
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const, Format

from bench.peers.questions import CHOICES, MOVES, STOPPED, THANKS, TOKEN, Question, read_questions, ready

LABEL = dict(MOVES)


async def chose(query: CallbackQuery, select: Any, manager: DialogManager, choice: str) -> None:
    """Keeps the answer, and goes on to the next window."""
    del query
    manager.dialog_data[select.widget_id] = choice
    await manager.next()


async def stopped(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Ends the talk."""
    del button
    await query.message.answer(STOPPED)
    await manager.done()


def dialog(states: list[State], questions: tuple[Question, ...]) -> Dialog:
    """A window a question, and one that says thanks."""
    asked = [_window(states[number], number, question) for number, question in enumerate(questions)]
    thanks = Window(StaticMedia(path=questions[0].picture), Const(THANKS), state=states[-1])
    return Dialog(*asked, thanks)


def _window(state: State, number: int, question: Question) -> Window:
    choices = Select(
        Format("{item[1]}"),
        id=f"q{number}",
        item_id_getter=operator.itemgetter(0),
        items=list(CHOICES),
        on_click=chose,
    )
    moves = [Next(Const(LABEL["skip"])), Button(Const(LABEL["stop"]), id="stop", on_click=stopped)]
    if number:
        moves.insert(0, Back(Const(LABEL["back"])))
    return Window(
        StaticMedia(path=question.picture), Const(question.ask), Column(choices), Row(*moves),
        state=state, parse_mode="HTML",
    )  # fmt: skip


async def run(base: str, folder: Path) -> None:
    """Polls until stopped."""
    questions = read_questions(folder)
    names = [f"q{number}" for number in range(len(questions))]
    group: Any = type("Talk", (StatesGroup,), {name: State() for name in (*names, "thanks")})
    states = [getattr(group, name) for name in (*names, "thanks")]

    async def started(message: Message, dialog_manager: DialogManager) -> None:
        del message
        await dialog_manager.start(states[0], mode=StartMode.RESET_STACK)

    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.message.register(started, CommandStart())
    dispatcher.include_router(dialog(states, questions))
    setup_dialogs(dispatcher)
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    ready("The peer on aiogram-dialog", base)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(run(sys.argv[1], Path(sys.argv[2])))
