"""How far a round is: who could be asked, was invited, opened the link, said yes, finished, and was heard."""

from __future__ import annotations

from dataclasses import dataclass

from store.tx import Tx

# Everybody who could be asked in a round. Who left counts where they were invited; who came after its end does not.
_POSSIBLE = """p.forgotten_at IS NULL AND (p.stopped_at IS NULL OR asked.person_id IS NOT NULL)
    AND (asked.person_id IS NOT NULL
        OR p.created_at <= COALESCE((SELECT closed_at FROM round WHERE id = :round), '9999'))"""
# One row for each person who has an invitation of their own; not those who watch someone.
_ASKED = """SELECT i.person_id,
    MAX(CASE WHEN i.opened_at IS NOT NULL OR s.id IS NOT NULL THEN 1 ELSE 0 END) AS opened,
    MAX(CASE WHEN EXISTS (SELECT 1 FROM consent c WHERE c.session_id = s.id AND c.agreed = 1)
        THEN 1 ELSE 0 END) AS started,
    MAX(CASE WHEN EXISTS (SELECT 1 FROM consent c WHERE c.session_id = s.id AND c.agreed = 0 AND c.id =
        (SELECT MAX(n.id) FROM consent n WHERE n.session_id = s.id)) THEN 1 ELSE 0 END) AS declined,
    MAX(CASE WHEN s.state = 'closed' THEN 1 ELSE 0 END) AS finished,
    MAX(CASE WHEN EXISTS (SELECT 1 FROM answer a WHERE a.session_id = s.id AND a.superseded_at IS NULL
        AND a.taken_back_at IS NULL AND a.reply IN ('chose', 'wrote', 'spoke')) THEN 1 ELSE 0 END) AS heard
    FROM invitation i LEFT JOIN session s ON s.invitation_id = i.id
    WHERE i.round_id = :round AND i.observation_id IS NULL AND (i.revoked_at IS NULL OR s.id IS NOT NULL)
    GROUP BY i.person_id"""


@dataclass(frozen=True, slots=True)
class Line:
    """One audience of one service, in people.

    Attributes:
        possible: How many could be asked.
        opened: Whose link was opened.
        started: Who said yes to taking part.
        heard: Who has given at least one answer that counts, 'I don't know' and 'I don't want to say' apart.
    """

    service_id: int
    audience: str
    possible: int
    invited: int
    opened: int
    started: int
    finished: int
    heard: int


@dataclass(frozen=True, slots=True)
class Unheard:
    """Someone who was not invited in a round, or said no when they were.

    Attributes:
        declined: They were invited, and said no to taking part.
        watched: Two people watch them in this round instead.
        why: As in `store.not_asked`; '' where nothing was noted.
    """

    person_id: int
    service_id: int
    audience: str
    declined: bool
    watched: bool
    why: str


def of_round(tx: Tx, round_id: int) -> tuple[Line, ...]:
    """Every service and audience that has anybody."""
    rows = tx.all(
        f"""SELECT p.service_id, p.audience, COUNT(*), COUNT(asked.person_id), COALESCE(SUM(asked.opened), 0),
        COALESCE(SUM(asked.started), 0), COALESCE(SUM(asked.finished), 0), COALESCE(SUM(asked.heard), 0)
        FROM person p LEFT JOIN ({_ASKED}) asked ON asked.person_id = p.id WHERE {_POSSIBLE}
        GROUP BY p.service_id, p.audience ORDER BY p.service_id, p.audience""",
        round=round_id,
    )
    return tuple(Line(row[0], row[1], *(int(value) for value in row[2:])) for row in rows)


def unheard(tx: Tx, round_id: int) -> tuple[Unheard, ...]:
    """Everybody who was not invited, or said no, in every service."""
    rows = tx.all(
        f"""SELECT p.id, p.service_id, p.audience, COALESCE(asked.declined, 0),
        CASE WHEN EXISTS (SELECT 1 FROM observation o WHERE o.person_id = p.id AND o.round_id = :round)
            THEN 1 ELSE 0 END, COALESCE(n.why, '')
        FROM person p LEFT JOIN ({_ASKED}) asked ON asked.person_id = p.id
        LEFT JOIN not_asked n ON n.person_id = p.id AND n.round_id = :round
        WHERE {_POSSIBLE} AND (asked.person_id IS NULL OR asked.declined = 1)
        ORDER BY p.service_id, p.audience, p.id""",
        round=round_id,
    )
    return tuple(Unheard(row[0], row[1], row[2], bool(row[3]), bool(row[4]), row[5]) for row in rows)


def possible(tx: Tx) -> dict[tuple[int, str], int]:
    """How many people could be asked now: (service, audience) → people."""
    rows = tx.all(
        """SELECT service_id, audience, COUNT(*) FROM person WHERE forgotten_at IS NULL AND stopped_at IS NULL
        GROUP BY service_id, audience"""
    )
    return {(row[0], row[1]): int(row[2]) for row in rows}
