"""How staff and managers rated their organisation. A rating is an answer: append-only until it is taken back."""

from __future__ import annotations

from dataclasses import dataclass

from store.rows import unpacked
from store.tx import Tx

# Whoever was asked in a round, by their invitations: so that only their answers are read, whatever else is kept.
_RATINGS = """SELECT a.person_id, a.service_id, a.source, a.prompt, a.reply, a.choices, a.at
    FROM (SELECT DISTINCT person_id FROM invitation WHERE round_id = :round AND code = :code) asked
    JOIN answer a ON a.person_id = asked.person_id AND a.round_id = :round AND a.code = :code
    WHERE a.superseded_at IS NULL AND a.taken_back_at IS NULL ORDER BY a.id"""


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


def ratings(tx: Tx, *, code: str, round_id: int) -> tuple[Rating, ...]:
    """The one rating of each rater and ladder that counts: the last, where someone was asked twice."""
    last: dict[tuple[int, str], Rating] = {}
    for person, service, source, prompt, reply, choices, at in tx.all(_RATINGS, round=round_id, code=code):
        chosen = unpacked(choices)
        step = int(chosen[0]) if reply == "chose" and chosen and chosen[0].isdigit() else None
        last[person, prompt] = Rating(person, service, source, prompt, step, at)
    return tuple(last.values())
