"""What another code calls the thing that an area or section is about: for whoever reads evidence for an inspection."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.crosswalks import Crossing
from dialogs.pack_crosswalks import builtin_crosswalks


@dataclass(frozen=True, slots=True)
class Met:
    """One other code, and its parts that one of our parts speaks to."""

    crossing: Crossing
    names: tuple[str, ...]


def of_code(code: str) -> tuple[Crossing, ...]:
    """The mappings of a code."""
    return tuple(one for one in builtin_crosswalks() if one.code == code)


def of_part(code: str, part: str) -> tuple[Met, ...]:
    """Where an area or section meets other codes; nothing where nobody says that it does."""
    found = ((one, tuple(item.name for item in one.items if part in item.parts)) for one in of_code(code))
    return tuple(Met(one, names) for one, names in found if names)
