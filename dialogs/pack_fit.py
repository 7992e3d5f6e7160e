"""Fits what was read into the schema. What does not fit becomes a fault and is left out; the rest is still checked."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dialogs.faults import Fault
from dialogs.pack_schema import Sheet
from dialogs.pack_yaml import Document, Path

S_co = TypeVar("S_co", bound=Sheet, covariant=True)
T = TypeVar("T", bound=Sheet)


@dataclass(frozen=True, slots=True)
class Placed(Generic[S_co]):
    """A sheet and where it stands. `bad` are the places in its file that were left out."""

    sheet: S_co
    document: Document
    path: Path = ()
    bad: frozenset[Path] = frozenset()

    def at(self, sheet: T, *path: str | int) -> Placed[T]:
        """A sheet further inside."""
        return Placed(sheet, self.document, (*self.path, *path), self.bad)

    def each(self, sheets: list[T], *path: str | int) -> Iterator[Placed[T]]:
        """The sheets of a list inside; those that did not fit are passed over."""
        for number, sheet in enumerate(sheets):
            placed = self.at(sheet, *path, number)
            if placed.path not in self.bad:
                yield placed

    def fault(self, code: str, message: str, mend: str, *path: str | int) -> Fault:
        """A fault here, or further inside."""
        return self.document.fault(code, (*self.path, *path), message, mend)

    def is_bad(self, *path: str | int) -> bool:
        """Whether this place already has a fault of its shape."""
        return (*self.path, *path) in self.bad


def fit(kind: type[T], document: Document) -> tuple[Placed[T], list[Fault]]:
    """A file's sheet, and a fault for everything in it that does not fit."""
    try:
        return Placed(kind.model_validate(document.data), document), []
    except ValidationError as error:
        errors = error.errors()
    data = deepcopy(document.data)
    for wrong in sorted(errors, key=lambda e: len(e["loc"]), reverse=True):
        _leave_out(data, wrong["loc"])
    bad = frozenset(wrong["loc"] for wrong in errors)
    return Placed(kind.model_validate(data), document, (), bad), [_fault(document, wrong) for wrong in errors]


def walk(placed: Placed[Sheet]) -> Iterator[Placed[Sheet]]:
    """The sheet and all sheets inside it that fit."""
    yield placed
    for name in type(placed.sheet).model_fields:
        value = getattr(placed.sheet, name)
        if isinstance(value, Sheet):
            if not placed.is_bad(name):
                yield from walk(placed.at(value, name))
        elif isinstance(value, list) and value and isinstance(value[0], Sheet):
            for inner in placed.each(value, name):
                yield from walk(inner)


def _leave_out(data: Any, path: Path) -> None:
    """Take out what is wrong. In a list something empty takes its place, so that line numbers still hold."""
    around, last = path[:-1], path[-1]
    for part in around:
        data = data[part]
    if isinstance(data, dict):
        del data[last]
    elif isinstance(last, int):
        data[last] = "" if isinstance(data[last], (dict, list)) else {}


def _fault(document: Document, wrong: ErrorDetails) -> Fault:
    """One of the schema's complaints, in our own words."""
    path, key = wrong["loc"], str(wrong["loc"][-1])
    if wrong["type"] == "extra_forbidden":
        return document.fault("P106", path, f"The key '{key}' is not known.", "Check its spelling or take it out.")
    if wrong["type"] == "literal_error":
        allowed = wrong["ctx"]["expected"].replace("'', ", "").replace("''", "nothing")
        return document.fault("P108", path, f"'{wrong['input']}' cannot stand here.", f"Use {allowed}.")
    if wrong["type"] == "bool_parsing":
        return document.fault("P108", path, f"'{wrong['input']}' cannot stand here.", "Use true or false.")
    return document.fault("P107", path, f"'{key}' has the wrong shape ({wrong['type']}).", f"{wrong['msg']}.")
