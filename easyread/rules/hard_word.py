"""L10: the rule that finds hard words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from easyread import words
from easyread.frequency import folded, lemma, zipf
from easyread.rule import Hit, Rule, Severity
from easyread.rules.contraction import longer
from easyread.text import Block, Sentence, Word

FINE_ZIPF = 4.5
HARD_ZIPF = 3.5
POSSESSIVE = re.compile(r"'s?$")


@cache
def _longest() -> int:
    return max(len(key.split()) for key in words.deny())


@cache
def _first_words() -> frozenset[str]:
    return frozenset(key.split()[0] for key in words.deny())


def bare(word: Word) -> str:
    """A word as it is looked up: small letters, and without the 's that shows whose it is."""
    return POSSESSIVE.sub("", word.lower)


@lru_cache(maxsize=20_000)
def rank(word: str) -> Severity | None:
    """How bad a word is that is not on the deny-list: None when it is fine."""
    base = lemma(word)
    lists = (words.glossary(), words.easy(), words.names())
    if any(form in known for form in (word, base) for known in lists):
        return None
    common = max(zipf(folded(word)), zipf(folded(base)))
    if common >= FINE_ZIPF:
        return None
    if "-" in word:
        ranks = [rank(part) for part in word.split("-") if part]
        return Severity.ERROR if Severity.ERROR in ranks else next(filter(None, ranks), None)
    return Severity.WARNING if common >= HARD_ZIPF else Severity.ERROR


def denied(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Deny-listed words and phrases: index of the first word, how many words, the key in the list."""
    forms = [bare(word) for word in sentence.words]
    at = 0
    while at < len(forms):
        found = _denied_at(forms, at)
        if found:
            yield at, len(found), " ".join(found)
        at += len(found) if found else 1


def _denied_at(forms: list[str], at: int) -> tuple[str, ...]:
    options = (forms[at], lemma(forms[at]))
    if not _first_words().intersection(options):
        return ()
    for length in range(_longest(), 0, -1):
        here = tuple(forms[at : at + length])
        # Only the last word of a phrase may be in another form; the form on the list comes first.
        for phrase in (here, (*here[:-1], lemma(here[-1]))):
            if " ".join(phrase) in words.deny():
                return phrase
    return ()


def _is_name(word: Word, sentence: Sentence, block: Block) -> bool:
    is_first = word.start == sentence.words[0].start
    if any(char.isupper() for char in word.text[1:]):
        return True  # short forms (L13 finds those) and names such as iPad
    if not word.text[0].isupper():
        return False
    # A first word is a name when the block has it inside a sentence too.
    return not is_first or word.text in _inner_capitals(block)


def _may_be_name(word: Word, sentence: Sentence) -> bool:
    """The first of several words has a capital anyway, so nobody can tell."""
    return word.text[0].isupper() and len(sentence.words) > 1


def _inner_capitals(block: Block) -> set[str]:
    return {word.text for sentence in block.sentences for word in sentence.words[1:] if word.text[0].isupper()}


def check(block: Block) -> Iterator[Hit]:
    """Finds deny-listed words (error), words under Zipf 3.5 (error) and under Zipf 4.5 (warning)."""
    for sentence in block.sentences:
        taken: set[int] = set()
        for at, count, key in denied(sentence):
            taken.update(range(at, at + count))
            yield Hit(sentence.words[at].start, Severity.ERROR, f"'{key}' is jargon.", f"Say: {words.deny()[key]}.")
        for at, word in enumerate(sentence.words):
            if at not in taken:
                yield from _check_word(word, sentence, block)


def _check_word(word: Word, sentence: Sentence, block: Block) -> Iterator[Hit]:
    if longer(word) or any(char.isdigit() for char in word.text):
        return
    severity = rank(bare(word))
    if severity and not _is_name(word, sentence, block):
        if _may_be_name(word, sentence):
            severity = Severity.WARNING
        degree = "a hard word" if severity is Severity.ERROR else "not a common word"
        yield Hit(word.start, severity, f"'{word.text}' is {degree}.", "Use an everyday word, or explain it.")


RULE = Rule(
    id="L10",
    name="Hard word",
    severity=(Severity.ERROR, Severity.WARNING),
    threshold=(
        "A word on the deny-list is an error. Then a word is fine when it, or its base form, is in the glossary, in "
        "the easy-word list, or has Zipf 4.5 or more. Under Zipf 3.5 it is an error, between them a warning. "
        "Names, numbers and links are left out. The first word of a sentence may be a name: at most a warning."
    ),
    why="One word that a reader does not know can hide the meaning of a whole sentence.",
    source="W3C Making content usable; Zipf 3.5 is our own limit",
    bad=("We will facilitate your meeting.", "Tell us about your domicile."),
    good=("We will help with your meeting.", "The nurse came to my bedroom."),
    check=check,
    languages=("en",),
)
