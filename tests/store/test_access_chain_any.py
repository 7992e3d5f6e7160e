"""Whatever series of changes is made to the access log with the database alone shows."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from store import access_chain, access_log, migrations
from store.crypto import Keys
from store.sqlite_tx import SqliteTx
from store.tx import SQLITE, Tx, play
from tests.store.test_access_chain import NOTES, notes, rows

T = TypeVar("T")

CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["who", "did", "at", "person_id", "n", "link", "id", "gone", "swap", "cut", "twice"]),
        st.integers(1, NOTES),
        st.integers(1, NOTES),
    ),
    min_size=1,
    max_size=6,
)


@given(CHANGES)
def test_no_tampering_goes_unseen(changes: list[tuple[str, int, int]]) -> None:
    """Whatever is done to the kept notes: it shows whenever they differ from what was written, and only then."""

    def turn(tx: Tx) -> tuple[bool, bool]:
        notes(tx)
        access_log.recent(tx)
        before = _told(tx)
        for change in changes:
            _tamper(tx, *change)
        return _told(tx) != before, bool(access_log.verify(tx))

    differs, shows = _alone(turn)
    assert shows == differs


def _told(tx: Tx) -> list[Any]:
    """What the log says, in order; the numbers of its rows say nothing but the order."""
    return [row[1:] for row in rows(tx)]


def _tamper(tx: Tx, what: str, n: int, other: int) -> None:
    """One change with the database alone; some leave things as they are."""
    pick = "(SELECT {} FROM access_log WHERE n = :other LIMIT 1)"
    if what == "gone":
        tx.run("DELETE FROM access_log WHERE n = :n", n=n)
    elif what == "cut":
        tx.run("DELETE FROM access_log WHERE n >= :n", n=n)
    elif what == "swap":
        for column in ("who", "did", "at", "person_id"):
            new = f"COALESCE({pick.format(column)}, {column})"
            tx.run(f"UPDATE access_log SET {column} = {new} WHERE n = :n", n=n, other=other)  # noqa: S608 - a word of ours
    elif what == "twice":
        columns = "at, who, did, person_id, n, link"
        tx.run(f"INSERT INTO access_log ({columns}) SELECT {columns} FROM access_log WHERE n = :n", n=n)  # noqa: S608 - a word of ours
    elif what == "id":
        tx.run("UPDATE access_log SET id = id + 100 WHERE n = :n", n=n)
    elif what in ("n", "link"):
        tx.run(f"UPDATE access_log SET {what} = {pick.format(what)} WHERE id = :n", n=n, other=other)  # noqa: S608 - a word of ours
    else:
        tx.run(f"UPDATE access_log SET {what} = :new WHERE n = :n", n=n, new=other)  # noqa: S608 - a word of ours


def _alone(turn: Callable[[Tx], T]) -> T:
    """Runs a turn on an empty database in memory, which is made in a moment."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    tx = SqliteTx(connection, _keys(), "memory")
    assert tx.dialect == SQLITE
    while migrations.step(tx):
        pass
    access_chain.begin(tx, new=True)
    try:
        return play(turn, tx)
    finally:
        connection.close()


@cache
def _keys() -> Keys:
    with tempfile.TemporaryDirectory() as folder:
        keys = Keys(Path(folder) / "key")
        keys.unlock(new=True)
    return keys
