"""`python -m bench [PART ...] [--quick]`: measures, and prints Markdown tables."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bench import (
    coverage,
    difficulty,
    http_turns,
    lint,
    looking,
    manager_page,
    memory,
    start,
    store_turns,
    telegram_turns,
    voices,
    whole_file,
)
from bench.machine import description, fsync_ms
from bench.measure import spread
from bench.plan import FULL, QUICK, Plan
from bench.table import Table, markdown, shown

Part = Callable[[Plan, Path], Awaitable[list[Table]]]

PARTS: dict[str, Part] = {
    "turns": http_turns.run,
    "store": store_turns.run,
    "telegram": telegram_turns.run,
    "manager": manager_page.run,
    "start": start.run,
    "memory": memory.run,
    "lint": lint.run,
    "words": difficulty.run,
    "coverage": coverage.run,
    "voices": voices.run,
    "whole-file": whole_file.run,
    "detector": looking.run,
}
FSYNCS = 200


def main(argv: Sequence[str]) -> int:
    """Runs the parts that were named, or all of them."""
    options = _parser().parse_args(argv)
    unknown = [part for part in options.part if part not in PARTS]
    if unknown:
        print(f"There is no part '{unknown[0]}'. Name some of: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    plan = QUICK if options.quick else FULL
    with tempfile.TemporaryDirectory(prefix="plainsay-bench-", dir=options.folder) as folder:
        asyncio.run(run_parts(options.part or list(PARTS), plan, Path(folder)))
    return 0


async def run_parts(names: Sequence[str], plan: Plan, folder: Path) -> None:
    """Runs these parts one after another and prints what each found at once.

    Args:
        names: Keys of `PARTS`.
        plan: How much is measured.
        folder: Where data is kept meanwhile; its disk is part of what is measured.
    """
    print(f"{description()}\n\nA page written and synced: {shown(spread(fsync_ms(folder, FSYNCS)))} ms.\n")
    for name in names:
        began = time.perf_counter()
        for table in await PARTS[name](plan, folder):
            print(markdown(table), flush=True)
        print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures speed, start and memory.")
    parser.add_argument("part", nargs="*", help=f"what to measure: {', '.join(PARTS)} (all, when none is named)")
    parser.add_argument("--quick", action="store_true", help="a look in under a minute; for figures leave it out")
    parser.add_argument("--folder", help="folder to keep data in meanwhile: its disk is measured too")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
