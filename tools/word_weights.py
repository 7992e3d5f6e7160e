"""Fits the weights of easyread.word_difficulty and tells how well they do: `python -m tools.word_weights`.

Least squares with a ridge over measures of equal spread. Only those words of tests/easyread/estimates.yaml are used
that are not held out. There is no chance in it: every run gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from statistics import correlation, fmean, pstdev

import yaml

from easyread.frequency import lemma, zipf
from easyread.word_difficulty import OTHER_WEIGHTS, difficulty
from easyread.word_features import Features, features

ESTIMATES = Path(__file__).resolve().parents[1] / "tests" / "easyread" / "estimates.yaml"
# How strongly weights are drawn to 0. Cross-validation on the half would take a little less; this leaves more to what
# the word lists say, because one author may lean on frequency more than readers do.
RIDGE = 30.0
# Length and syllables alone say much the same. Without a strong pull, short forms ('ecm') turn length upside down.
OTHER_RIDGE = 80.0
Row = Sequence[float]
Words = Sequence[tuple[str, float]]
Groups = Mapping[str, Words]


def estimates(*, held_out: bool) -> Groups:
    """The half of each group to fit on, or the half to check on.

    The second leaves out words of which the first has another form, such as 'mice' where it has 'mouse'.
    """
    groups = {
        name: list(group.items()) for name, group in yaml.safe_load(ESTIMATES.read_text(encoding="utf-8")).items()
    }
    fitted = {name: group[::2] for name, group in groups.items()}
    if not held_out:
        return fitted
    seen = {lemma(word) for word, _ in together(fitted)}
    return {name: [pair for pair in group[1::2] if lemma(pair[0]) not in seen] for name, group in groups.items()}


def together(groups: Groups) -> Words:
    """The words of all groups."""
    return [pair for group in groups.values() for pair in group]


def fit(rows: Sequence[Row], wanted: Row, ridge: float) -> tuple[float, list[float]]:
    """The start and the weights that come nearest to what is wanted."""
    columns = list(zip(*rows, strict=True))
    means, spreads = [fmean(column) for column in columns], [pstdev(column) or 1.0 for column in columns]
    scaled = [[(x - mean) / by for x in column] for column, mean, by in zip(columns, means, spreads, strict=True)]
    left = [[_dot(one, two) + ridge * (one is two) for two in scaled] for one in scaled]
    middle = fmean(wanted)
    right = [_dot(column, [y - middle for y in wanted]) for column in scaled]
    weights = [weight / by for weight, by in zip(_solved(left, right), spreads, strict=True)]
    return middle - _dot(weights, means), weights


def _dot(one: Row, two: Row) -> float:
    return sum(x * y for x, y in zip(one, two, strict=True))


def _solved(left: Sequence[Row], right: Row) -> list[float]:
    """Gauss-Jordan elimination. The ridge keeps the pivots away from 0."""
    rows = [[*row, value] for row, value in zip(left, right, strict=True)]
    for at, pivot in enumerate(rows):
        rows[at] = [x / pivot[at] for x in pivot]
        for other in range(len(rows)):
            if other != at:
                factor = rows[other][at]
                rows[other] = [x - factor * y for x, y in zip(rows[other], rows[at], strict=True)]
    return [row[-1] for row in rows]


def ranks(values: Row) -> list[float]:
    """The place of each value; equal ones share theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    places = [0.0] * len(values)
    begun = 0
    for _, group in groupby(order, key=values.__getitem__):
        same = list(group)
        for at in same:
            places[at] = begun + (len(same) - 1) / 2
        begun += len(same)
    return places


def scores(measure: Callable[[str], float], pairs: Words) -> tuple[float, float]:
    """Pearson's and Spearman's correlation of a measure with the estimates."""
    found, wanted = [measure(word) for word, _ in pairs], [value for _, value in pairs]
    return correlation(found, wanted), correlation(ranks(found), ranks(wanted))


def _print_weights() -> None:
    half = together(estimates(held_out=False))
    measured = [features(word) for word, _ in half]
    wanted = [value for _, value in half]
    for title, names, ridge in (("English", Features._fields, RIDGE), ("other", tuple(OTHER_WEIGHTS), OTHER_RIDGE)):
        start, weights = fit([[float(getattr(row, name)) for name in names] for row in measured], wanted, ridge)
        print(f"{title}: start {start:.3f}, " + ", ".join(f"{n}={w:.4f}" for n, w in zip(names, weights, strict=True)))


def _print_scores() -> None:
    held_out = estimates(held_out=True)
    print("Held-out half, Pearson and Spearman")
    for name, pairs in {"all": together(held_out), **held_out}.items():
        rarity, ours = scores(lambda word: -zipf(word), pairs), scores(difficulty, pairs)
        print(f"{name}, {len(pairs)} words: Zipf {rarity[0]:.3f} {rarity[1]:.3f}, ours {ours[0]:.3f} {ours[1]:.3f}")


if __name__ == "__main__":
    _print_weights()
    _print_scores()
