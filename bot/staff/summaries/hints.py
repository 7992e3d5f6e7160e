"""What the easy-read rules say of a sentence that keyworker and person wrote together. Hints, never refusals."""

from __future__ import annotations

MOST = 2
"""Hints beside one sentence: more would not be read."""
NOT_HERE = frozenset({"L28", "L29"})
"""Rules about pictures: the pages add those."""


def hints(text: str) -> tuple[str, ...]:
    """What could be said more simply; nothing where all is well."""
    from easyread.lint import lint_text  # noqa: PLC0415 - its word lists are slow to load, and few pages need them

    found = (one for one in lint_text(text) if one.rule not in NOT_HERE)
    return tuple(dict.fromkeys(f"{one.message} {one.suggestion}".strip() for one in found))[:MOST]
