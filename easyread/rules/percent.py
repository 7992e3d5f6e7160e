"""L17: the rule that finds percentages and big numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block

BIG = 100
PERCENT = re.compile(r"[%٪]|\b(?:per\s?cents?|percent(?:age)?s?)\b", re.IGNORECASE)
# Digits with the groups that belong to them, so that a telephone number is seen whole.
DIGITS = re.compile(r"\+?(?<![\w.,])\d+(?:,\d+)*(?:[ -]\d{2,})*(?:\.\d+)?(?![\w:])")
# 'October 14 2026', '2026-27': a date with a year in it.
DATE = re.compile(r"(?:\d{1,2}[ -]){0,2}(?:19|20)\d\d(?:-\d\d)?")
# '70%' as '7 in 10'. Not '10-20%' or '7.50%', and not a change: 'up by 10%'.
TENS = re.compile(r"(?<![\d.,–-])(?<!\bby )(?P<tens>[1-9])0\s?$", re.IGNORECASE)
BIG_WORD = re.compile(
    r"\b(?:thousands?|millions?|billions?|(?:two|three|four|five|six|seven|eight|nine)\s+hundred"
    r"|(?:a|one)\s+hundred\s+and\s+\w+)\b",
    re.IGNORECASE,
)
ALWAYS_TO_CALL = frozenset({"999", "112"})
COUNTED_AFTER = re.compile(
    r"\s+(?:hours|people|staff|families|tenants|letters|visits|miles|pounds|steps|days|beds|homes|houses|cards|forms"
    r"|members|reports|meals|children|workers|places|pages|times)\b"
)
# Other short numbers are telephone numbers only beside a word that says so.
CALLING = re.compile(
    r"\b(?:(?:call|phone|ring|dial|text)\s+(?:(?:(?-i:[A-Z])\w*|the\s+\w+)\s+)?|(?:number|or|on)\s+)$", re.IGNORECASE
)
# What a thing costs is what it costs; from the next limit on a smaller thing, such as a month's pay, can be named.
PRICE = re.compile(r"[£€$]\s?$")
BIG_PRICE = 1000
# The number of a door, a bus, a flight or a page counts nothing.
NAMED_BEFORE = re.compile(
    r"\b(?:room|flat|bus|number|no\.?|page|route|ward|unit|floor|house|door|box|train|flight|form|platform|locker|bay"
    r"|channel)\s+$|(?-i:\b[A-Z]{2}\s+$)",
    re.IGNORECASE,
)
STREET = re.compile(
    r"\s+(?:[A-Z][\w'’]+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Way|Court|Place|Square|Crescent|Terrace"
    r"|Gardens|Grove|Hill|Park|Row|Walk|Mews|House)\b|\s+bus\b"
)
SHORT_NUMBER_DIGITS = 3
LONGEST_BEFORE = 20
LONGEST_AFTER = 60
SMALLER = "Use a smaller number, or leave it out."
YEARS = range(1900, 2101)
TELEPHONE_DIGITS = 7


def _is_named(text: str, before: str, after: str) -> bool:
    """'Room 204', '212 Mill Road', 'BA 178': a name that is a number."""
    return "," not in text and bool(NAMED_BEFORE.search(before) or STREET.match(after))


def _is_to_call(digits: str, before: str, after: str) -> bool:
    if digits in ALWAYS_TO_CALL:
        return bool(CALLING.search(before)) or not COUNTED_AFTER.match(after)
    is_called = bool(CALLING.search(before)) and not COUNTED_AFTER.match(after)
    return len(digits) == SHORT_NUMBER_DIGITS and is_called


def _is_big(text: str, before: str, after: str) -> bool:
    digits = re.sub(r"\D", "", text.partition(".")[0])
    is_telephone = text.startswith(("0", "+")) or ("," not in text and len(digits) >= TELEPHONE_DIGITS)
    is_year = bool(DATE.fullmatch(text)) or (len(digits) == len(text) and int(digits) in YEARS)
    is_other = is_telephone or is_year or _is_to_call(digits, before, after) or _is_named(text, before, after)
    # '10-20' is two small numbers.
    largest = max(int(re.sub(r"\D", "", piece)) for piece in text.partition(".")[0].split("-"))
    return not is_other and largest > (BIG_PRICE if PRICE.search(before) else BIG)


def _as_share(before: str) -> str:
    """What to say for a percent: '7 in 10' where it is that exactly."""
    found = TENS.search(before[-LONGEST_BEFORE:])
    return f"Say it as '{found['tens']} in 10'." if found else "Say it in small whole numbers, or leave it out."


def check(block: Block) -> Iterator[Hit]:
    """Finds percent (error) and numbers over 100 (warning). Years, telephone numbers and addresses are fine."""
    for found in PERCENT.finditer(block.text):
        yield Hit(found.start(), Severity.ERROR, "Percent is hard to picture.", _as_share(block.text[: found.start()]))
    for found in DIGITS.finditer(block.text):
        before = block.text[max(found.start() - LONGEST_BEFORE, 0) : found.start()]
        if _is_big(found[0], before, block.text[found.end() : found.end() + LONGEST_AFTER]):
            yield Hit(found.start(), Severity.WARNING, f"{found[0]} is a big number.", SMALLER)
    for found in BIG_WORD.finditer(block.text):
        yield Hit(found.start(), Severity.WARNING, f"'{found[0]}' is a big number.", SMALLER)


RULE = Rule(
    id="L17",
    name="Percent or big number",
    severity=(Severity.ERROR, Severity.WARNING),
    threshold=(
        "Percent is an error. A number over 100 is a warning, in digits or in words. Years, telephone numbers, "
        "addresses and the numbers of rooms and buses are fine. So is a price up to £1,000."
    ),
    why="Few people can picture a share of a hundred or a very big number. Small whole numbers can be counted.",
    source="Leichte Sprache; 100 is our own limit",
    bad=("70% of people said yes.", "We asked 250 people."),
    good=("7 out of 10 people said yes.", "Call 999. In 2026 we asked 90 people."),
    check=check,
)
