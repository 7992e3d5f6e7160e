"""Chats that people opened with their link. The address is sealed with the person's own key: to forget them ends it."""

from __future__ import annotations

from dataclasses import dataclass

from store import inbox, people
from store.errors import UnknownRow
from store.rows import packed, unpacked
from store.tx import Row, Tx

_COLUMNS = """id, bot, lane, person_id, invitation_id, version, awaits, picked, aloud, opened_at, closed_at,
    closed_why"""

BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Chat:
    """Someone's chat, without its address.

    Attributes:
        lane: Which chat it is, as a keyed hash.
        invitation_id, version: The talk that it is about, and the link that opened it.
        awaits: What the next message is taken for; '' for an answer or a comment.
        picked: Choices that are ticked but not sent yet.
        aloud: Every question is read aloud.
        closed_why: Why nothing can be sent there now; '' while it can.
    """

    id: int
    bot: str
    lane: str
    person_id: int
    invitation_id: int
    version: int
    awaits: str
    picked: tuple[str, ...]
    aloud: bool
    opened_at: str
    closed_at: str | None
    closed_why: str


def by_lane(tx: Tx, bot: str, lane: str) -> Chat | None:
    """The chat of a lane, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_COLUMNS} FROM chat WHERE bot = :bot AND lane = :lane{tx.lock}", bot=bot, lane=lane)
    return _chat(row) if row else None


def of_person(tx: Tx, person_id: int) -> tuple[Chat, ...]:
    """A person's chats, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM chat WHERE person_id = :id ORDER BY id", id=person_id)
    return tuple(_chat(row) for row in rows)


def open(  # noqa: A001 - read as chats.open(tx)
    tx: Tx, *, bot: str, lane: str, address: str, person_id: int, invitation_id: int, version: int, at: str
) -> Chat:
    """Opens a chat for a talk; a chat that was open for another talk, even another person's, goes over to this one.

    Raises:
        UnknownRow: The person was forgotten.
    """
    key = people.data_key(tx, person_id)
    if key is None:
        raise UnknownRow("table identity", "The person was forgotten.", "Open no chat for this person.")
    row = tx.one(
        f"""INSERT INTO chat (bot, lane, address, person_id, invitation_id, version, opened_at)
        VALUES (:bot, :lane, :address, :person_id, :invitation_id, :version, :at)
        ON CONFLICT (bot, lane) DO UPDATE SET address = excluded.address, person_id = excluded.person_id,
        invitation_id = excluded.invitation_id, version = excluded.version, awaits = '', picked = '[]',
        closed_at = NULL, closed_why = '' RETURNING {_COLUMNS}""",
        bot=bot,
        lane=lane,
        address=key.seal_text(_about(bot, lane), address),
        person_id=person_id,
        invitation_id=invitation_id,
        version=version,
        at=at,
    )
    if row is None:
        raise UnknownRow("table chat", "The chat was not kept.", "Report this bug.")
    return _chat(row)


def address(tx: Tx, chat: Chat) -> str | None:
    """Where the chat is; None when the person was forgotten."""
    key = people.data_key(tx, chat.person_id)
    row = tx.one("SELECT address FROM chat WHERE id = :id", id=chat.id) if key else None
    return key.open_text(_about(chat.bot, chat.lane), row[0]) if key and row else None


def expect(tx: Tx, chat: Chat, awaits: str) -> None:
    """Notes what the next message is taken for."""
    if chat.awaits != awaits:
        tx.run("UPDATE chat SET awaits = :awaits WHERE id = :id", id=chat.id, awaits=awaits)


def pick(tx: Tx, chat: Chat, picked: tuple[str, ...]) -> None:
    """Notes which choices are ticked now."""
    if chat.picked != picked:
        tx.run("UPDATE chat SET picked = :picked WHERE id = :id", id=chat.id, picked=packed(picked))


def read_aloud(tx: Tx, chat: Chat, *, aloud: bool) -> None:
    """Notes whether every question is read aloud."""
    tx.run("UPDATE chat SET aloud = :aloud WHERE id = :id", id=chat.id, aloud=int(aloud))


def close(tx: Tx, bot: str, lane: str, why: str, at: str) -> None:
    """Notes that nothing can be sent to a chat now."""
    tx.run(
        "UPDATE chat SET closed_at = :at, closed_why = :why WHERE bot = :bot AND lane = :lane",
        bot=bot,
        lane=lane,
        at=at,
        why=why,
    )


def reopen(tx: Tx, chat: Chat) -> None:
    """Someone who had closed the chat writes again."""
    if chat.closed_at is not None:
        tx.run("UPDATE chat SET closed_at = NULL, closed_why = '' WHERE id = :id", id=chat.id)


def closed(tx: Tx) -> tuple[Chat, ...]:
    """Chats that can no longer be reached, newest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM chat WHERE closed_at IS NOT NULL ORDER BY closed_at DESC, id DESC")
    return tuple(_chat(row) for row in rows)


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes the chats of a person who is forgotten, and what arrived there and was put aside."""
    for chat in of_person(tx, person_id):
        inbox.empty_lane(tx, chat.bot, chat.lane)
    tx.run("DELETE FROM chat WHERE person_id = :id", id=person_id)


def _about(bot: str, lane: str) -> str:
    return f"chat.address/{bot}/{lane}"


def _chat(row: Row) -> Chat:
    values = (*row[:7], unpacked(row[7]), bool(row[8]), *row[9:])
    return Chat(*values)
