"""What counts as a recording: told by its first bytes, whatever its name claims."""

from __future__ import annotations

from dataclasses import dataclass

from asking.errors import RecordingRefused

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


def photo_kind(data: bytes) -> str:
    """What kind of picture this is.

    Raises:
        RecordingRefused: It is empty, too big, or no picture that we know.
    """
    return _kind(data, PHOTOS, "not_photo")


def _kind(data: bytes, signatures: tuple[tuple[int, bytes, str], ...], otherwise: str) -> str:
    if not data:
        raise RecordingRefused("empty")
    if len(data) > MAX_BYTES:
        raise RecordingRefused("too_big")
    for offset, signature, kind in signatures:
        if data[offset : offset + len(signature)] == signature:
            return kind
    raise RecordingRefused(otherwise)
