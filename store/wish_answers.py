"""What was answered to wishes: that somebody is on it, or not now, and why. For whoever wished, and for nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from store import people, wish_answer_words
from store.errors import unknown
from store.tx import Row, Tx
from store.wishes import FREE, Wish

GOING: Final = "going"
NOT_NOW: Final = "not-now"
KINDS: Final = (GOING, NOT_NOW)
_COLUMNS = "id, wish_id, person_id, kind, language, at, member_id, tell_after, channel, sent_at, seen_at, body, waits"

_READY = """(waits = 0 OR EXISTS (SELECT 1 FROM person p WHERE p.id = wish_answer.person_id
    AND p.language = wish_answer.language) OR EXISTS (SELECT 1 FROM wish_answer_words o
    JOIN person p ON p.id = wish_answer.person_id AND p.language = o.language
    WHERE o.answer_id = wish_answer.id AND o.tell_after <= :now))"""
"""It may be told in their language, or somebody chose that they get it as it was written first."""


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
        waits: Where they read a language that it is not written in, they are told once it is.
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
    waits: bool = False


def add(
    tx: Tx, wish: Wish, *, kind: str, language: str, words: str, at: str, member_id: int, tell_after: str,
    waits: bool = False,
) -> int:  # fmt: skip
    """Adds an answer and returns its id.

    Raises:
        UnknownRow: Whoever wished was forgotten.
    """
    key = people.data_key(tx, wish.person_id)
    if key is None:
        raise unknown("person")
    return tx.insert(
        """INSERT INTO wish_answer (wish_id, person_id, kind, language, body, at, member_id, tell_after, waits)
        VALUES (:wish, :person, :kind, :language, :body, :at, :by, :after, :waits)""",
        wish=wish.id,
        person=wish.person_id,
        kind=kind,
        language=language,
        body=key.seal_text(_about(wish.id), words),
        at=at,
        by=member_id,
        after=tell_after,
        waits=int(waits),
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


def last(tx: Tx) -> dict[int, WishAnswer]:
    """What was answered last to each wish: id of the wish → the answer."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM wish_answer ORDER BY id")
    return {row[1]: _answer(tx, row) for row in rows}


def untold(tx: Tx, person_id: int, now: str) -> tuple[WishAnswer, ...]:
    """What someone is told on their own page: no message went, and they have not gone on from it."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM wish_answer WHERE person_id = :person AND tell_after <= :now
        AND sent_at IS NULL AND seen_at IS NULL AND {_READY} ORDER BY id""",
        person=person_id,
        now=now,
    )
    return tuple(_answer(tx, row) for row in rows)


def is_ready(tx: Tx, answer_id: int, now: str) -> bool:
    """Whether it may be told in the language that it would be told in."""
    sql = f"SELECT 1 FROM wish_answer WHERE id = :id AND tell_after <= :now AND {_READY}"
    return tx.one(sql, id=answer_id, now=now) is not None


def without_message(tx: Tx, *, since: str, now: str) -> tuple[int, ...]:
    """Ids of those of which no message was put yet, and that may be told since a moment: also in a language since."""
    rows = tx.all(
        f"""SELECT id FROM wish_answer WHERE channel = '' AND seen_at IS NULL AND tell_after <= :now AND {_READY}
        AND (tell_after >= :since OR EXISTS (SELECT 1 FROM wish_answer_words o WHERE o.answer_id = wish_answer.id
            AND o.tell_after >= :since)) ORDER BY id""",
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
    wish_answer_words.remove(tx, answer_id)
    tx.run("DELETE FROM wish_answer WHERE id = :id", id=answer_id)


def remove_of_summary(tx: Tx, summary_id: int) -> None:
    """Takes away what was answered to wishes of which nothing came: a correction of the summary says them anew."""
    theirs = f"wish_id IN (SELECT id FROM wish WHERE summary_id = :id AND {FREE})"
    for (number,) in tx.all(f"SELECT id FROM wish_answer WHERE {theirs}", id=summary_id):
        remove(tx, number)


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes every answer to someone's wishes."""
    for table in ("wish_answer_words", "wish_answer"):
        tx.run(f"DELETE FROM {table} WHERE person_id = :id", id=person_id)


def _answer(tx: Tx, row: Row) -> WishAnswer:
    key = people.data_key(tx, row[2])
    values = (*row[:11], key.open_text(_about(row[1]), row[11]) if key else "", bool(row[12]))
    return WishAnswer(*values)


def _about(wish_id: int) -> str:
    return f"wish_answer/{wish_id}"
