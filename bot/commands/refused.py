"""A command that cannot be carried out as it was typed."""

from __future__ import annotations


class CommandRefused(Exception):
    """Bad input to a command.

    Attributes:
        code: Stable, for scripts and docs.
        mend: What to type instead, one plain sentence.
    """

    code = "C101"

    def __init__(self, message: str, *, mend: str) -> None:
        super().__init__(message)
        self.mend = mend
