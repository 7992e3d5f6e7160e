"""What became of the questions of a round, added up in the database: for whoever writes the questions."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx

ANSWERED, DID_NOT_KNOW, RATHER_NOT_SAY, SKIPPED, SEEN = 5, 4, 3, 2, 1
"""What somebody did at a question; of two talks the highest counts."""
_RANK = """CASE h.did WHEN 'chose' THEN 5 WHEN 'wrote' THEN 5 WHEN 'spoke' THEN 5 WHEN 'did_not_know' THEN 4
    WHEN 'rather_not_say' THEN 3 WHEN 'skipped' THEN 2 ELSE 1 END"""

# A talk that is going on says nothing yet: it has ended, or nobody has gone on with it since `still`. Of the people
# of each audience only whole groups of five are counted, in the order in which their talks came to rest.
_TALKS = """WITH talk AS (
        SELECT s.id, s.person_id, s.updated_at AS at,
        CASE WHEN s.state IN ('closed', 'declined') THEN '' ELSE s.step END AS step,
        CASE WHEN i.observation_id IS NULL THEN p.audience ELSE 'observer' END AS kind
        FROM invitation i JOIN session s ON s.invitation_id = i.id JOIN person p ON p.id = s.person_id
        WHERE i.round_id = :round AND (:service = 0 OR p.service_id = :service) AND s.state <> 'forgotten'
        AND (s.state IN ('closed', 'declined') OR s.updated_at <= :still)),
    with_person AS (
        SELECT talk.*, COUNT(*) OVER (PARTITION BY kind, person_id) AS talks,
        MAX(at) OVER (PARTITION BY kind, person_id) AS rested FROM talk),
    in_order AS (
        SELECT with_person.*, DENSE_RANK() OVER (PARTITION BY kind ORDER BY rested, person_id) AS place
        FROM with_person),
    in_fives AS (SELECT in_order.*, MAX(place) OVER (PARTITION BY kind) AS people FROM in_order),
    counted AS MATERIALIZED (
        SELECT id, step, person_id, kind FROM in_fives WHERE place <= people - people % 5 AND talks"""
# Each question of a talk once: what was noted of it, and the step where the talk stands.
_MET = f"""SELECT c.person_id, c.kind, h.prompt AS step, {_RANK} AS did,
        CASE WHEN h.prompt = c.step THEN 1 ELSE 0 END AS left_here, h.seconds
        FROM counted c JOIN shown h ON h.session_id = c.id
        UNION ALL SELECT c.person_id, c.kind, c.step, 1, 1, NULL FROM counted c WHERE c.step <> ''
        AND NOT EXISTS (SELECT 1 FROM shown h WHERE h.session_id = c.id AND h.prompt = c.step)"""
# Nearly everyone has one talk in a round: only those with more are looked at one by one.
_ONE_TALK = f"""{_TALKS} = 1)
    SELECT step, did, left_here, seconds, COUNT(*) FROM ({_MET}) each GROUP BY step, did, left_here, seconds"""
_MORE_TALKS = f"""{_TALKS} > 1)
    SELECT step, did, left_here, seconds, COUNT(*) FROM (
        SELECT step, MAX(did) AS did, MAX(left_here) AS left_here, MIN(seconds) AS seconds
        FROM ({_MET}) every GROUP BY step, kind, person_id) each
    GROUP BY step, did, left_here, seconds"""


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
    """How people met each question of a round; the same way of meeting one can stand there twice.

    Args:
        tx: A read transaction.
        round_id: The round.
        service_id: 0 for all services.
        still: Talks that have not moved since this moment are at rest.
    """
    which = {"round": round_id, "service": service_id, "still": still}
    rows = (*tx.all(_ONE_TALK, **which), *tx.all(_MORE_TALKS, **which))
    return tuple(Met(row[0], int(row[1]), bool(row[2]), row[3], int(row[4])) for row in rows)
