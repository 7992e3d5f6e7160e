"""Fetches a voice note or photo from Telegram and seals it on disk, before its turn is taken."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from asking import links
from asking.conversation import Conversations
from asking.errors import RecordingRefused, UnknownLink
from asking.recordings import MAX_BYTES, Recording, photo_anew, sound_kind
from bot.telegram.arrived import Sent
from bot.telegram.hand import Kept
from bot.telegram.helping import WORRY
from store import chats
from store.crypto import DataKey
from store.tx import Tx
from store.worries import Spoken

TRIES = 6
FIRST_WAIT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched, or why it could not be kept; neither where it is nobody's."""

    kept: Kept | None = None
    refused: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """Files on disk."""
        return (self.kept.file,) if self.kept else ()


class Fetcher:
    """Fetches and seals.

    Args:
        bot: The client.
        number: The bot's own number.
        talks: Tell whose a chat is.
    """

    def __init__(self, bot: Bot, number: str, talks: Conversations) -> None:
        self._bot, self._number, self._talks = bot, number, talks

    async def fetch(self, lane: str, sent: Sent) -> Fetched:
        """Fetch what someone sent.

        Raises:
            NotSaved: The disk is full.
        """
        owner = await self._talks.database.read(lambda tx: self._owner(tx, lane))
        if owner is None:
            return Fetched()
        person_id, key = owner
        if sent.size_bytes > MAX_BYTES:
            return Fetched(refused="too_big")
        try:
            data = await self._downloaded(sent.file_id)
            data, mime = await asyncio.to_thread(_kept_as, sent.kind, data)
        except TelegramError:
            return Fetched(refused="gone")
        except RecordingRefused as error:
            return Fetched(refused=error.reason)
        if key is None:
            own = DataKey.new()
            return Fetched(Kept(worry=Spoken(own, await self._written(own, data), mime)))
        made = Recording(person_id, await self._written(key, data), mime, len(data))
        return Fetched(Kept(recording=made))

    async def _written(self, key: DataKey, data: bytes) -> str:
        return await asyncio.to_thread(self._talks.media.write, key, data)

    def _owner(self, tx: Tx, lane: str) -> tuple[int, DataKey | None] | None:
        """Whose it is and whose key seals it: None for a worry, which gets a key of its own."""
        chat = chats.by_lane(tx, self._number, lane)
        if chat is None:
            return None
        try:
            person_id, key = self._talks.owner(tx, links.token_for(tx.keys, chat.invitation_id, chat.version))
        except UnknownLink:
            return None
        return person_id, None if chat.awaits == WORRY else key

    async def _downloaded(self, file_id: str) -> bytes:
        """Only what Telegram refuses for good is given up at once: the recording is there, and nobody says it twice."""
        wait = FIRST_WAIT_SECONDS
        for left in reversed(range(TRIES)):
            try:
                file = await self._bot.get_file(file_id)
                if not (file.file_path or "").startswith(f"{self._bot.base_file_url}/"):
                    raise BadRequest("elsewhere")  # the library would read a file of this computer by such a name
                return bytes(await file.download_as_bytearray())
            except TelegramError as error:
                if not left or isinstance(error, BadRequest | Forbidden):
                    raise
                told = error.retry_after.total_seconds() if isinstance(error, RetryAfter) else 0.0  # type: ignore[union-attr]  # PTB_TIMEDELTA is set
            await asyncio.sleep(told or wait)
            wait *= 2
        raise NetworkError("not fetched")


def _kept_as(kind: str, data: bytes) -> tuple[bytes, str]:
    """What is kept of a file, and its kind: a sound as it is, a photo as a new file."""
    if kind != "photo":
        return data, sound_kind(data, "")
    photo = photo_anew(data)
    return photo.data, photo.mime
