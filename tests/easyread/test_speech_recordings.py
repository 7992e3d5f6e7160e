"""Recordings by real people win over every synthesiser, for as long as their words stand."""

from __future__ import annotations

import io
import json
import logging
from pathlib import Path

import numpy as np
import pytest
import soundfile

from easyread.speech import NoSound, Recorded, RecordedSpeaker, Recordings, Sound, SpeechCache
from easyread.speech.recordings import BrokenIndex
from easyread.speech.samples import LEVEL, level
from easyread.speech.take import NotUsable, take, wav
from tests.easyread.speech_tools import SENTENCE, ToneSpeaker

SAM = Recorded("", SENTENCE, "Sam Example", "2026-11-28")
HZ = 24_000


def said(seconds: float = 2.5, *, loud: float = 0.2, room: float = 0.003, around: float = 1.0) -> Sound:
    """A voice of so many seconds in a room that is never quite silent."""
    chance = np.random.default_rng(1)
    times = np.arange(round(seconds * HZ)) / HZ
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * times)
    voice = loud * syllables * np.sin(2 * np.pi * 180 * times)
    quiet = np.zeros(round(around * HZ))
    whole = np.concatenate([quiet, voice, quiet])
    return Sound((whole + chance.normal(0, room, len(whole))).astype(np.float32), HZ)


def recorded(folder: Path, words: str = SENTENCE, name: str = "duq.1.person.listen.ask") -> Recordings:
    """A folder in which Sam said something."""
    recordings = Recordings(folder)
    recordings.agree("en", "Sam Example", "2026-11-28")
    recordings.keep("en", name, Recorded("", words, "Sam Example", "2026-11-28"), take(wav(said()), words))
    return recordings


async def test_a_recording_wins(tmp_path: Path) -> None:
    """Recorded words are played as they were said; all others are left to the voice behind."""
    behind = ToneSpeaker()
    speaker = RecordedSpeaker(recorded(tmp_path), behind)
    sound = await speaker.speak(f"{SENTENCE} 🙂", "en-GB", 120)
    assert behind.spoken == []
    assert 2.4 < sound.seconds < 3
    await speaker.speak("Other words.", "en", 120)
    await speaker.speak(SENTENCE, "cy", 120)
    assert behind.spoken == ["Other words.", SENTENCE]


async def test_slower_and_faster_are_left_to_the_synthesiser(tmp_path: Path) -> None:
    """Who asks for slower is spoken to more slowly: a recording is not stretched and not passed off as slower."""
    behind = ToneSpeaker()
    speaker = RecordedSpeaker(recorded(tmp_path), behind)
    await speaker.speak(SENTENCE, "en", 90)
    assert behind.spoken == [SENTENCE]
    assert speaker.voice(SENTENCE, "en", 90) == "tone"


async def test_adding_and_taking_away_makes_another_key(tmp_path: Path) -> None:
    """A sound that was kept is not played any more once its words are recorded, recorded anew, or removed."""
    recordings = Recordings(tmp_path / "voices")
    cache = SpeechCache(tmp_path / "kept", RecordedSpeaker(recordings, ToneSpeaker()))
    keys = [(await cache.mp3((SENTENCE, "Yes"), "en", 120)).key]
    for seconds in (2.4, 2.8):
        recordings.keep("en", "ask", SAM, take(wav(said(seconds)), SENTENCE))
        keys.append((await cache.mp3((SENTENCE, "Yes"), "en", 120)).key)
    other = (await cache.mp3(("Yes",), "en", 120)).key
    assert recordings.remove("en", "Sam Example") == 1
    assert len(set(keys)) == 3
    assert (await cache.mp3((SENTENCE, "Yes"), "en", 120)).key == keys[0]
    assert (await cache.mp3(("Yes",), "en", 120)).key == other


async def test_two_voices_make_one_file(tmp_path: Path) -> None:
    """A screen of which one piece is recorded is one file, although the voices have other sample rates."""
    cache = SpeechCache(tmp_path / "kept", RecordedSpeaker(recorded(tmp_path / "voices"), ToneSpeaker(1.0)))
    spoken = await cache.ogg((SENTENCE, "Yes"), "en", 120)
    assert soundfile.info(io.BytesIO(spoken.data)).samplerate == HZ
    assert spoken.seconds == pytest.approx(2.6 + 0.5 + 1.0, abs=0.2)


def test_changed_words_make_a_recording_stale(tmp_path: Path) -> None:
    """A recording whose words are no longer asked is told of, and is not found under the new words."""
    recordings = recorded(tmp_path)
    assert recordings.find("Do staff listen to you?", "en") is None
    assert [one.by for one in recordings.book("en").stale(["Do staff listen to you?"])] == ["Sam Example"]
    assert recordings.book("en").stale([SENTENCE]) == []


def test_names_are_readable_and_never_shared(tmp_path: Path) -> None:
    """A file is named after its place; other words at the same place get a number, the same words the same file."""
    recordings = recorded(tmp_path, name="duq.1.person.day.label")
    for words in ("Sometimes", "Sometimes", "Always and ever"):
        recordings.keep("en", "duq.1.person.day.label", Recorded("", words, "Sam", "2026-11-28"), said())
    names = sorted(path.name for path in (tmp_path / "en").glob("*.wav"))
    assert names == ["duq.1.person.day.label-2.wav", "duq.1.person.day.label-3.wav", "duq.1.person.day.label.wav"]


@pytest.mark.parametrize(("loud", "room"), [(0.02, 0.0005), (0.2, 0.003), (0.9, 0.003)])
def test_silence_goes_and_loudness_is_even(loud: float, room: float) -> None:
    """Whoever whispers and whoever shouts come out equally loud, without the second of room before and after."""
    sound = take(wav(said(2.5, loud=loud, room=room)), SENTENCE)
    assert sound.seconds == pytest.approx(2.7, abs=0.1)
    assert level(sound) == pytest.approx(LEVEL, rel=0.05)
    again = take(wav(sound), SENTENCE)
    assert (again.seconds, level(again)) == (pytest.approx(2.7, abs=0.15), pytest.approx(LEVEL, rel=0.05))


@pytest.mark.parametrize(
    ("sound", "code"),
    [(said(2.5, loud=0.003, room=0.0001), "faint"), (said(2.5, loud=0.0, room=0.0), "faint"), (said(0.5), "short"),
     (said(20.0), "long"), (said(130.0), "long"), (said(2.5, loud=2.0), "clipped")],
)  # fmt: skip
def test_what_cannot_be_used_is_told_apart(sound: Sound, code: str) -> None:
    """Too quiet, too loud, too short and too long a recording are each refused by their own name."""
    with pytest.raises(NotUsable) as refused:
        take(wav(Sound(np.clip(sound.samples, -1, 1), HZ)), SENTENCE)
    assert refused.value.code == code


@pytest.mark.parametrize("body", [b"", b"no sound at all", b"RIFF\x00\x00\x00\x00WAVE", wav(said())[:60]])
def test_a_file_that_is_no_sound_is_refused(body: bytes) -> None:
    """Whatever was sent instead of a sound file is refused, without a traceback."""
    with pytest.raises(NotUsable):
        take(body, SENTENCE)


async def test_a_damaged_recording_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where the file is broken or gone, the voice behind speaks, and the log says which file, without its words."""
    speaker = RecordedSpeaker(recorded(tmp_path), ToneSpeaker(1.0))
    path = tmp_path / "en" / "duq.1.person.listen.ask.wav"
    path.write_bytes(path.read_bytes()[:1000])
    with caplog.at_level(logging.WARNING):
        assert (await speaker.speak(SENTENCE, "en", 120)).seconds == 1.0
        path.unlink()
        assert (await speaker.speak(SENTENCE, "en", 120)).seconds == 1.0
    assert "R102" in caplog.text
    assert path.name in caplog.text
    assert SENTENCE not in caplog.text


@pytest.mark.parametrize(
    "body",
    ["", "[]", '{"people": {}}', '{"people": {}, "pieces": {"../../x.wav": {"words": "a", "by": "b", "on": "c"}}}'],
)
async def test_a_broken_list_is_named_and_stops_nobody(tmp_path: Path, body: str) -> None:
    """A list that is not whole is told with its place and how to mend it; meanwhile the voice behind speaks."""
    recordings = recorded(tmp_path)
    (tmp_path / "en" / "index.json").write_text(body, encoding="utf-8")
    with pytest.raises(BrokenIndex, match=r"index\.json") as refused:
        recordings.book("en")
    assert refused.value.mend
    assert (await RecordedSpeaker(recordings, ToneSpeaker(1.0)).speak(SENTENCE, "en", 120)).seconds == 1.0


def test_the_list_can_be_read_by_a_person(tmp_path: Path) -> None:
    """Beside the recordings stand the words of each, who said them and when, and who agreed."""
    recorded(tmp_path)
    assert json.loads((tmp_path / "en" / "index.json").read_text(encoding="utf-8")) == {
        "people": {"Sam Example": "2026-11-28"},
        "pieces": {"duq.1.person.listen.ask.wav": {"by": "Sam Example", "on": "2026-11-28", "words": SENTENCE}},
    }


def test_another_programs_change_is_seen(tmp_path: Path) -> None:
    """What one program records, another that runs meanwhile finds with the next sound."""
    reader = Recordings(tmp_path)
    assert reader.find(SENTENCE, "en") is None
    recorded(tmp_path)
    assert reader.find(SENTENCE, "en") is not None
    assert reader.languages() == ["en"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Where nothing can be kept, the error says where."""
    (tmp_path / "voices").write_text("a file stands where the folder should be", encoding="utf-8")
    with pytest.raises(BrokenIndex, match="voices"):
        Recordings(tmp_path / "voices").agree("en", "Sam", "2026-11-28")


async def test_a_language_that_nobody_speaks_can_be_recorded(tmp_path: Path) -> None:
    """A recording is played also where no synthesiser speaks its language; the rest has no sound."""
    recordings = Recordings(tmp_path)
    recordings.keep("xx", "ask", SAM, said())
    speaker = RecordedSpeaker(recordings, ToneSpeaker())
    assert speaker.voice(SENTENCE, "xx", 120).startswith("recording ask.wav")
    with pytest.raises(NoSound, match="no-voice"):
        speaker.voice("Yes", "xx", 120)
