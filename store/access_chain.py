"""The access log's chain: each note is signed together with the one before, and so is the chain's end.

Who has the database but not the key file can make no signature. So a note that they change, take out, put in or move
no longer follows from the one before, and a log that they cut short no longer fits its end.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass

from store.tx import Row, Tx

START, BEFORE, HEAD = "start", "before", "head"
BROKEN = b"broken"
"""What a note follows from where the end of the chain was damaged: it never fits, so that this shows for good."""
COLUMNS = "id, n, link, at, who, did, person_id"
BATCH = 5000


@dataclass(frozen=True, slots=True)
class Mark:
    """A signed place in the chain: the number of a note and its link. Nothing came before the first."""

    n: int = 0
    link: bytes = b""

    def __str__(self) -> str:
        return f"{self.n}-{self.link.hex()[:16]}"


def linked(tx: Tx, before: bytes, n: int, note: Row) -> bytes:
    """The link of note `n` (at, who, did, person_id) after the link before it."""
    return tx.keys.sign("access-log", before.hex() + json.dumps([n, *note]))


def mark(tx: Tx, name: str, lock: str = "") -> Mark | None:
    """A mark; None where it is missing, or was not signed by us."""
    row = tx.one(f"SELECT n, link, signature FROM access_chain WHERE name = :name{lock}", name=name)
    if row is None or not (isinstance(row[0], int) and isinstance(row[1], bytes) and isinstance(row[2], bytes)):
        return None
    found = Mark(row[0], row[1])
    return found if hmac.compare_digest(row[2], _signature(tx, name, found)) else None


def put_mark(tx: Tx, name: str, new: Mark) -> None:
    """Sets a mark."""
    tx.run(
        """INSERT INTO access_chain (name, n, link, signature) VALUES (:name, :n, :link, :signature)
        ON CONFLICT (name) DO UPDATE SET n = excluded.n, link = excluded.link, signature = excluded.signature""",
        name=name,
        n=new.n,
        link=new.link,
        signature=_signature(tx, name, new),
    )


def put(tx: Tx, note: Row) -> None:
    """Adds a note (at, who, did, person_id) at the end. Other turns that do so wait until this one is saved."""
    head = mark(tx, HEAD, tx.lock) or _damaged(tx)
    n = head.n + 1
    link = linked(tx, head.link, n, note)
    at, who, did, person_id = note
    tx.run(
        """INSERT INTO access_log (at, who, did, person_id, n, link)
        VALUES (:at, :who, :did, :person_id, :n, :link)""",
        at=at, who=who, did=did, person_id=person_id, n=n, link=link,
    )  # fmt: skip
    put_mark(tx, HEAD, Mark(n, link))


def begin(tx: Tx, *, new: bool) -> None:
    """Begins the chain. What was noted before there was one is chained as it is found, and marked as from before.

    `new`: the database has no key yet. Where it has notes all the same someone took its marks away: no chain is begun
    then, and the doctor tells.
    """
    if new and tx.one("SELECT 1 FROM access_log LIMIT 1"):
        return
    last, at_id = Mark(), 0
    put_mark(tx, START, last)
    while rows := batch(tx, at_id):
        for row in rows:
            last = Mark(last.n + 1, linked(tx, last.link, last.n + 1, row[3:]))
            tx.run("UPDATE access_log SET n = :n, link = :link WHERE id = :id", id=row[0], n=last.n, link=last.link)
        at_id = rows[-1][0]
    if last.n:
        put_mark(tx, BEFORE, last)
    put_mark(tx, HEAD, last)


def batch(tx: Tx, after_id: int) -> list[Row]:
    """The next notes in order: id, n, link, then what `linked` takes."""
    sql = f"SELECT {COLUMNS} FROM access_log WHERE id > :id ORDER BY id LIMIT {BATCH}"
    return tx.all(sql, id=after_id)


def _damaged(tx: Tx) -> Mark:
    row = tx.one("SELECT MAX(n) FROM access_log")
    last = row[0] if row else 0
    return Mark(last if isinstance(last, int) else 0, BROKEN)


def _signature(tx: Tx, name: str, one: Mark) -> bytes:
    return tx.keys.sign(f"access-log-{name}", f"{one.n}:{one.link.hex()}")
