"""L05: the rule that finds sentences with many commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind

MOST = 2
# Not the comma of 1,250, and not the one before a closing quote: '"Yes," she said.'
COMMA = re.compile(r"(?<!\d),(?![\"'”’»])|(?<=\d),(?!\d)|[،、，]")


def check(block: Block) -> Iterator[Hit]:
    """Finds sentences with more than two commas."""
    if block.kind is Kind.ALT:
        return
    for sentence in block.sentences:
        if sentence.text.count(",") + sentence.text.count("،") <= MOST:
            continue
        found = list(COMMA.finditer(sentence.text))
        if len(found) > MOST:
            message = f"This sentence has {len(found)} commas. Keep it to {MOST}."
            start = sentence.start + found[MOST].start()
            yield Hit(start, Severity.WARNING, message, "Make a list with one thing on each line, or two sentences.")


RULE = Rule(
    id="L05",
    name="Many commas",
    severity=(Severity.WARNING,),
    threshold="More than two commas in a sentence is a warning. The comma in a number and alt texts are left out.",
    why="Each comma is a turn in the sentence that a reader must follow. A list with lines shows the same at a glance.",
    source="lucid-lint",
    bad=(
        "We sell bread, milk, eggs, tea and cake.",
        "On Monday, after lunch, we went out, and then it rained.",
    ),
    good=("We sell bread, milk and tea.", "We went out on Monday. Then it rained.", "It costs 1,250 pounds, or less."),
    check=check,
    not_languages=("zh", "ja", "th"),
)
