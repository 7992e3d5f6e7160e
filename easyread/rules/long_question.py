"""L02: the rule that finds long questions."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.languages import allowed
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind

MOST_WORDS = 12


def check(block: Block) -> Iterator[Hit]:
    """Finds questions over 12 words."""
    if block.kind in {Kind.LABEL, Kind.ALT}:
        return
    most = allowed(MOST_WORDS, block.language)
    for sentence in block.sentences:
        count = len(sentence.words)
        if count > most and sentence.is_question:
            message = f"This question has {count} words. Keep it to {most}."
            suggestion = "Say what it is about in a sentence of its own. Then ask."
            yield Hit(sentence.start, Severity.WARNING, message, suggestion)


RULE = Rule(
    id="L02",
    name="Long question",
    severity=(Severity.WARNING,),
    threshold=(
        "A question over 12 words is a warning, in Welsh and Punjabi over 13, in Urdu over 15. "
        "Labels and alt texts are left out."
    ),
    why="A person must hold a question in mind while they look for their answer. A short one leaves room to think.",
    source="our own",
    bad=(
        "Did the staff who came to your house last week help you to cook?",
        "Do you feel that the people who support you every day listen to you?",
    ),
    good=("Think of the staff last week. Did they help you to cook?", "Do your staff listen to you?"),
    check=check,
    # These are written without spaces between words.
    not_languages=("zh", "ja", "th", "lo", "km", "my"),
)
