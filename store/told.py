"""Who said what led to a change, whom it is told to, and whether it got better for them. Numbers only: no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from store.changes import PUBLISHED, Change
from store.rows import listed
from store.tx import Tx

ANSWER: Final = "answer"
COMMENT: Final = "comment"
YES: Final = "yes"
A_BIT: Final = "a-bit"
NO: Final = "no"
DO_NOT_KNOW: Final = "do-not-know"
RATHER_NOT_SAY: Final = "rather-not-say"
SCALE: Final = (YES, A_BIT, NO)
BETTER: Final = (*SCALE, DO_NOT_KNOW, RATHER_NOT_SAY)
"""What can be answered to whether it got better. The last two count as no answer on the scale (D06)."""
_COLUMNS = "id, change_id, person_id, channel, at, sent_at, seen_at, asked_at, better, better_at"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Answers that led to a change: everyone who chose this answer to this prompt in this round."""

    round_id: int
    prompt: str
    choice: str


@dataclass(frozen=True, slots=True)
class Heard:
    """Words that led to a change: `kind` is `answer` or `comment`."""

    kind: str
    words_id: int


@dataclass(frozen=True, slots=True)
class Told:
    """One person who is told of one change.

    Attributes:
        channel: `telegram` or `email` once a message was put in the outbox; '' while only their own pages tell them.
        at: Since when they are told.
        sent_at, seen_at: When the message went out; when they went on from it on their own page.
        asked_at: When they were asked whether it got better.
        better: One of `BETTER`; '' before they answer.
    """

    id: int
    change_id: int
    person_id: int
    channel: str
    at: str
    sent_at: str | None
    seen_at: str | None
    asked_at: str | None
    better: str
    better_at: str | None


def choose(tx: Tx, change_id: int, one: Chosen) -> None:
    """Links answers to a change. Twice is once."""
    tx.run(
        """INSERT INTO change_answer (change_id, round_id, prompt, choice) VALUES (:id, :round, :prompt, :choice)
        ON CONFLICT DO NOTHING""",
        id=change_id,
        round=one.round_id,
        prompt=one.prompt,
        choice=one.choice,
    )


def unchoose(tx: Tx, change_id: int, one: Chosen) -> None:
    """Takes such a link away."""
    tx.run(
        """DELETE FROM change_answer
        WHERE change_id = :id AND round_id = :round AND prompt = :prompt AND choice = :choice""",
        id=change_id,
        round=one.round_id,
        prompt=one.prompt,
        choice=one.choice,
    )


def chosen(tx: Tx, change_id: int) -> tuple[Chosen, ...]:
    """The answers that a change is linked to."""
    rows = tx.all(
        "SELECT round_id, prompt, choice FROM change_answer WHERE change_id = :id ORDER BY round_id, prompt, choice",
        id=change_id,
    )
    return tuple(Chosen(*row) for row in rows)


def hear(tx: Tx, change_id: int, one: Heard, person_id: int) -> None:
    """Links someone's words to a change. Twice is once."""
    tx.run(
        """INSERT INTO change_heard (change_id, kind, words_id, person_id) VALUES (:id, :kind, :words, :person)
        ON CONFLICT DO NOTHING""",
        id=change_id,
        kind=one.kind,
        words=one.words_id,
        person=person_id,
    )


def unhear(tx: Tx, change_id: int, one: Heard) -> None:
    """Takes such a link away."""
    tx.run(
        "DELETE FROM change_heard WHERE change_id = :id AND kind = :kind AND words_id = :words",
        id=change_id,
        kind=one.kind,
        words=one.words_id,
    )


def heard(tx: Tx, change_id: int) -> tuple[Heard, ...]:
    """The words that a change is linked to."""
    rows = tx.all("SELECT kind, words_id FROM change_heard WHERE change_id = :id ORDER BY kind, words_id", id=change_id)
    return tuple(Heard(*row) for row in rows)


def copy_links(tx: Tx, change_id: int, other_id: int) -> None:
    """Links another change to the same answers and words."""
    tx.run(
        """INSERT INTO change_answer (change_id, round_id, prompt, choice)
        SELECT :other, round_id, prompt, choice FROM change_answer WHERE change_id = :id""",
        id=change_id,
        other=other_id,
    )
    tx.run(
        """INSERT INTO change_heard (change_id, kind, words_id, person_id)
        SELECT :other, kind, words_id, person_id FROM change_heard WHERE change_id = :id""",
        id=change_id,
        other=other_id,
    )


def reached(tx: Tx, change_id: int) -> frozenset[int]:
    """Ids of those to whom a message went, or who went on from it on their own page."""
    sql = """SELECT person_id FROM change_told
        WHERE change_id = :id AND (sent_at IS NOT NULL OR seen_at IS NOT NULL OR asked_at IS NOT NULL)"""
    return frozenset(row[0] for row in tx.all(sql, id=change_id))


def is_linked(tx: Tx, change: Change) -> bool:
    """Whether anything leads from a change to people: answers, words or a wish."""
    sql = """SELECT 1 FROM change c WHERE c.id = :id AND (c.wish_id IS NOT NULL
        OR EXISTS (SELECT 1 FROM change_answer a WHERE a.change_id = c.id)
        OR EXISTS (SELECT 1 FROM change_heard h WHERE h.change_id = c.id))"""
    return tx.one(sql, id=change.id) is not None


def begin(tx: Tx, change_id: int, person_id: int, at: str) -> bool:
    """Notes that someone is told from now on; False where they were already."""
    return (
        tx.run(
            """INSERT INTO change_told (change_id, person_id, at) VALUES (:change, :person, :at)
            ON CONFLICT (change_id, person_id) DO NOTHING""",
            change=change_id,
            person=person_id,
            at=at,
        )
        == 1
    )


def get(tx: Tx, told_id: int) -> Told | None:
    """One of them, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_COLUMNS} FROM change_told WHERE id = :id{tx.lock}", id=told_id)
    return Told(*row) if row else None


def of_person(tx: Tx, person_id: int) -> tuple[Told, ...]:
    """What someone is told, oldest first, without what was withdrawn."""
    columns = ", ".join(f"t.{name.strip()}" for name in _COLUMNS.split(","))
    rows = tx.all(
        f"""SELECT {columns} FROM change_told t JOIN change c ON c.id = t.change_id
        WHERE t.person_id = :person AND c.state = :state ORDER BY t.id""",
        person=person_id,
        state=PUBLISHED,
    )
    return tuple(Told(*row) for row in rows)


def of_change(tx: Tx, change_id: int) -> tuple[Told, ...]:
    """Everyone who is told of a change."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM change_told WHERE change_id = :id ORDER BY id", id=change_id)
    return tuple(Told(*row) for row in rows)


def without_message(tx: Tx, since: str) -> tuple[int, ...]:
    """Ids of those who get no message yet and may be told, of those who are told since a moment."""
    rows = tx.all(
        """SELECT t.id FROM change_told t JOIN change c ON c.id = t.change_id JOIN person p ON p.id = t.person_id
        WHERE c.state = :state AND t.at >= :since AND t.channel = '' AND t.seen_at IS NULL
        AND p.forgotten_at IS NULL AND p.stopped_at IS NULL AND p.no_reminders_at IS NULL ORDER BY t.id""",
        state=PUBLISHED,
        since=since,
    )
    return tuple(row[0] for row in rows)


def put(tx: Tx, told_id: int, channel: str) -> None:
    """Notes that a message was put in the outbox."""
    tx.run("UPDATE change_told SET channel = :channel WHERE id = :id", id=told_id, channel=channel)


def sent(tx: Tx, told_id: int, at: str) -> None:
    """Notes that it went out."""
    tx.run("UPDATE change_told SET sent_at = COALESCE(sent_at, :at) WHERE id = :id", id=told_id, at=at)


def lapsed(tx: Tx, told_id: int) -> None:
    """Notes that a message did not go out; another may be put."""
    tx.run("UPDATE change_told SET channel = '' WHERE id = :id AND sent_at IS NULL", id=told_id)


def lost(tx: Tx, person_id: int, channel: str) -> None:
    """The same for all that waits for someone in a channel that no longer reaches them."""
    sql = "UPDATE change_told SET channel = '' WHERE person_id = :id AND channel = :channel AND sent_at IS NULL"
    tx.run(sql, id=person_id, channel=channel)


def seen(tx: Tx, told_id: int, at: str) -> None:
    """Notes that they went on from it on their own page."""
    tx.run("UPDATE change_told SET seen_at = COALESCE(seen_at, :at) WHERE id = :id", id=told_id, at=at)


def asked(tx: Tx, told_id: int, at: str) -> None:
    """Notes that they were asked whether it got better: nobody asks them again."""
    tx.run("UPDATE change_told SET asked_at = COALESCE(asked_at, :at) WHERE id = :id", id=told_id, at=at)


def answer(tx: Tx, told_id: int, better: str, at: str) -> None:
    """Keeps whether it got better; a changed mind takes the place of what was said before."""
    tx.run(
        """UPDATE change_told SET better = :better, better_at = :at, asked_at = COALESCE(asked_at, :at),
        seen_at = COALESCE(seen_at, :at) WHERE id = :id""",
        id=told_id,
        better=better,
        at=at,
    )


def said_better(tx: Tx, change_id: int) -> tuple[str, ...]:
    """What was answered on the scale, in the order in which it came."""
    names, values = listed(SCALE)
    rows = tx.all(
        f"SELECT better FROM change_told WHERE change_id = :id AND better IN ({names}) ORDER BY better_at, id",
        id=change_id,
        **values,
    )
    return tuple(row[0] for row in rows)


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes what led from someone to a change, and that they were told."""
    tx.run("DELETE FROM change_heard WHERE person_id = :id", id=person_id)
    tx.run("DELETE FROM change_told WHERE person_id = :id", id=person_id)
