"""The sentences of one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SOURCE: Final = "en"
VOCALISED: Final = "ar"
"""Written for the ear with all vowel signs: the voice reads only what is written. Adults read without them."""
VOWEL_SIGNS: Final = re.compile("[\u064b-\u0652\u0670]")


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language.

    Attributes:
        language: For the `lang` of a page; it is English where there is no translation.
        direction: `ltr` or `rtl`, for the `dir` of a page.
        said: English sentence → the sentence in this language.
        draft: Sentences are among them that no named fluent reader has signed off.
    """

    language: str
    direction: str
    said: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False

    def gettext(self, text: str) -> str:
        """The sentence in this language, or in English where nobody has translated it."""
        return self.said.get(text) or text

    def shown(self, text: str) -> str:
        """A text as it is written for the eye; what is spoken keeps all its signs."""
        return for_eye(text) if self.language == VOCALISED else text


ENGLISH: Final = Words(SOURCE, "ltr")


def for_eye(text: str) -> str:
    """A text without Arabic vowel signs."""
    return VOWEL_SIGNS.sub("", text)
