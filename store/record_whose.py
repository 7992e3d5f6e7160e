"""A record that was about the wrong person becomes somebody else's: it is sealed anew, and no answer goes with it."""

from __future__ import annotations

from store import record_changes, record_uses, records
from store.record_parts import NO, Record
from store.record_sealing import key_of, put
from store.tx import Tx


def give(
    tx: Tx, record: Record, person_id: int | None, *, service_id: int, parts: tuple[str, ...], at: str, by: int | None
) -> None:
    """Makes a record somebody else's, or nobody's in particular. Whoever calls this holds it.

    What the person before had said ends and stands in the history, sealed with their key. Where it stands already is to
    be taken out there. It is published only once that is allowed anew.

    Args:
        tx: The transaction.
        record: As it is.
        person_id: Whom it is about from now on; None for no one person.
        service_id: Where, from now on.
        parts: What the history says was changed.
        at: The present moment.
        by: Number of the member of the staff.

    Raises:
        UnknownRow: One of both was forgotten.
    """
    change = record_changes.note(tx, record, parts=parts, at=at, by=by, ends_yes=True)
    record_uses.end(tx, record.id, was_of=record.person_id, change=change)
    file_key, key = records.file_key(tx, record), key_of(tx, person_id)
    tx.run(
        """UPDATE record SET person_id = :person, service_id = :service, naming = :naming, public = 0, asked_on = NULL,
        asked = NULL, taken_back_at = NULL WHERE id = :id""",
        id=record.id,
        person=person_id,
        service=service_id,
        naming=NO if person_id is not None else "",
    )
    if file_key:
        about = f"record.file_key/{record.file}"
        sealed = file_key.sealed_by(key, about) if key else tx.keys.seal_key(about, file_key)
        tx.run("UPDATE record SET file_key = :key WHERE id = :id", id=record.id, key=sealed)
    words = {"title": record.title, "source": record.source, "words": record.words, "file_name": record.file_name}
    put(tx, key, record.id, "body", words)
