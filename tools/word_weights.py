"""Fits the weights of easyread.word_difficulty and tells how well they do: `python -m tools.word_weights [--measure]`.

Least squares with a ridge over measures of equal spread. Only those words of tests/easyread/estimates.yaml are used
that are not held out. There is no chance in it: every run gives the same.

What the words measured is kept in tests/easyread/measured.tsv, and the weights are fitted to that. So they stay as they
are when a word list gets a word more, and on a machine with another word list. `--measure` measures the words again;
then the new weights have to be pasted into the module.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from statistics import correlation, fmean, pstdev

import yaml

from easyread.frequency import lemma, zipf
from easyread.word_difficulty import OTHER_WEIGHTS, difficulty
from easyread.word_features import Features, features

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "easyread"
ESTIMATES, MEASURED = FOLDER / "estimates.yaml", FOLDER / "measured.tsv"
# Zipf values have no more.
DIGITS = 4
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


def measured() -> Mapping[str, Features]:
    """What each word to fit on measured when the weights were fitted."""
    _, *lines = MEASURED.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {word: Features(*map(float, values)) for word, *values in rows}


def _measure() -> None:
    words = [word for word, _ in together(estimates(held_out=False))]
    rows = [[word, *(f"{round(float(value), DIGITS):g}" for value in features(word))] for word in words]
    lines = ("\t".join(row) + "\n" for row in [["word", *Features._fields], *rows])
    MEASURED.write_text("".join(lines), encoding="utf-8")


def fitted() -> tuple[tuple[float, list[float]], tuple[float, list[float]]]:
    """Start and weights for English, and those for other languages."""
    half, known = together(estimates(held_out=False)), measured()
    rows, wanted = [known[word] for word, _ in half], [value for _, value in half]
    other = [[float(getattr(row, name)) for name in OTHER_WEIGHTS] for row in rows]
    return fit(rows, wanted, RIDGE), fit(other, wanted, OTHER_RIDGE)


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
    for title, names, (start, weights) in zip(
        ("English", "other"), (Features._fields, tuple(OTHER_WEIGHTS)), fitted(), strict=True
    ):
        print(f"{title}: start {start:.3f}, " + ", ".join(f"{n}={w:.4f}" for n, w in zip(names, weights, strict=True)))


def _print_scores() -> None:
    held_out = estimates(held_out=True)
    print("Held-out half, Pearson and Spearman")
    for name, pairs in {"all": together(held_out), **held_out}.items():
        rarity, ours = scores(lambda word: -zipf(word), pairs), scores(difficulty, pairs)
        print(f"{name}, {len(pairs)} words: Zipf {rarity[0]:.3f} {rarity[1]:.3f}, ours {ours[0]:.3f} {ours[1]:.3f}")


if __name__ == "__main__":
    if "--measure" in sys.argv[1:]:
        _measure()
    _print_weights()
    _print_scores()
