"""Rows that go on with the row before: cells cut by the end of a page, further evidence, and rows printed twice."""

from __future__ import annotations

import re

CONTINUED = re.compile(r"\s*\(?\bcont(?:inue)?d?\b\.*\)?\s*", re.IGNORECASE)
ENDS = ".!?:;)”\"'’"
"""With one of these, a cell has come to an end of its own."""
ITEM = re.compile(r"[•\-–*▪]\s|\(?[a-z]\)\s|<li")
ROLE = re.compile(r"(Head|Director|Assistant|Deputy|Chief|Chair|Team)\s")
TITLE_ENDS = re.compile(r"\b(Manager|Officer|Lead|Leader|Director|Nurse|Worker|Co-?ordinator|Board|Team|Advis[eo]r)$")
HANGING = re.compile(r"(\b(of|and|the|for|to|in|with|or)|[,&/])$", re.IGNORECASE)


def glued(first: str, second: str) -> str:
    """Two pieces of one cell: a sentence that was cut goes on, anything else begins a new line."""
    if not first or not second:
        return first or second
    return f"{first} {second}" if _goes_on(first, second) else f"{first}\n{second}"


def _goes_on(first: str, second: str) -> bool:
    if HANGING.search(first):
        return True
    if ITEM.match(second) and not second.startswith(("- ", "– ")):
        return False
    return first[-1] not in ENDS and not ROLE.match(second) and not TITLE_ENDS.search(first)


def begins_anew(before: str, text: str, *, has_lead: bool, has_time: bool) -> bool:
    """Whether a row without a number, in a table of numbered actions, is an action of its own.

    It goes on with the row before where that one has not come to an end, or where nobody and no time stands beside it.
    """
    if ITEM.match(text) or not text[:1].isupper() or before.endswith((":", ",", ";")):
        return False
    if before[-1:] in ENDS or not before:
        return has_lead or has_time
    return has_lead and has_time


def merged(first: str, second: str) -> str:
    """Two printings of one cell: what stands in both is kept once."""
    known = {_bare(line) for line in first.splitlines()}
    rest = [line for line in second.splitlines() if _bare(line) not in known]
    return "\n".join([first, *rest]) if first else second


def is_printed_twice(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two rows with one number are one action: the second says that it continues, or repeats a cell."""
    if CONTINUED.search(second[0] if second else ""):
        return True
    return any(one and _bare(one) == _bare(other) for one, other in zip(first, second, strict=False))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", CONTINUED.sub(" ", text)).casefold().strip()
