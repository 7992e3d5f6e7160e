"""L18: the rule that finds Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
VALID = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
WORD = re.compile(r"(?<![\w'’&+-])[IVXLCDM]+(?![\w'’&+])")
SURE = re.compile(r"(?!X+$|IV$)[IVX]{2,}$|(?=.*M)[IVXLCDM]{4,}$")
# Words before a numeral that leave no doubt. 'Part' in small letters does, before 'I': 'the part I like'.
COUNTED = re.compile(
    r"\b(?:Part|Section|Chapter|Volume|Phase|Stage|Level|Type|Grade|Schedule|Appendix|Article|Annex|Act|Book|Unit|Step|Item"
    r"|World War|Table|Figure|Scene|Module|Title|Tier|Clause|Point|Page|Question|No\.?)\s+$",
    re.IGNORECASE,
)
# 'I' is a numeral only where the phrase ends or goes on so.
AFTER_ONE = re.compile(r"\s*(?:[.,:;)?!\n–—-]|$|of\b|and\b|is\b|says\b|or\b|to\s+[IVX]+\b|has\b|in\b|on\b|was\b)")
RULER = re.compile(
    r"\b(?:King|Queen|Pope|Henry|George|Edward|Elizabeth|Charles|James|William|Richard|John|Mary|Paul|Louis|Pius)\s+$"
)
# 'Rocky IV', not 'an IV drip' nor, where a sentence begins, 'The IV drip'.
NAME = re.compile(r"(?<=\w )[A-Z][a-z]+\s+$")
SMALL = re.compile(
    r"(?<![\w.'’-])(?:ii|iii|vii|viii|xii|xiii)(?![\w'’-])|(?<=\()(?:i|iv|v|vi|ix|x|xi)(?=\))|^(?:i|iv|v|vi|ix|x)(?=[.)]\s)"
    r"|(?<=item )(?:i|iv|v|vi|ix|x)(?!\w)|(?<=[Pp]art )(?:iv|v|vi|ix|x)(?!\w)|(?<=section )(?:iv|v|vi|ix|x)(?!\w)"
)


def value(numeral: str) -> int:
    """The number that a Roman numeral stands for."""
    numbers = [VALUES[letter] for letter in numeral.upper()]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    return sum(-number if number < following else number for number, following in pairs)


def _is_numeral(found: re.Match[str], text: str) -> bool:
    before, numeral = text[: found.start()][-30:], found[0]
    if not VALID.match(numeral):
        return False
    if COUNTED.search(before) or RULER.search(before):
        return set(numeral) <= set("IVX") and (numeral != "I" or bool(AFTER_ONE.match(text, found.end())))
    is_after_name = numeral == "IV" and NAME.search(before)
    return bool(is_after_name or SURE.match(numeral))


def check(block: Block) -> Iterator[Hit]:
    """Finds Roman numerals; 'I', sizes, kisses and an IV drip are none."""
    for found in WORD.finditer(block.text):
        if _is_numeral(found, block.text):
            yield _hit(found)
    for found in SMALL.finditer(block.text):
        yield _hit(found)


def _hit(found: re.Match[str]) -> Hit:
    return Hit(found.start(), Severity.ERROR, f"'{found[0]}' is a Roman numeral.", f"Write: {value(found[0])}.")


RULE = Rule(
    id="L18",
    name="Roman numeral",
    severity=(Severity.ERROR,),
    threshold=(
        "Each Roman numeral. 'I', 'V', 'X', 'IV' and letters that may be short forms (CD, MD, XL) count only after "
        "a word such as 'Part' or the name of a king or queen."
    ),
    why="Readers see letters, not a number, and a voice that reads aloud says letters too.",
    source="W3C Making content usable",
    bad=("Read part II.", "Elizabeth II was the queen."),
    good=("Read part 2.", "I have a V-neck jumper and a CD."),
    check=check,
)
