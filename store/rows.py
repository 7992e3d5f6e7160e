"""How a list of words is kept in one column."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any


def packed(words: tuple[str, ...]) -> str:
    """The column's text."""
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=1024)  # the same few choices come back again and again
def unpacked(text: str) -> tuple[str, ...]:
    """The words again."""
    return tuple(json.loads(text))


def listed(words: tuple[str | int, ...], prefix: str = "in") -> tuple[str, dict[str, Any]]:
    """Placeholders and their values for `IN (...)`; a list that holds nothing matches nothing."""
    values = {f"{prefix}_{number}": word for number, word in enumerate(words)}
    return ", ".join(f":{name}" for name in values) or "NULL", values
