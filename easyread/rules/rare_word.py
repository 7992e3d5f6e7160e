"""L10 in other languages than English: words that are seldom used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from easyread import words
from easyread.frequency import looked_up, zipf
from easyread.languages import base_of
from easyread.rule import Example, Hit, Severity
from easyread.text import Block, Word
from easyread.words.bases import bases
from easyread.words.glossaries import avoided, stems

# Under this Zipf a word is rare, measured in docs/decisions/other-languages.md. Lower than the 4.5 of English: a
# word has more forms here, and each of them is seldom. The Romanian list ends at 3, so there it means 'not listed'.
RARE_ZIPF: Final[Mapping[str, float]] = MappingProxyType({
    "ar": 2.75, "bn": 2.5, "es": 3.0, "pl": 2.5, "pt": 3.0, "ro": 3.0,
})  # fmt: skip
CASELESS = frozenset({"ar", "bn"})
SHORTEST = 3


def check(block: Block) -> Iterator[Hit]:
    """Finds rare words; names, placeholders and the words of the glossary are fine."""
    language = base_of(block.language)
    for sentence in block.sentences:
        taken = {found.word.start for found in avoided(sentence, block.language)}  # L12 finds those
        for at, word in enumerate(sentence.words):
            is_fine = word.start in taken or _is_left_alone(word, language, is_first=at == 0)
            if not is_fine and _is_rare(word.text, language):
                suggestion = "Use an everyday word, or explain it in the next sentence."
                yield Hit(word.start, Severity.WARNING, f"'{word.text}' is a rare word.", suggestion)


def _is_left_alone(word: Word, language: str, *, is_first: bool) -> bool:
    """Numbers, names, and Latin letters in a language of other letters."""
    text = word.text
    if any(char.isdigit() for char in text) or any(char.isupper() for char in text[1:]):
        return True
    if text[0].isupper() and (not is_first or not zipf(looked_up(text, language), language)):
        return True  # a first word that no list knows is most likely a name
    return language in CASELESS and text.isascii()


@lru_cache(maxsize=20_000)
def _is_rare(text: str, language: str) -> bool:
    form = looked_up(text, language)
    if form in words.names() or any(stem in form for stem in stems(language)):
        return False
    pieces = [piece for piece in form.split("-") if len(piece) >= SHORTEST]
    return any(max(zipf(base, language) for base in bases(piece, language)) < RARE_ZIPF[language] for piece in pieces)


EXAMPLES = (
    Example("ar", "نريد محاصة عادلة.", "نحب الشاي. وَبَيْتُكَ جميل."),
    Example("bn", "এখানে প্রাতিষ্ঠানিকীকরণ হয়।", "আমরা রান্নাঘরে চা খাই।"),
    Example("es", "Queremos operativizar esto.", "Escríbelo en la cocina."),
    Example("pl", "To jest deinstytucjonalizacja.", "Myję zęby w łazience."),
    Example("pt", "Queremos consubstanciar isto.", "Diga-nos o que gosta de comer."),
    Example("ro", "Vrem o operaționalizare bună.", "Îmi place ceaiul din bucătărie."),
)
