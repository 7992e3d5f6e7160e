"""Finding records by their words. These are sealed in the database, so that they are looked at once they are opened."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from store.records import Record

LONGEST = 100
"""Letters of what is looked for."""
MOST = 2000
"""Records of a time that are opened to be looked through, the newest first: about half a second on a busy machine."""
_WORDS = re.compile(r"\w+")


def looked_for(text: str) -> tuple[str, ...]:
    """The words of what was typed, as they are compared: small letters, no accents."""
    return tuple(_WORDS.findall(_plain(text[:LONGEST])))


def matching(found: Iterable[Record], words: tuple[str, ...]) -> list[Record]:
    """The records that have every word in title, source or words, also as the beginning or middle of a longer one.

    Whoever calls this gives only records that the reader may see: what somebody finds tells what it says.
    """
    return [one for one in found if _has(one, words)]


def _has(one: Record, words: tuple[str, ...]) -> bool:
    if not words:
        return True
    text = _plain(f"{one.title}\n{one.source}\n{one.words}")
    return all(word in text for word in words)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
