"""L10: the rule that finds hard words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma

from easyread import words
from easyread.frequency import folded, lemma, zipf
from easyread.grammar.speech import PARTICLES
from easyread.languages import ENGLISH
from easyread.rule import Hit, Rule, Severity
from easyread.rules import rare_word
from easyread.rules.contraction import longer
from easyread.text import Block, Kind, Sentence, Word
from easyread.word_difficulty import difficulty
from easyread.words.everyday import is_everyday
from easyread.words.explained import Use, read_in_order, unexplained
from easyread.words.phrases import Match, Phrases, bare

HARD_ZIPF = 3.5
# Measured on 400 words, see docs/decisions/hard-words.md: up to the first a word is fine, up to the second no error.
FINE_DIFFICULTY = 0.2
HARD_DIFFICULTY = 0.25
ANYWAY = "Use an everyday word. Or explain it in the next sentence."
SHORT_WORD = 3


@dataclass(frozen=True, slots=True)
class Hard:
    """A hard word at its place, with what to say about it."""

    use: Use
    hit: Hit


@cache
def _listed() -> Phrases:
    terms = {key for key in words.glossary() if " " in key or "-" in key or key in words.explain()}
    return Phrases([*words.deny(), *terms])


@lru_cache(maxsize=16_384)
def listed(sentence: Sentence) -> tuple[Match, ...]:
    """The words and phrases of the deny-list and of the glossary in a sentence; the longest one at a place wins."""
    return tuple(_listed().find(sentence))


@lru_cache(maxsize=20_000)
def rank(word: str) -> Severity | None:
    """How bad a word is that is not on the deny-list: None when it is fine."""
    if is_everyday(word):
        return None
    if "-" in word:
        ranks = [rank(part) for part in word.split("-") if part]
        return Severity.ERROR if Severity.ERROR in ranks else next(filter(None, ranks), None)
    forms = (word, lemma(word))
    hardness = min(difficulty(form) for form in forms)
    if hardness <= FINE_DIFFICULTY:
        return None
    is_common = max(zipf(folded(form)) for form in forms) >= HARD_ZIPF
    return Severity.WARNING if is_common or hardness <= HARD_DIFFICULTY else Severity.ERROR


def _is_capital(word: Word) -> bool:
    return word.text[0].isupper()


def is_title(sentence: Sentence) -> bool:
    """Whether every longer word has a capital, as in some headings; then capitals show no names."""
    long = [word for word in sentence.words if len(word.text) > SHORT_WORD]
    return len(long) > 1 and all(_is_capital(word) for word in long)


def _inner_capitals(flow: Sequence[tuple[Block, Sentence]]) -> frozenset[str]:
    """Words with a capital inside a sentence: names, which then are names at its start too."""
    return frozenset(
        word.text
        for _, sentence in flow
        if not is_title(sentence)
        for word in sentence.words[1:]
        if word.text[0].isupper()
    )


def _is_in_name(match: Match, sentence: Sentence) -> bool:
    """'The Care Quality Commission': each word with a capital, inside a sentence, next to others."""
    at = next(at for at, word in enumerate(sentence.words) if word.start + len(word.text) > match.start)
    inside = [word for word in sentence.words if match.start <= word.start < match.end] or [sentence.words[at]]
    beside = [*sentence.words[max(at - 1, 0) : at], *sentence.words[at + len(inside) : at + len(inside) + 1]]
    is_name = at > 0 and all(_is_capital(word) for word in inside) and not is_title(sentence)
    return is_name and any(_is_capital(word) and word.start > sentence.start for word in beside)


def _is_verb(match: Match, sentence: Sentence) -> bool:
    """'I sleep in my room': only with its hyphen is it a 'sleep-in'."""
    written = sentence.text[match.start - sentence.start : match.end - sentence.start]
    return "-" in match.key and match.key.rpartition("-")[2] in PARTICLES and " " in written


def _denied(sentence: Sentence) -> Iterator[tuple[Match, Hit]]:
    for match in listed(sentence):
        plain = words.deny().get(match.key)
        if plain and not _is_verb(match, sentence) and not _is_in_name(match, sentence):
            suggestion = plain.strip("()") if plain.startswith("(") else f"Say: {plain}."
            yield match, Hit(match.start, Severity.ERROR, f"'{match.key}' is jargon.", suggestion)


def _rare(sentence: Sentence, kind: Kind, names: frozenset[str]) -> Iterator[tuple[Match, Hit]]:
    taken = [(match.start, match.end) for match in listed(sentence)]
    for at, word in enumerate(sentence.words):
        severity = _severity(word)
        if severity and not any(start <= word.start < end for start, end in taken):
            if _is_name(word, names, is_first=at == 0, is_title=kind is not Kind.BODY and is_title(sentence)):
                continue
            if at == 0 and _is_capital(word) and len(sentence.words) > 1:
                # The first word has a capital anyway. What no dictionary has is a name, the rest may be one.
                if not simplemma.is_known(bare(word.lower), lang="en") or _is_begun_name(sentence):
                    continue
                severity = Severity.WARNING
            degree = "a hard word" if severity is Severity.ERROR else "not a common word"
            match = Match(lemma(bare(word.lower)), word.start, word.start + len(word.text))
            yield match, Hit(word.start, severity, f"'{word.text}' is {degree}.", ANYWAY)


@lru_cache(maxsize=20_000)
def _rank_of(text: str) -> Severity | None:
    word = Word(text, 0)
    return None if longer(word) or any(char.isdigit() for char in text) else rank(bare(word.lower))


def _severity(word: Word) -> Severity | None:
    return _rank_of(word.text)


def _is_name(word: Word, names: frozenset[str], *, is_first: bool, is_title: bool) -> bool:
    if any(char.isupper() for char in word.text[1:]):
        return True  # short forms (L13 finds those) and names such as iPad
    if not _is_capital(word) or is_title:
        return False
    return not is_first or word.text in names


def _is_begun_name(sentence: Sentence) -> bool:
    """'Folly Farm has goats': a second capital shows a name."""
    first, second = sentence.words[:2]
    is_joined = sentence.text[first.start + len(first.text) - sentence.start : second.start - sentence.start] == " "
    return is_joined and second.text != "I" and _is_capital(second) and not second.text.isupper()


def _all(flow: Sequence[tuple[Block, Sentence]]) -> Iterator[Hard]:
    names = _inner_capitals(flow)
    for number, (block, sentence) in enumerate(flow):
        for match, hit in (*_denied(sentence), *_rare(sentence, block.kind, names)):
            yield Hard(Use(match.key, number, block, match.start, match.end), hit)


def check_text(blocks: Sequence[Block]) -> Iterator[tuple[Block, Hit]]:
    """Finds deny-listed and rare words that the text does not explain."""
    flow = read_in_order(blocks)
    found = {hard.use: hard.hit for hard in _all(flow)}
    for use in unexplained(found, flow):
        yield use.block, found[use]


RULE = Rule(
    id="L10",
    name="Hard word",
    severity=(Severity.ERROR, Severity.WARNING),
    threshold=(
        "A word or phrase on the deny-list is an error. Then a word is fine when it, or its base form, is in the "
        "glossary, in the easy-word list, is made of such words ('unhappy', 'raincoat'), has Zipf 4.5 or more, or has "
        "a difficulty of 0.2 or less. Of the rest, it is an error under Zipf 3.5 and over difficulty 0.25, else a "
        "warning. Names, numbers and links are left out. The first word of a sentence may be a name: at most a "
        "warning. A hard word is fine where the text explains it, in the ways that L11 names. L11 looks at words of "
        "the glossary, so no word is found twice. In other languages a word is a warning where it, without the endings "
        "that everybody knows, has less than Zipf 2.5 (Bengali, Polish), 2.75 (Arabic) or 3 (Portuguese, Romanian, "
        "Spanish)†. Words of our glossary and names are fine."
    ),
    why="One word that a reader does not know can hide the meaning of a whole sentence.",
    source="W3C Making content usable; Zipf 3.5 and the difficulties are our own limits",
    bad=("We will facilitate your meeting.", "Tell us about your domicile.", "Staff access the community with you."),
    good=(
        "We will help with your meeting.",
        "The nurse came to my bedroom.",
        "Staff talk about governance. Governance means how a charity is run.",
    ),
    check_text=check_text,
    check_other=rare_word.check,
    languages=(ENGLISH, *(example.language for example in rare_word.EXAMPLES)),
    others=rare_word.EXAMPLES,
)
