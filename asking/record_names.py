"""A record of no one person in what everyone reads is read there as it is now: names do not slip into it."""

from __future__ import annotations

from asking.assessment_names import names_at
from asking.names_to_ask import Place
from evidence.self_assessment.pointing import pointing
from store.record_changes import Now
from store.records import READERS, Record
from store.tx import Tx


def names_made_public(tx: Tx, record: Record, now: Now) -> tuple[str, ...]:
    """Names of people we know that everyone would read after a change, and that nobody has ticked in these words.

    Of a record about one person nothing is public after its words change: the yes was for those before.
    """
    if record.person_id is not None or not now.public or now.seen_by != READERS:
        return ()
    read = {at.assessment.id for at in pointing(tx, record.id) if at.signed and at.signed.published_at}
    link = f"/staff/records/{record.id}"
    places = (Place("The title of a record", now.title, link), Place("What a record says", now.words, link))
    found = (one for number in sorted(read) for one in names_at(tx, number, *places))
    return tuple(dict.fromkeys(one.name for one in found if one.looked is None))
