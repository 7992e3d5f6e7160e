"""Strings that break programs: `naughty.txt`, and random ones beside them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

FILE = Path(__file__).with_name("naughty.txt")


@cache
def naughty() -> tuple[str, ...]:
    """Every string of the file. `["a", 2000]` stands for two thousand times `a`."""
    lines = (line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(_whole(json.loads(line)) for line in lines)


def strings() -> st.SearchStrategy[str]:
    """A naughty string as a rule, two of them together at times, or any text at all."""
    listed = st.sampled_from(naughty())
    return st.one_of(listed, listed, st.builds(str.__add__, listed, listed), st.text(max_size=60))


def values(depth: int = 2) -> st.SearchStrategy[Any]:
    """Anything that JSON can hold, with naughty strings in it."""
    plain = st.one_of(
        strings(), st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), st.just({})
    )
    if not depth:
        return plain
    inner = values(depth - 1)
    return st.one_of(plain, st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3))


def wire(text: str) -> bytes:
    """As bytes, whatever stands in it: half a pair of surrogates too."""
    return text.encode("utf-8", "surrogatepass")


def _whole(read: str | list[Any]) -> str:
    return read if isinstance(read, str) else str(read[0]) * int(read[1])
