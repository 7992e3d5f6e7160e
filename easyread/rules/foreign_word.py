"""L21: the rule that finds foreign words that many readers do not know."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from easyread import words
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block
from easyread.words.phrases import Phrases


@cache
def _foreign() -> Phrases:
    return Phrases(words.foreign())


def check(block: Block) -> Iterator[Hit]:
    """Finds foreign words and phrases of the list, with or without accents and hyphens."""
    for sentence in block.sentences:
        for match in _foreign().find(sentence):
            text = block.text[match.start : match.end]
            message = f"'{text}' comes from another language, and few readers know it."
            yield Hit(match.start, Severity.ERROR, message, f"Say: {words.foreign()[match.key]}.")


RULE = Rule(
    id="L21",
    name="Unfamiliar foreign word",
    severity=(Severity.ERROR,),
    threshold="Each foreign word or phrase of our list. Those that everyone uses, such as pizza, are not on it.",
    why="A reader cannot work out a word of a language that they never learned.",
    source="Inclusion Europe, Information for all",
    bad=("Rent is 5000 pounds per annum.", "Staff help on an ad hoc basis."),
    good=("Rent is 5000 pounds a year.", "We had pizza in the café."),
    check=check,
    languages=("en",),
)
