"""Why someone is not asked in a round: so that nobody is missing without a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from store.tx import Tx

DECLINED: Final = "declined"
"""They were told of it, and said no."""
COULD_NOT: Final = "could_not"
"""They were asked, and could not answer in any way that we have."""
NOT_YET: Final = "not_yet"
"""Nobody has asked them yet, and somebody means to."""
AWAY: Final = "away"
"""In hospital, on holiday, or with family while people were asked."""
WHYS: Final = (DECLINED, COULD_NOT, NOT_YET, AWAY)

_COLUMNS = "person_id, round_id, why, recorded_by, recorded_at"


@dataclass(frozen=True, slots=True)
class NotAsked:
    """One person in one round: `why` is one of `WHYS`."""

    person_id: int
    round_id: int
    why: str
    recorded_by: str
    recorded_at: str


def put(tx: Tx, *, person_id: int, round_id: int, why: str, who: str, at: str) -> None:
    """Notes why someone is not asked in a round; it takes the place of what was noted before."""
    tx.run(
        """INSERT INTO not_asked (person_id, round_id, why, recorded_by, recorded_at)
        VALUES (:person, :round, :why, :who, :at) ON CONFLICT (person_id, round_id) DO UPDATE SET
        why = excluded.why, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at""",
        person=person_id,
        round=round_id,
        why=why,
        who=who,
        at=at,
    )


def remove(tx: Tx, *, person_id: int, round_id: int) -> bool:
    """Takes a note away; False where there was none."""
    sql = "DELETE FROM not_asked WHERE person_id = :person AND round_id = :round"
    return tx.run(sql, person=person_id, round=round_id) == 1


def get(tx: Tx, *, person_id: int, round_id: int) -> NotAsked | None:
    """Why someone is not asked in a round; None where nothing was noted."""
    sql = f"SELECT {_COLUMNS} FROM not_asked WHERE person_id = :person AND round_id = :round"
    row = tx.one(sql, person=person_id, round=round_id)
    return NotAsked(*row) if row else None


def of_round(tx: Tx, round_id: int) -> tuple[NotAsked, ...]:
    """Everyone of whom something was noted in a round, without the forgotten, by their numbers."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM not_asked WHERE round_id = :round
        AND person_id IN (SELECT id FROM person WHERE forgotten_at IS NULL) ORDER BY person_id""",
        round=round_id,
    )
    return tuple(NotAsked(*row) for row in rows)


def of_person(tx: Tx, person_id: int) -> tuple[NotAsked, ...]:
    """What was noted of one person, the newest round first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM not_asked WHERE person_id = :id ORDER BY round_id DESC", id=person_id)
    return tuple(NotAsked(*row) for row in rows)


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes all that was noted of someone."""
    tx.run("DELETE FROM not_asked WHERE person_id = :id", id=person_id)
