"""A record of no one person in what everyone reads is read there as it is now: names do not slip into it."""

from __future__ import annotations

from collections.abc import Iterator

from asking.assessment_names import names_at, subject_of
from asking.names_to_ask import Named, Place
from evidence.self_assessment.pointing import pointing
from store.record_changes import Now
from store.records import READERS, Record
from store.tx import Tx


def names_made_public(tx: Tx, record: Record, now: Now) -> Iterator[tuple[str, tuple[Named, ...]]]:
    """What a tick belongs to, and the names that everyone would read after a change: of each published self-assessment.

    Of a record about one person nothing is public after its words change: the yes was for those before.
    """
    if record.person_id is not None or not now.public or now.seen_by != READERS:
        return
    read = {at.assessment.id for at in pointing(tx, record.id) if at.signed and at.signed.published_at}
    link = f"/staff/records/{record.id}"
    places = (Place("The title of a record", now.title, link), Place("What a record says", now.words, link))
    for number in sorted(read):
        if named := names_at(tx, number, *places):
            yield subject_of(number), named
