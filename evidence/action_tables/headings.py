"""Headings between the rows of a table: an improvement area, a recommendation, or the group that some of them form."""

from __future__ import annotations

import re
from dataclasses import dataclass

AREA = re.compile(
    r"(?:improvement\s+)?(?:area|recommendation|priority|objective|theme|section|standard|goal)\s+"
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*)\s*[–—:.-]*\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
NUMBERED = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?P<title>\S.*)", re.DOTALL)
ROMAN = re.compile(r"[IVX]{1,5}[.)]?\s+\S")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `number` is '' for a group."""

    number: str
    title: str


def area(text: str) -> Heading | None:
    """'Improvement Area 3 – title' and the like; None for anything else."""
    return _heading(AREA.fullmatch(text))


def numbered(text: str) -> Heading | None:
    """'5. title'; None for anything else."""
    return _heading(NUMBERED.fullmatch(text))


def is_group(text: str) -> bool:
    """Whether a text looks like the name of a group: in capitals, or with a Roman number before it."""
    return bool(ROMAN.match(text)) or (text.isupper() and " " in text)


def _heading(match: re.Match[str] | None) -> Heading | None:
    return Heading(match["number"], " ".join(match["title"].split())) if match else None
