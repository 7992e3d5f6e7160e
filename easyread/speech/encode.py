"""Sound as files: OGG/Opus for Telegram's voice notes, MP3 for the tablet page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import soundfile  # type: ignore[import-untyped]

from easyread.speech.samples import resampled
from easyread.speech.speaker import NoSound, Sound

SAMPLE_RATE_HZ = 24_000  # Opus takes 8, 12, 16, 24 or 48 kHz; a voice holds nothing above 12
OPUS_HEAD = slice(28, 36)  # in the first page, behind the header of a page with one packet
BLOCK_FRAMES = 24_000  # the library's encoders put what they are given on the stack
FRAME_SECONDS = 0.06


@dataclass(frozen=True, slots=True)
class Encoding:
    """A kind of file.

    Attributes:
        name: Also the end of file names.
        version: Goes up when the same sound gives other files, so that nobody is played an old one.
        compression: From 0 to 1, as libsndfile counts it.
        starts: Whether the first bytes are right.
    """

    name: str
    version: int
    container: str
    codec: str
    compression: float
    starts: Callable[[bytes], bool]


def _is_opus(data: bytes) -> bool:
    return data.startswith(b"OggS") and data[OPUS_HEAD] == b"OpusHead"


def _is_mp3(data: bytes) -> bool:
    """An ID3 tag, or eleven ones, which is how a frame begins."""
    return data.startswith(b"ID3") or (data[:1] == b"\xff" and data[1:2] >= b"\xe0")


# 0.8 is about 58 kbit a second. A little below that, Opus takes four times as long, which a small computer feels.
OGG_OPUS = Encoding("ogg", 1, "OGG", "OPUS", 0.8, _is_opus)
MP3 = Encoding("mp3", 1, "MP3", "MPEG_LAYER_III", 0.5, _is_mp3)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file in memory and how long it plays."""

    data: bytes
    seconds: float


def encoded(sound: Sound, encoding: Encoding) -> Encoded:
    """The file of a sound, in mono at 24 kHz, read back before it is given away.

    Raises:
        NoSound: `not-encoded`; the library wrote something else than it was asked for.
    """
    samples = resampled(sound, SAMPLE_RATE_HZ).samples
    file = io.BytesIO()
    try:
        with _writer(file, encoding) as writer:
            for start in range(0, len(samples), BLOCK_FRAMES):
                writer.write(samples[start : start + BLOCK_FRAMES])
    except soundfile.LibsndfileError as error:
        raise NoSound("not-encoded", f"libsndfile does not write {encoding.name} files.") from error
    data = file.getvalue()
    seconds = seconds_of(data, encoding)
    if abs(seconds - sound.seconds) > FRAME_SECONDS:
        raise NoSound("not-encoded", f"{seconds:.2f} s were written instead of {sound.seconds:.2f} s.")
    return Encoded(data, seconds)


def seconds_of(data: bytes, encoding: Encoding) -> float:
    """How long a file plays.

    Raises:
        NoSound: `not-encoded`; it is no such file.
    """
    try:
        about = soundfile.info(io.BytesIO(data))
    except soundfile.LibsndfileError as error:
        raise NoSound("not-encoded", f"This is no {encoding.name} file.") from error
    if not encoding.starts(data) or (about.format, about.subtype, about.channels) != (
        encoding.container,
        encoding.codec,
        1,
    ):
        raise NoSound("not-encoded", f"This is no {encoding.name} file.")
    return float(about.frames / about.samplerate)


def _writer(file: io.BytesIO, encoding: Encoding) -> soundfile.SoundFile:
    return soundfile.SoundFile(
        file,
        "w",
        SAMPLE_RATE_HZ,
        channels=1,
        format=encoding.container,
        subtype=encoding.codec,
        compression_level=encoding.compression,
    )
