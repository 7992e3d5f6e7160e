"""The whole channel: receiving, handling and sending, started and watched over."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from telegram import BotCommand
from telegram.error import TelegramError

from asking import speaking
from asking.conversation import Conversations
from bot.delivery import Limits, Sender
from bot.reminding import LookedAt
from bot.telegram.api import bot_id, call, make_bot
from bot.telegram.cards import Cards
from bot.telegram.commands import menu
from bot.telegram.fetching import Fetcher
from bot.telegram.ingest import (
    ALLOWED,
    FIRST_WAIT_SECONDS,
    LONGEST_WAIT_SECONDS,
    POLL_SECONDS,
    Intake,
    Poller,
    condition_of,
)
from bot.telegram.letters import lane_of
from bot.telegram.not_saved import NotSavedNotice
from bot.telegram.own_pictures import OwnPhotos
from bot.telegram.sounds import Aloud
from bot.telegram.state import ADDRESS, CONDITION, MEANINGS, Condition, State
from bot.telegram.strangers import unreachable
from bot.telegram.transport import Post
from bot.telegram.worker import Worker
from easyread.pictures import PictureSet
from easyread.pictures.raster import png
from locales import ENGLISH, Words
from store import chats, people, settings
from store.errors import StoreError
from store.tx import Tx

LOG = logging.getLogger("plainsay.telegram")
HOOK = "/telegram"
UPDATE_BYTES = 2 * 1024 * 1024
HOOK_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
WATCH_SECONDS = 30.0
SILENT_TOO_LONG_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Setup:
    """How the channel is set up.

    Attributes:
        token: The bot's token.
        api: Base address of the Bot API.
        public_url: Address that Telegram reaches us by; '' to poll.
        limits: The pace of sending.
        poll_seconds: How long Telegram may take to answer when nothing happens.
        address: Where people open the bot; '' for its address at Telegram.
    """

    token: str
    api: str
    public_url: str
    limits: Limits
    poll_seconds: int = POLL_SECONDS
    address: str = ""


class Telegram:
    """The channel.

    Args:
        setup: Token and addresses.
        talks: The talks.
        pictures: The picture set.
        now: The moment as a stamp.
        sounds: Reads aloud.
    """

    def __init__(
        self, setup: Setup, talks: Conversations, pictures: PictureSet, now: Callable[[], str], sounds: Aloud
    ) -> None:
        self._setup, self._pictures = setup, pictures
        self._database, self._languages = talks.database, talks.languages
        self._now = now
        self.number = bot_id(setup.token)
        self._bot = make_bot(setup.token, setup.api)
        staff = f"{setup.public_url}/staff/worries" if setup.public_url else ""
        self._post = Post(
            self._bot,
            self.number,
            self._database,
            picture=self._picture,
            cards=Cards(pictures),
            sounds=sounds,
            words=talks.languages.words,
            staff_url=staff,
            own=OwnPhotos(talks),
        )
        careful = LookedAt(self._post, self._database, now)
        self.sender = Sender(self._database, careful, setup.limits, now, unreachable)
        fetcher = Fetcher(self._bot, self.number, talks)
        self._worker = Worker(
            talks, pictures, self.number, now=now, sender=self.sender, fetcher=fetcher, answer=self._answer
        )
        self._notice = NotSavedNotice(self._bot, self._words_of)
        self._intake = Intake(self._database, self.number, now, self._worker.add, notice=self._notice)
        self.state = State(asyncio.get_running_loop().time, self._note)
        self._tasks: list[asyncio.Task[None]] = []
        self._notes: set[asyncio.Task[None]] = set()
        self._secret = self._address = ""

    async def _words_of(self, chat: int) -> Words:
        """The sentences in the language of a chat; in English where that cannot be read, or it is nobody's."""

        def language(tx: Tx) -> str:
            known = chats.by_lane(tx, self.number, lane_of(tx.keys, self.number, chat))
            person = people.get(tx, known.person_id) if known else None
            return person.language if person else ENGLISH.language

        try:
            return self._languages.words(await self._database.read(language))
        except StoreError:
            return ENGLISH

    def count(self, sent: Callable[[str], None], passed: Callable[[str], None]) -> None:
        """Have attempts to send counted by their outcome, and faults that pass by where they were."""
        self.sender.counted, self._worker.passed = sent, partial(passed, "telegram")

    async def start(self) -> None:
        """Take up what was left over, then receive."""
        await self._post.start()
        await self.sender.start()
        await self._worker.start()
        self._secret = await self._database.read(lambda tx: tx.keys.sign("telegram-hook", self.number).hex())
        receiving = self._hooked if self._setup.public_url else self._polled
        self._tasks = [asyncio.create_task(receiving()), asyncio.create_task(self._introduced())]

    async def close(self) -> None:
        """Receive no more, finish what is in hand, and stop."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, *self._notes, return_exceptions=True)
        await self._notice.close()
        await self._worker.close()
        await self.sender.close()
        await self._bot.request.shutdown()

    def trouble(self) -> str:
        """What keeps updates away, in a sentence; '' while they arrive."""
        well = self.state.condition in {Condition.WORKING, Condition.STARTING}
        return "" if well else f"Telegram: {MEANINGS[self.state.condition][0]}"

    def address(self) -> str:
        """The bot's own address; '' until Telegram has told its name."""
        return self._address

    def routes(self) -> list[BaseRoute]:
        """Where Telegram delivers updates, when it does not wait to be asked."""
        return [Route(HOOK, self._delivered, methods=["POST"])] if self._setup.public_url else []

    def larger(self) -> dict[str, int]:
        """An update can be larger than a form: one that were refused would be delivered again for ever."""
        return {HOOK: UPDATE_BYTES}

    async def _delivered(self, request: Request) -> Response:
        """An update by webhook: kept first, answered then. An error makes Telegram deliver it again."""
        given = request.headers.get(HOOK_SECRET, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return Response(status_code=403)
        try:
            raw = await request.json()
        except (ValueError, RecursionError):
            raw = None
        try:
            await self._intake.keep([raw])
        except StoreError as error:
            condition_of(self.state, error)
            return Response(status_code=503)
        self.state.alive()
        return Response()

    async def _polled(self) -> None:
        """Poll, and start again whatever the poller died of, or where it gives no sign of life."""
        poller = Poller(self._bot, self._intake, self.state, self._setup.poll_seconds)
        wait = FIRST_WAIT_SECONDS
        while True:
            task = asyncio.create_task(poller.run())
            try:
                why = await self._until_silent(task)
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task
            self.state.restarted(why)
            await asyncio.sleep(wait)  # what kills it at once must not keep this computer busy
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    async def _until_silent(self, task: asyncio.Task[None]) -> str:
        while True:
            await asyncio.wait({task}, timeout=WATCH_SECONDS)
            if task.done():
                error = None if task.cancelled() else task.exception()
                return type(error).__name__ if error else "it had ended"
            working = self.state.condition is Condition.WORKING
            if working and self.state.silent_seconds() > SILENT_TOO_LONG_SECONDS:
                return "no sign of life"

    async def _hooked(self) -> None:
        """Have updates delivered, and see from time to time that they still are.

        At the start the address becomes ours, whatever it was: it may be our own from before a move. Where it is
        another one later on, someone else has the token, and to take it back again and again would help nobody.
        """
        address, ours, wait = f"{self._setup.public_url}{HOOK}", False, FIRST_WAIT_SECONDS
        while True:
            try:
                found = (await call(self._bot, "getWebhookInfo", {})).get("url", "") if ours else ""
                if found == "":
                    await self._bot.set_webhook(address, secret_token=self._secret, allowed_updates=ALLOWED)
                    ours = True
                if found in {"", address}:
                    self.state.alive()
                else:
                    self.state.be(Condition.OTHER_PROGRAM)
            except TelegramError as error:
                await asyncio.sleep(condition_of(self.state, error) or wait)
                wait = min(wait * 2, WATCH_SECONDS)
            else:
                wait = FIRST_WAIT_SECONDS
                await asyncio.sleep(WATCH_SECONDS)

    async def _introduced(self) -> None:
        """Learn the bot's name, and set the menu."""
        wait = 1.0
        while True:
            try:
                name = (await self._bot.get_me()).username or ""
                self._address = self._setup.address or f"https://t.me/{name}"
                await self._database.write(partial(_put, ADDRESS, self._address))
                await self._set_menus()
            except (TelegramError, StoreError):
                await asyncio.sleep(wait)
                wait = min(wait * 2, 60.0)
            else:
                return

    async def _set_menus(self) -> None:
        """The menu in every language that people can be asked in; Telegram shows each person the one of their app."""
        offered = await self._database.read(lambda tx: speaking.offered(tx, self._languages))
        for one in offered:
            words = self._languages.words(one.code)
            commands = [BotCommand(each, words.shown(text)) for each, text in menu(words.gettext)]
            await self._bot.set_my_commands(commands, language_code="" if words is ENGLISH else one.code)

    async def _answer(self, query: str) -> None:
        await call(self._bot, "answerCallbackQuery", {"callback_query_id": query})

    async def _picture(self, name: str) -> tuple[str, bytes]:
        return f"{name}.png", await asyncio.to_thread(png, self._pictures, name)

    def _note(self, condition: Condition) -> None:
        """Keep the condition where `plainsay doctor`, another process, finds it."""
        text = f"{condition} {self._now()}"

        async def kept() -> None:
            with suppress(StoreError):
                await self._database.write(partial(_put, CONDITION, text))

        task = asyncio.create_task(kept())
        self._notes.add(task)
        task.add_done_callback(self._notes.discard)


def _put(name: str, value: str, tx: Tx) -> None:
    settings.put(tx, name, value)
