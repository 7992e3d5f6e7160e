"""Question cards for chats, whose buttons cannot show pictures."""

from __future__ import annotations

from easyread import fonts
from easyread.cards import Card, key, png_beside
from easyread.pictures import PictureSet


class Cards:
    """Draws cards. Nothing is kept here: Telegram keeps each one that it has got, and its id is in the store.

    Args:
        pictures: The picture set.
    """

    def __init__(self, pictures: PictureSet) -> None:
        self._pictures, self._fonts = pictures, fonts.load()

    def key(self, card: Card) -> str:
        """What a card is known by. It is not drawn for this.

        Raises:
            CardError: It names a picture that is not there.
        """
        return key(card, self._pictures, self._fonts)

    async def png(self, card: Card) -> bytes:
        """The card, drawn beside the program, so that nobody's messages wait for it.

        Raises:
            CardError: It cannot be drawn whole.
        """
        return await png_beside(card, self._pictures, self._fonts)
