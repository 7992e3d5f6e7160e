"""How far a long command is: a bar on a terminal, a plain line now and then anywhere else."""

from __future__ import annotations

from typing import TextIO

WIDTH = 30
STEPS = 10
"""Plain lines in all: one a tenth."""
MEGABYTE = 1_000_000


class Progress:
    """Tells how far it is.

    Args:
        out: Where to; on a terminal the line is written over.
        quiet: Tell nothing.
    """

    def __init__(self, out: TextIO, *, quiet: bool = False) -> None:
        self._out, self._quiet = out, quiet
        self._bar = not quiet and out.isatty()
        self._label, self._of, self._done, self._step = "", 1, 0, -1

    def begin(self, label: str, of: int) -> None:
        """Begin something of so many bytes."""
        self.end()
        self._label, self._of, self._done, self._step = label, max(of, 1), 0, -1
        self._show()

    def more(self, number: int) -> None:
        """So many more bytes are done."""
        self.at(self._done + number)

    def at(self, done: int) -> None:
        """So many bytes are done in all."""
        self._done = min(done, self._of)
        self._show()

    def end(self) -> None:
        """What was begun is done."""
        if self._label:
            self.at(self._of)
            if self._bar:
                print(file=self._out, flush=True)
        self._label = ""

    def _show(self) -> None:
        step = self._done * (100 if self._bar else STEPS) // self._of
        if self._quiet or step == self._step:
            return
        self._step = step
        size = f"{self._done / MEGABYTE:.1f} of {self._of / MEGABYTE:.1f} MB"
        if self._bar:
            full = self._done * WIDTH // self._of
            print(f"\r{self._label} [{'#' * full}{'.' * (WIDTH - full)}] {size} ", end="", file=self._out, flush=True)
        else:
            print(f"{self._label}: {size}", file=self._out, flush=True)
