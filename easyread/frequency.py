"""How common a word is, from the word lists of wordfreq, and the base form that simplemma knows for it.

Both are imported when the first word is looked up: a program that starts and looks up none is ready a fifth sooner.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from math import log10
from types import MappingProxyType

from easyread.languages import ENGLISH, base_of

# wordfreq gives words a billion; Zipf counts from one in a billion.
ZIPF_OF_ONE = 9.0
# Written with or without vowel signs, and with letters drawn apart.
WITHOUT_MARKS = frozenset({"ar", "ur"})
STRETCH = "\u0640"
CEDILLAS = str.maketrans("şţ", "șț")
NOTHING: Mapping[str, float] = MappingProxyType({})


def folded(word: str) -> str:
    """The form under which a word is looked up: one way to write each letter, small, straight apostrophes."""
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


@lru_cache(maxsize=20_000)
def looked_up(word: str, lang: str = ENGLISH) -> str:
    """The folded form as the lists of a language have it: Arabic and Urdu without vowel signs, Romanian with commas."""
    form, base = folded(word), base_of(lang)
    if base in WITHOUT_MARKS:
        form = "".join(char for char in form if unicodedata.category(char) != "Mn" and char != STRETCH)
    return form.translate(CEDILLAS) if base == "ro" else form


@cache
def _frequencies(lang: str) -> Mapping[str, float]:
    # 'best' is the large list where there is one, else the small list. wordfreq would take the list of a language that
    # many readers know too where there is none: English for Welsh and Punjabi.
    import wordfreq  # noqa: PLC0415 - see above

    listed = base_of(lang) in wordfreq.available_languages(wordlist="best")
    return wordfreq.get_frequency_dict(base_of(lang), wordlist="best") if listed else NOTHING


def known(lang: str) -> bool:
    """Whether there is a word list for a language."""
    return bool(_frequencies(lang))


def zipf(word: str, lang: str = "en") -> float:
    """How common a folded word is: about 7 for 'the', 4.5 for 'kitchen', 0 for a word that is not listed."""
    frequency = _frequencies(lang).get(word)
    return ZIPF_OF_ONE + log10(frequency) if frequency else 0.0


@cache
def everyday(lang: str) -> frozenset[str]:
    """The folded words of a language's small list: each is about one word in a million, or more. None where none is.

    It is read in a few hundredths of a second; the large list takes ten times that.
    """
    import wordfreq  # noqa: PLC0415 - see above

    listed = base_of(lang) in wordfreq.available_languages(wordlist="small")
    return frozenset(wordfreq.get_frequency_dict(base_of(lang), wordlist="small")) if listed else frozenset()


@lru_cache(maxsize=20_000)
def lemma(word: str, lang: str = "en") -> str:
    """The base form of a folded word: 'worries' gives 'worry'."""
    import simplemma  # noqa: PLC0415 - see above

    sound = word.encode("utf-8", "replace").decode("utf-8")  # simplemma takes no half of a surrogate pair
    return str(simplemma.lemmatize(sound, lang=lang)).lower()
