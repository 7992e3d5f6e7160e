"""L19: the rule that finds symbols that are not read aloud well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind

SYMBOL = re.compile(r"[;/§&(；（]")
# The whole of what was written with a symbol, and what to write instead.
REWORDED = (
    (re.compile(r"\b24\s?/\s?7\b"), "all day, every day"),
    (re.compile(r"\band\s?/\s?or\b", re.IGNORECASE), "or"),
    (re.compile(r"\b(?:s/he|(?:s?he)\s?/\s?(?:s?he))\b", re.IGNORECASE), "they"),
    (re.compile(r"\b(?:him|her)\s?/\s?(?:him|her)\b", re.IGNORECASE), "them"),
    (re.compile(r"\b(?:his|hers?)\s?/\s?(?:his|hers?)\b", re.IGNORECASE), "their"),
    (re.compile(r"\bw/c\b", re.IGNORECASE), "in the week from"),
    (re.compile(r"\bc/o\b", re.IGNORECASE), "at the home of"),
    (re.compile(r"\bA\s?&\s?E\b"), "accident and emergency"),
    (re.compile(r"\b(?P<word>[^\W\d_]+)\((?P<ending>e?s)\)"), r"\g<word>\g<ending>"),
    (re.compile(r"(?<!\w)\((?P<code>0\d{2,5})\)"), r"\g<code>"),
    (re.compile(r"(?<![\d/])1/2(?![\d/])"), "half"),
    (re.compile(r"\b(?P<left>[^\W\d_]+)\s?/\s?(?P<right>[^\W\d_]+)\b"), r"\g<left> or \g<right>"),
)
# 'M&S', 'B&Q': the names of shops and makers. 'A&E' is no name.
SHOP = re.compile(r"\b(?!(?:A&E|Q&A|T&C|P&L|R&R|L&D|D&I|D&T)\b)[A-Z]&[A-Z]\b")
# In a date the second stroke is no new finding.
SECOND_STROKE = re.compile(r"\d/\d{1,2}$")
DATE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b")
INSTEAD = {
    "&": "Write 'and'.",
    "/": "Write 'or', or make two sentences.",
    ";": "End the sentence with a full stop.",
    "；": "End the sentence with a full stop.",
    "§": "Write 'part'.",
}
IN_BRACKETS = "Make the words in brackets a sentence of their own."
LONGEST_BEFORE = 30
LONGEST_DATE = 5


def check(block: Block) -> Iterator[Hit]:
    """Finds ; / § & ( in body text, headings and lists. A pair of brackets is one finding."""
    if block.kind in {Kind.LABEL, Kind.ALT}:
        return
    for found in SYMBOL.finditer(block.text):
        if found[0] == "/" and SECOND_STROKE.search(block.text, max(found.start() - LONGEST_DATE, 0), found.start()):
            continue
        if found[0] == "&" and SHOP.match(block.text, max(found.start() - 1, 0)):
            continue
        message = f"'{found[0]}' is hard to read."
        yield Hit(found.start(), Severity.ERROR, message, _instead(block.text, found.start()))


def _instead(text: str, at: int) -> str:
    near = max(at - LONGEST_BEFORE, 0)
    for pattern, words in REWORDED:
        for found in pattern.finditer(text, near, at + LONGEST_BEFORE):
            if found.start() <= at < found.end():
                return f"Say: {found.expand(words)}."
    if any(found.start() <= at < found.end() for found in DATE.finditer(text, near, at + LONGEST_BEFORE)):
        return "Write the date in words, such as 4 March."
    return INSTEAD.get(text[at], IN_BRACKETS)


RULE = Rule(
    id="L19",
    name="Symbol",
    severity=(Severity.ERROR,),
    threshold=(
        "Each of ; / § & ( in text is an error. A pair of brackets is one finding. "
        "Labels, alt texts, links, commands such as /help and shops such as M&S are left out."
    ),
    why="Readers do not know how to say these marks, and a voice that reads aloud skips them or says them oddly.",
    source="Leichte Sprache",
    bad=("Ask your staff and/or family.", "You can stop (we keep your answers)."),
    good=("Ask your staff or your family.", "You can stop. We keep your answers."),
    check=check,
)
