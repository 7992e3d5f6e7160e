"""L24: the rule that finds words in capitals, italics or underlined."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import simplemma

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Look, Sentence

FEWEST = 2
MOST_SHOWN = 6
# Initials are seldom so long, so that a word of another language is known as a word.
LONG = 7
LONG_IN_SHOUT = 5
# Initials that a dictionary of words holds too.
INITIALS = frozenset({
    "tv", "ok", "id", "hr", "ot", "ld", "pa", "cd", "dvd", "pip", "dbs", "pdf", "atm", "lac", "mot", "pc", "pm", "ss",
    "st", "unison", "led", "mp", "gps", "ct", "ms", "iv", "ii", "iii", "vi",
})  # fmt: skip
SUGGESTION = "Use bold for a word or two, or make a short sentence of it."


def check(block: Block) -> Iterator[Hit]:
    """Finds two or more words in capitals side by side, and words in italics or underlined. Alt texts are left out."""
    if block.kind is Kind.ALT:
        return
    if not block.text.islower():
        for sentence in block.sentences:
            yield from _capitals(sentence)
    for mark in block.marks:
        if mark.look is Look.JOINED:
            continue
        looks = "in italics" if mark.look is Look.ITALIC else "underlined"
        yield Hit(mark.start, Severity.ERROR, f"'{_short(block.raw[mark.start : mark.end])}' is {looks}.", SUGGESTION)


def _capitals(sentence: Sentence) -> Iterator[Hit]:
    for is_capital, group in groupby(sentence.words, key=lambda word: word.text.isupper()):
        run = list(group) if is_capital else []
        # 'I' and 'A' are always capitals, and say nothing.
        if sum(len(word.text) > 1 for word in run) >= FEWEST and any(is_shouted(word.text) for word in run):
            said = " ".join(_calm(word.text) for word in run)
            said = said[0].upper() + said[1:] if run[0] is sentence.words[0] else said
            message = f"'{_short(' '.join(word.text for word in run))}' is in capital letters."
            yield Hit(run[0].start, Severity.ERROR, message, f"Say: {_short(said)}.")


def _calm(word: str) -> str:
    return word.lower() if is_shouted(word) or len(word) >= LONG_IN_SHOUT else word


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:MOST_SHOWN]) + (" …" if len(words) > MOST_SHOWN else "")


@lru_cache(maxsize=5000)
def is_shouted(word: str) -> bool:
    """Whether capitals are a choice: 'STOP' is a word, 'NHS' is made of initials."""
    small = word.lower().replace("’", "'").partition("'")[0]
    if len(small) == 1:
        return small == "a"
    return len(small) >= LONG or (small not in INITIALS and simplemma.is_known(small, lang="en"))


RULE = Rule(
    id="L24",
    name="Capitals, italics, underline",
    severity=(Severity.ERROR,),
    threshold=(
        "Two or more words in capitals side by side are an error, and so are words in italics and underlined words. "
        "Initials such as NHS, links and alt texts are left out."
    ),
    why="Words are known by their shape. Capitals all have one shape, italics lean, and a line cuts letters.",
    source="lucid-lint; People First 2012",
    bad=("Please DO NOT run.", "THIS IS YOUR HOME."),
    good=("Please do not run.", "Your GP works for the NHS. I watch TV."),
    check=check,
)
