"""L20: the rule that finds idioms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from easyread import words
from easyread.phrases import Phrases, parts
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind


@cache
def _idioms() -> Phrases:
    return Phrases(words.idioms())


def check(block: Block) -> Iterator[Hit]:
    """Finds idioms of the list; not where other words of the sentence show that they are meant as they stand."""
    for sentence in () if block.kind is Kind.ALT else block.sentences:
        for match in _idioms().find(sentence):
            idiom = words.idioms()[match.key]
            if idiom.opens and match.start > sentence.words[0].start:
                continue
            if not idiom.literal.intersection(form for part in parts(sentence) for form in (part.form, part.base)):
                text = block.text[match.start : match.end]
                message = f"'{text}' does not mean what its words say."
                yield Hit(match.start, Severity.ERROR, message, f"Say: {idiom.plain}.")


RULE = Rule(
    id="L20",
    name="Idiom",
    severity=(Severity.ERROR,),
    threshold=(
        "Each idiom of our list, in any form of its words. It is left alone where the sentence has a word that shows "
        "that it is meant as it stands: 'a piece of cake' beside 'eat'. Alt texts are left out."
    ),
    why="Many readers take words as they stand. Then 'over the moon' is about the moon.",
    source="Inclusion Europe, Information for all",
    bad=("I am over the moon.", "We must all be on the same page."),
    good=("I am very happy.", "We read on the same page of the book."),
    check=check,
    languages=("en",),
)
