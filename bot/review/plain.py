"""What the review calls things. It is read by staff, translators and fluent readers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

SHOWS: Mapping[str, str] = MappingProxyType({
    "": "Everything",
    "vital": "Needs sign-off before anybody is asked",
    "draft": "Not signed off",
    "missing": "Not translated",
})  # fmt: skip
"""What a reader can choose to see, by the word in the address."""

STAND_INS: Mapping[str, str] = MappingProxyType({
    "{provider}": "Maple Care",
    "{service}": "Maple House",
    "{listener}": "Sam",
    "{person}": "Alex",
    "{name}": "Alex",
    "{questions}": "6",
    "{number}": "2",
    "{total}": "6",
    "{answer}": "…",
})  # fmt: skip
"""Nobody's names, for the places where a talk fills in somebody's. They are read aloud too."""

_OPEN = re.compile(r"\{\w+\}")


def filled(line: str) -> str:
    """A line with a stand-in in each open place. A placeholder without one stays as it is."""
    return _OPEN.sub(lambda found: STAND_INS.get(found[0], found[0]), line)
