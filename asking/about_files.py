"""Opens the files of a person: recordings, photos, files of records, pictures of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from store import holdings, media, own_pictures, people, records
from store.crypto import DataKey
from store.media_files import MediaFiles
from store.tx import Tx


def keys_of(tx: Tx, person_id: int) -> dict[str, DataKey]:
    """Name of each file of a person → the key that opens it."""
    theirs = people.data_key(tx, person_id)
    found: dict[str, DataKey] = {}
    if theirs:
        found |= {one.file: theirs for one in media.of_person(tx, person_id)}
    for number in holdings.records_with_files(tx, person_id):
        record = records.get(tx, number)
        key = records.file_key(tx, record) if record else None
        if record and record.file and key:
            found[record.file] = key
    for picture in own_pictures.of_person(tx, person_id):
        key = own_pictures.data_key(tx, picture)
        if key and picture.file:
            found[picture.file] = key
    return found


def readers(files: MediaFiles, keys: Mapping[str, DataKey]) -> dict[str, Callable[[], bytes]]:
    """Name of each file → gives its content."""
    return {name: partial(files.read, key, name) for name, key in keys.items()}
