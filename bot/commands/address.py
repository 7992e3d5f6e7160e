"""The address that people reach this installation by, as the server last told it."""

from __future__ import annotations

from asking.links import ADDRESS, address
from bot.telegram.state import ADDRESS as TELEGRAM
from store import settings
from store.tx import Tx

__all__ = ["ADDRESS", "address", "bot_address", "links_to"]


def links_to(tx: Tx, base: str, token: str) -> list[str]:
    """A person's addresses: the page, and Telegram where a bot is connected."""
    chat = bot_address(tx)
    return [f"{base}/s/{token}", *([f"{chat}?start={token}"] if chat else [])]


def bot_address(tx: Tx) -> str:
    """The bot's own address; '' where none was ever connected."""
    return settings.get(tx, TELEGRAM) or ""
