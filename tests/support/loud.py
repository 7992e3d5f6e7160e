"""Every library as talkative as it can be: what comes through our net, and what would without it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot import logs


@dataclass(frozen=True, slots=True)
class Heard:
    """What was logged.

    Attributes:
        ours: As the program writes it.
        bare: The same records with Python's own formatter and no filter: the control.
    """

    _ours: io.StringIO
    _bare: io.StringIO

    @property
    def ours(self) -> str:
        """As the program writes it."""
        return self._ours.getvalue()

    @property
    def bare(self) -> str:
        """The control."""
        return self._bare.getvalue()


def make_all_loud() -> None:
    """Sets every logger that there is to its finest level."""
    logging.getLogger().setLevel(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        one = logging.getLogger(name)
        one.setLevel(logging.DEBUG)
        one.propagate, one.disabled = True, False


@contextmanager
def listening() -> Iterator[Heard]:
    """Hears all that is logged meanwhile."""
    heard = Heard(io.StringIO(), io.StringIO())
    root = logging.getLogger()
    levels = {name: (logging.getLogger(name).level, logging.getLogger(name).propagate) for name in _names()}
    bare = logging.StreamHandler(heard._bare)
    root.addHandler(bare)
    handler = logs.start("debug", heard._ours)
    make_all_loud()
    try:
        yield heard
    finally:
        root.removeHandler(bare)
        root.removeHandler(handler)
        root.setLevel(logging.WARNING)
        logging.captureWarnings(capture=False)
        for name in _names():
            one = logging.getLogger(name)
            one.level, one.propagate = levels.get(name, (logging.NOTSET, True))
            one.manager._clear_cache()  # type: ignore[attr-defined]


def _names() -> list[str]:
    return list(logging.root.manager.loggerDict)
