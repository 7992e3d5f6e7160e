"""How staff and managers rated their organisation. A rating is an answer: append-only until it is taken back."""

from __future__ import annotations

from dataclasses import dataclass

from store.rounds import Kind
from store.rows import packed, unpacked
from store.tx import Tx

# Whoever was asked in a round, by their invitations: so that only their answers are read, whatever else is kept.
_RATINGS = """SELECT a.person_id, a.service_id, a.source, a.prompt, a.reply, a.choices, a.at
    FROM (SELECT DISTINCT person_id FROM invitation WHERE round_id = :round AND code = :code) asked
    JOIN answer a ON a.person_id = asked.person_id AND a.round_id = :round AND a.code = :code
    WHERE a.taken_back_at IS NULL AND {when} ORDER BY a.id"""
_NOW = "a.superseded_at IS NULL"
_THEN = "a.at <= :until AND (a.superseded_at IS NULL OR a.superseded_at > :until)"


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater says now of one ladder.

    Attributes:
        source: `staff` or `manager`.
        prompt: The ladder's question to them.
        step: From 1; None where they do not know or do not want to say.
    """

    person_id: int
    service_id: int
    source: str
    prompt: str
    step: int | None
    at: str


def ratings(tx: Tx, *, code: str, round_id: int, until: str | None = None) -> tuple[Rating, ...]:
    """The one rating of each rater and ladder that counts: the last, where someone was asked twice.

    Args:
        tx: The transaction.
        code: Id of the ladders.
        round_id: The round.
        until: What they had said by then, less what was taken back since; None for what they say now.
    """
    sql, more = (_RATINGS.format(when=_THEN), {"until": until}) if until else (_RATINGS.format(when=_NOW), {})
    last: dict[tuple[int, str], Rating] = {}
    for person, service, source, prompt, reply, choices, at in tx.all(sql, round=round_id, code=code, **more):
        chosen = unpacked(choices)
        step = int(chosen[0]) if reply == "chose" and chosen and chosen[0].isdigit() else None
        last[person, prompt] = Rating(person, service, source, prompt, step, at)
    return tuple(last.values())


def shown(tx: Tx, round_id: int) -> tuple[tuple[str, int, tuple[int, ...]], ...]:
    """What was kept of a round that has ended: question, service (0 for all) and how many chose each step."""
    sql = "SELECT prompt, service_id, steps FROM ladder_result WHERE round_id = :id ORDER BY prompt, service_id"
    return tuple((row[0], row[1], tuple(map(int, unpacked(row[2])))) for row in tx.all(sql, id=round_id))


def show(tx: Tx, round_id: int, prompt: str, service_id: int, steps: tuple[int, ...]) -> None:
    """Notes what is shown of a ladder, in place of what was kept before."""
    tx.run(
        """INSERT INTO ladder_result (round_id, prompt, service_id, steps) VALUES (:round, :prompt, :service, :steps)
        ON CONFLICT (round_id, prompt, service_id) DO UPDATE SET steps = excluded.steps""",
        round=round_id,
        prompt=prompt,
        service=service_id,
        steps=packed(tuple(map(str, steps))),
    )


def withdraw(tx: Tx, round_id: int, prompt: str, service_id: int) -> None:
    """Notes that this is no longer shown."""
    tx.run(
        "DELETE FROM ladder_result WHERE round_id = :round AND prompt = :prompt AND service_id = :service",
        round=round_id,
        prompt=prompt,
        service=service_id,
    )


def not_kept(tx: Tx) -> tuple[int, ...]:
    """The rounds of ladders that have ended, and whose scores nobody has kept yet."""
    sql = "SELECT id FROM round WHERE kind = :kind AND closed_at IS NOT NULL AND scored_at IS NULL ORDER BY id"
    return tuple(row[0] for row in tx.all(sql, kind=Kind.LADDERS))


def mark_kept(tx: Tx, round_id: int, at: str) -> None:
    """Notes that the scores of a round were kept."""
    tx.run("UPDATE round SET scored_at = :at WHERE id = :id", id=round_id, at=at)
