"""The address that people reach this installation by, as the server last told it."""

from __future__ import annotations

from store import settings
from store.tx import Tx

ADDRESS = "address"
USUAL = "http://localhost:8000"


def address(tx: Tx) -> str:
    """Where the pages were last served; the usual address before the first time."""
    return settings.get(tx, ADDRESS) or USUAL
