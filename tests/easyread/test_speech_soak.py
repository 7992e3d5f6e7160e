"""Sounds in every language while the machine has other work: each file is opened and measured."""

from __future__ import annotations

import asyncio
import io
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import pytest
import soundfile

from easyread.speech import RATES_WPM, EspeakSpeaker, NoSound, SpeechCache, Spoken
from easyread.speech.encode import MP3, OGG_OPUS, Encoding
from easyread.speech.pace import plausible_seconds
from easyread.speech.samples import LOUD_ENOUGH_RMS
from easyread.speech.words import speakable
from locales import Languages
from tests.easyread.speech_tools import PATIENT_SECONDS
from tests.support.counts import count

AT_ONCE = 12
BUSY = (sys.executable, "-I", "-S", "-c", "while True: pass")
LOADS = 2
PADDING_SECONDS = 0.15  # what encoders add at the ends


@pytest.fixture
def busy_machine() -> Iterator[None]:
    """As many programs that never rest as there are cores on a small machine."""
    with ExitStack() as stack:
        loads = [stack.enter_context(subprocess.Popen(BUSY)) for _ in range(LOADS)]
        try:
            yield
        finally:
            for load in loads:
                load.kill()


def sentences(language: str) -> list[str]:
    """What is said in a language, in an order by fixed chance; nothing that waits for a name."""
    languages = Languages()
    states = (state for domain in languages.domains for state in languages.states(language, domain))
    said = {state.translated or state.sentence.english for state in states}
    shuffled = sorted(text for text in said if "{" not in text and speakable(text))
    random.Random(7).shuffle(shuffled)  # noqa: S311 - a test's chance
    return shuffled


def wanted(number: int) -> list[tuple[str, str]]:
    """So many pairs of language and text, each language as often as the others; few texts come twice."""
    endless = {code: cycle(sentences(code)) for code in Languages().codes}
    return [(code, next(endless[code])) for code in islice(cycle(endless), number)]


def fault(spoken: Spoken, encoding: Encoding, text: str, language: str, rate_wpm: int) -> str:
    """What is wrong with a file; '' for nothing."""
    if not spoken.data or not encoding.starts(spoken.data):
        return "no such file"
    samples, sample_rate_hz = soundfile.read(io.BytesIO(spoken.data))
    seconds = len(samples) / sample_rate_hz
    shortest, longest = plausible_seconds(speakable(text), rate_wpm, language)
    if abs(seconds - spoken.seconds) > PADDING_SECONDS:
        return f"{seconds:.2f} s in the file, {spoken.seconds:.2f} s told"
    if not shortest - PADDING_SECONDS <= seconds <= longest + PADDING_SECONDS:
        return f"{seconds:.2f} s, expected {shortest:.2f} to {longest:.2f}"
    loud = float(np.sqrt(np.mean(np.square(samples))))
    return "" if loud >= LOUD_ENOUGH_RMS * 0.9 else f"loudness {loud:.3f}"


@pytest.mark.usefixtures("busy_machine")
async def test_no_sound_is_wrong_or_empty_under_load(tmp_path: Path) -> None:
    """0 of 2,000 in all languages, both kinds of file and all rates are missing, broken, quiet or of a wrong length."""
    speech = SpeechCache(tmp_path, EspeakSpeaker(timeout_seconds=PATIENT_SECONDS))
    places, faults = asyncio.Semaphore(AT_ONCE), list[str]()
    rates = list(RATES_WPM.values())

    async def render(number: int, language: str, text: str) -> None:
        encoding, rate_wpm = (MP3, OGG_OPUS)[number % 2], rates[number % len(rates)]
        make = speech.mp3 if encoding is MP3 else speech.ogg
        async with places:
            try:
                spoken = await make((text,), language, rate_wpm, keep=False)
            except NoSound as error:
                faults.append(f"{language}, {text}: {error}")
                return
            found = await asyncio.to_thread(fault, spoken, encoding, text, language, rate_wpm)
        faults.extend([f"{language}, {text}: {found}"] if found else [])

    asked = wanted(count(22, promised=2000))
    await asyncio.gather(*(render(number, *one) for number, one in enumerate(asked)))
    assert faults == []
