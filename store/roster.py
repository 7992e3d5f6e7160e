"""Everyone of some services with their names, for a list: one query, however many they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.people import Person
from store.rows import listed
from store.tx import Row, Tx

_PERSON = """p.id, p.service_id, p.audience, p.relative_of, p.language, p.created_at, p.forgotten_at, p.zone,
    p.keyworker_id, p.helper_id, p.stopped_at"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line.

    Attributes:
        profile: JSON, see `asking.profiles`; '' where nothing is kept.
        asked: They have an invitation of their own in the round.
        why_not: Why they are not asked in it, see `store.not_asked`; '' where nothing was noted.
    """

    person: Person
    name: str
    profile: str
    reviewed_on: str | None
    asked: bool
    why_not: str


def everyone(tx: Tx, service_ids: Iterable[int] | None, round_id: int) -> tuple[Listed, ...]:
    """All who are not forgotten, by name. The caller notes the look.

    Args:
        tx: The transaction.
        service_ids: Of which services; None for all.
        round_id: The round for `asked` and `why_not`; 0 for none.
    """
    names, values = listed(tuple(service_ids or ()))
    where = f"AND p.service_id IN ({names})" if service_ids is not None else ""
    rows = tx.all(
        f"""SELECT i.data_key, i.name, f.body, f.reviewed_on, n.why,
        EXISTS (SELECT 1 FROM invitation v WHERE v.person_id = p.id AND v.round_id = :round
            AND v.observation_id IS NULL AND v.revoked_at IS NULL),
        {_PERSON} FROM person p JOIN identity i ON i.person_id = p.id LEFT JOIN profile f ON f.person_id = p.id
        LEFT JOIN not_asked n ON n.person_id = p.id AND n.round_id = :round
        WHERE p.forgotten_at IS NULL {where}""",
        round=round_id,
        **values,
    )
    return tuple(sorted((_listed(tx, row) for row in rows), key=lambda one: (one.name.casefold(), one.person.id)))


def _listed(tx: Tx, row: Row) -> Listed:
    sealed_key, name, profile, reviewed_on, why, asked, *rest = row
    person = Person(*rest)
    key = tx.keys.open_key(f"identity.data_key/{person.id}", sealed_key)
    return Listed(
        person,
        key.open_text(f"identity.name/{person.id}", name),
        key.open_text(f"profile.body/{person.id}", profile) if profile else "",
        reviewed_on,
        bool(asked),
        why or "",
    )
