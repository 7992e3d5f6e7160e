"""What counts as a recording: told by its first bytes, whatever its name claims."""

from __future__ import annotations

from dataclasses import dataclass

from asking.errors import RecordingRefused
from easyread.pictures.photos import Photo, PhotoRefused, cleaned

MAX_BYTES = 10 * 1024 * 1024
# What browsers and phones record: where the bytes stand, the bytes, what they mean.
SIGNATURES = (
    (0, b"OggS", "audio/ogg"),
    (0, b"\x1aE\xdf\xa3", "audio/webm"),
    (4, b"ftyp", "audio/mp4"),
    (0, b"RIFF", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"caff", "audio/x-caf"),
    (0, b"fLaC", "audio/flac"),
)
LONGEST_SIDE = 2400
"""Pixels of a photo: enough to see what it is of, and to read a letter."""
PHOTOS = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (8, b"WEBP", "image/webp"),
)


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording or photo that is sealed and on disk, before it has a row."""

    person_id: int
    file: str
    mime: str
    size_bytes: int


def sound_kind(data: bytes, claimed: str) -> str:
    """What kind of sound this is.

    Args:
        data: The recording.
        claimed: The media type that it was sent with; only a picture is refused by it.

    Raises:
        RecordingRefused: It is empty, too big, or no sound that we know.
    """
    if claimed.startswith("image/"):
        raise RecordingRefused("not_audio")
    return _kind(data, SIGNATURES, "not_audio")


def photo_anew(data: bytes) -> Photo:
    """A photo as a new file: nothing of the one that was sent but its points, so neither where it was taken nor more.

    It takes up to a second, so not on the event loop.

    Raises:
        RecordingRefused: It is empty, too big, broken, or no picture that we know.
    """
    _kind(data, PHOTOS, "not_photo")
    try:
        return cleaned(data, LONGEST_SIDE, smallest=1)
    except PhotoRefused as refused:
        raise RecordingRefused("not_photo") from refused


def _kind(data: bytes, signatures: tuple[tuple[int, bytes, str], ...], otherwise: str) -> str:
    if not data:
        raise RecordingRefused("empty")
    if len(data) > MAX_BYTES:
        raise RecordingRefused("too_big")
    for offset, signature, kind in signatures:
        if data[offset : offset + len(signature)] == signature:
            return kind
    raise RecordingRefused(otherwise)
