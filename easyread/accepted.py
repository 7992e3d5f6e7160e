"""Warnings that an author has looked at and accepts, with a reason.

`# lint: L10 ok, the people in the group use this word` in YAML and .po files, `<!-- lint: L10 ok, the reason -->` in
Markdown and HTML, `{# lint: L10 ok, the reason #}` in a template. On a line of its own it covers the next line that
is not a comment; beside a text it covers that line. Where that line begins a text (its key, its paragraph), it covers
the whole text. Only warnings can be accepted: a text with an error does not ship.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FORM = re.compile(r"(?P<rules>L\d\d(?:\s*,\s*L\d\d)*)\s+ok\s*[,:]\s*(?P<reason>\w.*)")


@dataclass(frozen=True, slots=True)
class Accepted:
    """One comment: where it stands, which line it covers, for which rules. No rules means that it is malformed."""

    line: int
    column: int
    covers: int
    rules: frozenset[str]


def accepted(source: str, comments: Sequence[str]) -> Iterator[Accepted]:
    """Every such comment in a file.

    Args:
        source: The whole file.
        comments: What opens a comment; nothing is found where there is none.
    """
    if not comments:
        return
    comment = "|".join(re.escape(opening) for opening in comments)
    lines = source.split("\n")
    opening = re.compile(rf"(?:{comment})[.:,]?\s*lint:\s*(?P<rest>.*?)\s*(?:(?:-->|#\}}).*)?$")
    not_text = re.compile(rf"\s*(?:(?:{comment}).*)?$")
    for at, line in enumerate(lines):
        found = opening.search(line)
        if found:
            form = FORM.fullmatch(found["rest"])
            rules = frozenset(re.findall(r"L\d\d", form["rules"])) if form else frozenset()
            yield Accepted(at + 1, found.start() + 1, _covered(lines, at, not_text), rules)


def _covered(lines: list[str], at: int, not_text: re.Pattern[str]) -> int:
    return next((number + 1 for number in range(at, len(lines)) if not not_text.match(lines[number])), at + 1)
