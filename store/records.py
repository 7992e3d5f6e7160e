"""Records: evidence that is not an answer. Who may see one is for `asking.records`; words are sealed.

A record about one person is sealed with that person's key, and goes when they are forgotten. One that was made of an
answer's words is there only as long as these words are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from store import people
from store.crypto import DataKey
from store.record_parts import (
    ANSWER,
    GOOD,
    LEADS,
    MANAGERS,
    MIXED,
    NAMED,
    NAMINGS,
    NO,
    NOT_GOOD,
    READERS,
    SAYS,
    SEEN_BY,
    UNNAMED,
    NewFile,
    NewRecord,
    Quotable,
    Record,
    Shows,
    Yes,
)
from store.record_sealing import key_of, opened, put, sealed_key
from store.rows import listed
from store.tx import Row, Tx

__all__ = [
    "ALIVE",
    "ANSWER",
    "GOOD",
    "LEADS",
    "MANAGERS",
    "MIXED",
    "NAMED",
    "NAMINGS",
    "NO",
    "NOT_GOOD",
    "READERS",
    "SAYS",
    "SEEN_BY",
    "UNNAMED",
    "NewFile",
    "NewRecord",
    "Quotable",
    "Record",
    "Shows",
    "Yes",
    "add",
    "between",
    "file_key",
    "forget_person",
    "get",
    "newest",
    "quotable",
    "remove",
    "say",
    "take_back",
]

_COLUMNS = """id, service_id, person_id, kind, happened_on, naming, seen_by, public, file, mime, from_kind, from_id,
    made_by, made_at, asked_on, taken_back_at"""
_BESIDE = ("record_shows", "record_change")
"""What goes with a record."""
ALIVE = """removed_at IS NULL AND (from_kind <> 'answer' OR EXISTS (SELECT 1 FROM answer
    WHERE answer.id = record.from_id AND answer.words IS NOT NULL AND answer.superseded_at IS NULL
    AND answer.taken_back_at IS NULL))"""
"""Of a row of `record`: it was not removed, nor were the words that it was made of."""


def add(tx: Tx, new: NewRecord, *, at: str, by: int | None) -> int:
    """Adds a record and returns its id.

    Raises:
        UnknownRow: The person was forgotten.
    """
    key = key_of(tx, new.person_id)
    yes = new.yes if new.person_id is not None else None
    record_id = tx.insert(
        """INSERT INTO record (service_id, person_id, kind, happened_on, naming, seen_by, public, file, mime, file_key,
        from_kind, from_id, made_by, made_at, asked_on)
        VALUES (:service_id, :person_id, :kind, :happened_on, :naming, :seen_by, :public, :file, :mime, :file_key,
        :from_kind, :from_id, :by, :at, :asked_on)""",
        service_id=new.service_id,
        person_id=new.person_id,
        kind=new.kind,
        happened_on=new.happened_on,
        naming=yes.naming if yes else NO if new.person_id is not None else "",
        seen_by=new.seen_by,
        public=int(new.public),
        file=new.file.file if new.file else None,
        mime=new.file.mime if new.file else "",
        file_key=sealed_key(tx, key, new.file),
        from_kind=new.from_kind,
        from_id=new.from_id,
        by=by,
        at=at,
        asked_on=yes.on if yes else None,
    )
    put(tx, key, record_id, "body", _body(new))
    if yes:
        put(tx, key, record_id, "asked", {"by": yes.by, "how": yes.how})
    tx.many(
        "INSERT INTO record_shows (record_id, standard, says) VALUES (:record, :standard, :says)",
        [{"record": record_id, **asdict(one)} for one in new.shows],
    )
    return record_id


def get(tx: Tx, record_id: int) -> Record | None:
    """One record; None once it was removed, or the words that it was made of are gone."""
    found = _all(tx, "id = :id", id=record_id)
    return found[0] if found else None


def between(tx: Tx, since: str, until: str) -> tuple[Record, ...]:
    """The records of a time, both days included: not those that were removed; newest first."""
    return _all(tx, "happened_on >= :since AND happened_on <= :until", since=since, until=until)


def newest(tx: Tx, since: str, until: str, most: int) -> tuple[Record, ...]:
    """The same, at most so many: each is opened, which takes time (0.2 ms)."""
    return _all(tx, "happened_on >= :since AND happened_on <= :until", most=most, since=since, until=until)


def quotable(tx: Tx, since: str, until: str) -> tuple[Quotable, ...]:
    """Those of a time that their person said may be quoted, newest first, and how to name whoever said it."""
    found = []
    for one in between(tx, since, until):
        person = people.get(tx, one.person_id) if one.person_id is not None and one.has_yes else None
        if person and person.forgotten_at is None:
            name = people.name_of(tx, person.id) if one.naming == NAMED else ""
            found.append(Quotable(one, name or "", person.audience))
    return tuple(found)


def file_key(tx: Tx, record: Record) -> DataKey | None:
    """The key of a record's file; None where there is no file, or its person was forgotten."""
    row = tx.one("SELECT file_key FROM record WHERE id = :id AND file_key IS NOT NULL", id=record.id)
    if row is None:
        return None
    about = f"record.file_key/{record.file}"
    if record.person_id is None:
        return tx.keys.open_key(about, row[0])
    theirs = people.data_key(tx, record.person_id)
    return DataKey(theirs.open(about, row[0])) if theirs else None


def say(tx: Tx, record: Record, yes: Yes, *, public: bool = False, seen_by: str = "") -> bool:
    """Keeps what the person said; False where it was removed meanwhile, or is about no one person.

    Args:
        tx: The transaction.
        record: What they were asked about.
        yes: Their answer, in place of any before it.
        public: Whether it may also be in what is published; a no never is.
        seen_by: Who may see it from now on; '' leaves that.
    """
    if record.person_id is None:
        return False
    key = key_of(tx, record.person_id)
    kept = tx.run(
        """UPDATE record SET naming = :naming, asked_on = :on, taken_back_at = NULL, seen_by = :seen_by,
        public = CASE WHEN :naming = 'no' THEN 0 ELSE :public END WHERE id = :id AND removed_at IS NULL""",
        id=record.id,
        naming=yes.naming,
        on=yes.on,
        public=int(public),
        seen_by=seen_by or record.seen_by,
    )
    if kept:
        put(tx, key, record.id, "asked", {"by": yes.by, "how": yes.how})
    return kept == 1


def take_back(tx: Tx, record_id: int, *, at: str, seen_by: str = "") -> bool:
    """The person's yes is over, at once and everywhere; False where there was none."""
    return (
        tx.run(
            """UPDATE record SET naming = 'no', public = 0, taken_back_at = :at,
            seen_by = CASE WHEN :seen_by = '' THEN seen_by ELSE :seen_by END
            WHERE id = :id AND removed_at IS NULL AND naming IN ('named', 'unnamed')""",
            id=record_id,
            at=at,
            seen_by=seen_by,
        )
        == 1
    )


def remove(tx: Tx, record_id: int, at: str) -> str | None:
    """Empties a record for good: words, what it shows, and the key of its file. That there was one stays known.

    Returns:
        The file to delete once this is saved, '' for none; None where it was removed before.
    """
    row = tx.one(f"SELECT file FROM record WHERE id = :id AND removed_at IS NULL{tx.lock}", id=record_id)
    if row is None:
        return None
    for table in _BESIDE:
        tx.run(f"DELETE FROM {table} WHERE record_id = :id", id=record_id)
    tx.run(
        """UPDATE record SET body = NULL, asked = NULL, file = NULL, file_key = NULL, mime = '', public = 0,
        removed_at = :at WHERE id = :id""",
        id=record_id,
        at=at,
    )
    return row[0] or ""


def forget_person(tx: Tx, person_id: int) -> tuple[str, ...]:
    """Deletes every record about a person. Returns the files to delete once this is saved."""
    rows = tx.all("SELECT file FROM record WHERE person_id = :id AND file IS NOT NULL", id=person_id)
    theirs = "SELECT id FROM record WHERE person_id = :id"
    for table in _BESIDE:
        tx.run(f"DELETE FROM {table} WHERE record_id IN ({theirs})", id=person_id)
    tx.run("DELETE FROM record WHERE person_id = :id", id=person_id)
    # Of what is somebody else's by now, nothing says any more that it was theirs.
    tx.run("UPDATE record_change SET person_id = NULL, yes = NULL WHERE person_id = :id", id=person_id)
    tx.run("UPDATE record_use SET was_of = NULL WHERE was_of = :id", id=person_id)
    return tuple(row[0] for row in rows)


def _all(tx: Tx, where: str, *, most: int = 0, **values: object) -> tuple[Record, ...]:
    sql = f"SELECT {_COLUMNS}, body, asked FROM record WHERE {where} AND {ALIVE} ORDER BY happened_on DESC, id DESC"
    rows = tx.all(f"{sql} LIMIT :most", most=most, **values) if most else tx.all(sql, **values)
    shown = _shows(tx, [row[0] for row in rows])
    keys: dict[int, DataKey | None] = {}
    opened = (_opened(tx, row, shown.get(row[0], ()), keys) for row in rows)
    return tuple(one for one in opened if one)


def _shows(tx: Tx, ids: Iterable[int]) -> dict[int, tuple[Shows, ...]]:
    found: dict[int, tuple[Shows, ...]] = {}
    wanted = tuple(ids)
    for start in range(0, len(wanted), 500):  # fewer than the fewest placeholders that a database takes
        names, values = listed(wanted[start : start + 500])
        sql = f"SELECT record_id, standard, says FROM record_shows WHERE record_id IN ({names}) ORDER BY standard"
        for record_id, standard, says in tx.all(sql, **values):
            found[record_id] = (*found.get(record_id, ()), Shows(standard, says))
    return found


def _opened(tx: Tx, row: Row, shows: tuple[Shows, ...], keys: dict[int, DataKey | None]) -> Record | None:
    (number, service, person, kind, day, naming, seen_by, public, file, mime, from_kind, from_id, made_by, made_at,
     asked_on, taken_back_at, body, asked) = row  # fmt: skip
    if person is not None and person not in keys:
        keys[person] = people.data_key(tx, person)
    key = keys[person] if person is not None else None
    if person is not None and key is None:
        return None
    told = opened(tx, key, f"record.body/{number}", body)
    how = opened(tx, key, f"record.asked/{number}", asked) if asked else {}
    return Record(
        number, service, person, kind, day, told["title"], told["source"], told["words"], naming, seen_by,
        bool(public), file or "", mime, told["file_name"], made_by, made_at, shows, from_kind, from_id, asked_on,
        how.get("by", ""), how.get("how", ""), taken_back_at,
    )  # fmt: skip


def _body(new: NewRecord) -> dict[str, str]:
    name = new.file.name if new.file else ""
    return {"title": new.title, "source": new.source, "words": new.words, "file_name": name}
