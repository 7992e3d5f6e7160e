"""Which signs our fonts have. A sign that none has would make a PDF that cannot be read aloud."""

from __future__ import annotations

from functools import cache

import uharfbuzz

from easyread import fonts

MISSING = "\u25a1"
ALWAYS = frozenset("\n\t\u200c\u200d\u200e\u200f\u00ad\u2066\u2067\u2068\u2069")


def drawable(text: str) -> str:
    """The text with an empty box for each sign that no font of ours has, such as most emoji."""
    have = _signs()
    return "".join(sign if ord(sign) in have or sign in ALWAYS else _box() for sign in text)


@cache
def _signs() -> frozenset[int]:
    found = fonts.load()
    return frozenset(sign for one in found.fonts for sign in uharfbuzz.Face(found.body(one)).unicodes)


@cache
def _box() -> str:
    return MISSING if ord(MISSING) in _signs() else "?"
