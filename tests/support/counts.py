"""How often a test repeats: a few times in `make test`, as often as promised in `make soak`."""

from __future__ import annotations

import os

SOAK = os.environ.get("PLAINSAY_SOAK", "0") not in {"", "0"}


def count(quick: int, *, promised: int) -> int:
    """The promised count where `make soak` runs, else the quick one."""
    return promised if SOAK else quick
