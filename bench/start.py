"""Time from the start of the process until it is ready."""

from __future__ import annotations

from pathlib import Path

from bench.folder import invited_folder
from bench.measure import ratios, spread, turned
from bench.plan import Plan
from bench.servers import bare, import_seconds, plainsay
from bench.table import Table, shown, times

OURS, BARE, IMPORTS = "Plainsay", "bare Starlette", "only the imports of bare Starlette"
PEOPLE = 100


async def run(plan: Plan, folder: Path) -> list[Table]:
    """Starts each in turn."""
    data = folder / "start"
    await invited_folder(data, PEOPLE)

    def ours() -> float:
        with plainsay(data) as server:
            return server.seconds

    def peer() -> float:
        with bare() as server:
            return server.seconds

    starts = {OURS: ours, BARE: peer, IMPORTS: import_seconds}
    found: dict[str, list[float]] = {name: [] for name in starts}
    for number in range(plan.rounds):
        for name in turned(tuple(starts), number):
            found[name].append(starts[name]())
    rows = tuple((name, shown(spread(seconds)), times(ratios(found[OURS], seconds))) for name, seconds in found.items())
    return [Table("Time to ready, in seconds", ("", "Seconds", "Plainsay takes"), rows)]
