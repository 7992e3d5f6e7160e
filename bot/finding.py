"""One line of `plainsay doctor`: what was found of a channel, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's.

    Attributes:
        code: '' where all is well.
    """

    text: str
    code: str = ""
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {self.text} {self.mend}".rstrip() if self.code else self.text
