"""What was answered to wishes: that somebody is on it, or not now, and why. For whoever wished, and for nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from store import people
from store.errors import unknown
from store.tx import Row, Tx
from store.wishes import Wish

GOING: Final = "going"
NOT_NOW: Final = "not-now"
KINDS: Final = (GOING, NOT_NOW)
_COLUMNS = "id, wish_id, person_id, kind, language, at, member_id, tell_after, channel, sent_at, seen_at, body"


@dataclass(frozen=True, slots=True)
class WishAnswer:
    """One answer.

    Attributes:
        kind: One of `KINDS`.
        language: Of the words.
        member_id: The member who answered.
        tell_after: From when they may be told: before that it can be taken back.
        channel: `telegram` or `email` once a message was put in the outbox; '' while only their own page tells them.
        sent_at, seen_at: When the message went out; when they went on from it on their own page.
        words: Sealed with the key of whoever wished; '' once they are forgotten.
    """

    id: int
    wish_id: int
    person_id: int
    kind: str
    language: str
    at: str
    member_id: int
    tell_after: str
    channel: str
    sent_at: str | None
    seen_at: str | None
    words: str


def add(tx: Tx, wish: Wish, *, kind: str, language: str, words: str, at: str, member_id: int, tell_after: str) -> int:
    """Adds an answer and returns its id.

    Raises:
        UnknownRow: Whoever wished was forgotten.
    """
    key = people.data_key(tx, wish.person_id)
    if key is None:
        raise unknown("person")
    return tx.insert(
        """INSERT INTO wish_answer (wish_id, person_id, kind, language, body, at, member_id, tell_after)
        VALUES (:wish, :person, :kind, :language, :body, :at, :by, :after)""",
        wish=wish.id,
        person=wish.person_id,
        kind=kind,
        language=language,
        body=key.seal_text(_about(wish.id), words),
        at=at,
        by=member_id,
        after=tell_after,
    )


def get(tx: Tx, answer_id: int) -> WishAnswer | None:
    """One of them, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_COLUMNS} FROM wish_answer WHERE id = :id{tx.lock}", id=answer_id)
    return _answer(tx, row) if row else None


def of_wish(tx: Tx, wish_id: int) -> tuple[WishAnswer, ...]:
    """All that was answered to a wish, the oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM wish_answer WHERE wish_id = :id ORDER BY id", id=wish_id)
    return tuple(_answer(tx, row) for row in rows)


def kinds(tx: Tx) -> dict[int, str]:
    """What was answered last to each wish: id of the wish → one of `KINDS`."""
    return {row[0]: row[1] for row in tx.all("SELECT wish_id, kind FROM wish_answer ORDER BY id")}


def untold(tx: Tx, person_id: int, now: str) -> tuple[WishAnswer, ...]:
    """What someone is told on their own page: no message went, and they have not gone on from it."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM wish_answer WHERE person_id = :person AND tell_after <= :now
        AND sent_at IS NULL AND seen_at IS NULL ORDER BY id""",
        person=person_id,
        now=now,
    )
    return tuple(_answer(tx, row) for row in rows)


def without_message(tx: Tx, *, since: str, now: str) -> tuple[int, ...]:
    """Ids of those of which no message was put yet, and that may be told since a moment."""
    rows = tx.all(
        """SELECT id FROM wish_answer WHERE channel = '' AND seen_at IS NULL AND tell_after <= :now
        AND tell_after >= :since ORDER BY id""",
        since=since,
        now=now,
    )
    return tuple(row[0] for row in rows)


def put(tx: Tx, answer_id: int, channel: str) -> None:
    """Notes that a message was put in the outbox."""
    tx.run("UPDATE wish_answer SET channel = :channel WHERE id = :id", id=answer_id, channel=channel)


def sent(tx: Tx, answer_id: int, at: str) -> None:
    """Notes that it went out."""
    tx.run("UPDATE wish_answer SET sent_at = COALESCE(sent_at, :at) WHERE id = :id", id=answer_id, at=at)


def lapsed(tx: Tx, answer_id: int) -> None:
    """Notes that a message did not go out; another may be put."""
    tx.run("UPDATE wish_answer SET channel = '' WHERE id = :id AND sent_at IS NULL", id=answer_id)


def lost(tx: Tx, person_id: int, channel: str) -> None:
    """The same for all that waits for someone in a channel that no longer reaches them."""
    sql = "UPDATE wish_answer SET channel = '' WHERE person_id = :id AND channel = :channel AND sent_at IS NULL"
    tx.run(sql, id=person_id, channel=channel)


def seen(tx: Tx, answer_id: int, at: str) -> None:
    """Notes that they went on from it on their own page."""
    tx.run("UPDATE wish_answer SET seen_at = COALESCE(seen_at, :at) WHERE id = :id", id=answer_id, at=at)


def remove(tx: Tx, answer_id: int) -> None:
    """Takes one away, as if it had never been."""
    tx.run("DELETE FROM wish_answer WHERE id = :id", id=answer_id)


def remove_of_summary(tx: Tx, summary_id: int) -> None:
    """Takes away what was answered to wishes that nobody took: a correction of the summary says them anew."""
    tx.run(
        "DELETE FROM wish_answer WHERE wish_id IN (SELECT id FROM wish WHERE summary_id = :id AND taken_at IS NULL)",
        id=summary_id,
    )


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes every answer to someone's wishes."""
    tx.run("DELETE FROM wish_answer WHERE person_id = :id", id=person_id)


def _answer(tx: Tx, row: Row) -> WishAnswer:
    key = people.data_key(tx, row[2])
    values = (*row[:11], key.open_text(_about(row[1]), row[11]) if key else "")
    return WishAnswer(*values)


def _about(wish_id: int) -> str:
    return f"wish_answer/{wish_id}"
