"""Which of espeak-ng's voices speaks which language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from easyread.speech.speaker import NoSound

# Left out although espeak-ng has them. Hebrew is written without most vowels, and it adds none, so words come out as
# rows of consonants; Arabic is spoken where its vowel signs are written (`check_vowels`). Japanese comes out as
# 'Chinese letter' for every kanji.
VOICES: Mapping[str, str] = MappingProxyType(
    {
        "am": "sem/am",
        "ar": "sem/ar",
        "bg": "zls/bg",
        "bn": "inc/bn",
        "cmn": "sit/cmn",
        "cs": "zlw/cs",
        "cy": "cel/cy",
        "da": "gmq/da",
        "de": "gmw/de",
        "el": "grk/el",
        "en": "gmw/en",
        "es": "roa/es",
        "et": "urj/et",
        "fa": "ira/fa",
        "fi": "urj/fi",
        "fr": "roa/fr",
        "ga": "cel/ga",
        "gd": "cel/gd",
        "gu": "inc/gu",
        "hi": "inc/hi",
        "hr": "zls/hr",
        "hu": "urj/hu",
        "it": "roa/it",
        "ko": "ko",
        "ku": "ira/ku",
        "lt": "bat/lt",
        "lv": "bat/lv",
        "ml": "dra/ml",
        "mt": "sem/mt",
        "nb": "gmq/nb",
        "ne": "inc/ne",
        "nl": "gmw/nl",
        "pa": "inc/pa",
        "pl": "zlw/pl",
        "pt": "roa/pt",
        "pt-br": "roa/pt-br",
        "ro": "roa/ro",
        "ru": "zle/ru",
        "si": "inc/si",
        "sk": "zlw/sk",
        "sl": "zls/sl",
        "sq": "ine/sq",
        "sr": "zls/sr",
        "sv": "gmq/sv",
        "sw": "bnt/sw",
        "ta": "dra/ta",
        "te": "dra/te",
        "ti": "sem/ti",
        "tr": "trk/tr",
        "uk": "zle/uk",
        "ur": "inc/ur",
        "vi": "aav/vi",
        "yue": "sit/yue",
    }
)


NEEDS_VOWELS = "ar"
VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")
ARABIC_LETTERS = re.compile("[\u0621-\u064a\u0671-\u06d3]")
VOWELS_A_LETTER = 0.4
"""Our own fully written sentences have 0.5 and more, for long vowels carry no sign; a newspaper has next to none."""


def check_vowels(words: str, language: str) -> None:
    """Looks whether an Arabic text carries the vowels that the voice would have to guess.

    Raises:
        NoSound: `no-voice`; it does not, or it is in other letters.
    """
    if language.lower().replace("_", "-").partition("-")[0] != NEEDS_VOWELS:
        return
    letters, signs = len(ARABIC_LETTERS.findall(words)), len(VOWEL_SIGNS.findall(words))
    foreign = not letters and any(map(str.isalpha, words))
    if foreign or signs < VOWELS_A_LETTER * letters:
        raise NoSound("no-voice", "The built-in voice speaks Arabic only where the vowel signs are written.")


def voice_for(language: str, voices: Mapping[str, str] = VOICES) -> str:
    """The voice of a language such as `cy`, or of `en` for `en-GB`, which has none of its own.

    Raises:
        NoSound: `no-voice`; a wrong voice would be worse than none.
    """
    tag = language.lower().replace("_", "-")
    voice = voices.get(tag) or voices.get(tag.partition("-")[0])
    if voice is None:
        raise NoSound("no-voice", f"The built-in voice does not speak the language {language!r}.")
    return voice
