"""Looks through the access log's chain, and takes old notes away without breaking it."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from store.access_chain import BEFORE, HEAD, START, Mark, batch, linked, mark, put_mark
from store.errors import Tampered
from store.tx import Row, Tx

MOST_BREAKS = 50


class Kind(StrEnum):
    """What became of the chain at some place."""

    CHANGED = "changed"
    MISSING = "missing"
    PUT_IN = "put in"
    CUT = "cut"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold.

    Attributes:
        note_id: The note at which it shows; None at the end of the log.
        text: One sentence for whoever looks after the data.
    """

    kind: Kind
    note_id: int | None
    text: str


@dataclass(frozen=True, slots=True)
class State:
    """What the chain says of itself.

    Attributes:
        kept: How many notes there are.
        before: How many of them are from before there was a chain: nothing shows what happened to them until then.
        pruned: How many were taken away because of their age.
        head: The end of the chain, to be written down; see `stands_at`.
    """

    kept: int
    before: int
    pruned: int
    head: str


def state(tx: Tx) -> State:
    """The figures that the doctor shows."""
    row = tx.one("SELECT COUNT(*) FROM access_log")
    start, before, head = mark(tx, START) or Mark(), mark(tx, BEFORE) or Mark(), mark(tx, HEAD)
    return State(row[0] if row else 0, max(0, before.n - start.n), start.n, str(head) if head else "")


def verify(tx: Tx) -> tuple[Break, ...]:
    """Every place where the chain does not hold, in order; empty where all is as it was written.

    A log that was put back whole to how it was earlier, end and all, fits itself: only an end that was written down
    elsewhere shows that (`stands_at`).
    """
    walk = _Walk(tx)
    for row in _notes(tx):
        walk.step(row)
        if len(walk.found) >= MOST_BREAKS:
            return tuple(walk.found)
    walk.end()
    return tuple(walk.found)


def stands_at(tx: Tx, printed: str) -> bool:
    """Whether an end of the chain that was written down earlier still stands in it, or is older than what is kept."""
    number, _, _ = printed.strip().partition("-")
    n = int(number) if number.isascii() and number.isdigit() else -1
    start = mark(tx, START) or Mark()
    if 0 <= n < start.n:
        return True
    if n == start.n:
        return str(start) == printed.strip()
    row = tx.one("SELECT link FROM access_log WHERE n = :n", n=n)
    return row is not None and isinstance(row[0], bytes) and hmac.compare_digest(str(Mark(n, row[0])), printed.strip())


def prune(tx: Tx, before: str) -> int:
    """Takes away the notes from before a moment, and marks where the chain starts now. Returns how many went.

    Raises:
        Tampered: They are not as they were written. They stay, so that someone can look.
    """
    head, start = mark(tx, HEAD, tx.lock), mark(tx, START)
    if head is None or start is None:
        raise _kept()
    row = tx.one("SELECT MIN(n) FROM access_log WHERE at >= :before", before=before)
    last = (row[0] - 1) if row and row[0] else head.n
    if last <= start.n:
        return 0
    walk = _Walk(tx)
    for one in _notes(tx):
        if isinstance(one[1], int) and one[1] > last:
            break
        walk.step(one)
    if walk.found or walk.at.n != last:
        raise _kept()
    gone = tx.run("DELETE FROM access_log WHERE n <= :last", last=last)
    put_mark(tx, START, walk.at)
    return gone


def _kept() -> Tampered:
    what = "Old notes are not as they were written. They stay."
    return Tampered("access_log", what, "Run `plainsay doctor` and look at what it says of the access log.")


def _notes(tx: Tx) -> Iterator[Row]:
    at_id = 0
    while rows := batch(tx, at_id):
        yield from rows
        at_id = rows[-1][0]


@dataclass(slots=True)
class _Walk:
    """On the way through the chain: where it stands, and what was found so far."""

    tx: Tx
    at: Mark = field(default_factory=Mark)
    found: list[Break] = field(default_factory=list)

    def __post_init__(self) -> None:
        start = mark(self.tx, START)
        if start is None:
            self._tell(Kind.MARK, None, "The mark where the access log starts is gone, or was not made by us.")
        self.at = start or self.at

    def step(self, row: Row) -> None:
        """Looks at the next note."""
        number, n, link, *note = row
        if not isinstance(n, int) or not isinstance(link, bytes):
            self._tell(Kind.PUT_IN, number, f"Note {number} was put in from outside.")
            return
        if not hmac.compare_digest(link, linked(self.tx, self.at.link, n, tuple(note))):
            self._tell(*_wrong(number, n, self.at.n + 1))
        if n > self.at.n:
            self.at = Mark(n, link)

    def end(self) -> None:
        """Compares where the notes end with where they should."""
        head = mark(self.tx, HEAD)
        if head is None:
            self._tell(Kind.MARK, None, "The mark where the access log ends is gone, or was not made by us.")
        elif self.at.n < head.n:
            self._tell(Kind.CUT, None, f"The log was cut: its last {head.n - self.at.n} notes are missing.")
        elif self.at != head:
            self._tell(Kind.PUT_IN, None, "The end of the log is not the one that was written.")

    def _tell(self, kind: Kind, note_id: int | None, text: str) -> None:
        self.found.append(Break(kind, note_id, text))


def _wrong(number: int, n: int, expected: int) -> tuple[Kind, int, str]:
    if n > expected:
        gone = f"note {expected} is" if n == expected + 1 else f"notes {expected} to {n - 1} are"
        return Kind.MISSING, number, f"Before note {number} of the access log, {gone} missing by count."
    if n < expected:
        return Kind.PUT_IN, number, f"Note {number} of the access log stands where it was not written."
    return Kind.CHANGED, number, f"Note {number} of the access log was changed, or the one before it was."
