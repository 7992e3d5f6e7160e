"""How the words of a record are sealed: with its person's key where it is about one, else with the key file."""

from __future__ import annotations

import json
from typing import Any

from store import people
from store.crypto import DataKey
from store.errors import unknown
from store.record_parts import NewFile
from store.tx import Tx


def key_of(tx: Tx, person_id: int | None) -> DataKey | None:
    """The key of whom a record is about; None where it is about no one person.

    Raises:
        UnknownRow: The person was forgotten.
    """
    if person_id is None:
        return None
    key = people.data_key(tx, person_id)
    if key is None:
        raise unknown("person")
    return key


def sealed_key(tx: Tx, key: DataKey | None, file: NewFile | None) -> bytes | None:
    """The file's own key, sealed; None where there is no file."""
    if file is None:
        return None
    about = f"record.file_key/{file.file}"
    return file.key.sealed_by(key, about) if key else tx.keys.seal_key(about, file.key)


def put(tx: Tx, key: DataKey | None, record_id: int, column: str, value: dict[str, str]) -> None:
    """Seals the words of one column."""
    about, clear = f"record.{column}/{record_id}", json.dumps(value).encode()
    sealed = key.seal(about, clear) if key else tx.keys.seal(about, clear)
    tx.run(f"UPDATE record SET {column} = :sealed WHERE id = :id", id=record_id, sealed=sealed)


def opened(tx: Tx, key: DataKey | None, about: str, sealed: bytes) -> dict[str, Any]:
    """What `put` sealed."""
    clear = key.open(about, sealed) if key else tx.keys.open(about, sealed)
    found: dict[str, Any] = json.loads(clear)
    return found
