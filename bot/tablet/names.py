"""Names that were put into a line: each stands by itself, so that it never turns the line around it.

A name such as '3 Oaks' comes apart in a line from right to left: its digit goes one way, its letters the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from asking.turn import Turn
from dialogs.model import Question, Step

PLACEHOLDER = re.compile(r"(\{\w+\})")
COUNTED = "{questions}"
"""How many questions there are is nobody's name."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a line; `is_name` where they are a name."""

    text: str
    is_name: bool


def with_names(turn: Turn) -> Mapping[str, tuple[Part, ...]]:
    """The lines of a screen that names were put into, in their parts."""
    step = turn.asked.step
    own = next((one for one in turn.flow.steps if one.id == step.id), step)
    pairs = zip(_lines(own), _lines(step), strict=True)
    return {line: parted(left, line) for left, line in pairs if "{" in left.replace(COUNTED, "")}


def parted(left_open: str, line: str) -> tuple[Part, ...]:
    """A line in its parts; in one where it is not the line that was left open.

    Args:
        left_open: The line as its pack says it, such as `Staff in {service} do not see your answers.`
        line: The same with its names.
    """
    parts = PLACEHOLDER.split(left_open)
    found = re.fullmatch("".join(_patterns(parts)), line, re.DOTALL)
    if not found:
        return (Part(line, is_name=False),)
    said = ((part, found[part[1:-1]] if _is_open(part) else part) for part in parts)
    return tuple(Part(text, is_name=_is_open(part) and part != COUNTED) for part, text in said if text)


def _is_open(part: str) -> bool:
    return PLACEHOLDER.fullmatch(part) is not None


def _lines(step: Step) -> tuple[str, ...]:
    return (*step.text, step.ask if isinstance(step, Question) else "")


def _patterns(parts: list[str]) -> Iterator[str]:
    """What finds each part again; a name that is said twice is the same both times."""
    seen: set[str] = set()
    for part in parts:
        if not _is_open(part):
            yield re.escape(part)
            continue
        yield f"(?P={part[1:-1]})" if part in seen else f"(?P<{part[1:-1]}>.*)"
        seen.add(part)
