"""Answers as rows for analysis: what was tapped, never what was written or said, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass

from store.rows import unpacked
from store.tx import Row, Tx


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that counts.

    Attributes:
        person_id: Whom it is of or about: for counting people, not for showing.
        source: The audience that it counts under.
        size: How many answers there were to choose from.
    """

    round_id: int
    service_id: int
    person_id: int
    version: str
    prompt: str
    source: str
    reply: str
    choices: tuple[str, ...]
    size: int
    support: str
    helper: str
    language: str


def given(tx: Tx, *, code: str, round_id: int = 0) -> tuple[Given, ...]:
    """Every answer that counts, of one round or of all. Reads the whole table; the words stay sealed."""
    rows = tx.all(
        """SELECT round_id, service_id, person_id, code_version, prompt, source, reply, choices, size, support, helper,
        language FROM answer WHERE code = :code AND (:round_id = 0 OR round_id = :round_id)
        AND superseded_at IS NULL AND taken_back_at IS NULL ORDER BY id""",
        code=code,
        round_id=round_id,
    )
    return tuple(_given(row) for row in rows)


def _given(row: Row) -> Given:
    values = (*row[:7], unpacked(row[7]), *row[8:])
    return Given(*values)
