"""The files that phones and tablets get are what they say they are."""

from __future__ import annotations

import io

import numpy as np
import pytest
import soundfile

from easyread.speech import NoSound, Sound
from easyread.speech.encode import MP3, OGG_OPUS, Encoding, encoded, seconds_of
from easyread.speech.samples import joined, trimmed

TONE = Sound((0.3 * np.sin(2 * np.pi * 200 * np.arange(44_100) / 22_050)).astype(np.float32), 22_050)
BOTH = pytest.mark.parametrize("encoding", [OGG_OPUS, MP3], ids=lambda encoding: encoding.name)


def test_a_voice_note_is_opus_in_ogg() -> None:
    """Telegram shows a file as a voice note where it is OGG with Opus, one channel: the headers say so."""
    data = encoded(TONE, OGG_OPUS).data
    head = data.index(b"OpusHead")
    assert data[:4] == b"OggS"
    assert head == 28
    assert data[head + 9] == 1
    assert int.from_bytes(data[head + 12 : head + 16], "little") == 24_000


def test_a_tablet_gets_mp3() -> None:
    """The file for the tablet starts with a frame of MPEG layer III, or with a tag before it."""
    data = encoded(TONE, MP3).data
    layer_iii = data[0] == 0xFF and data[1] & 0xE6 == 0xE2
    assert data.startswith(b"ID3") or layer_iii


@BOTH
def test_a_file_plays_as_long_as_the_sound(encoding: Encoding) -> None:
    """The seconds that are told are those of the sound and of the file, also for a minute, and the tone is in it."""
    for repeats in (1, 30):
        sound = joined([TONE] * repeats, 0)
        file = encoded(sound, encoding)
        samples, sample_rate_hz = soundfile.read(io.BytesIO(file.data))
        assert file.seconds == pytest.approx(sound.seconds, abs=0.01)
        assert len(samples) / sample_rate_hz == pytest.approx(sound.seconds, abs=0.1)
        assert float(np.sqrt(np.mean(np.square(samples)))) == pytest.approx(0.3 / 2**0.5, rel=0.1)


@BOTH
def test_files_are_small(encoding: Encoding) -> None:
    """A second of sound is less than ten kilobytes, so that a screen is no load for a phone."""
    assert len(encoded(TONE, encoding).data) < 10_000 * TONE.seconds


@BOTH
@pytest.mark.parametrize("data", [b"", b"OggS", b"ID3", b"RIFF" + bytes(100)])
def test_other_bytes_are_no_sound(encoding: Encoding, data: bytes) -> None:
    """What is no such file is refused with a code."""
    with pytest.raises(NoSound) as caught:
        seconds_of(data, encoding)
    assert caught.value.code == "not-encoded"


def test_one_kind_of_file_is_not_taken_for_the_other() -> None:
    """A good file of the other kind is refused too."""
    with pytest.raises(NoSound):
        seconds_of(encoded(TONE, MP3).data, OGG_OPUS)
    with pytest.raises(NoSound):
        seconds_of(encoded(TONE, OGG_OPUS).data, MP3)


def test_a_pause_lies_between_two_sounds() -> None:
    """Sounds follow each other with exactly the pause between them, and none before or after."""
    sound = joined([TONE, TONE, TONE], 0.5)
    assert sound.seconds == pytest.approx(3 * TONE.seconds + 2 * 0.5)
    assert np.count_nonzero(sound.samples[44_100 : 44_100 + 11_025]) == 0
    assert np.array_equal(sound.samples[-44_100:], TONE.samples)


def test_sounds_of_different_rates_are_not_joined() -> None:
    """Joining nothing, or sounds that would play too fast, is our own mistake."""
    for sounds in ([], [TONE, Sound(TONE.samples, 24_000)]):
        with pytest.raises(ValueError, match="sample rate"):
            joined(sounds, 0.5)


def test_silence_is_cut_off_at_both_ends() -> None:
    """Trimming leaves the sound itself whole, and nothing of a sound that is only silence."""
    silence = Sound(np.zeros(22_050, dtype=np.float32), 22_050)
    cut = trimmed(joined([silence, TONE, silence], 0))
    assert TONE.seconds <= cut.seconds + 0.001
    assert cut.seconds < TONE.seconds + 0.1
    assert trimmed(silence).seconds == 0
