"""A text that the detector looks at: what it says and where it stands, and the next ones of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from store.tx import Tx

WINDOW: Final = 50_000
"""Rows of a table that one look goes over: few of them hold words."""
STAFF_WRITE: Final = "en"
"""The language of what staff write on their pages."""


@dataclass(frozen=True, slots=True)
class Text:
    """Something that someone wrote or said, and where it stands.

    Attributes:
        source: Where it stands: the same when it is edited or corrected.
        service_id: 0 where it belongs to no service.
        person_id: Who wrote it; None for someone outside.
        about_id: Whom it is about, where that is somebody else.
    """

    source: str
    words: str
    language: str
    service_id: int
    person_id: int | None = None
    session_id: int | None = None
    about_id: int | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """Texts to look at, and how far they go: the next look begins behind `upto`."""

    texts: tuple[Text, ...]
    upto: int


def upto_in(tx: Tx, table: str, found: list[int], after: int, limit: int, *, by: str = "id") -> int:
    """How far a look went: to the last row that it found, or over all rows of its window."""
    if len(found) == limit:
        return found[-1]
    row = tx.one(f"SELECT MAX({by}) FROM {table}")
    last = int(row[0] or 0) if row else 0
    return max(after, min(last, after + WINDOW))
