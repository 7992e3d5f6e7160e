"""How well each rule of the linter does on the corpus: `python -m tools.lint_scores [--misses] [L06 ...]`.

A bad item counts as found, and a good one as a false alarm, where its own rule finds anything in it. Precision is the
share of findings that are right; recall is the share of bad items that are found.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from easyread.lint import hits
from easyread.rule import Hit, Rule
from easyread.rules import RULES
from easyread.sources import BY_ENDING, PLAIN
from easyread.sources.made import Original, Source
from easyread.text import Block, Kind

NAMES = {rule.id: rule.name for rule in RULES}
CORPUS = Path(__file__).parents[1] / "tests" / "easyread" / "corpus"


@dataclass(frozen=True, slots=True)
class Item:
    """One text of the corpus.

    Attributes:
        format: The ending of the file that it would stand in, without its dot.
        kind: The kind of block that it is; empty where the format says it.
    """

    text: str
    format: str = "txt"
    kind: str = ""

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that a rule sees."""
        if self.kind:
            return (Original(self.text).block(Kind(self.kind), [(self.text, 0)]),)
        source = BY_ENDING.get(f".{self.format}", PLAIN)
        return source.blocks(self.text) if isinstance(source, Source) else ()


@dataclass(frozen=True, slots=True)
class Score:
    """What one rule did on its part of the corpus.

    Attributes:
        missed: Bad items that it did not find.
        alarms: Good items that it found something in, with its first message.
    """

    rule: str
    bad: int
    good: int
    missed: tuple[Item, ...]
    alarms: tuple[tuple[Item, str], ...]

    @property
    def recall(self) -> float:
        """Share of bad items that are found; 0 where there are none."""
        return (self.bad - len(self.missed)) / self.bad if self.bad else 0.0

    @property
    def precision(self) -> float:
        """Share of findings that are right; 0 where there are none."""
        found = self.bad - len(self.missed)
        return found / (found + len(self.alarms)) if found else 0.0


def corpus(folder: Path = CORPUS) -> dict[str, dict[str, tuple[Item, ...]]]:
    """The items of each rule, bad and good."""
    return {
        file.stem: {side: tuple(_item(one) for one in found[side]) for side in ("bad", "good")}
        for file in sorted(folder.glob("L*.yaml"))
        for found in [yaml.load(file.read_text("utf-8"), yaml.BaseLoader)]  # noqa: S506 -- only text: 'no' is a word
    }


def score(rule: Rule, items: Mapping[str, Sequence[Item]]) -> Score:
    """Runs one rule over its items."""
    missed = tuple(item for item in items["bad"] if not found(rule, item))
    alarms = tuple((item, given[0].message) for item in items["good"] if (given := found(rule, item)))
    return Score(rule.id, len(items["bad"]), len(items["good"]), missed, alarms)


def found(rule: Rule, item: Item) -> list[Hit]:
    """What a rule finds in an item."""
    return [hit for _, hit in hits(rule, item.blocks())]


def scores(wanted: Sequence[str] = (), folder: Path = CORPUS) -> Iterator[Score]:
    """The score of each rule that has items, or of those that are named."""
    known = corpus(folder)
    yield from (score(rule, known[rule.id]) for rule in RULES if rule.id in known and (not wanted or rule.id in wanted))


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the scores, and the misses where they are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tools.lint_scores", description=__doc__)
    parser.add_argument("rules", nargs="*", metavar="L06", help="only these rules")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder with a file a rule")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was a false alarm")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table, for docs/linter.md")
    parser.add_argument(
        "--floors", action="store_true", help="print the figures as tests/easyread/floors.yaml keeps them"
    )
    options = parser.parse_args(argv)
    row = _markdown if options.markdown else _floor if options.floors else _plain
    if options.markdown:
        print("| Rule | Name | Bad | Good | Precision | Recall |\n|---|---|---:|---:|---:|---:|")
    for it in scores(options.rules, options.corpus):
        print(row(it))
        if options.misses:
            _print_misses(it)
    return 0


def _markdown(it: Score) -> str:
    return f"| {it.rule} | {NAMES[it.rule]} | {it.bad} | {it.good} | {it.precision:.2f} | {it.recall:.2f} |"


def _plain(it: Score) -> str:
    return f"{it.rule} {NAMES[it.rule]:36}{it.bad:4}{it.good:4}  P {it.precision:.2f}  R {it.recall:.2f}"


def _floor(it: Score) -> str:
    # Rounded down: a figure must not be under its own floor.
    precision, recall = (math.floor(figure * 100) / 100 for figure in (it.precision, it.recall))
    return f"{it.rule}: {{precision: {precision:.2f}, recall: {recall:.2f}}}"


def _print_misses(it: Score) -> None:
    for item in it.missed:
        print(f"    missed: {item.text!r} {item.kind or item.format}")
    for item, message in it.alarms:
        print(f"    alarm:  {item.text!r} {item.kind or item.format}\n            {message}")


def _item(one: str | dict[str, str]) -> Item:
    return Item(one) if isinstance(one, str) else Item(**one)


if __name__ == "__main__":
    sys.exit(main())
