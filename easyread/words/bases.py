"""What a word of another language may be built on: its form without the endings and beginnings that everybody knows.

Dictionaries of base forms would do more, but the Polish one alone takes seven seconds to load.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from easyread.frequency import looked_up

SHORTEST_BASE = 3
ACUTE = "\u0301"


@dataclass(frozen=True, slots=True)
class Affixes:
    """Beginnings and endings, with a space between them.

    Attributes:
        instead: What a base form may have in the place of an ending.
    """

    beginnings: str = ""
    endings: str = ""
    instead: str = ""


AFFIXES: Final[Mapping[str, Affixes]] = MappingProxyType({
    # 'And', 'so', 'by', 'for', 'like', 'the', 'will'; 'my', 'your', 'her', 'their' ...; more than one.
    "ar": Affixes(
        "و ف ب ل ك ال وال بال لل فال س وس ول وب",
        "ك ي ه ها هم نا كم كما هما ني ون ين ان ا وا تك تي ته تها تهم تنا",
        "ة",
    ),
    # 'The', more than one, 'to', 'of', 'in', 'too'.
    "bn": Affixes(endings="টি টা গুলো গুলোর গুলোতে কে র এর ের দের রা েরা ও ই তে ে য় য়ে টির টিতে"),
    # 'It', 'them', 'to you' behind a verb; its persons and times.
    "es": Affixes(
        endings="lo la los las le les nos me te se noslo melo telo amos emos imos aste iste aré eré iré ará erá irá "
        "aremos eremos iremos an en as es aba abas ía ías ó",
        instead="ar er ir",
    ),
    # Cases; persons and times.
    "pl": Affixes(endings="ą ę y i e u em ami ach om ów ej ego ym ymi my cie ją ła ło li ły ł", instead="a y ć ać"),
    "pt": Affixes(endings="amos ámos emos imos aram eram iram am em ou eu iu ava avam ia iam", instead="ar er ir"),
    # 'The', 'of the', more than one.
    "ro": Affixes(endings="ul ului a ei i ii ile ilor le lui"),
})  # fmt: skip


def bases(form: str, language: str) -> Iterator[str]:
    """A form as it is looked up, and what is left of it without beginnings and endings."""
    yield form
    affixes = _affixes(language)
    for beginning in ("", *affixes.beginnings.split()):
        rest = form.removeprefix(beginning)
        if beginning and (rest == form or len(rest) < SHORTEST_BASE):
            continue
        yield rest
        yield from _without_endings(rest, affixes)


def _without_endings(form: str, affixes: Affixes) -> Iterator[str]:
    for ending in affixes.endings.split():
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < SHORTEST_BASE:
            continue
        yield stem
        yield from (stem + other for other in affixes.instead.split())
        if not stem.isascii():
            yield _without_acute(stem)


def _without_acute(word: str) -> str:
    """'Escríbe' in 'escríbelo' is 'escribe'."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace(ACUTE, ""))


@cache
def _affixes(language: str) -> Affixes:
    found = AFFIXES.get(language, Affixes())
    return Affixes(*(looked_up(them, language) for them in (found.beginnings, found.endings, found.instead)))
