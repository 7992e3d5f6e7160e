"""Where a code meets another one, as data: who says so, in which version, and which parts go together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Meeting:
    """A part of the other code, and the parts of ours that speak to it; none where nobody says which."""

    id: str
    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A whole mapping.

    Attributes:
        code: Id of our code, such as `duq`.
        version: Of the other code.
        name: Of the other code.
        source: Where the other code, and with `whose` = `source` the mapping, is from.
        whose: Who says that these parts go together: the source, or we alone.
    """

    id: str
    code: str
    version: str
    name: str
    source: str
    whose: Literal["source", "ours"]
    note: str
    items: tuple[Meeting, ...]

    @property
    def is_ours(self) -> bool:
        """Nobody but us says so."""
        return self.whose == "ours"
