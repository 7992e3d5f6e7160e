"""The store: the same turns in groups, one a commit, and as one plain aiosqlite transaction each."""

from __future__ import annotations

import shutil
import time
from collections import deque
from pathlib import Path

from bench.crowd import Done, crowd
from bench.machine import fsync_ms
from bench.measure import ratios, spread, turned
from bench.plan import Plan
from bench.statements import Recording, record
from bench.stores import GROUPED, PLAIN, SINGLE, STORES, WHOLE_TURNS, Store
from bench.table import Table, shown, times
from tests.store.disk import Disk, Entry, a_disk

ALL = STORES | WHOLE_TURNS
WHOLE_GROUPED, WHOLE_SINGLE = WHOLE_TURNS
FSYNCS_A_ROUND = 40
SLOW_MS = 2
SLOWER = "The longer a sync takes, the more groups give; the statements themselves no group saves."

Rates = dict[tuple[str, int], list[float]]


async def run(plan: Plan, folder: Path) -> list[Table]:
    """Measures every store on the disk as it is, then on a slow one; counts syncs apart, because counting slows."""
    recording = await record(folder / "recorded", plan.recorded_talks)
    rates: Rates = {}
    slow: Rates = {}
    syncs: list[float] = []
    for number in range(plan.rounds):
        for many in plan.conversations:
            syncs += fsync_ms(folder, FSYNCS_A_ROUND)
            for name in turned(tuple(ALL), number):
                done, _ = await _measured(ALL[name], recording, folder, many, plan.seconds)
                rates.setdefault((name, many), []).append(done.rate)
            for name in turned(tuple(STORES), number):
                rate = await _slowly(STORES[name], recording, folder, many, plan.seconds)
                slow.setdefault((name, many), []).append(rate)
    counted = {
        (name, many): await _counted(store, recording, folder, many, plan.seconds)
        for many in plan.conversations
        for name, store in STORES.items()
    }
    on_this_disk = f"The disk took {shown(spread(syncs))} ms to sync a page meanwhile. {SLOWER}"
    on_a_slow_disk = f"Each sync takes {SLOW_MS} ms more, as on a slow disk. All three use our SQLite library here."
    return [
        _replayed(plan, rates, "The store: turns a second, the same statements on each", on_this_disk),
        _replayed(plan, slow, "The same on a slow disk", on_a_slow_disk),
        _whole(plan, rates),
        _syncs(plan, counted),
    ]


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


async def _slowly(store: Store, recording: Recording, folder: Path, many: int, seconds: float) -> float:
    """Turns a second on a disk that takes its time."""
    with a_disk() as disk:
        disk.log = _SlowLog()
        done, _ = await _measured(store, recording, folder, many, seconds, disk=disk)
    return done.rate


class _SlowLog(list[Entry]):
    """The log of a slow disk. The disk notes each sync here before it answers, so to wait here is to be slow."""

    def append(self, entry: Entry) -> None:
        if entry.kind == "sync":
            time.sleep(SLOW_MS / 1000)


def _replayed(plan: Plan, rates: Rates, title: str, note: str) -> Table:
    rows = tuple(
        (
            f"{many} at once",
            *(shown(spread(rates[name, many])) for name in STORES),
            times(ratios(rates[GROUPED, many], rates[SINGLE, many])),
            times(ratios(rates[GROUPED, many], rates[PLAIN, many])),
        )
        for many in plan.conversations
    )
    header = ("Talks", *STORES, f"{GROUPED} / {SINGLE}", f"{GROUPED} / {PLAIN}")
    return Table(title, header, rows, (note,))


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
