"""What became of the questions of a round, added up in the database: for whoever writes the questions."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx

# What counts for someone who met a question in two talks: the most that they did.
_RANK = """CASE did WHEN 'chose' THEN 5 WHEN 'wrote' THEN 5 WHEN 'spoke' THEN 5 WHEN 'did_not_know' THEN 4
    WHEN 'rather_not_say' THEN 3 WHEN 'skipped' THEN 2 ELSE 1 END"""
ANSWERED, DID_NOT_KNOW, RATHER_NOT_SAY, SKIPPED, SEEN = 5, 4, 3, 2, 1

# A talk that is going on says nothing yet: it has ended, or nobody has gone on with it since `still`.
_AT_REST = "(s.state IN ('closed', 'declined') OR s.updated_at <= :still)"
_FROM = """FROM invitation i JOIN session s ON s.invitation_id = i.id JOIN person p ON p.id = s.person_id
    WHERE i.round_id = :round AND (:service = 0 OR p.service_id = :service)"""


@dataclass(frozen=True, slots=True)
class Met:
    """People who met a question (or another step, where they left) in the same way.

    Attributes:
        did: One of the five figures above, the highest first.
        left: Their talk stands there, and nobody has gone on.
        seconds: How long they looked at it before they answered; None where that is not known.
    """

    step: str
    did: int
    left: bool
    seconds: int | None
    people: int


def met(tx: Tx, *, round_id: int, service_id: int, still: str) -> tuple[Met, ...]:
    """How people met each question of a round.

    Of each question only whole groups of five people are counted, in the order in which their talks came to rest:
    else whoever knows who talked today could read what they left out (docs/asking.md D15).

    Args:
        tx: A read transaction.
        round_id: The round.
        service_id: 0 for all services.
        still: Talks that have not moved since this moment are at rest.
    """
    rows = tx.all(
        f"""WITH every AS (
            SELECT h.prompt AS step, s.person_id, h.did, h.seconds, 0 AS left_here, s.updated_at AS at
            {_FROM.replace("WHERE", "JOIN shown h ON h.session_id = s.id WHERE")} AND {_AT_REST}
            UNION ALL
            SELECT s.step, s.person_id, '', NULL, 1, s.updated_at
            {_FROM} AND s.updated_at <= :still AND s.step <> '' AND s.state NOT IN ('closed', 'declined')),
        each_person AS (
            SELECT step, person_id, MAX({_RANK}) AS did, MAX(left_here) AS left_here, MIN(seconds) AS seconds,
            MAX(at) AS at FROM every GROUP BY step, person_id),
        in_order AS (
            SELECT step, did, left_here, seconds, ROW_NUMBER() OVER (PARTITION BY step ORDER BY at, person_id) AS place,
            COUNT(*) OVER (PARTITION BY step) AS people FROM each_person)
        SELECT step, did, left_here, seconds, COUNT(*) FROM in_order WHERE place <= people - people % 5
        GROUP BY step, did, left_here, seconds""",
        round=round_id,
        service=service_id,
        still=still,
    )
    return tuple(Met(row[0], int(row[1]), bool(row[2]), row[3], int(row[4])) for row in rows)
