"""Who may be asked. Names are kept apart and sealed with the person's own data key.

To forget a person is to delete that key: name, words and recordings can never be opened again, in no backup of ours
that is made later. Reading a name is reading identified data: the caller logs it (see access_log).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.crypto import DataKey
from store.errors import unknown
from store.tx import Tx

_COLUMNS = """id, service_id, audience, relative_of, language, created_at, forgotten_at, zone, keyworker_id,
    helper_id, stopped_at"""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may be asked, without the name.

    Attributes:
        zone: Where it is night for them, such as `Europe/Warsaw`; '' for where the provider is.
        keyworker_id, helper_id: The members of the staff who know them best, and who help them to answer.
        stopped_at: When they left, or asked to be asked no more; None while they may be asked.
    """

    id: int
    service_id: int
    audience: str
    relative_of: int | None
    language: str
    created_at: str
    forgotten_at: str | None
    zone: str = ""
    keyworker_id: int | None = None
    helper_id: int | None = None
    stopped_at: str | None = None


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people of an audience a service has."""

    service_id: int
    audience: str
    people: int


def add(
    tx: Tx,
    *,
    service_id: int,
    audience: str,
    name: str,
    at: str,
    relative_of: int | None = None,
    language: str = "en",
    zone: str = "",
) -> int:
    """Adds a person with a new data key, and returns the person's id."""
    person_id = tx.insert(
        """INSERT INTO person (service_id, audience, relative_of, language, zone, created_at)
        VALUES (:service_id, :audience, :relative_of, :language, :zone, :at)""",
        service_id=service_id,
        audience=audience,
        relative_of=relative_of,
        language=language,
        zone=zone,
        at=at,
    )
    key = DataKey.new()
    tx.run(
        "INSERT INTO identity (person_id, data_key, name) VALUES (:id, :data_key, :name)",
        id=person_id,
        data_key=tx.keys.seal_key(f"identity.data_key/{person_id}", key),
        name=key.seal_text(f"identity.name/{person_id}", name),
    )
    return person_id


def get(tx: Tx, person_id: int) -> Person | None:
    """One person, forgotten or not."""
    row = tx.one(f"SELECT {_COLUMNS} FROM person WHERE id = :id", id=person_id)
    return Person(*row) if row else None


def in_service(tx: Tx, service_id: int) -> tuple[Person, ...]:
    """The people of a service who are not forgotten."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM person WHERE service_id = :id AND forgotten_at IS NULL ORDER BY id", id=service_id
    )
    return tuple(Person(*row) for row in rows)


def languages_of(tx: Tx, service_id: int) -> frozenset[str]:
    """The languages of all who may be asked in a service; 0 for everywhere."""
    rows = tx.all(
        """SELECT DISTINCT language FROM person WHERE forgotten_at IS NULL AND stopped_at IS NULL
        AND (:service = 0 OR service_id = :service)""",
        service=service_id,
    )
    return frozenset(row[0] for row in rows)


def counts(tx: Tx) -> tuple[Headcount, ...]:
    """How many people each service has, by audience, without the forgotten."""
    rows = tx.all(
        """SELECT service_id, audience, COUNT(*) FROM person WHERE forgotten_at IS NULL
        GROUP BY service_id, audience ORDER BY service_id, audience"""
    )
    return tuple(Headcount(*row) for row in rows)


def count(tx: Tx, *, service_id: int, audience: str) -> int:
    """How many people of one audience a service has, without the forgotten."""
    row = tx.one(
        """SELECT COUNT(*) FROM person
        WHERE service_id = :service_id AND audience = :audience AND forgotten_at IS NULL""",
        service_id=service_id,
        audience=audience,
    )
    return int(row[0]) if row else 0


def name_of(tx: Tx, person_id: int) -> str | None:
    """The person's name; None when the person was forgotten, or never was."""
    row = tx.one("SELECT data_key, name FROM identity WHERE person_id = :id", id=person_id)
    if row is None:
        return None
    key = tx.keys.open_key(f"identity.data_key/{person_id}", row[0])
    return key.open_text(f"identity.name/{person_id}", row[1])


def names(tx: Tx, person_ids: Iterable[int]) -> dict[int, str]:
    """The names of many, by number, in one statement; without the forgotten."""
    wanted = frozenset(person_ids)
    return _opened(tx, wanted) if wanted else {}


def every_name(tx: Tx) -> dict[int, str]:
    """The names of everybody who is not forgotten, by number: to look for them in words, not to show them."""
    return _opened(tx, None)


def _opened(tx: Tx, wanted: frozenset[int] | None) -> dict[int, str]:
    rows = [
        row for row in tx.all("SELECT person_id, data_key, name FROM identity") if wanted is None or row[0] in wanted
    ]
    keys = {row[0]: tx.keys.open_key(f"identity.data_key/{row[0]}", row[1]) for row in rows}
    return {row[0]: keys[row[0]].open_text(f"identity.name/{row[0]}", row[2]) for row in rows}


def data_key(tx: Tx, person_id: int) -> DataKey | None:
    """The key that seals this person's words and recordings; None when the person was forgotten."""
    row = tx.one("SELECT data_key FROM identity WHERE person_id = :id", id=person_id)
    return tx.keys.open_key(f"identity.data_key/{person_id}", row[0]) if row else None


def rename(tx: Tx, person_id: int, name: str) -> None:
    """Changes what someone is called.

    Raises:
        UnknownRow: There is no such person, or they were forgotten.
    """
    key = data_key(tx, person_id)
    if key is None:
        raise unknown("person")
    sealed = key.seal_text(f"identity.name/{person_id}", name)
    tx.run("UPDATE identity SET name = :name WHERE person_id = :id", id=person_id, name=sealed)


def change(tx: Tx, person: Person) -> None:
    """Writes what can change of someone: where they live or work, whom they belong to, language, zone, who helps them.

    Raises:
        UnknownRow: There is no such person.
    """
    changed = tx.run(
        """UPDATE person SET service_id = :service_id, audience = :audience, relative_of = :relative_of,
        language = :language, zone = :zone, keyworker_id = :keyworker_id, helper_id = :helper_id WHERE id = :id""",
        id=person.id,
        service_id=person.service_id,
        audience=person.audience,
        relative_of=person.relative_of,
        language=person.language,
        zone=person.zone,
        keyworker_id=person.keyworker_id,
        helper_id=person.helper_id,
    )
    if not changed:
        raise unknown("person")


def stop(tx: Tx, person_id: int, at: str | None) -> None:
    """Notes since when someone is asked no more; None: they may be asked again.

    Raises:
        UnknownRow: There is no such person.
    """
    if not tx.run("UPDATE person SET stopped_at = :at WHERE id = :id", id=person_id, at=at):
        raise unknown("person")


def relatives_of(tx: Tx, person_id: int) -> tuple[Person, ...]:
    """The family of a person, without the forgotten."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM person WHERE relative_of = :id AND forgotten_at IS NULL ORDER BY id", id=person_id
    )
    return tuple(Person(*row) for row in rows)


def helped_by(tx: Tx, member_id: int) -> tuple[Person, ...]:
    """Those whose helper someone on the staff is; without who has left or is forgotten."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM person
        WHERE helper_id = :id AND forgotten_at IS NULL AND stopped_at IS NULL ORDER BY id""",
        id=member_id,
    )
    return tuple(Person(*row) for row in rows)


def speak(tx: Tx, person_id: int, language: str) -> None:
    """Notes the language that this person chose."""
    tx.run("UPDATE person SET language = :language WHERE id = :id", id=person_id, language=language)


def hold(tx: Tx, person_id: int) -> None:
    """Keeps other writers from what this person said until the turn ends.

    Whoever reads a person's answers to work out standings holds the person first; else two turns of one person
    on PostgreSQL could each miss the other's answer.
    """
    if tx.lock:
        tx.one("SELECT id FROM person WHERE id = :id" + tx.lock, id=person_id)


def forget_identity(tx: Tx, person_id: int, at: str) -> None:
    """Deletes the person's name and data key, where they are and who helped them. Forgetting twice changes nothing.

    Raises:
        UnknownRow: There never was such a person.
    """
    tx.run("DELETE FROM identity WHERE person_id = :id", id=person_id)
    gone = "zone = '', keyworker_id = NULL, helper_id = NULL, relative_of = NULL, language = 'en'"
    sql = f"UPDATE person SET forgotten_at = COALESCE(forgotten_at, :at), {gone} WHERE id = :id"
    if not tx.run(sql, id=person_id, at=at):
        raise unknown("person")
