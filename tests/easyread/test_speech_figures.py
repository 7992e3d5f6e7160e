"""What speaking costs. `python -m tests.easyread.test_speech_figures` prints the figures."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from easyread.speech import EspeakSpeaker, SpeechCache, Spoken
from easyread.speech.espeak import CHILD
from tests.easyread.speech_tools import PATIENT_SECONDS, SENTENCE

SCREEN = ("Think of the staff who support you today.", SENTENCE, "Yes", "No", "I do not know")
# A small parent, because the memory of a child counts from before it became another program.
MEMORY = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], input=b'Do the staff listen to you?'); \
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))"


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians on this machine."""

    sentence_seconds: float
    sentence_factor: float
    screen_seconds: float
    cached_seconds: float
    ogg_bytes_a_second: float
    mp3_bytes_a_second: float
    child_megabytes: float


async def measured(folder: Path, repeats: int) -> Figures:
    """Speaks a sentence and a screen of five pieces again and again."""
    speaker = EspeakSpeaker(timeout_seconds=PATIENT_SECONDS)
    sound = await speaker.speak(SENTENCE, "en", 120)
    sentence = await _median(lambda _: speaker.speak(SENTENCE, "en", 120), repeats)
    fresh = await _median(lambda number: _cache(folder / str(number)).ogg(SCREEN, "en", 120), repeats)
    cache = _cache(folder)
    ogg, mp3 = await cache.ogg(SCREEN, "en", 120), await cache.mp3(SCREEN, "en", 120)
    cached = await _median(lambda _: cache.ogg(SCREEN, "en", 120), repeats)
    sizes = [_bytes_a_second(spoken) for spoken in (ogg, mp3)]
    return Figures(sentence, sentence / sound.seconds, fresh, cached, *sizes, child_megabytes())


def child_megabytes() -> float:
    """The most memory that one child has at a time."""
    command = (sys.executable, "-I", "-S", "-c", MEMORY, *CHILD, "gmw/en", "86", "0")
    done = subprocess.run(command, capture_output=True, check=True)
    return int(done.stderr.rpartition(b"\n")[2]) / 1024


async def _median(work: Callable[[int], Awaitable[object]], repeats: int) -> float:
    seconds = []
    for number in range(repeats):
        start = time.perf_counter()
        await work(number)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def _cache(folder: Path) -> SpeechCache:
    return SpeechCache(folder, EspeakSpeaker(timeout_seconds=PATIENT_SECONDS))


def _bytes_a_second(spoken: Spoken) -> float:
    return len(spoken.data) / spoken.seconds


async def test_speaking_costs_little(tmp_path: Path) -> None:
    """A sentence is ready before it could be said, what is kept comes at once, and a child is smaller than 64 MB."""
    figures = await measured(tmp_path, 3)
    assert figures.sentence_factor < 1
    assert figures.cached_seconds < figures.screen_seconds
    assert figures.ogg_bytes_a_second < 10_000
    assert figures.child_megabytes < 64


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as chosen:
        sys.stdout.write(f"{asyncio.run(measured(Path(chosen), 30))}\n")
