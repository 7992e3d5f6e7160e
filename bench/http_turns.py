"""Whole turns over HTTP: post an answer, have it stored durably, load the next page; against a bare Starlette page."""

from __future__ import annotations

import secrets
from collections import deque
from pathlib import Path

from bench.folder import invited_folder
from bench.measure import ratios, spread, turned
from bench.plan import Plan
from bench.servers import bare, plainsay
from bench.table import Table, shown, times
from bench.visitors import visitors

OURS, BARE = "plainsay", "bare"
TALKS_A_SECOND = 120  # more than any machine finishes: a talk has about fifteen turns
WARM_UP = 2


async def run(plan: Plan, folder: Path) -> list[Table]:
    """Measures at each number of clients, ours and the peer's in turn."""
    count = int(plan.rounds * len(plan.clients) * plan.seconds * TALKS_A_SECOND) + sum(plan.clients) * plan.rounds
    talks = {
        OURS: deque(await invited_folder(folder / "turns", count + WARM_UP)),
        BARE: deque(secrets.token_hex(8) for _ in range(count + WARM_UP)),
    }
    found: dict[tuple[str, int], list[float]] = {}
    with plainsay(folder / "turns") as ours, bare() as peer:
        ports = {OURS: ours.port, BARE: peer.port}
        for name, port in ports.items():
            await visitors(port, deque(talks[name].popleft() for _ in range(WARM_UP)), 1, plan.seconds)
        for number in range(plan.rounds):
            for clients in plan.clients:
                for name in turned((OURS, BARE), number):
                    done = await visitors(ports[name], talks[name], clients, plan.seconds)
                    found.setdefault((name, clients), []).append(done.rate)
    return [_table(plan, found)]


def _table(plan: Plan, found: dict[tuple[str, int], list[float]]) -> Table:
    rows = [
        (
            f"{clients} at once",
            shown(spread(found[OURS, clients])),
            shown(spread(found[BARE, clients])),
            times(ratios(found[OURS, clients], found[BARE, clients])),
        )
        for clients in plan.clients
    ]
    return Table(
        "Whole turns over HTTP, a second",
        ("People who answer", "Plainsay", "bare Starlette", "Plainsay / bare"),
        tuple(rows),
        ("A turn posts an answer and loads the next page. The bare page keeps nothing and draws one small template.",),
    )
