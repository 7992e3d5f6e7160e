"""L01: the rule that finds long sentences."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind

MOST_WORDS = 15
GOOD_WORDS = 10


def check(block: Block) -> Iterator[Hit]:
    """Finds sentences over 15 words (error) or over 10 words (warning). Alt texts are not sentences."""
    if block.kind is Kind.ALT:
        return
    for sentence in block.sentences:
        count = len(sentence.words)
        if count > GOOD_WORDS:
            severity = Severity.ERROR if count > MOST_WORDS else Severity.WARNING
            limit = MOST_WORDS if count > MOST_WORDS else GOOD_WORDS
            message = f"This sentence has {count} words. Keep it to {limit}."
            yield Hit(sentence.start, severity, message, "Make two sentences, or leave words out.")


RULE = Rule(
    id="L01",
    name="Long sentence",
    severity=(Severity.ERROR, Severity.WARNING),
    threshold="Over 15 words is an error. Over 10 words is a warning. Alt texts are left out.",
    why="A reader must hold the whole sentence in mind until it ends. Short sentences ask less of memory.",
    source="UK government accessible communication formats; Department of Health 2009",
    bad=(
        "You can tell us about your home and your staff and the people that you live with every day.",
        "We will ask you some questions about the help you get each day.",
    ),
    good=("We will ask you some questions.", "You can stop when you want. We keep what you said."),
    check=check,
    # These are written without spaces between words.
    not_languages=("zh", "ja", "th", "lo", "km", "my"),
)
