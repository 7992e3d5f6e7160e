"""What was written to somebody after they told a worry, sealed with the worry's own key, and how far it came."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from store import worries
from store.tx import Row, Tx
from store.worries import Worry

TELEGRAM: Final = "telegram"
_COLUMNS = "id, worry_id, person_id, at, who, channel, sent_at, opened_at, away_at, ended_at"
_WAITS = "opened_at IS NULL AND away_at IS NULL AND ended_at IS NULL"


@dataclass(frozen=True, slots=True)
class Message:
    """One message, nothing of it opened.

    Attributes:
        channel: `telegram` once a chat is told that it waits; '' while only their own page tells it.
        sent_at: When the chat was told.
        opened_at, away_at: When the person opened it, and put it away for good.
        ended_at: When staff took it back.
    """

    id: int
    worry_id: int
    person_id: int
    at: str
    who: str
    channel: str
    sent_at: str | None
    opened_at: str | None
    away_at: str | None
    ended_at: str | None

    @property
    def waits(self) -> bool:
        """Whether nobody has opened it yet, and somebody may."""
        return not (self.opened_at or self.away_at or self.ended_at)

    @property
    def can_be_read(self) -> bool:
        """Whether the person may open it, or read it again."""
        return not (self.away_at or self.ended_at)


def add(tx: Tx, worry: Worry, *, person_id: int, body: dict[str, Any], who: str, at: str) -> int:
    """Keeps a message and returns its id."""
    key = worries.sound_key(tx, worry)
    return tx.insert(
        """INSERT INTO worry_message (worry_id, person_id, words, at, who)
        VALUES (:worry, :person, :words, :at, :who)""",
        worry=worry.id,
        person=person_id,
        words=key.seal_text(_about(worry.id, at), json.dumps(body, ensure_ascii=False)),
        at=at,
        who=who,
    )


def get(tx: Tx, message_id: int) -> Message | None:
    """One message, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_COLUMNS} FROM worry_message WHERE id = :id{tx.lock}", id=message_id)
    return Message(*row) if row else None


def body_of(tx: Tx, message: Message) -> dict[str, Any]:
    """What it says. On a staff page the caller logs that somebody read it."""
    worry = worries.without_words(tx, message.worry_id)
    row = tx.one("SELECT words FROM worry_message WHERE id = :id", id=message.id)
    if worry is None or row is None:
        return {}
    opened: dict[str, Any] = json.loads(worries.sound_key(tx, worry).open_text(_about(worry.id, message.at), row[0]))
    return opened


def of_worry(tx: Tx, worry_id: int) -> tuple[Message, ...]:
    """All that were written after a worry, oldest first."""
    return _all(tx, "worry_id = :worry ORDER BY id", worry=worry_id)


def of_person(tx: Tx, person_id: int) -> tuple[Message, ...]:
    """Those that somebody may open or read again, oldest first."""
    return _all(tx, "person_id = :person AND away_at IS NULL AND ended_at IS NULL ORDER BY id", person=person_id)


def unopened(tx: Tx) -> tuple[Message, ...]:
    """Those that wait to be opened, oldest first."""
    return _all(tx, f"{_WAITS} ORDER BY id")


def without_chat(tx: Tx) -> tuple[Message, ...]:
    """Those that wait and of which no chat was told, oldest first."""
    return _all(tx, f"{_WAITS} AND channel = '' ORDER BY id")


def put(tx: Tx, message_id: int) -> None:
    """Notes that a chat is told, by a message in the outbox."""
    tx.run("UPDATE worry_message SET channel = :telegram WHERE id = :id", telegram=TELEGRAM, id=message_id)


def sent(tx: Tx, message_id: int, at: str) -> None:
    """Notes that the chat was told."""
    tx.run("UPDATE worry_message SET sent_at = COALESCE(sent_at, :at) WHERE id = :id", id=message_id, at=at)


def lapsed(tx: Tx, message_id: int) -> None:
    """Notes that the chat was not told; it may be, later."""
    tx.run("UPDATE worry_message SET channel = '' WHERE id = :id AND sent_at IS NULL", id=message_id)


def lost(tx: Tx, person_id: int) -> None:
    """Notes that someone's chat is closed to us: what nobody opened waits on their own page, or for another chat."""
    tx.run(f"UPDATE worry_message SET channel = '', sent_at = NULL WHERE person_id = :id AND {_WAITS}", id=person_id)


def opened(tx: Tx, message_id: int, at: str) -> None:
    """Notes that the person opened it; the first time counts."""
    tx.run("UPDATE worry_message SET opened_at = COALESCE(opened_at, :at) WHERE id = :id", id=message_id, at=at)


def put_away(tx: Tx, message_id: int, at: str) -> None:
    """Notes that the person put it away: nobody who has their link sees it again."""
    tx.run("UPDATE worry_message SET away_at = COALESCE(away_at, :at) WHERE id = :id", id=message_id, at=at)


def end(tx: Tx, message_id: int, at: str) -> bool:
    """Takes back one that nobody opened; False where somebody has, or it is gone already."""
    return tx.run(f"UPDATE worry_message SET ended_at = :at WHERE id = :id AND {_WAITS}", id=message_id, at=at) == 1


def _all(tx: Tx, where: str, **values: object) -> tuple[Message, ...]:
    rows: list[Row] = list(tx.all(f"SELECT {_COLUMNS} FROM worry_message WHERE {where}", **values))
    return tuple(Message(*row) for row in rows)


def _about(worry_id: int, at: str) -> str:
    return f"worry_message/{worry_id}/{at}"
