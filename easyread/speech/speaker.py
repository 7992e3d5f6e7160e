"""What a voice is asked for and what it gives back, whichever voice it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

import numpy as np
import numpy.typing as npt

SLOWEST_WPM = 60
FASTEST_WPM = 240
NORMAL_WPM = 120
RATES_WPM: Mapping[str, int] = MappingProxyType({"slower": 90, "normal": NORMAL_WPM, "faster": 150})

Samples = npt.NDArray[np.float32]


class NoSound(Exception):
    """There is no sound for this text. The words can still be read.

    Attributes:
        code: Stable, for programs. The text: `no-words`, `too-long`. The machine: `no-voice`, `no-engine`. The voice
            failed twice: `crashed`, `timed-out`, `broken`, `silent`, `clipped`, `implausible`. The file: `not-encoded`.
        reason: One sentence for the log. It never holds the text that was to be spoken.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """One voice, as numbers from -1 to 1."""

    samples: Samples
    sample_rate_hz: int

    @property
    def seconds(self) -> float:
        """How long it takes to listen to."""
        return len(self.samples) / self.sample_rate_hz


class Speaker(Protocol):
    """A voice. Another one, such as a person's recordings, can stand in its place."""

    def voice(self, text: str, language: str, rate_wpm: int) -> str:
        """The voice that would speak this. What would sound different has another name, so that sounds can be kept.

        Raises:
            NoSound: `no-voice`; nobody here speaks that language.
        """
        ...

    async def speak(self, text: str, language: str, rate_wpm: int) -> Sound:
        """Speaks one sentence or label.

        Args:
            text: What to say. Symbols and emoji are left out.
            language: A language code; a region may follow, as in `en-GB`.
            rate_wpm: Words a minute, between `SLOWEST_WPM` and `FASTEST_WPM`.

        Raises:
            NoSound: It could not be spoken.
            ValueError: The rate is out of bounds.
        """
        ...
