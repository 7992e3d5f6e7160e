"""The neural voice speaks what it can, and leaves the rest to the voice behind it."""

from __future__ import annotations

import logging
from collections.abc import Callable

import numpy as np
import pytest

from easyread.speech import NeuralSpeaker, NoSound
from easyread.speech.neural import Engine, installed
from easyread.speech.samples import LEVEL, level
from easyread.speech.speaker import RATES_WPM, Samples
from tests.easyread.speech_tools import SENTENCE, ToneSpeaker


class Hums:
    """An engine that hums, as long as its speed lets it; and fails as told."""

    def __init__(self, seconds_at_speed_1: float = 1.2, *, fails: bool = False) -> None:
        self.speeds: list[float] = []
        self._seconds = seconds_at_speed_1
        self._fails = fails

    def __call__(self, text: str, speed: float, seed: int) -> Samples:
        """A quiet tone."""
        self.speeds.append(speed)
        if self._fails:
            raise ValueError(text, seed)
        times = np.arange(round(self._seconds / speed * 24_000)) / 24_000
        return (0.05 * np.sin(2 * np.pi * 200 * times)).astype(np.float32)


def gone() -> Engine:
    """An engine that is not installed."""
    raise NoSound("no-engine", "As told.")


async def test_it_speaks_its_own_languages_only() -> None:
    """English is spoken by it, as loud as every other voice; another language by the voice behind."""
    behind = ToneSpeaker()
    speaker = NeuralSpeaker(behind, Hums)
    sound = await speaker.speak(SENTENCE, "en-GB", 120)
    assert level(sound) == pytest.approx(LEVEL, rel=0.05)
    assert behind.spoken == []
    await speaker.speak(SENTENCE, "cy", 120)
    assert behind.spoken == [SENTENCE]
    assert speaker.voice(SENTENCE, "en", 120) != speaker.voice(SENTENCE, "cy", 120) == "tone"


@pytest.mark.parametrize("load", [gone, lambda: Hums(fails=True), lambda: Hums(0.1), lambda: Hums(60.0)])
async def test_where_it_fails_the_other_voice_speaks(
    load: Callable[[], Engine], caplog: pytest.LogCaptureFixture
) -> None:
    """Not installed, broken, much too short or too long: the voice behind speaks, and the log holds no words."""
    behind = ToneSpeaker()
    with caplog.at_level(logging.WARNING):
        await NeuralSpeaker(behind, load).speak(SENTENCE, "en", 120)
    assert behind.spoken == [SENTENCE]
    assert "R103" in caplog.text
    assert SENTENCE not in caplog.text


async def test_slower_is_slower() -> None:
    """Each rate sets another speed, and the engine is loaded once for all of them."""
    loaded = []

    def load() -> Hums:
        loaded.append(Hums())
        return loaded[-1]

    speaker = NeuralSpeaker(ToneSpeaker(), load)
    for rate in sorted(RATES_WPM.values()):
        await speaker.speak(SENTENCE, "en", rate)
    (engine,) = loaded
    assert engine.speeds == sorted(set(engine.speeds))


async def test_a_rate_out_of_bounds_is_refused() -> None:
    """The bounds are those of every voice."""
    with pytest.raises(ValueError, match="words a minute"):
        await NeuralSpeaker(ToneSpeaker(), Hums).speak(SENTENCE, "en", 30)


@pytest.mark.skipif(not installed(), reason="plainsay[voice] is not installed")
async def test_it_really_speaks() -> None:
    """With the extra installed, a sentence comes out at about the pace that was asked for, and the same each time."""
    behind = ToneSpeaker()
    sounds = [await NeuralSpeaker(behind).speak(SENTENCE, "en", rate) for rate in (90, 120, 150, 120)]
    assert behind.spoken == []
    assert sounds[0].seconds > sounds[1].seconds > sounds[2].seconds
    assert 90 < 6 / sounds[1].seconds * 60 < 170
    assert np.array_equal(sounds[1].samples, sounds[3].samples)
