"""What it costs to seal the whole database file: turns that write, and reads, against a file that is not sealed."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from pathlib import Path

from bench.measure import ratios, spread, turned
from bench.plan import Plan
from bench.table import Table, shown, times
from store import access_log, settings
from store.crypto import Keys
from store.database import Database, open_database
from store.sqlite import SqliteOptions
from store.tx import Tx

AT_ONCE = 16
KINDS = {"not sealed": False, "sealed": True}
NOTES = 4000
AT = "2026-11-29T10:00:00Z"


async def run(plan: Plan, folder: Path) -> list[Table]:
    """Both files side by side, in turn."""
    databases = {name: await _opened(folder, name, keyed=keyed) for name, keyed in KINDS.items()}
    writes: dict[str, list[float]] = {name: [] for name in KINDS}
    reads: dict[str, list[float]] = {name: [] for name in KINDS}
    for number in range(plan.rounds):
        for name in turned(list(KINDS), number):
            writes[name].append(await _written(databases[name], plan.seconds))
            reads[name].append(await _read(databases[name], plan.seconds))
    for database in databases.values():
        await database.close()
    rows = [_row("Turns a second, 16 at once", writes), _row("Reads of 500 notes a second", reads)]
    return [Table("The whole file sealed", ("What", *KINDS, "sealed, of not sealed"), tuple(rows))]


def _row(what: str, found: dict[str, list[float]]) -> tuple[str, ...]:
    plain, sealed = found.values()
    return (what, shown(spread(plain)), shown(spread(sealed)), times(ratios(sealed, plain)))


async def _opened(folder: Path, name: str, *, keyed: bool) -> Database:
    where, keys = folder / f"{name}.db", Keys(folder / f"{name}.key")
    database = await open_database(where, keys, sqlite=SqliteOptions(keyed=keyed))
    await database.write(_fill)
    return database


def _fill(tx: Tx) -> None:
    for number in range(NOTES):
        access_log.add(tx, at=AT, who="Lee Example", did=f"opened words {number}", person_id=number)


async def _written(database: Database, seconds: float) -> float:
    done, end = 0, time.perf_counter() + seconds

    async def one(name: str) -> None:
        nonlocal done
        while time.perf_counter() < end:
            await database.write(partial(settings.put, name=name, value=f"{done}" * 40))
            done += 1

    await asyncio.gather(*(one(f"n{number}") for number in range(AT_ONCE)))
    return done / seconds


async def _read(database: Database, seconds: float) -> float:
    done, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        await database.read(lambda tx: access_log.recent(tx, 500))
        done += 1
    return done / seconds
