"""Work on sound: cutting silence off, putting sounds one after another, and telling whether one is a voice at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import soxr  # type: ignore[import-untyped]

from easyread.speech.speaker import NoSound, Samples, Sound

QUIET = 0.003  # about -50 dB: below it, a listener hears nothing
MARGIN_SECONDS = 0.03
LOUD_ENOUGH_RMS = 0.02  # the voice has 0.05 to 0.11
FULL_SCALE = 0.999
CLIPPED_SHARE = 0.001
FRAME_SECONDS = 0.02
SPOKEN_SHARE = 0.01  # a frame counts as spoken down to 20 dB below the loudest
LEVEL, PEAK = 0.1, 0.97  # as loud as espeak-ng is in the middle


def trimmed(sound: Sound) -> Sound:
    """The sound without the silence before and after it. Silence alone becomes an empty sound."""
    heard = np.flatnonzero(np.abs(sound.samples) > QUIET)
    if not len(heard):
        return Sound(sound.samples[:0], sound.sample_rate_hz)
    margin = round(MARGIN_SECONDS * sound.sample_rate_hz)
    start, end = max(0, int(heard[0]) - margin), int(heard[-1]) + 1 + margin
    return Sound(sound.samples[start:end], sound.sample_rate_hz)


def powers(sound: Sound) -> Samples:
    """The power of each fiftieth of a second, one after another."""
    size = max(1, round(FRAME_SECONDS * sound.sample_rate_hz))
    whole = sound.samples[: len(sound.samples) // size * size].reshape(-1, size)
    found: Samples = np.mean(np.square(whole), axis=1)
    return found


def level(sound: Sound) -> float:
    """How loud the spoken parts are, without the rests between words."""
    frames = powers(sound)
    return float(np.sqrt(np.mean(frames[frames >= np.max(frames) * SPOKEN_SHARE]))) if len(frames) else 0.0


def evened(sound: Sound) -> Sound:
    """As loud as every other voice, so that nobody has to reach for the knob between two sentences."""
    loud = level(sound)
    if not loud:
        return sound
    gain = min(LEVEL / loud, PEAK / float(np.max(np.abs(sound.samples))))
    return Sound(sound.samples * np.float32(gain), sound.sample_rate_hz)


def resampled(sound: Sound, sample_rate_hz: int) -> Sound:
    """The same sound with another number of samples a second."""
    if sound.sample_rate_hz == sample_rate_hz:
        return sound
    return Sound(soxr.resample(sound.samples, sound.sample_rate_hz, sample_rate_hz), sample_rate_hz)


def joined(sounds: Sequence[Sound], pause_seconds: float) -> Sound:
    """Sounds one after another, with a pause between two.

    Raises:
        ValueError: There is none, or their sample rates differ.
    """
    if len({sound.sample_rate_hz for sound in sounds}) != 1:
        raise ValueError("Sounds of one sample rate are needed, and at least one.")
    sample_rate_hz = sounds[0].sample_rate_hz
    pause: Samples = np.zeros(round(pause_seconds * sample_rate_hz), dtype=np.float32)
    parts = [part for sound in sounds for part in (pause, sound.samples)][1:]
    return Sound(np.concatenate(parts), sample_rate_hz)


def check_voice(sound: Sound, shortest_seconds: float, longest_seconds: float) -> None:
    """Looks whether a trimmed sound can be the text that was asked for.

    Raises:
        NoSound: `silent`, `clipped`, or `implausible` where it is shorter or longer than the text can be.
    """
    if not len(sound.samples) or float(np.sqrt(np.mean(np.square(sound.samples)))) < LOUD_ENOUGH_RMS:
        raise NoSound("silent", "What was spoken cannot be heard.")
    if float(np.mean(np.abs(sound.samples) >= FULL_SCALE)) > CLIPPED_SHARE:
        raise NoSound("clipped", "What was spoken is too loud for the file.")
    if not shortest_seconds <= sound.seconds <= longest_seconds:
        expected = f"between {shortest_seconds:.1f} and {longest_seconds:.1f}"
        raise NoSound("implausible", f"{sound.seconds:.1f} s were spoken where {expected} were expected.")
