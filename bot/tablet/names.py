"""Names that were put into a line: each stands by itself, so that it never turns the line around it.

A name such as '3 Oaks' comes apart in a line from right to left: its digit goes one way, its letters the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from asking.turn import Turn
from dialogs.model import Question, Step

PLACEHOLDER = re.compile(r"(\{\w+\})")
COUNTED = "{questions}"
"""How many questions there are is nobody's name."""


def with_names(turn: Turn) -> Mapping[str, Markup]:
    """The lines of a screen that names were put into, as they stand on the page."""
    step = turn.asked.step
    own = next((one for one in turn.flow.steps if one.id == step.id), step)
    pairs = zip(_lines(own), _lines(step), strict=True)
    return {line: isolated(left, line) for left, line in pairs if "{" in left.replace(COUNTED, "")}


def isolated(left_open: str, line: str) -> Markup:
    """The line with each name set apart.

    Args:
        left_open: The line as its pack says it, such as `Staff in {service} do not see your answers.`
        line: The same with its names.
    """
    parts = PLACEHOLDER.split(left_open)
    found = re.fullmatch("".join(_patterns(parts)), line, re.DOTALL)
    if not found:  # another line, in other words: nothing is known of its names
        return escape(line)
    said = (_name(part, found[part[1:-1]]) if PLACEHOLDER.fullmatch(part) else escape(part) for part in parts)
    return Markup().join(said)


def _lines(step: Step) -> tuple[str, ...]:
    return (*step.text, step.ask if isinstance(step, Question) else "")


def _patterns(parts: list[str]) -> Iterator[str]:
    """What finds each part again; a name that is said twice is the same both times."""
    seen: set[str] = set()
    for part in parts:
        if not PLACEHOLDER.fullmatch(part):
            yield re.escape(part)
            continue
        yield f"(?P={part[1:-1]})" if part in seen else f"(?P<{part[1:-1]}>.*)"
        seen.add(part)


def _name(placeholder: str, said: str) -> Markup:
    return escape(said) if placeholder == COUNTED else Markup("<bdi>{}</bdi>").format(said)  # escaped
