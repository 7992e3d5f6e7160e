"""Everyone of some services with their names, for a list: one query, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
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
        asked: The rounds in which they have an invitation of their own.
        why_not: Round → why they are not asked in it, see `store.not_asked`, where that was noted.
    """

    person: Person
    name: str
    profile: str
    reviewed_on: str | None
    asked: AbstractSet[int]
    why_not: Mapping[int, str]


def everyone(tx: Tx, service_ids: Iterable[int] | None, round_ids: Iterable[int] = ()) -> tuple[Listed, ...]:
    """All who are not forgotten, by name. The caller notes the look.

    Args:
        tx: The transaction.
        service_ids: Of which services; None for all.
        round_ids: The rounds for `asked` and `why_not`.
    """
    names, values = listed(tuple(service_ids or ()))
    where = f"AND p.service_id IN ({names})" if service_ids is not None else ""
    rows = tx.all(
        f"""SELECT i.data_key, i.name, f.body, f.reviewed_on,
        {_PERSON} FROM person p JOIN identity i ON i.person_id = p.id LEFT JOIN profile f ON f.person_id = p.id
        WHERE p.forgotten_at IS NULL {where}""",
        **values,
    )
    asked, why_not = _in_rounds(tx, tuple(round_ids))
    found = (_listed(tx, row, asked, why_not) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.person.id)))


def _in_rounds(tx: Tx, round_ids: tuple[int, ...]) -> tuple[dict[int, set[int]], dict[int, dict[int, str]]]:
    """By person: the rounds in which they have an invitation, and why they are not asked in others."""
    names, values = listed(round_ids)
    asked: dict[int, set[int]] = {}
    why_not: dict[int, dict[int, str]] = {}
    for person_id, round_id in tx.all(
        f"""SELECT person_id, round_id FROM invitation WHERE round_id IN ({names})
        AND observation_id IS NULL AND revoked_at IS NULL""",
        **values,
    ):
        asked.setdefault(person_id, set()).add(round_id)
    for person_id, round_id, why in tx.all(
        f"SELECT person_id, round_id, why FROM not_asked WHERE round_id IN ({names})", **values
    ):
        why_not.setdefault(person_id, {})[round_id] = why
    return asked, why_not


def _listed(tx: Tx, row: Row, asked: Mapping[int, set[int]], why_not: Mapping[int, dict[int, str]]) -> Listed:
    sealed_key, name, profile, reviewed_on, *rest = row
    person = Person(*rest)
    key = tx.keys.open_key(f"identity.data_key/{person.id}", sealed_key)
    return Listed(
        person,
        key.open_text(f"identity.name/{person.id}", name),
        key.open_text(f"profile.body/{person.id}", profile) if profile else "",
        reviewed_on,
        asked.get(person.id, set()),
        why_not.get(person.id, {}),
    )
