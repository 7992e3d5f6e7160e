"""Memory when ready, and after many talks."""

from __future__ import annotations

import secrets
from collections import deque
from pathlib import Path

from bench.folder import invited_folder
from bench.machine import memory_mib
from bench.plan import Plan
from bench.servers import bare, plainsay
from bench.table import Table, plain
from bench.visitors import visitors

CLIENTS = 16


async def run(plan: Plan, folder: Path) -> list[Table]:
    """Looks at both servers when they are ready, and after people have talked to each for the same time."""
    talks = deque(await invited_folder(folder / "memory", plan.talks))
    with plainsay(folder / "memory") as ours, bare() as peer:
        pids = {"Plainsay": ours.process.pid, "bare Starlette": peer.process.pid}
        try:
            ready = {name: memory_mib(pid) for name, pid in pids.items()}
        except OSError:
            return [Table("Memory", ("This system does not tell.",), ())]
        done = await visitors(ours.port, talks, CLIENTS)
        endless = deque(secrets.token_hex(8) for _ in range(CLIENTS))
        others = await visitors(peer.port, endless, CLIENTS, done.seconds)
        turns = {"Plainsay": done.turns, "bare Starlette": others.turns}
        after = {name: memory_mib(pid) for name, pid in pids.items()}
    rows = tuple(
        (name, plain(ready[name][0]), plain(after[name][0]), plain(after[name][1]), f"{turns[name]:,}") for name in pids
    )
    return [
        Table(
            "Memory, in MiB",
            ("", "when ready", f"after {done.finished:,} talks", "at most", "turns"),
            rows,
        )
    ]
