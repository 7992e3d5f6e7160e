"""L01: the rule that finds long sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Sentence

MOST_WORDS = 15
GOOD_WORDS = 10
# A piece with fewer words is no sentence.
FEWEST_WORDS = 3
JOINING = frozenset({"and", "but", "so", "because", "when", "if", "then", "or", "which", "while"})
INSIDE_INITIALS = re.compile(r"(?<=\b[^\W\d_]\.)[^\W\d_]\b")


def check(block: Block) -> Iterator[Hit]:
    """Finds sentences over 15 words (error) or over 10 words (warning). Alt texts are not sentences."""
    if block.kind is Kind.ALT:
        return
    for sentence in block.sentences:
        count = _count(sentence)
        if count > GOOD_WORDS:
            severity = Severity.ERROR if count > MOST_WORDS else Severity.WARNING
            limit = MOST_WORDS if count > MOST_WORDS else GOOD_WORDS
            message = f"This sentence has {count} words. Keep it to {limit}."
            yield Hit(sentence.start, severity, message, _suggestion(sentence))


def _count(sentence: Sentence) -> int:
    """How many words are read: 'a.m.' and 'N.H.S.' are one."""
    count = len(sentence.words)
    return count - len(INSIDE_INITIALS.findall(sentence.text)) if count > GOOD_WORDS else count


def _suggestion(sentence: Sentence) -> str:
    """Where to cut: before the joining word that is nearest to the middle."""
    middle = len(sentence.words) / 2
    inside = enumerate(sentence.words[FEWEST_WORDS:-FEWEST_WORDS], start=FEWEST_WORDS)
    joining = [(abs(at - middle), word) for at, word in inside if word.lower in JOINING]
    if not joining:
        return "Make two sentences, or leave words out."
    _, word = min(joining, key=itemgetter(0))
    following = sentence.words[sentence.words.index(word) + 1]
    return f"Make two sentences. You may cut before '{word.text} {following.text}'."


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
