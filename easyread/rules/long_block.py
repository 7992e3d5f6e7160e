"""L27: the rule that finds long blocks of text."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block

MOST_SENTENCES = 3
MOST_WORDS = 50


def check(block: Block) -> Iterator[Hit]:
    """Finds blocks over 3 sentences or 50 words. A list of texts under one key is one block: one screen shows it."""
    if not block.sentences:
        return
    count = len(block.sentences)
    length = sum(len(sentence.words) for sentence in block.sentences)
    if count > MOST_SENTENCES:
        message = f"This block has {count} sentences. Keep it to {MOST_SENTENCES}."
        yield Hit(block.sentences[MOST_SENTENCES].start, Severity.ERROR, message, "Start a new block or screen here.")
    elif length > MOST_WORDS:
        message = f"This block has {length} words. Keep it to {MOST_WORDS}."
        yield Hit(block.sentences[0].start, Severity.ERROR, message, "Make two blocks.")


RULE = Rule(
    id="L27",
    name="Long block",
    severity=(Severity.ERROR,),
    threshold="A block over 3 sentences or over 50 words is an error.",
    why="A wall of text looks hard before it is read. A short block leaves room for one picture and one idea.",
    source="lucid-lint; W3C Making content usable",
    bad=(
        "This is your home. You choose who visits. You choose what you eat. You choose when you sleep.",
        "We came. We sat. We ate. We left.",
    ),
    good=("This is your home. You choose who visits.", "One. Two. Three."),
    check=check,
)
