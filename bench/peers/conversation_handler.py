"""A peer: python-telegram-bot's ConversationHandler, kept by its own PicklePersistence. Everything at its defaults.

`python -m bench.peers.conversation_handler http://127.0.0.1:PORT FOLDER`
"""

from __future__ import annotations

import logging
import sys
import warnings
from functools import partial
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)
from telegram.warnings import PTBUserWarning

from bench.peers.questions import CHOICES, MOVES, STOPPED, THANKS, TOKEN, Question, read_questions, ready

Context = ContextTypes.DEFAULT_TYPE


class Talk:
    """The talk: its state is the number of the question."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self._questions = questions

    def handler(self) -> ConversationHandler[Any]:
        """The conversation as the library's own examples build it: a state a question, a handler a kind of button."""
        return ConversationHandler(
            entry_points=[CommandHandler("start", partial(self._ask, number=0))],
            states={number: self._buttons(number) for number in range(len(self._questions))},
            fallbacks=[],
            name="talk",
            persistent=True,
        )

    def _buttons(self, number: int) -> list[Any]:
        names = "|".join(name for name, _ in CHOICES)
        return [
            CallbackQueryHandler(partial(self._chose, number=number), pattern=rf"^{number}\.({names})$"),
            CallbackQueryHandler(partial(self._moved, to=max(number - 1, 0)), pattern=rf"^{number}\.back$"),
            CallbackQueryHandler(partial(self._moved, to=number + 1), pattern=rf"^{number}\.skip$"),
            CallbackQueryHandler(self._stopped, pattern=rf"^{number}\.stop$"),
        ]

    async def _chose(self, update: Update, context: Context, *, number: int) -> int:
        query = update.callback_query
        await query.answer()
        context.user_data[number] = query.data.partition(".")[2]
        return await self._ask(update, context, number=number + 1)

    async def _moved(self, update: Update, context: Context, *, to: int) -> int:
        await update.callback_query.answer()
        return await self._ask(update, context, number=to)

    async def _stopped(self, update: Update, context: Context) -> int:
        await update.callback_query.answer()
        await context.bot.send_message(update.effective_chat.id, STOPPED)
        return ConversationHandler.END

    async def _ask(self, update: Update, context: Context, *, number: int) -> int:
        if number == len(self._questions):
            await context.bot.send_message(update.effective_chat.id, THANKS)
            return ConversationHandler.END
        question, known = self._questions[number], context.bot_data.setdefault("pictures", {})
        sent = await context.bot.send_photo(
            update.effective_chat.id,
            known.get(question.picture) or Path(question.picture),
            caption=question.ask,
            parse_mode="HTML",
            reply_markup=_keyboard(number),
        )
        known.setdefault(question.picture, sent.photo[-1].file_id)
        return number


def _keyboard(number: int) -> InlineKeyboardMarkup:
    choices = [[InlineKeyboardButton(label, callback_data=f"{number}.{name}")] for name, label in CHOICES]
    moves = [InlineKeyboardButton(label, callback_data=f"{number}.{name}") for name, label in MOVES]
    return InlineKeyboardMarkup([*choices, moves])


def main(base: str, folder: Path) -> None:
    """Polls until stopped."""
    logging.basicConfig(level=logging.WARNING)
    warnings.simplefilter("ignore", PTBUserWarning)  # buttons under several messages are what is wanted here

    async def is_ready(_: Application[Any, Any, Any, Any, Any, Any]) -> None:
        ready("The peer on python-telegram-bot", base)

    application = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{base}/bot")
        .persistence(PicklePersistence(folder / "conversations.pickle"))
        .post_init(is_ready)
        .build()
    )
    application.add_handler(Talk(read_questions(folder)).handler())
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
