"""The store: the same turns in groups, one a commit, and as one plain aiosqlite transaction each."""

from __future__ import annotations

import shutil
from collections import deque
from pathlib import Path

from bench.crowd import Done, crowd
from bench.machine import fsync_ms
from bench.measure import Spread, ratios, spread, turned
from bench.plan import Plan
from bench.statements import Recording, record
from bench.stores import GROUPED, PLAIN, SINGLE, STORES, WHOLE_TURNS, Store
from bench.table import Table, plain, shown, times
from tests.store.disk import Disk, a_disk

ALL = STORES | WHOLE_TURNS
WHOLE_GROUPED, WHOLE_SINGLE = WHOLE_TURNS
FSYNCS_A_ROUND = 40

Rates = dict[tuple[str, int], list[float]]


async def run(plan: Plan, folder: Path) -> list[Table]:
    """Measures every store at each number of talks, in turn; then counts syncs apart, because counting slows."""
    recording = await record(folder / "recorded", plan.recorded_talks)
    rates: Rates = {}
    syncs: list[float] = []
    for number in range(plan.rounds):
        for many in plan.conversations:
            syncs += fsync_ms(folder, FSYNCS_A_ROUND)
            for name in turned(tuple(ALL), number):
                done, _ = await _measured(ALL[name], recording, folder, many, plan.seconds)
                rates.setdefault((name, many), []).append(done.rate)
    counted = {
        (name, many): await _counted(store, recording, folder, many, plan.seconds)
        for many in plan.conversations
        for name, store in STORES.items()
    }
    return [_replayed(plan, rates, spread(syncs)), _whole(plan, rates), _syncs(plan, counted)]


async def _measured(
    store: Store, recording: Recording, folder: Path, many: int, seconds: float, *, disk: Disk | None = None
) -> tuple[Done, int]:
    """One measurement on a fresh copy of the recorded database; with a disk that counts, its syncs too."""
    here = folder / "store"
    here.mkdir()
    path = here / "plainsay.db"
    shutil.copyfile(recording.database, path)
    async with store(recording, path, disk.name if disk else "") as begin:
        before = disk.syncs if disk else 0
        done = await crowd(lambda: begin, deque(recording.talks), many, seconds)
        syncs = (disk.syncs if disk else 0) - before
    shutil.rmtree(here)
    return done, syncs


async def _counted(store: Store, recording: Recording, folder: Path, many: int, seconds: float) -> float:
    """How often the disk was synced for each turn."""
    with a_disk(recording=False) as disk:
        done, syncs = await _measured(store, recording, folder, many, seconds, disk=disk)
    return syncs / done.turns


def _replayed(plan: Plan, rates: Rates, synced: Spread) -> Table:
    rows = tuple(
        (
            f"{many} at once",
            *(shown(spread(rates[name, many])) for name in STORES),
            times(ratios(rates[GROUPED, many], rates[SINGLE, many])),
            times(ratios(rates[GROUPED, many], rates[PLAIN, many])),
        )
        for many in plan.conversations
    )
    work_ms = 1000 / spread(rates[GROUPED, max(plan.conversations)]).median
    limit = (work_ms + synced.median) / work_ms
    note = (
        f"While this ran, the disk took {shown(synced)} ms to sync a page. The statements of one turn take about "
        f"{plain(work_ms)} ms. Together they are {plain(limit)} times the statements alone: about the most that groups "
        "can give on this disk against one turn a commit. Plain aiosqlite waits for its thread at each statement too."
    )
    header = ("Talks", *STORES, f"{GROUPED} / {SINGLE}", f"{GROUPED} / {PLAIN}")
    return Table("The store: turns a second, the same statements on each", header, rows, (note,))


def _whole(plan: Plan, rates: Rates) -> Table:
    rows = tuple(
        (
            f"{many} at once",
            shown(spread(rates[WHOLE_GROUPED, many])),
            shown(spread(rates[WHOLE_SINGLE, many])),
            times(ratios(rates[WHOLE_GROUPED, many], rates[WHOLE_SINGLE, many])),
        )
        for many in plan.conversations
    )
    return Table(
        "The store with the engine: whole turns a second, without HTTP",
        ("Talks", GROUPED, SINGLE, f"{GROUPED} / {SINGLE}"),
        rows,
    )


def _syncs(plan: Plan, counted: dict[tuple[str, int], float]) -> Table:
    rows = tuple((f"{many} at once", *(f"{counted[name, many]:.3f}" for name in STORES)) for many in plan.conversations)
    return Table(
        "The store: syncs of the disk, a turn",
        ("Talks", *STORES),
        rows,
        ("Copying the log into the database is counted too: every thousand pages of it cost three syncs more.",),
    )
