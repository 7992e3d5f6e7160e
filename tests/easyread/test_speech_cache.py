"""Spoken screens are made once, kept whole, and made anew when they are not."""

from __future__ import annotations

import asyncio
import io
import logging
import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from easyread.speech import EspeakSpeaker, NoSound, SpeechCache
from easyread.speech.encode import Encoded
from easyread.speech.shelf import Shelf
from tests.easyread.speech_tools import PATIENT_SECONDS, SENTENCE, FakeVoice, ToneSpeaker
from tests.support.counts import count

PIECES = ("Hello.", SENTENCE, "Yes", "No")


def silences(data: bytes) -> list[float]:
    """The seconds of each silence inside a file that is longer than a quarter of a second."""
    samples, sample_rate_hz = soundfile.read(io.BytesIO(data))
    heard = np.flatnonzero(np.abs(samples) > 0.01)
    gaps = np.diff(heard) / sample_rate_hz
    return [float(gap) for gap in gaps if gap > 0.25]


def only_file(folder: Path) -> Path:
    """The one file that is in a folder."""
    (path,) = folder.iterdir()
    return path


async def test_pieces_are_spoken_with_pauses_between_them(tmp_path: Path) -> None:
    """A screen of four pieces, really spoken, has three pauses of about half a second, and tells its length."""
    cache = SpeechCache(tmp_path, EspeakSpeaker(timeout_seconds=PATIENT_SECONDS))
    spoken = await cache.ogg(PIECES, "en", 120)
    assert silences(spoken.data) == pytest.approx([0.5, 0.5, 0.5], abs=0.12)
    assert spoken.seconds == pytest.approx(soundfile.info(io.BytesIO(spoken.data)).duration)
    assert 5 < spoken.seconds < 8


async def test_a_second_time_no_child_is_started(tmp_path: Path) -> None:
    """What was spoken once comes from the folder, to the byte, also after a restart."""
    (tmp_path / "voice").mkdir()
    voice = FakeVoice(tmp_path / "voice", "good")
    first = await SpeechCache(tmp_path / "kept", voice.speaker).ogg((SENTENCE,), "en", 120)
    again = await SpeechCache(tmp_path / "kept", voice.speaker).ogg((SENTENCE,), "en", 120)
    assert again == first
    assert len(voice.processes) == 1


async def test_what_makes_a_difference_makes_a_new_sound(tmp_path: Path) -> None:
    """Other words, another order, language, rate or kind of file has another key; an emoji has not."""
    speaker = ToneSpeaker()
    cache = SpeechCache(tmp_path, speaker)
    spoken = [
        await cache.ogg(("a", "b"), "en", 120),
        await cache.ogg(("b", "a"), "en", 120),
        await cache.ogg(("ab",), "en", 120),
        await cache.ogg(("a", "b"), "cy", 120),
        await cache.ogg(("a", "b"), "en", 121),
        await cache.mp3(("a", "b"), "en", 120),
    ]
    assert len({one.key for one in spoken}) == len(spoken)
    made = len(speaker.spoken)
    assert (await cache.ogg(("a 😀", "🎉", " b"), "en", 120)).key == spoken[0].key
    assert len(speaker.spoken) == made


@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "other"])
async def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: str) -> None:
    """A file that is not what was put there is never played: it is spoken again, and whole the next time."""
    speaker = ToneSpeaker()
    cache = SpeechCache(tmp_path, speaker)
    good = await cache.ogg(("a",), "en", 120)
    path = only_file(tmp_path)
    body = path.read_bytes()
    middle = len(body) // 2
    damaged = {
        "empty": b"",
        "cut": body[:middle],
        "changed": body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :],
        "other": b"[]\n" + body,
    }
    path.write_bytes(damaged[damage])
    anew = await cache.ogg(("a",), "en", 120)
    assert (anew.key, anew.seconds, len(speaker.spoken)) == (good.key, good.seconds, 2)
    assert (await cache.ogg(("a",), "en", 120)).data == anew.data
    assert len(speaker.spoken) == 2


async def test_two_callers_cause_one_synthesis(tmp_path: Path) -> None:
    """However many ask for the same at once, it is spoken once, and all get the same."""
    speaker = ToneSpeaker()
    cache = SpeechCache(tmp_path, speaker)
    callers = count(10, promised=1_000)
    spoken = await asyncio.gather(*(cache.ogg(("a", "b"), "en", 120) for _ in range(callers)))
    assert sorted(speaker.spoken) == ["a", "b"]
    assert len({(one.key, one.data) for one in spoken}) == 1


async def test_a_caller_who_gives_up_takes_nothing_from_others(tmp_path: Path) -> None:
    """Where one of two callers is cancelled, the other still gets the sound."""
    speaker = ToneSpeaker()
    cache = SpeechCache(tmp_path, speaker)
    first, second = [asyncio.create_task(cache.ogg(("a",), "en", 120)) for _ in range(2)]
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).seconds == pytest.approx(1, abs=0.01)
    assert speaker.spoken == ["a"]


async def test_a_failure_reaches_every_caller_and_is_not_kept(tmp_path: Path) -> None:
    """Where the voice fails, all who wait are told why; the next caller gets a new attempt."""
    (tmp_path / "voice").mkdir()
    voice = FakeVoice(tmp_path / "voice", "crash", "crash", "good")
    cache = SpeechCache(tmp_path / "kept", voice.speaker)
    both = await asyncio.gather(*(cache.ogg((SENTENCE,), "en", 120) for _ in range(2)), return_exceptions=True)
    assert [one.code for one in both if isinstance(one, NoSound)] == ["crashed", "crashed"]
    assert (await cache.ogg((SENTENCE,), "en", 120)).seconds > 1


async def test_names_are_not_written_to_the_disk(tmp_path: Path) -> None:
    """Pieces that are not to be kept are spoken each time, and leave nothing in the folder."""
    speaker = ToneSpeaker()
    cache = SpeechCache(tmp_path / "kept", speaker)
    for _ in range(2):
        await cache.ogg(("Hello Ann.",), "en", 120, keep=False)
    assert len(speaker.spoken) == 2
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(("pieces", "language", "code"), [((), "en", "no-words"), (("a",), "xx", "no-voice")])
async def test_nothing_to_say_is_no_sound(tmp_path: Path, pieces: tuple[str, ...], language: str, code: str) -> None:
    """A screen without words, or in a language that nobody speaks, is no sound, with the voice's own code."""
    with pytest.raises(NoSound) as caught:
        await SpeechCache(tmp_path, ToneSpeaker()).ogg(pieces, language, 120)
    assert caught.value.code == code


async def test_the_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    """Others on the machine cannot listen to what people are asked."""
    await SpeechCache(tmp_path / "kept", ToneSpeaker()).ogg(("a",), "en", 120)
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "kept").iterdir())


async def test_a_folder_that_cannot_be_written_costs_no_sound(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where nothing can be kept, the sound is still given, and the log says so without the text."""
    caplog.set_level(logging.DEBUG)
    (tmp_path / "kept").write_text("a file, not a folder")
    spoken = await SpeechCache(tmp_path / "kept", ToneSpeaker()).ogg(("Marmaduke",), "en", 120)
    assert spoken.data.startswith(b"OggS")
    assert "not kept" in caplog.text
    assert "Marmaduke" not in caplog.text


def test_what_was_used_longest_ago_goes(tmp_path: Path) -> None:
    """Over the limit, the files go that nobody has asked for longest; the newest stays, however large."""
    shelf = Shelf(tmp_path, limit_bytes=4_000)
    for age, name in enumerate(["a", "b", "c"]):
        shelf.put(name, Encoded(bytes(1_000), 1.0))
        os.utime(tmp_path / name, (age, age))
    assert shelf.get("a") is not None
    shelf.put("d", Encoded(bytes(1_000), 1.0))
    assert {path.name for path in tmp_path.iterdir()} == {"a", "c", "d"}
    shelf.put("e", Encoded(bytes(9_000), 1.0))
    assert {path.name for path in tmp_path.iterdir()} == {"e"}


def test_half_written_files_are_cleared_away(tmp_path: Path) -> None:
    """What a power cut left half written is never read and goes when room is needed."""
    (tmp_path / "left.part").write_bytes(bytes(5_000))
    os.utime(tmp_path / "left.part", (0, 0))
    Shelf(tmp_path, limit_bytes=4_000).put("a", Encoded(b"sound", 1.0))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
