"""L25: the rule that finds words that are split across lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easyread import words
from easyread.frequency import folded, zipf
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block

# A soft hyphen, or a place to break that a page gives with <wbr>. Thai and others write their words apart with it.
HIDDEN = re.compile(r"[^\W\d_]+(?:\u00ad\s?[^\W\d_]+)+|[A-Za-z\u00c0-\u024f]+(?:\u200b[A-Za-z\u00c0-\u024f]+)+")
BROKEN = re.compile(r"(?<![\w-])(?P<before>[^\W\d_]+)[-‐]\s+(?P<after>[^\W\d_]+)(?![\w-])")
CUT = ("- ", "-\n", "‐ ", "‐\n")
# 'short- and long-term' leaves a part out on purpose.
JOINING = frozenset({"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o"})
KNOWN_ZIPF = 2.0


def check(block: Block) -> Iterator[Hit]:
    """Finds soft hyphens, and a hyphen at the end of a line that cuts a word in two."""
    text = block.text
    for found in HIDDEN.finditer(text) if "\u00ad" in text or "\u200b" in text else ():
        whole = re.sub(r"[\u00ad\u200b\s]", "", found[0])
        yield Hit(found.start(), Severity.ERROR, f"'{whole}' can be split at the end of a line.", _write(whole))
    for found in BROKEN.finditer(text) if any(map(text.__contains__, CUT)) else ():
        if is_one_word(found["before"], found["after"]):
            whole = found["before"] + found["after"]
            yield Hit(found.start(), Severity.ERROR, f"'{whole}' is split across lines.", _write(whole))


def is_one_word(before: str, after: str) -> bool:
    """Whether two parts are one word that was cut, and not 'well-known' or 'short- and long-term'."""
    if after in JOINING or not after.islower():
        return False
    if before.lower() + after in words.glossary():
        return True
    parts = (zipf(folded(before)), zipf(folded(after)))
    whole = zipf(folded(before + after))
    # 'day- time' was cut in 'daytime'; 'well- known' is written with its hyphen far more often.
    return whole >= KNOWN_ZIPF and (whole >= min(parts) - 1 or min(parts) < KNOWN_ZIPF)


def _write(word: str) -> str:
    return f"Write '{word}' in one piece."


RULE = Rule(
    id="L25",
    name="Word split across lines",
    severity=(Severity.ERROR,),
    threshold=(
        "A soft hyphen in a word, or a hyphen at the end of a line that cuts a word in two, is an error. "
        "Words that are always written with a hyphen are fine."
    ),
    why="Half a word means nothing. The reader has to keep it in mind, find the other half and put them together.",
    source="People First 2012",
    bad=("Ask the people who sup-\nport you.", "They help with trans\u00adport."),
    good=("Ask the people who support you.", "This is a well-\nknown place."),
    check=check,
)
