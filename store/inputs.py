"""What arrived, once: the same update a second time is known by its number."""

from __future__ import annotations

from store.tx import Tx


def arrived(tx: Tx, *, channel: str, bot: str, update_id: str, session_id: int, at: str) -> bool:
    """Notes an input. False when it was seen before: then the turn must change nothing."""
    added = tx.run(
        """INSERT INTO input (channel, bot, update_id, session_id, arrived_at)
        VALUES (:channel, :bot, :update_id, :session_id, :at)
        ON CONFLICT (channel, bot, update_id) DO NOTHING""",
        channel=channel,
        bot=bot,
        update_id=update_id,
        session_id=session_id,
        at=at,
    )
    return added == 1


def is_known(tx: Tx, *, channel: str, bot: str, update_id: str) -> bool:
    """Whether an input was noted before."""
    sql = "SELECT 1 FROM input WHERE channel = :channel AND bot = :bot AND update_id = :update_id"
    return tx.one(sql, channel=channel, bot=bot, update_id=update_id) is not None
