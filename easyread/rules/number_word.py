"""L16: the rule that finds numbers written as words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from easyread.languages import ENGLISH
from easyread.rule import Hit, Rule, Severity
from easyread.rules import listed_number
from easyread.text import Block, Kind, Sentence, Word

UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = {
    **{word: value for value, word in enumerate((*UNITS, *TEENS))},
    **{word: 10 * value for value, word in enumerate(TENS, 2)},
    "fourty": 40,
}
HUNDRED = 100
TEN = 10
BIGGER = frozenset({"thousand", "thousands", "million", "millions", "billion", "billions", "hundreds"})
# 'One' is a number only before these; elsewhere it is 'someone', 'a' or 'the same'.
ONE_BEFORE = frozenset({"hundred", "hour", "hours", "minute", "o'clock", "pound", "pounds", "mile", "pm", "am"})
# A number in two words that is part of a bigger word: 'two-bedroom'. Others, such as 'two-way', mean something else.
MEASURES = frozenset({
    "day", "days", "week", "month", "year", "hour", "minute", "bedroom", "bed", "person", "storey", "mile", "pound",
    "course", "step", "page", "seater",
})  # fmt: skip
LEFT_ALONE = re.compile(
    r"\b(?:high five|in two minds|nine to five|two's company|sixes and sevens|forty winks|cut in two|ten to one"
    r"|two by two|one in|two of a kind|cloud nine|the two of (?:us|you|them)|fifty-fifty|it takes two|put two and two"
    r"|table for two|an? [a-z]+ or two|two thirds|three quarters|two-thirds|three-quarters)\b"
)


def _number(words: Sequence[Word], at: int) -> tuple[int, int]:
    """The number that begins at a word, and how many words it has; no words when there is none."""
    pieces = words[at].lower.split("-")
    numbers = [VALUES.get(piece) for piece in pieces]
    if numbers == [None]:
        return 0, 0
    if None in numbers:
        is_measure = numbers[0] is not None and pieces[1] in MEASURES and numbers[0] > 1
        return (numbers[0] or 0, 1) if is_measure else (0, 0)
    if len(numbers) > 1 and not (len(numbers) == 2 and _is_tens(numbers[0] or 0) and 0 < (numbers[1] or 0) < TEN):  # noqa: PLR2004 -- 'twenty-one' has two
        return 0, 0
    total, count = sum(number or 0 for number in numbers), 1
    following = [word.lower for word in words[at + 1 : at + 4]]
    if _is_tens(total) and following and 0 < VALUES.get(following[0], 0) < TEN:
        return total + VALUES[following[0]], 2
    if following and following[0] == "hundred":
        return _hundreds(total, following)
    return total, count


def _is_tens(number: int) -> bool:
    return TEN < number < HUNDRED and number % TEN == 0


def _hundreds(total: int, following: list[str]) -> tuple[int, int]:
    rest = [*following[1:], ""]
    at = 1 if rest[0] == "and" else 0
    more = VALUES.get(rest[at], 0) if at < len(rest) else 0
    return total * HUNDRED + more, 2 + (at + 1 if more else 0)


def _is_fine(sentence: Sentence, at: int, count: int, number: int) -> bool:
    words = sentence.words
    following = words[at + count].lower if at + count < len(words) else ""
    first = words[at]
    if following in BIGGER:
        return True  # L17 finds those
    if number > HUNDRED:
        return True  # so does it with these
    if number == 0 or (number == 1 and not (count == 1 and following in ONE_BEFORE)):
        return True
    # A capital inside a sentence is a name: 'Channel Four'.
    is_title = all(word.text[0].isupper() for word in words)
    return at > 0 and first.text[0].isupper() and not is_title


def check(block: Block) -> Iterator[Hit]:
    """Finds numbers from two on that are written as words; 'no one', 'one of' and idioms are fine."""
    for sentence in () if block.kind is Kind.ALT else block.sentences:
        spared = [found.span() for found in LEFT_ALONE.finditer(sentence.text.lower())]
        at = 0
        while at < len(sentence.words):
            number, count = _number(sentence.words, at)
            start = sentence.words[at].start
            inside = any(first <= start - sentence.start < last for first, last in spared)
            if count and not inside and not _is_fine(sentence, at, count, number):
                last = sentence.words[at + count - 1]
                text = block.text[start : last.start + len(last.text)]
                yield Hit(start, Severity.WARNING, f"'{text}' is a number in words.", f"Write: {number}.")
            at += max(count, 1)


RULE = Rule(
    id="L16",
    name="Number in words",
    severity=(Severity.WARNING,),
    threshold=(
        "A number from two up that is written in words. 'One' counts only before 'hour', 'minute', 'pound', 'mile' and "
        "'o'clock'. 'First' and 'second', parts such as 'two thirds', names, idioms and alt texts are left out. "
        "In other languages: the numbers from 2 to 20 and the tens, in forms that mean nothing else†."
    ),
    why="A digit is quick to see and the same in every language.",
    source="Leichte Sprache",
    bad=("We met three times.", "You have twenty-five days."),
    good=("We met 3 times.", "No one came. One of us left for a second."),
    check=check,
    check_other=listed_number.check,
    languages=(ENGLISH, *(example.language for example in listed_number.EXAMPLES)),
    others=listed_number.EXAMPLES,
)
