"""L17: the rule that finds percentages and big numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block

BIG = 100
PERCENT = re.compile(r"[%٪]|\b(?:per\s?cents?|percent(?:age)?s?)\b", re.IGNORECASE)
# Digits with the groups that belong to them, so that a telephone number is seen whole.
DIGITS = re.compile(r"\+?(?<![\w.,])\d[\d,]*(?:[ -]\d{2,})*(?:\.\d+)?(?![\w:])")
BIG_WORD = re.compile(r"\b(?:thousands?|millions?|billions?)\b", re.IGNORECASE)
ALWAYS_TO_CALL = frozenset({"999", "112"})
# Other short numbers are telephone numbers only beside a word that says so.
CALLING = re.compile(r"\b(?:call|phone|ring|dial|text|number|or|on)\s+$", re.IGNORECASE)
SHORT_NUMBER_DIGITS = 3
LONGEST_CALLING = 12
YEARS = range(1900, 2101)
TELEPHONE_DIGITS = 7


def _is_big(text: str, before: str) -> bool:
    digits = re.sub(r"\D", "", text.partition(".")[0])
    is_telephone = text.startswith(("0", "+")) or ("," not in text and len(digits) >= TELEPHONE_DIGITS)
    is_short = digits in ALWAYS_TO_CALL or (len(digits) == SHORT_NUMBER_DIGITS and bool(CALLING.search(before)))
    is_year = len(digits) == len(text) and int(digits) in YEARS
    return not (is_telephone or is_year or is_short) and int(digits) > BIG


def check(block: Block) -> Iterator[Hit]:
    """Finds percent (error) and numbers over 100 (warning). Years and telephone numbers are fine."""
    for found in PERCENT.finditer(block.text):
        yield Hit(found.start(), Severity.ERROR, "Percent is hard to picture.", "Say it as '7 out of 10 people'.")
    for found in DIGITS.finditer(block.text):
        if _is_big(found[0], block.text[max(found.start() - LONGEST_CALLING, 0) : found.start()]):
            yield Hit(
                found.start(), Severity.WARNING, f"{found[0]} is a big number.", "Say 'many', or a smaller number."
            )
    for found in BIG_WORD.finditer(block.text):
        yield Hit(found.start(), Severity.WARNING, f"'{found[0]}' is a big number.", "Say 'very many'.")


RULE = Rule(
    id="L17",
    name="Percent or big number",
    severity=(Severity.ERROR, Severity.WARNING),
    threshold="Percent is an error. A number over 100 is a warning. Years and telephone numbers are fine.",
    why="Few people can picture a share of a hundred or a very big number. Small whole numbers can be counted.",
    source="Leichte Sprache; 100 is our own limit",
    bad=("70% of people said yes.", "We asked 250 people."),
    good=("7 out of 10 people said yes.", "Call 999. In 2026 we asked 90 people."),
    check=check,
)
