"""How somebody at work can be reached: what looks like an e-mail address, and what like a telephone number."""

from __future__ import annotations

import re

EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
FEWEST_DIGITS, MOST_DIGITS = 3, 20
"""999 and 111 are numbers too; with the country and an extension it is seldom more than 20."""
PHONE = re.compile(r"[\d\s()+./#-]*(?:\s?(?:ext|extension|x)\.?\s?\d+)?", re.IGNORECASE)


def is_email(text: str) -> bool:
    """Whether this can be an e-mail address. Whether anyone reads it is another matter."""
    return EMAIL.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Whether this can be a telephone number."""
    digits = sum(char.isdigit() for char in text)
    return FEWEST_DIGITS <= digits <= MOST_DIGITS and PHONE.fullmatch(text) is not None


def same(one: str, other: str) -> bool:
    """Whether two contacts are the same, however they are written."""
    return _plain(one) == _plain(other)


def _plain(contact: str) -> str:
    return contact.casefold() if "@" in contact else "".join(char for char in contact if char.isdigit())
