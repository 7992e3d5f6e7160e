"""Every sealed file that a row names, with the key that opens it: for whoever checks or copies them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from store import media, own_pictures, people, records, worries, worry_said
from store.crypto import DataKey
from store.errors import Tampered
from store.tx import Tx
from store.worries import Worry


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of the recordings' folder.

    Attributes:
        what: What it is and its number, such as `recording 7`; never whose.
        key: Opens it; None where the key itself is damaged.
    """

    what: str
    file: str
    key: DataKey | None


def every(tx: Tx) -> tuple[KeptFile, ...]:
    """All of them. Files whose person was forgotten have no key, and are left out."""
    return tuple(_found(tx))


def _found(tx: Tx) -> Iterator[KeptFile]:
    for recording in media.all(tx):
        yield from _kept(f"recording {recording.id}", recording.file, partial(people.data_key, tx, recording.person_id))
    for worry in worries.all(tx):
        yield from _kept(f"worry {worry.id}", worry.file, partial(worries.sound_key, tx, worry))
        yield from _added(tx, worry)
    for picture in own_pictures.all(tx):
        yield from _kept(f"picture {picture.id}", picture.file, partial(own_pictures.data_key, tx, picture))
    for record in records.between(tx, "", "9999"):
        yield from _kept(f"record {record.id}", record.file, partial(records.file_key, tx, record))


def _added(tx: Tx, worry: Worry) -> Iterator[KeptFile]:
    """What was sent in addition to a worry."""
    try:
        parts = worry_said.of(tx, worry)
    except Tampered:
        yield KeptFile(f"worry {worry.id}, all that was added", "", None)
        return
    for said in parts:
        key = partial(worry_said.sound_key, tx, worry, said)
        yield from _kept(f"worry {worry.id}, part {said.id}", said.file, key)


def _kept(what: str, file: str | None, open_key: Callable[[], DataKey | None]) -> Iterator[KeptFile]:
    if not file:
        return
    try:
        key = open_key()
    except Tampered:
        yield KeptFile(what, file, None)
        return
    if key is not None:
        yield KeptFile(what, file, key)
