"""The provider's own pictures in chats: sent only while they may be, and each message that shows one is noted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from asking.conversation import Conversations
from asking.errors import UnknownLink
from asking.moment import stamp
from asking.picture_recall import note_sent
from asking.seen_pictures import opened, read
from bot.delivery import Note
from easyread.pictures.photos import on_tile
from store import own_pictures
from store.crypto import DataKey
from store.own_pictures import OwnPicture
from store.sent_pictures import Carrier
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture that may be sent now.

    Attributes:
        name: What it is known by among uploads: its own file, never its concept.
    """

    picture: OwnPicture
    key: DataKey
    name: str


class OwnPhotos:
    """Gives them to the transport.

    Args:
        talks: The talks, with the store and files behind them.
    """

    def __init__(self, talks: Conversations) -> None:
        self._talks = talks

    async def find(self, number: int) -> Opened | None:
        """A picture, if it may be shown today."""
        today = self._talks.clock().date().isoformat()

        def found(tx: Tx) -> Opened | None:
            picture = own_pictures.get(tx, number)
            if picture is None or not picture.is_live(today):
                return None
            try:
                return Opened(*opened(tx, picture), own_pictures.content_name(picture.file))
            except UnknownLink:
                return None

        return await self._talks.database.read(found)

    async def draw(self, found: Opened) -> tuple[str, bytes]:
        """The picture as it is sent.

        Raises:
            UnknownLink: Its file was deleted meanwhile.
        """
        content = await read(self._talks.media, found.picture, found.key)
        return "picture.jpg", await asyncio.to_thread(on_tile, content)

    def note(self, *, bot: str, lane: str, message: int, number: int, body: bytes) -> Note:
        """Notes a message that was sent; True where it is to be changed at once, because the picture went."""

        def noted(tx: Tx) -> bool:
            now = self._talks.clock()
            carrier = Carrier(bot, lane, message, number, body)
            return note_sent(tx, carrier, today=now.date().isoformat(), at=stamp(now)) > 0

        return noted
