"""The store: the same turns in groups, one a commit, and as one plain aiosqlite transaction each."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.machine import fsync_ms
from bench.measure import Spread, ratios, spread, turned
from bench.plan import Plan
from bench.statements import Recording, Talk, record
from bench.stores import Write, one_transaction_a_turn, our_store, ours
from bench.table import Table, plain, shown, times
from tests.store.disk import a_disk

GROUPED, SINGLE, PLAIN = "in groups", "one a commit", "plain aiosqlite"
WHOLE_GROUPED, WHOLE_SINGLE = "whole turns in groups", "whole turns one a commit"
GROUP = 1000
"""The store's own limit."""
FSYNCS_A_ROUND = 40


@dataclass(frozen=True, slots=True)
class Done:
    """What one measurement gave."""

    turns: int
    seconds: float

    @property
    def rate(self) -> float:
        """Turns a second."""
        return self.turns / self.seconds
