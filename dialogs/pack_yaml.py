"""Reads YAML as plain text with line numbers. `yes` and `no` stay words: only the schema gives a word another type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from dialogs.faults import Fault

Path = tuple[str | int, ...]
FAST: Any = getattr(yaml, "CSafeLoader", None)
"""Reads ten times as fast. Not every machine has it."""
DEEPEST = 5_000
"""Things inside each other. The fast reader does not notice when its stack is full: 200,000 open brackets end it."""


def is_blank(text: str) -> bool:
    """Whether a text holds nothing but comments."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as read: its values (mappings, lists and text) and the line that each stands on.

    `whole` is false where the file could not be read at all; then nothing more is said about it.
    """

    file: str
    data: Any
    lines: dict[Path, int]
    whole: bool = True

    def line(self, path: Path) -> int:
        """The line of a place, or of the nearest thing around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def id_at(self, path: Path) -> str:
        """The id of the nearest mapping around a place that has one; '' where none has."""
        found, value = "", self.data
        for part in (None, *path):
            if part is not None:
                value = _inside(value, part)
            if isinstance(value, dict) and isinstance(value.get("id"), str):
                found = value["id"]
        return found

    def fault(self, code: str, path: Path, message: str, mend: str) -> Fault:
        """A fault at a place in this file."""
        return Fault(self.file, self.line(path), code, self.id_at(path), message, mend)


def read_yaml(file: str, text: str) -> tuple[Document, list[Fault]]:
    """Read one file. A file that is not YAML gives an empty document and its fault."""
    try:
        return _read(file, text)
    except RecursionError:
        message, mend = "Too many things stand inside each other.", "Look for brackets that are never closed."
        return unread(file), [Fault(file, 1, "P103", "", message, mend)]


def _read(file: str, text: str) -> tuple[Document, list[Fault]]:
    try:
        root = _composed(text)
    except yaml.YAMLError as error:
        return unread(file), [_not_yaml(file, error, last_line=text.count("\n") + 1)]
    if not isinstance(root, yaml.MappingNode):
        return unread(file), [Fault(file, 1, "P107", "", "The file has no keys.", "Start it with `key: value` lines.")]
    reading = _Reading(file)
    data = reading.value(root, ())
    return Document(file, data, reading.lines), reading.faults


def _composed(text: str) -> yaml.Node | None:
    """The nodes of a text. What the fast reader refuses is read again by the other, whose sentences say more."""
    # What is inside something else stands further to the right, or in one more bracket.
    deep = max(map(len, text.splitlines()), default=0) + text.count("[") + text.count("{")
    if FAST is not None and deep < DEEPEST:
        try:
            return yaml.compose(text, Loader=FAST)
        except (yaml.YAMLError, UnicodeEncodeError):
            pass
    return yaml.compose(text, Loader=yaml.SafeLoader)


def unread(file: str) -> Document:
    """A file that is not there or cannot be read."""
    return Document(file, {}, {(): 1}, whole=False)


def _not_yaml(file: str, error: yaml.YAMLError, last_line: int) -> Fault:
    """What the YAML reader says, in one line. What never ends is told where it begins."""
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    line = mark.line + 1 if mark else 1
    line = start.line + 1 if start and line >= last_line else min(line, last_line)
    return Fault(file, line, "P103", "", f"This is not YAML: {problem}.", "Look at this line and the one before it.")


class _Reading:
    """Turns the nodes of one file into plain values, and notes the line of each."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Any:
        """The plain value of a node. A node that comes a second time is an alias, and might never end."""
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self._seen:
            message = "What is marked with & here is used again with *."
            self.faults.append(Fault(self.file, line, "P105", "", message, "Write the text out again."))
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, place)) for place, child in enumerate(node.value)]
        return str(node.value)

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        """The keys and values of a mapping. A key that stands twice is a fault and its first value is kept."""
        found: set[str] = set()
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in found:
                message = f"The key '{key}' stands twice."
                self.faults.append(Fault(self.file, line, "P104", "", message, "Keep one of them."))
                continue
            found.add(key)
            self.lines[*path, key] = line
            yield key, self.value(value_node, (*path, key))


def _inside(value: Any, part: str | int) -> Any:
    """One step into a mapping or list; None where there is no such place."""
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None
