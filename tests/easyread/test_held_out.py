"""The held-out items and texts: a measure that nothing is mended by."""

from __future__ import annotations

import pytest

from tests.easyread.test_rules import NUMBERS
from tools.lint_scores import CORPUS, corpus

FOLDER = CORPUS.with_name("held_out")
ITEMS = corpus(FOLDER)
FEWEST_ITEMS = 14
FEWEST_WORDS, MOST_WORDS = 240, 500


def test_each_rule_has_enough_held_out_items() -> None:
    """Every rule has fourteen bad and fourteen good items or more, none twice."""
    assert sorted(ITEMS) == NUMBERS
    for name, items in ITEMS.items():
        both = [*items["bad"], *items["good"]]
        assert len(both) == len(set(both)), name
        assert min(len(items["bad"]), len(items["good"])) >= FEWEST_ITEMS, name


def test_few_held_out_items_are_in_the_other_corpus() -> None:
    """Short sentences meet by chance; more than one in forty would make the measure a promise that was seen."""
    known = {(name, item) for name, items in corpus().items() for side in items.values() for item in side}
    mine = [(name, item) for name, items in ITEMS.items() for side in items.values() for item in side]
    assert len(known.intersection(mine)) * 40 <= len(mine)


@pytest.mark.parametrize(("folder", "count"), [("texts", 8), ("later", 4)])
def test_there_are_whole_texts(folder: str, count: int) -> None:
    """There are eight texts from before the rules were mended and four from after, each as long as a leaflet."""
    texts = [file.read_text("utf-8") for file in sorted((FOLDER / folder).iterdir())]
    assert len(texts) == count
    assert all(FEWEST_WORDS <= len(text.split()) <= MOST_WORDS for text in texts)
