"""The measures that the difficulty of a word is added up from."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from easyread import words
from easyread.frequency import folded, lemma, zipf
from easyread.word_data import Profile, profile
from easyread.word_family import parts_zipf, root_zipf

# A word that wordfreq does not list is taken to be about as rare as its rarest.
RAREST_ZIPF = 1.2
# A word of our own list of everyday words moves this share of the way to this Zipf value: 'biscuit' is rarer in print
# than in life.
EVERYDAY_ZIPF, EVERYDAY_SHARE = 5.2, 0.6
# From here on it matters little how common a word is.
VERY_COMMON_ZIPF = 5.0
# So that a very long string is not harder than any word can be.
MOST_LETTERS = 20
MOST_SYLLABLES = 8
VOWELS = re.compile(r"[aeiouyаеёиоуыэюяαεηιουω]+")
LETTERS = re.compile(r"[^\W\d_]")
# The 'e' of 'home', 'walked' and 'homes'; not that of 'table', 'wanted' and 'houses'. An accent makes it heard: 'café'.
SILENT = re.compile(
    r"(?:[^aeiouy]e(?<![^aeiouy]le)|[^aeiouytd]ed|[^aeiouyszxc]es(?<!ches)(?<!shes)(?<!ges)(?<![^aeiouy]les))$"
)
# 'bi-ology', 'individu-al', 'qui-et', 'try-ing', 'muse-um', 'pris-m'; not 'social', 'nation' and 'guard'.
APART = re.compile(r"(?<![cstgx])i[aou](?!ns?)|(?<![gq])ua|iet|ying|eum|ism$")
OUR_ALPHABETS = re.compile(r"[a-zα-ωа-я]")
DIGIT = re.compile(r"\d")
# Beginnings and endings that come from Latin and Greek and mark terms of science. Ours, written down by theme.
TERM = re.compile(
    r"^(?:angio|cardi|chondr|chrom|cyto|derm|electro|endo|epi|exo|fibro|gastr|geno|gluco|glyco|haem|haplo|hem|hepat|"
    r"hetero|homo|hydro|hyper|hypo|immuno|kerat|leuk|lipo|lymph|meta|morpho|nephr|neuro|oligo|osteo|patho|peri|pheno|"
    r"phospho|photo|phylo|proteo|xeno)"
    r"|(?:ases?|blasts?|clasts?|cytes?|ectomy|a?emia|genesis|genic|gens?|gous|ides?|itis|ylation|ylations?|"
    r"lysis|ysis|yses|mers?|oids?|ology|omas?|osis|oses|otides?|pathy|phages?|philia|phils?|phoresis|plasm|scopy|"
    r"somes?|tropic|ins?|ines?|ose|ium|um|us|ia|types?)$"
)
# 'tumour' is rare only because most texts are American.
AMERICAN = ((re.compile(r"[ao]e"), "e"), (re.compile(r"our$"), "or"), (re.compile(r"is(?=ation|e$|ing$)"), "iz"))


class Features(NamedTuple):
    """What the model for English knows about one word.

    Attributes:
        common: Zipf value of the most common of its forms, lifted for words on our own list of everyday words.
        very_common: How far that lies above 5.
        letters: How many it has.
        syllables: How many it has.
        level: When learners of English meet it, 1 to 6.
        size: How large a word list must be to have it, 1 to 7.
        physical: 1 for things, plants, animals, food.
        science: 1 if its dictionary entry speaks of science.
        term: 1 if it begins or ends like a term from Latin or Greek.
        root: How much more common the word is that it is built on.
        parts: How much more common the two words are that it is put together from.
        code: 1 if it has digits or no vowels, like short forms and names of genes.
    """

    common: float
    very_common: float
    letters: float
    syllables: float
    level: float
    size: float
    physical: float
    science: float
    term: float
    root: float
    parts: float
    code: float


def letters(word: str) -> int:
    """How many letters a word has; very long ones are not counted to their end."""
    return min(len(LETTERS.findall(word)), MOST_LETTERS)


def vowel_groups(word: str) -> int:
    """Groups of vowels in a folded word, at least 1: about its syllables, in languages whose vowels are known here."""
    return min(max(len(VOWELS.findall(_plain(word))), 1), MOST_SYLLABLES)


def syllables(word: str) -> int:
    """Syllables of a folded English word: groups of vowels, without a silent 'e', with vowels that are said apart."""
    apart, silent = len(APART.findall(word)), len(SILENT.findall(word))
    return min(max(len(VOWELS.findall(_plain(word))) + apart - silent, 1), MOST_SYLLABLES)


def is_code(word: str) -> bool:
    """Whether a folded word has digits or no vowels, in the alphabets whose vowels are known here."""
    return bool(DIGIT.search(word)) or (bool(OUR_ALPHABETS.search(word)) and not VOWELS.search(_plain(word)))


def features(word: str) -> Features:
    """Measures one folded English word."""
    base = folded(lemma(word))
    common = _common(word, base)
    known = _easier(profile(word), profile(base))
    return Features(
        common=common,
        very_common=max(common - VERY_COMMON_ZIPF, 0.0),
        letters=letters(word),
        syllables=syllables(word),
        level=known.level,
        size=known.size,
        physical=known.physical,
        science=known.science,
        term=bool(TERM.search(base)),
        root=max(root_zipf(base) - common, 0.0),
        parts=max(parts_zipf(base) - common, 0.0),
        code=is_code(word),
    )


def _plain(word: str) -> str:
    """Without accents."""
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _common(word: str, base: str) -> float:
    common = max(zipf(word), zipf(base), zipf(_american(base)), RAREST_ZIPF)
    if words.easy().isdisjoint((word, base)):
        return common
    return common + EVERYDAY_SHARE * max(EVERYDAY_ZIPF - common, 0.0)


def _american(word: str) -> str:
    for british, american in AMERICAN:
        word = british.sub(american, word)
    return word


def _easier(one: Profile, two: Profile) -> Profile:
    return min(one, two, key=lambda known: (known.level + known.size, known.level))
