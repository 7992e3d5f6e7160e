"""What a change may say: how long it is, what the easy-read rules find in it, and signs that it must not hold."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from easyread.rule import Severity
from locales import SOURCE
from store.changes import Change, NewChange, Text

UNDO: Final = timedelta(minutes=15)
"""Nobody is told before this is over."""
LONGEST: Final = 200
"""Characters of 'you said', and of 'we did'."""
NOT_HERE: Final = frozenset({"L28", "L29"})
"""Easy-read rules about pictures: a change has a field of its own for it."""
MOST_WARNINGS: Final = 4
SAME: Final = "This is the English text. Write it in the other language."
TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows, and cannot be seen."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the easy-read rules find in one text, each in a sentence or two: what must be mended, and what could be."""

    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def wrong_with(new: NewChange) -> dict[str, str]:
    """What is not right with what was typed: field → a sentence."""
    wrong: dict[str, str] = {}
    for name, words, what in (("said", new.said, "what people said"), ("did", new.did, "what you did")):
        if not words:
            wrong[name] = f"Write {what}."
        elif len(words) > LONGEST:
            wrong[name] = f"Write {what} in {LONGEST} letters or fewer."
    return wrong


def check(words: str, language: str = SOURCE) -> Found:
    """What the easy-read rules find. To pass them makes no text easy to read: only people can say that."""
    from easyread.lint import lint_text  # noqa: PLC0415 - its word lists are slow to load, and few pages need them

    found = [one for one in lint_text(words, language) if one.rule not in NOT_HERE]
    said = {severity: [one for one in found if one.severity is severity] for severity in Severity}
    errors = dict.fromkeys(f"{one.message} {one.suggestion}".strip() for one in said[Severity.ERROR])
    warnings = dict.fromkeys(f"{one.message} {one.suggestion}".strip() for one in said[Severity.WARNING])
    return Found(tuple(errors), tuple(warnings)[:MOST_WARNINGS])


def wrong_with_translation(change: Change, text: Text, language: str) -> dict[str, str]:
    """What is not right with a change in another language: field → a sentence. The rules of that language are asked."""
    wrong: dict[str, str] = {}
    if bool(text.said) != bool(text.did):
        wrong["did" if text.said else "said"] = "Write both, or leave both empty."
    for name, words, english in (("said", text.said, change.said), ("did", text.did, change.did)):
        found = (words and words == english and SAME) or wrong_words(words, language)
        if found:
            wrong[name] = found
    return wrong


def wrong_words(words: str, language: str) -> str:
    """What is not right with words for people, in sentences: length, hidden signs, the rules of the language."""
    if len(words) > LONGEST:
        return f"Write {LONGEST} letters or fewer."
    if any(unicodedata.category(one) == "Cc" or one in TURNING for one in words if one != "\n"):
        return "There are signs in it that cannot be seen. Type it anew."
    return " ".join(check(words, language).errors)
