"""Real turns as lists of SQL: noted once while people talk, so that every store can be given exactly the same work."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from asking.conversation import Conversations
from asking.turn import Turn
from bench.folder import config_of, invited, made
from bench.person import Person, to_first_question
from bot.app import open_rooms
from bot.clock import utc_now
from dialogs.pack import Pack
from store.tx import Row, Tx


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a turn, and what the turn wanted of it: the name of the method that ran it."""

    how: Literal["run", "insert", "one", "all"]
    sql: str
    values: Mapping[str, Any]


Script = tuple[Statement, ...]
"""One turn."""

Talk = tuple[Script, ...]
"""The turns of one person, in their order."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Talks, and the database that they began on.

    Attributes:
        database: A copy from the moment at which everybody stood before their first question.
        key_file: Its key.
        pack: The code that they were asked about.
        talks: By token, what each person asked of the store from there.
        first: By token, the screen that each person stood before.
    """

    database: Path
    key_file: Path
    pack: Pack
    talks: Mapping[str, Talk]
    first: Mapping[str, Turn]


class Notes:
    """A transaction that passes everything on and notes it."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self.keys, self.dialect, self.lock, self.failed = tx.keys, tx.dialect, tx.lock, tx.failed
        self.script: list[Statement] = []

    def run(self, sql: str, /, **values: Any) -> int:
        """Notes a statement and runs it."""
        self.script.append(Statement("run", sql, values))
        return self._tx.run(sql, **values)

    def insert(self, sql: str, /, **values: Any) -> int:
        """Notes an INSERT and runs it."""
        self.script.append(Statement("insert", sql, values))
        return self._tx.insert(sql, **values)

    def one(self, sql: str, /, **values: Any) -> Row | None:
        """Notes a query and runs it."""
        self.script.append(Statement("one", sql, values))
        return self._tx.one(sql, **values)

    def all(self, sql: str, /, **values: Any) -> list[Row]:
        """Notes a query and runs it."""
        self.script.append(Statement("all", sql, values))
        return self._tx.all(sql, **values)

    def many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        """Notes each row's statement and runs it."""
        for row in rows:
            self.run(sql, **row)


async def record(folder: Path, count: int) -> Recording:
    """Has this many people talk to the end, and notes every statement from their first question on."""
    config = config_of(folder)
    made(folder)
    async with open_rooms(config, utc_now) as rooms:
        tokens = await invited(rooms, count)
        for token in tokens:
            walk = partial(to_first_question, conversations=rooms.conversations, person=Person(token))
            await rooms.database.write(walk)
    before = folder / "before.db"
    shutil.copyfile(config.database, before)
    async with open_rooms(config, utc_now) as rooms:
        noted = partial(_noted, conversations=rooms.conversations)
        first = {token: await rooms.conversations.show(token) for token in tokens}
        talks = {
            token: await rooms.database.write(partial(noted, person=Person(token), now=first[token]))
            for token in tokens
        }
        said = {token: talk for token, talk in talks.items() if talk}
        return Recording(before, config.key_file, rooms.pack, said, first)


def replay(tx: Tx, *, script: Script) -> None:
    """Does a recorded turn again."""
    for statement in script:
        getattr(tx, statement.how)(statement.sql, **statement.values)


def _noted(tx: Tx, *, conversations: Conversations, person: Person, now: Turn) -> Talk:
    """Walks one person to the end; one script a turn."""
    scripts: list[Script] = []
    notes = Notes(tx)
    after = person.goes_on(conversations, notes, now)
    while after is not None:
        scripts.append(tuple(notes.script))
        notes = Notes(tx)
        after = person.goes_on(conversations, notes, after)
    return tuple(scripts)
