"""Sends one message by the Bot API. Pictures and sounds are uploaded once, and sent by their id from then on."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, Protocol

from pydantic_core import from_json
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from asking import staff_chats
from asking.errors import UnknownLink
from asking.reminding import KIND
from asking.telling import KIND as CHANGE_TOLD
from asking.wish_answers import KIND as WISH_ANSWER
from asking.worry_message import KIND as FOR_YOU
from bot.delivery import Impossible, Later, Note, NotSent, Unclear, Unreachable
from bot.telegram import letters
from bot.telegram.alerting import alert_message
from bot.telegram.api import NotReached, Upload, call
from bot.telegram.changes import change_message
from bot.telegram.deleting import delete
from bot.telegram.for_you import waiting_message
from bot.telegram.letters import Message
from bot.telegram.own_pictures import OwnPhotos
from bot.telegram.reminding import reminded, reminder_message
from bot.telegram.staffing import staff_message
from bot.telegram.wish_answers import answer_message
from easyread.cards import Card, CardError
from locales import Words
from store import uploads
from store.crypto import Keys
from store.database import Database
from store.errors import StoreError

LOG = logging.getLogger("plainsay.telegram")
WRONG_FILE = ("wrong file identifier", "wrong remote file", "file reference", "can't be used by this bot", "wrong type")
GONE = ("chat not found", "user is deactivated", "user not found", "peer_id_invalid")
UNCHANGED = "message is not modified"
CHANGE = "editMessageMedia"
NO_VOICE = "voice_messages_forbidden"


class Sounds(Protocol):
    """Reads text aloud."""

    async def voice(self, pieces: tuple[str, ...], language: str, *, private: bool) -> tuple[str, bytes, float] | None:
        """A voice note: what it is known by, its bytes, its seconds; None where there is no sound for this."""
        ...


class Cards(Protocol):
    """Draws cards. Both raise CardError where one cannot be drawn."""

    def key(self, card: Card) -> str:
        """What a card is known by. It is not drawn for this."""
        ...

    async def png(self, card: Card) -> bytes:
        """The card, while everybody else goes on."""
        ...


class Post:
    """The Bot API as a transport.

    Args:
        bot: The client.
        number: The bot's own number.
        database: Where the ids of uploads are kept.
        picture: Draws a picture of the set: what it is known by, and its bytes.
        cards: Draws questions with their answers.
        sounds: Reads aloud.
        words: Finds the sentences of a language.
        staff_url: Address of the staff pages for those who are alerted; '' where there is none.
        own: Gives the provider's own pictures.
    """

    def __init__(
        self,
        bot: Bot,
        number: str,
        database: Database,
        *,
        picture: Callable[[str], Awaitable[tuple[str, bytes]]],
        cards: Cards,
        sounds: Sounds,
        words: Callable[[str], Words],
        staff_url: str,
        own: OwnPhotos | None = None,
    ) -> None:
        self.bot = number
        self._client, self._database = bot, database
        self._cards, self._own = cards, own
        self._picture, self._sounds, self._words, self._staff_url = picture, sounds, words, staff_url
        self._ids: dict[str, str] = {}
        self._uploading: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._keys: Keys | None = None

    async def start(self) -> None:
        """Read which pictures and sounds Telegram has already."""
        self._ids, self._keys = await self._database.read(lambda tx: (uploads.all_of(tx, self.bot), tx.keys))

    async def send(self, body: bytes) -> Note | None:
        """Send one message. One with a picture of the provider's own is to be noted, so that it can be taken back.

        Raises:
            DeliveryError: What became of it.
        """
        letter = from_json(body)
        message = self._message(letter)
        try:
            if message.own and self._own:
                return await self._show_own(self._own, message, body)
            await self._send(message)
        except RetryAfter as error:
            raise Later(error.retry_after.total_seconds()) from None  # type: ignore[union-attr]  # PTB_TIMEDELTA
        except Forbidden:
            raise Unreachable from None
        except BadRequest as error:
            _judge(str(error).casefold())
        except (NotReached, InvalidToken):
            raise NotSent from None
        except ChatMigrated:
            raise Impossible("chat migrated") from None
        except TelegramError:  # the way broke, or what came back is not Telegram's
            raise Unclear from None
        return None if letter["kind"] != KIND else partial(reminded, self.bot, letter)

    def _message(self, letter: dict[str, Any]) -> Message:
        if letter["kind"] == staff_chats.KIND:
            return staff_message(letter)
        if letter["kind"] not in {"alert", KIND, CHANGE_TOLD, FOR_YOU, WISH_ANSWER}:
            return letters.load(letter)
        if self._keys is None:
            raise NotSent
        if letter["kind"] == WISH_ANSWER:
            return answer_message(letter, self._words)
        make = {KIND: reminder_message, CHANGE_TOLD: change_message, FOR_YOU: waiting_message}.get(letter["kind"])
        if make:
            return make(self._keys, self.bot, letter, self._words(letter["language"]))
        return alert_message(self._keys, self.bot, letter, self._staff_url)

    async def _send(self, message: Message) -> None:
        if message.deletes:
            await delete(self._call, message, self._words(message.language))
        elif message.edits and message.picture:
            await self._show(message)
        elif message.edits:
            await self._call("editMessageReplyMarkup", message, message_id=message.edits)
        elif message.aloud:
            await self._speak(message)
        elif message.picture:
            await self._show(message)
        elif message.leaves:
            await self._leave(message)
        else:
            await self._write(message)

    async def _write(self, message: Message) -> None:
        await self._call("sendMessage", message, link_preview_options={"is_disabled": True}, **_words("text", message))

    async def _show(self, message: Message) -> None:
        if message.card and await self._show_card(message, message.card):
            return
        name, draw = message.picture, self._picture
        method, which = (CHANGE, {"message_id": message.edits}) if message.edits else ("sendPhoto", {})
        await self._send_file(method, "photo", name, lambda: draw(name), message, **which, **_words("caption", message))

    async def _show_own(self, own: OwnPhotos, message: Message, body: bytes) -> Note | None:
        """Send one of the provider's own pictures; the built-in one where it was taken away meanwhile."""
        found = await own.find(message.own)
        if found is None or self._keys is None:
            await self._show(message)
            return None
        draw, words = partial(own.draw, found), _words("caption", message)
        try:
            sent = await self._send_file("sendPhoto", "photo", found.name, draw, message, **words)
        except UnknownLink:
            await self._show(message)
            return None
        lane = letters.lane_of(self._keys, self.bot, message.to)
        return own.note(bot=self.bot, lane=lane, message=sent["message_id"], number=message.own, body=body)

    async def _show_card(self, message: Message, card: Card) -> bool:
        """Whether it went. Where it cannot be drawn, the picture alone goes: a question is never lost."""

        async def drawn() -> tuple[str, bytes]:
            return f"{card.picture}.png", await self._cards.png(card)

        try:
            key = self._cards.key(card)
            await self._send_file("sendPhoto", "photo", key, drawn, message, **_words("caption", message))
        except CardError as error:
            LOG.warning("T402: A card could not be drawn: %s", error.code)
            return False
        return True

    async def _leave(self, message: Message) -> None:
        """Tell a group, and leave it. One that has put us out already closes nobody's own chat."""
        with suppress(Forbidden, BadRequest):
            await self._write(message)
        try:
            await self._call("leaveChat", Message(message.to))
        except (Forbidden, BadRequest):
            return
        except TelegramError:  # told already: to try again may tell it twice
            raise Unclear from None

    async def _speak(self, message: Message) -> None:
        _ = self._words(message.language).gettext
        spoken = await self._sounds.voice(message.aloud, message.language, private=message.private)
        if spoken is None:
            await self._call("sendMessage", message, text=_("There is no sound for this one."))
            return
        key, content, seconds = spoken

        async def sound() -> tuple[str, bytes]:
            return f"{key}.ogg", content

        try:
            await self._send_file("sendVoice", "voice", key, sound, message, duration=round(seconds))
        except BadRequest as error:
            if NO_VOICE not in str(error).casefold():
                raise
            lines = (_("We cannot send you voice messages."), _("Your Telegram settings do not allow it."))
            await self._call("sendMessage", message, text="\n".join(lines))

    async def _send_file(
        self,
        method: str,
        kind: str,
        key: str,
        content: Callable[[], Awaitable[tuple[str, bytes]]],
        message: Message,
        **values: Any,
    ) -> Any:
        """By its id where Telegram has it. Where it does not, or no longer, it is uploaded, by one message only."""
        known = self._ids.get(key)
        if known:
            try:
                return await self._call(method, message, **_filled(method, kind, known, values))
            except BadRequest as error:
                if not any(text in str(error).casefold() for text in WRONG_FILE):
                    raise
        async with self._uploading[key]:
            if self._ids.get(key) not in {None, known}:  # another message has uploaded it meanwhile
                return await self._call(method, message, **_filled(method, kind, self._ids[key], values))
            name, sent = await content()
            result = await self._call(method, message, **_filled(method, kind, Upload(name, sent), values))
            await self._uploaded(key, kind, result)
            return result

    async def _uploaded(self, key: str, kind: str, result: Any) -> None:
        found = result.get(kind)
        file = max(found, key=lambda size: size["width"]) if isinstance(found, list) else found
        if file:
            self._ids[key] = file["file_id"]
            with suppress(StoreError):  # it was sent all the same; after the next start it goes up once more
                await self._database.write(lambda tx: uploads.keep(tx, self.bot, key, file["file_id"]))

    async def _call(self, method: str, message: Message, **values: Any) -> Any:
        if message.rows:
            values["reply_markup"] = {"inline_keyboard": [[_button(key) for key in row] for row in message.rows]}
        return await call(self._client, method, {"chat_id": message.to, **values})


def _words(name: str, message: Message) -> dict[str, str]:
    return {name: message.text, "parse_mode": "HTML"} if message.text else {}


def _filled(method: str, kind: str, file: Upload | str, values: dict[str, Any]) -> dict[str, Any]:
    """A file among a method's values. To change a message's picture it stands in an object, with the caption."""
    if method != CHANGE:
        return {kind: file, **values}
    media = {name: value for name, value in values.items() if name != "message_id"}
    media |= {"type": kind, "media": file if isinstance(file, str) else f"attach://{kind}"}
    uploaded = {kind: file} if isinstance(file, Upload) else {}
    return {"message_id": values["message_id"], "media": media, **uploaded}


def _button(key: letters.Key) -> dict[str, str]:
    return {"text": key.label, "url": key.url} if key.url else {"text": key.label, "callback_data": key.data}


def _judge(description: str) -> None:
    """What Telegram's refusal means for the message; nothing where it shows what it should already."""
    if UNCHANGED in description:
        return
    if any(text in description for text in GONE):
        raise Unreachable
    words = description.removeprefix("bad request: ").split(":")[0]
    raise Impossible(f"refused: {words[:60]}")
