"""L12: the rule that finds two terms for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from easyread import words
from easyread.languages import ENGLISH
from easyread.rule import Hit, Rule, Severity
from easyread.rules import avoided_term
from easyread.text import Block, Kind, Sentence
from easyread.words.phrases import Phrases
from easyread.words.spelling import british

# 'Hospital staff' and 'family carers' are other people than 'support workers'.
OTHER_PEOPLE = frozenset({
    "family", "unpaid", "young", "hospital", "office", "shop", "agency", "night", "school", "ward", "bank", "bar",
    "college", "parent", "carer's", "nursing", "cleaning", "kitchen", "council", "foster", "mental", "train", "bus",
    "mobile", "cash", "job",
})  # fmt: skip

# Words that hold a name of a thing and are something else.
OTHER_THINGS = (
    "mother's day", "father's day", "mother in law", "father in law", "mums and dads", "job centre", "phone box",
    "telephone box", "film star", "home page", "picture house", "flat pack", "flat tyre", "form of",
)  # fmt: skip
# 'Your passport is a booklet': what a thing is made of or like, and no name of it.
SAYS_WHAT = re.compile(r"\b(?:is|are)\s+(?:an?\s+)(?:\w+\s+)?$", re.IGNORECASE)
ANY_SUCH = re.compile(r"\W*an?\s+\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A name of a thing in the text: which thing, its name there, and where it stands."""

    thing: str
    name: str
    block: Block
    sentence: Sentence
    start: int


@cache
def _things() -> Mapping[str, str]:
    return {british(name): names[0] for names in words.concepts() for name in names}


@cache
def _names() -> Phrases:
    # Terms of the other lists hold the names inside them: 'care home' is not a home that somebody calls a placement.
    return Phrases([*_things(), *(key for key in (*words.glossary(), *words.deny()) if " " in key), *OTHER_THINGS])


def _is_of_others(match_start: int, sentence: Sentence) -> bool:
    before = next((word for word in reversed(sentence.words) if word.start < match_start), None)
    return bool(before and before.lower in OTHER_PEOPLE)


def _before(start: int, sentence: Sentence) -> str:
    return sentence.text[: start - sentence.start]


def _terms(blocks: Sequence[Block]) -> Iterator[Term]:
    for block in blocks:
        for sentence in () if block.kind is Kind.ALT else block.sentences:
            for match in _names().find(sentence):
                is_other = _is_of_others(match.start, sentence) or SAYS_WHAT.search(_before(match.start, sentence))
                if match.key in _things() and not is_other:
                    yield Term(_things()[match.key], match.key, block, sentence, match.start)


def check_text(blocks: Sequence[Block]) -> Iterator[tuple[Block, Hit]]:
    """Finds the first use of a second name for each thing. Two names in one sentence are told apart or tied there."""
    by_thing: dict[str, list[Term]] = {}
    for term in _terms(blocks):
        by_thing.setdefault(term.thing, []).append(term)
    for terms in by_thing.values():
        first = terms[0]
        others = [term for term in terms if term.name != first.name]
        if others and not _is_tied(terms):
            yield _hit(first, others[0])


def _is_tied(terms: list[Term]) -> bool:
    names: dict[tuple[int, int], set[str]] = {}
    for term in terms:
        names.setdefault((id(term.block), term.sentence.start), set()).add(term.name)
    # 'A carer is ... A support worker is ...': what each of them is.
    told = {term.name for term in terms if ANY_SUCH.match(_before(term.start, term.sentence))}
    return any(len(found) > 1 for found in names.values()) or len(told) > 1


def _hit(first: Term, other: Term) -> tuple[Block, Hit]:
    line, _ = first.block.place(first.start)
    other_line, _ = other.block.place(other.start)
    message = f"'{other.name}' in line {other_line} and '{first.name}' in line {line} are two names for one thing."
    return other.block, Hit(
        other.start, Severity.ERROR, message, f"Use one of them all through, such as '{other.thing}'."
    )


RULE = Rule(
    id="L12",
    name="Two terms for one thing",
    severity=(Severity.ERROR, Severity.WARNING),
    threshold=(
        "Two names of one thing in a text, from a list of things with several names. One finding for each thing, at "
        "the second name. A text that has both names in one sentence ties them or tells them apart: it is left alone. "
        "So is one that says what each is: 'A carer is', 'A support worker is'. "
        "Alt texts are left out. In other languages a word that our glossary of the language avoids is a warning†."
    ),
    why="A reader who meets a new name looks for a new person or thing.",
    source="Inclusion Europe, Information for all; easyreadstandard.org",
    bad=(
        "Your support worker helps you. Ask your carer for more time.",
        "Take your medicine. The medication is in the kitchen.",
    ),
    good=(
        "Your support worker helps you. Ask your support worker for more time.",
        "Your support worker helps you. Your keyworker plans with you.",
    ),
    check_text=check_text,
    check_other=avoided_term.check,
    languages=(ENGLISH, *(example.language for example in avoided_term.EXAMPLES)),
    others=avoided_term.EXAMPLES,
)
