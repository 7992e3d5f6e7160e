"""A recording by a real person: read from any file that libsndfile knows, trimmed, evened and looked at."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import soundfile  # type: ignore[import-untyped]

from easyread.speech.encode import SAMPLE_RATE_HZ
from easyread.speech.pace import plausible_seconds
from easyread.speech.samples import CLIPPED_SHARE, FRAME_SECONDS, FULL_SCALE, evened, level, powers, resampled
from easyread.speech.speaker import NORMAL_WPM, Samples, Sound

LONGEST_SECONDS = 120.0
FAINTEST = 0.006  # about -44 dB: ten times louder, and the room is as loud as the voice
ROOM_PERCENTILE, ROOM_TIMES = 10, 2.5
SPEECH_PERCENTILE, SPEECH_SHARE = 95, 0.06  # a soft f or s has about a sixteenth of a loud vowel
MARGIN_SECONDS = 0.1
PEOPLE_ARE_FASTER = 0.8  # people read a short sentence in less time than espeak-ng at 120 words a minute


class NotUsable(Exception):
    """A recording that must be taken again.

    Attributes:
        code: `unreadable`, `faint`, `clipped`, `short` or `long`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def take(data: bytes, words: str) -> Sound:
    """The sound of one piece, ready to be played: mono, without the silence around it, as loud as the other voices.

    Args:
        data: A WAV, FLAC, OGG or MP3 file.
        words: What is said in it.

    Raises:
        NotUsable: It cannot be these words, or cannot be heard well.
    """
    sound = _read(data)
    if float(np.mean(np.abs(sound.samples) >= FULL_SCALE)) > CLIPPED_SHARE:
        raise NotUsable("clipped")
    spoken = _spoken(sound)
    shortest, longest = plausible_seconds(words, NORMAL_WPM)
    if level(spoken) < FAINTEST:
        raise NotUsable("faint")
    if spoken.seconds < shortest * PEOPLE_ARE_FASTER:
        raise NotUsable("short")
    if spoken.seconds > longest:
        raise NotUsable("long")
    return evened(spoken)


def wav(sound: Sound) -> bytes:
    """A WAV file of a sound: mono, 16 bits."""
    file = io.BytesIO()
    soundfile.write(file, sound.samples, sound.sample_rate_hz, format="WAV", subtype="PCM_16")
    return file.getvalue()


def take_from(path: Path, words: str) -> Sound:
    """The same as `take`, from a file.

    Raises:
        NotUsable: See `take`; `unreadable` also where the file is gone.
    """
    try:
        return take(path.read_bytes(), words)
    except OSError as error:
        raise NotUsable("unreadable") from error


def _read(data: bytes) -> Sound:
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            if file.frames > LONGEST_SECONDS * file.samplerate:
                raise NotUsable("long")
            samples: Samples = file.read(dtype="float32", always_2d=True).mean(axis=1)
            heard = Sound(samples, file.samplerate)
    except (soundfile.LibsndfileError, ValueError, OSError) as error:
        raise NotUsable("unreadable") from error
    if not len(heard.samples) or not np.isfinite(heard.samples).all():
        raise NotUsable("faint")
    return resampled(heard, SAMPLE_RATE_HZ)


def _spoken(sound: Sound) -> Sound:
    """From the first word to the last. No room is silent, so where it begins is found out from the recording."""
    frames = np.sqrt(powers(sound))
    if not len(frames):
        return sound
    room, speech = np.percentile(frames, [ROOM_PERCENTILE, SPEECH_PERCENTILE])
    quiet = min(max(room * ROOM_TIMES, speech * SPEECH_SHARE), speech / 4)
    heard = np.flatnonzero(frames > quiet)
    if not len(heard):
        return Sound(sound.samples[:0], sound.sample_rate_hz)
    frame, margin = FRAME_SECONDS * sound.sample_rate_hz, MARGIN_SECONDS * sound.sample_rate_hz
    start, end = max(0, round(heard[0] * frame - margin)), round((heard[-1] + 1) * frame + margin)
    return Sound(sound.samples[start:end], sound.sample_rate_hz)
