"""L13: the rule that finds short forms that nothing spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import simplemma

from easyread import words
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Sentence, Word
from easyread.words.explained import Use, read_in_order, unexplained

CAPITALS = re.compile(r"[A-Z]{2,6}(?=(?:s|['’]s)?$)")
ROMAN = re.compile(r"[IVX]+$")
SMALL_WORDS = frozenset({"of", "and", "the", "for", "to", "in", "on", "with", "a", "an", "or", "by", "at", "from"})
DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,5}(?:[A-Z]\b)?(?!\s*[A-Z][a-z])")
VOWELS = re.compile(r"[AEIOUY]")


@lru_cache(maxsize=4_096)
def short_form(text: str) -> str:
    """The short form in a word ('GPs' holds 'GP'), or '' when it holds none that has to be spelled out."""
    plain = text.removesuffix("'s").removesuffix("’s")
    for form in (plain, plain.removesuffix("s")):
        if form in words.acronyms():
            return form
    found = CAPITALS.match(text)
    if not found or found[0] in words.known_acronyms() or ROMAN.match(found[0]):
        return ""
    # 'STOP' and 'NOT' are words written loud, which L24 looks at.
    is_word = VOWELS.search(found[0]) and simplemma.is_known(found[0].lower(), lang="en")
    return "" if is_word else found[0]


def _is_loud(at: int, sentence: Sentence) -> bool:
    """Beside another word in capitals that is no short form, a word is one of a line written loud."""
    beside = (sentence.words[near] for near in (at - 1, at + 1) if 0 <= near < len(sentence.words))
    return any(_is_shouted(word) for word in beside)


def _is_shouted(word: Word) -> bool:
    text = word.text
    return (
        len(text) > 1
        and text.isalpha()
        and text.isupper()
        and not short_form(text)
        and text not in words.known_acronyms()
    )


def _uses(flow: Sequence[tuple[Block, Sentence]]) -> Iterator[Use]:
    for number, (block, sentence) in enumerate(flow):
        for at, word in enumerate(sentence.words):
            form = short_form(word.text) if word.text[-2:-1].isupper() or word.text[:1].isupper() else ""
            if form and not _is_loud(at, sentence):
                yield Use(form, number, block, word.start, word.start + len(word.text))
        for found in DOTTED.finditer(sentence.text):
            form = found[0].replace(".", "")
            if form not in words.known_acronyms():
                yield Use(form, number, block, sentence.start + found.start(), sentence.start + found.end())


@cache
def _initials(form: str) -> re.Pattern[str]:
    """Words whose first letters make the short form, small words or none between them."""
    small = rf"(?:\W+(?:{'|'.join(sorted(SMALL_WORDS))}))*\W+"
    return re.compile(small.join(rf"{letter}[^\W\d]+" for letter in form.upper()), re.IGNORECASE)


def _spelled_out(form: str, text: str) -> bool:
    plain = words.acronyms().get(form, "").lower()
    return bool((plain and plain in text.lower()) or _initials(form).search(text))


def check_text(blocks: Sequence[Block]) -> Iterator[tuple[Block, Hit]]:
    """Finds the first use of each short form whose words stand neither before it nor in its sentence."""
    flow = read_in_order(blocks)
    told: set[str] = set()
    for use in unexplained(_uses(flow), flow):
        if use.key in told:
            continue
        told.add(use.key)
        if not any(_spelled_out(use.key, sentence.text) for _, sentence in flow[: use.number + 1]):
            plain = words.acronyms().get(use.key)
            mend = f"Say: {plain}." if plain else f"Say the whole name, then ({use.key}). Or leave the short form out."
            yield use.block, Hit(use.start, Severity.ERROR, f"'{use.key}' is not spelled out.", mend)


RULE = Rule(
    id="L13",
    name="Short form that is not spelled out",
    severity=(Severity.ERROR,),
    threshold=(
        "A short form of 2 to 6 capitals whose whole name, or an explanation, stands neither before it, nor in its "
        "sentence, nor in the next one. One finding for each short form. Those that everyone knows (TV, NHS, GP and "
        "others in known_acronyms.txt) are fine. Words written loud are left to L24, Roman numerals to L18."
    ),
    why="Letters mean nothing to a reader who was never told what they stand for.",
    source="UK government accessible communication formats; Inclusion Europe",
    bad=("The CQC will visit.", "Ask about your PIP."),
    good=("The Care Quality Commission (CQC) will visit. The CQC checks homes.", "I watch TV."),
    check_text=check_text,
    languages=("en",),
)
