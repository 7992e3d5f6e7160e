"""Which word each translation uses for a thing, so that one thing has one name: a file for each language.

`en` is the English term. `use` are its words, or the beginnings that its forms share; one of them is in the translation
wherever the English has the term. `avoid` are other names of the thing. They stand at the beginning of a word, and a
full stop behind one means that the word ends there: 'secret' finds 'secretos', 'secret.' does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from easyread.frequency import looked_up
from easyread.languages import base_of
from easyread.text import OPAQUE, Sentence, Word

FOLDER = files(__name__)
# 'And', 'so', 'by', 'for', 'like' and 'the' are written together with the next word.
BEFORE = {"ar": "[وفبلك]?(?:ال|لل)?"}
END = "."


@dataclass(frozen=True, slots=True)
class Term:
    """One thing with its names: the English one, those to use and those to avoid."""

    english: str
    use: tuple[str, ...]
    avoid: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The words to use, for a reader; a beginning is shown with its open end."""
        return " or ".join(f"'{word.rstrip(END)}…'" for word in self.use)


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word to avoid in a sentence: where it begins, what stands there, and the thing that it names."""

    word: Word
    written: str
    term: Term


@cache
def terms(language: str) -> tuple[Term, ...]:
    """The glossary of a language; none where there is no file."""
    file = FOLDER / f"{base_of(language)}.yaml"
    if not base_of(language).isalpha() or not file.is_file():
        return ()
    entries = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)["terms"]  # noqa: S506 -- only text: 'no' is a word
    return tuple(Term(one["en"], tuple(one["use"]), tuple(one["avoid"])) for one in entries)


@cache
def stems(language: str) -> tuple[str, ...]:
    """The words to use of a whole glossary, as they are looked up."""
    return tuple(looked_up(word.rstrip(END), language) for term in terms(language) for word in term.use)


def missing(english: str, translated: str, language: str) -> tuple[Term, ...]:
    """The terms of an English sentence whose own word is not in its translation."""
    left = OPAQUE.sub(lambda found: "0" * len(found[0]), english).lower()
    said = looked_up(translated, language)
    found = []
    # The longest first, and then without it: a 'support plan' is not also a 'plan'.
    for term in sorted(terms(language), key=lambda one: -len(one.english)):
        rest = re.sub(rf"\b{re.escape(term.english)}\b", "0", left)
        if rest != left and not re.search("|".join(_pattern(word, language) for word in term.use), said):
            found.append(term)
        left = rest
    return tuple(found)


def avoided(sentence: Sentence, language: str) -> Iterator[Avoided]:
    """The words in a sentence that its language's glossary avoids."""
    listed = _listed(language)
    if not listed.terms:
        return
    forms = [looked_up(word.text, language) for word in sentence.words]
    for at, word in enumerate(sentence.words):
        if found := listed.pattern.match(" ".join(forms[at : at + listed.longest])):
            last = sentence.words[at + found[0].count(" ")]
            written = sentence.text[word.start - sentence.start : last.start + len(last.text) - sentence.start]
            yield Avoided(word, written, listed.terms[found.lastindex or 0])


@dataclass(frozen=True, slots=True)
class _Listed:
    """All words to avoid of a language in one pattern, the term of each by its group, and the most words in one."""

    pattern: re.Pattern[str]
    terms: dict[int, Term]
    longest: int


@cache
def _listed(language: str) -> _Listed:
    entries = [(word, term) for term in terms(language) for word in term.avoid]
    entries.sort(key=lambda entry: -len(entry[0]))  # 'opiekun' is nearer to its thing than 'opiek'
    pattern = "|".join(f"({_pattern(word, language)})" for word, _ in entries)
    numbered = {number: term for number, (_, term) in enumerate(entries, 1)}
    longest = max((len(word.split()) for word, _ in entries), default=1)
    return _Listed(re.compile(f"{BEFORE.get(base_of(language), '')}(?:{pattern})"), numbered, longest)


def _pattern(word: str, language: str) -> str:
    return re.escape(looked_up(word.rstrip(END), language)) + (r"(?!\w)" if word.endswith(END) else "")
