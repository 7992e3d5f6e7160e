"""Pictures and sounds that a channel has already: each is uploaded once and then sent by its id there."""

from __future__ import annotations

from store.tx import Tx


def all_of(tx: Tx, bot: str) -> dict[str, str]:
    """Content → id, for everything that a bot has uploaded."""
    return {row[0]: row[1] for row in tx.all("SELECT content, file_id FROM upload WHERE bot = :bot", bot=bot)}


def keep(tx: Tx, bot: str, content: str, file_id: str) -> None:
    """Notes under which id the channel has some content; a newer id takes an older one's place."""
    tx.run(
        """INSERT INTO upload (bot, content, file_id) VALUES (:bot, :content, :file_id)
        ON CONFLICT (bot, content) DO UPDATE SET file_id = excluded.file_id""",
        bot=bot,
        content=content,
        file_id=file_id,
    )
