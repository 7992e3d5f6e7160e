"""How many words a second the linter checks on one core, beside proselint and write-good on the same file."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.measure import ratios, spread, turned
from bench.plan import Plan
from bench.prose import prose
from bench.table import Table, shown, times
from easyread.lint import lint_file
from easyread.rules import RULES

OURS, PROSELINT, WRITE_GOOD = "Plainsay", "proselint", "write-good"
NODE_SCRIPT = Path(__file__).with_name("write_good.js")
NOT_INSTALLED = 3
SECONDS_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a linter over the file."""

    seconds: float
    found: int


Linter = Callable[[Path], Run]


async def run(plan: Plan, folder: Path) -> list[Table]:
    """Runs each linter in turn over a file that no other test has."""
    file = folder / "letters.txt"
    text = prose(plan.words)
    file.write_text(text, encoding="utf-8")
    count = len(text.split())
    linters, absent = _present()
    found: dict[str, list[Run]] = {name: [] for name in linters}
    for linter in linters.values():
        linter(file)  # word lists and patterns are loaded the first time
    for number in range(plan.rounds):
        for name in turned(tuple(linters), number):
            found[name].append(linters[name](file))
    return [_table(found, absent, count)]


def _table(found: dict[str, list[Run]], absent: list[str], count: int) -> Table:
    rates = {name: [count / one.seconds for one in runs] for name, runs in found.items()}
    rows = [
        (name, shown(spread(each)), times(ratios(rates[OURS], each)), f"{found[name][0].found:,}")
        for name, each in rates.items()
    ]
    notes = [
        f"One file of {count:,} words of our own making, all {len(RULES)} rules, one core, without the time to start.",
        *(f"{name} is not installed here, so it was not measured." for name in absent),
    ]
    header = ("Linter", "Words a second", "Plainsay / it", "Findings")
    return Table("Linting, words a second", header, tuple(rows), tuple(notes))


def _present() -> tuple[dict[str, Linter], list[str]]:
    made: dict[str, Linter | None] = {OURS: _ours, PROSELINT: _proselint(), WRITE_GOOD: _write_good()}
    present = {name: linter for name, linter in made.items() if linter}
    return present, [name for name in made if name not in present]


def _ours(file: Path) -> Run:
    began = time.perf_counter()
    found = len(lint_file(file))
    return Run(time.perf_counter() - began, found)


def _proselint() -> Linter | None:
    try:
        from proselint.checks import __register__ as checks  # noqa: PLC0415 -- a peer, and not everyone has it
        from proselint.registry import CheckRegistry  # noqa: PLC0415 -- as above
        from proselint.tools import LintFile  # noqa: PLC0415 -- as above
    except ImportError:
        return None
    registry = CheckRegistry()
    if not registry.checks:
        registry.register_many(checks)

    def lint(file: Path) -> Run:
        began = time.perf_counter()
        found = len(LintFile(file).lint())
        return Run(time.perf_counter() - began, found)

    return lint


def _write_good() -> Linter | None:
    node = shutil.which("node")
    if node is None:
        return None
    command = [node, str(NODE_SCRIPT)]
    if subprocess.run([*command, str(NODE_SCRIPT), "0"], capture_output=True, check=False).returncode == NOT_INSTALLED:
        return None

    def lint(file: Path) -> Run:
        said = subprocess.run([*command, str(file), "1"], capture_output=True, check=True, timeout=SECONDS_AT_MOST)
        result = json.loads(said.stdout)
        return Run(result["seconds"][0], result["found"])

    return lint
