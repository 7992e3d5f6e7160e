"""A record put right: what it says now, and the history of who changed what kind of thing, without a word of it.

A yes was given for words. Where these change, it ends and stands in the history, sealed with its person's key.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from store import people
from store.record_parts import NO, NewFile, Record, Shows, Yes
from store.record_sealing import key_of, put, sealed_key
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Changed:
    """That somebody changed a record.

    Attributes:
        by: Number of the member of the staff.
        parts: What was changed, such as `title` or `words`; `person` is whose it is.
        yes: What the person had said, who was asked about it, and what ended with this change; None where nothing did.
    """

    id: int
    at: str
    by: int | None
    parts: tuple[str, ...]
    yes: Yes | None


@dataclass(frozen=True, slots=True)
class Now:
    """What a record says from now on.

    Attributes:
        file: A file in place of the one before; None leaves what is there.
        drops_file: The file goes, and none takes its place.
        ends_yes: The words changed: the yes that was given for those before ends, and nothing is published.
    """

    kind: str
    happened_on: str
    title: str
    service_id: int
    source: str
    words: str
    seen_by: str
    public: bool
    shows: tuple[Shows, ...]
    file: NewFile | None = None
    drops_file: bool = False
    ends_yes: bool = False


def hold(tx: Tx, record_id: int) -> int:
    """Keeps a record from other writers until the turn ends; gives the number of its last change, 0 for none."""
    tx.one(f"SELECT id FROM record WHERE id = :id{tx.lock}", id=record_id)
    return last(tx, record_id)


def last(tx: Tx, record_id: int) -> int:
    """The number of a record's last change, 0 for none: who changes one says which they had seen."""
    row = tx.one("SELECT MAX(id) FROM record_change WHERE record_id = :id", id=record_id)
    return int(row[0] or 0) if row else 0


def of(tx: Tx, record: Record) -> tuple[Changed, ...]:
    """The history of a record, newest first. What somebody else had said, whose it was, is sealed with their key."""
    sql = "SELECT id, at, made_by, parts, yes, person_id FROM record_change WHERE record_id = :id ORDER BY id DESC"
    found = []
    for number, at, by, parts, sealed, person_id in tx.all(sql, id=record.id):
        key = people.data_key(tx, person_id) if sealed and person_id is not None else None
        yes = Yes(**json.loads(key.open(f"record_change.yes/{number}", sealed))) if key and sealed else None
        found.append(Changed(number, at, by, tuple(parts.split(", ")), yes))
    return tuple(found)


def change(tx: Tx, record: Record, now: Now, *, parts: tuple[str, ...], at: str, by: int | None) -> str:
    """Puts what a record says now in place of what it said. Whoever calls this holds it.

    Returns:
        The file to delete once this is saved; '' for none.

    Raises:
        UnknownRow: The person was forgotten.
    """
    key = key_of(tx, record.person_id)
    note(tx, record, parts=parts, at=at, by=by, ends_yes=now.ends_yes)
    tx.run(
        """UPDATE record SET kind = :kind, happened_on = :day, service_id = :service, seen_by = :seen_by,
        public = :public WHERE id = :id""",
        id=record.id,
        kind=now.kind,
        day=now.happened_on,
        service=now.service_id,
        seen_by=now.seen_by,
        public=int(now.public and not now.ends_yes),
    )
    if now.ends_yes:
        tx.run("UPDATE record SET naming = :no, asked_on = NULL, asked = NULL WHERE id = :id", id=record.id, no=NO)
    if gone := now.file is not None or now.drops_file:
        tx.run(
            "UPDATE record SET file = :file, mime = :mime, file_key = :key WHERE id = :id",
            id=record.id,
            file=now.file.file if now.file else None,
            mime=now.file.mime if now.file else "",
            key=sealed_key(tx, key, now.file),
        )
    name = (now.file.name if now.file else "") if gone else record.file_name
    words = {"title": now.title, "source": now.source, "words": now.words, "file_name": name}
    put(tx, key, record.id, "body", words)
    _put_shows(tx, record.id, now.shows)
    return record.file if gone else ""


def note(tx: Tx, record: Record, *, parts: tuple[str, ...], at: str, by: int | None, ends_yes: bool) -> int:
    """Notes that somebody changes a record, before they do; gives the number of the change."""
    number = tx.insert(
        """INSERT INTO record_change (record_id, at, made_by, parts, person_id)
        VALUES (:record, :at, :by, :parts, :person)""",
        record=record.id,
        at=at,
        by=by,
        parts=", ".join(parts),
        person=record.person_id,
    )
    key = key_of(tx, record.person_id)
    if ends_yes and key and record.asked_on:
        yes = Yes(record.naming, record.asked_on, record.asked_by, record.asked_how)
        sealed = key.seal(f"record_change.yes/{number}", json.dumps(asdict(yes)).encode())
        tx.run("UPDATE record_change SET yes = :yes WHERE id = :id", id=number, yes=sealed)
    return number


def _put_shows(tx: Tx, record_id: int, shows: tuple[Shows, ...]) -> None:
    tx.run("DELETE FROM record_shows WHERE record_id = :id", id=record_id)
    tx.many(
        "INSERT INTO record_shows (record_id, standard, says) VALUES (:record, :standard, :says)",
        [{"record": record_id, **asdict(one)} for one in shows],
    )
