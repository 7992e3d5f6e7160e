"""Cells of a CSV that a spreadsheet program would run as a formula: an apostrophe before one says that it is text."""

from __future__ import annotations

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""What a text begins with that a spreadsheet program may run as a formula; the wide signs too, which some fold."""
BLANK = " \u00a0\u3000"
MARK = "'"


def is_live(text: str) -> bool:
    """Whether a spreadsheet program might run it; a plain number is one too, and the caller's to except."""
    return text.lstrip(BLANK).startswith(LIVE)


def bare(text: str) -> str:
    """A text without the apostrophe that was put before it for this; any other stays as it is."""
    return text[1:] if text.startswith(MARK) and is_live(text[1:]) else text
