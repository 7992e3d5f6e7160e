"""How long the difficulty of a word takes, beside wordfreq's Zipf value alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from wordfreq import top_n_list, zipf_frequency

from bench.measure import ratios, spread, turned
from bench.plan import Plan
from bench.table import Table, shown, times
from easyread import difficulty

OURS, PEER = "easyread.difficulty", "wordfreq.zipf_frequency"
WORDS = 5_000
# The most common words are short; further down there is the mix of lengths that makes the work.
FIRST = 2_000


async def run(plan: Plan, folder: Path) -> list[Table]:  # noqa: ARG001 -- every part is called like this
    """Measures both on words that neither has seen, new ones each round: both remember what they were asked."""
    measures: dict[str, Callable[[str], float]] = {OURS: difficulty, PEER: lambda word: zipf_frequency(word, "en")}
    listed = top_n_list("en", FIRST + WORDS * plan.rounds)[FIRST:]
    for measure in measures.values():
        measure("warm")
    found: dict[str, list[float]] = {name: [] for name in measures}
    for number in range(plan.rounds):
        words = listed[number * WORDS : (number + 1) * WORDS]
        for name in turned(tuple(measures), number):
            found[name].append(_microseconds(measures[name], words))
    rows = tuple((name, shown(spread(each)), times(ratios(found[OURS], each))) for name, each in found.items())
    notes = (f"Each round has {WORDS:,} new words. Loading the lists is not counted.",)
    return [Table("Difficulty of a word", ("", "microseconds a word", "ours takes"), rows, notes)]


def _microseconds(measure: Callable[[str], float], words: Sequence[str]) -> float:
    start = time.perf_counter()
    for word in words:
        measure(word)
    return (time.perf_counter() - start) / len(words) * 1e6
