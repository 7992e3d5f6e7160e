"""A child process listens; whatever it does, there is a draft or a reason."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import pytest

from easyread.speech import EspeakSpeaker, Sound
from easyread.speech.encode import OGG_OPUS, encoded
from easyread.speech.take import wav
from easyread.speech.transcribe_child import Status, Stopped, hear
from easyread.speech.transcribing import Heard, NoDraft, Whisper, missing
from tests.easyread.speech_tools import PATIENT_SECONDS

CHILD = """
import sys, json, threading
language, model = sys.argv[1:]
sound = sys.stdin.buffer.read()
what = sound.decode()
if what == "hang":
    threading.Event().wait()
if what.isdigit():
    sys.exit(int(what))
print({"good": json.dumps({"words": f"{language} {model}", "by": "fake"}), "empty": "", "list": "[]",
       "half": '{"words": "a"'}[what])
"""


def whisper(folder: Path, timeout_seconds: float = PATIENT_SECONDS) -> Whisper:
    """A machine whose child is a fake."""
    program = folder / "child.py"
    program.write_text(CHILD, encoding="utf-8")
    return Whisper("a/model", command=(sys.executable, "-I", "-S", str(program)), timeout_seconds=timeout_seconds)


async def test_the_child_gets_language_and_model(tmp_path: Path) -> None:
    """A region is left off, and the sound goes through a pipe."""
    assert await whisper(tmp_path).heard(b"good", "pt-BR") == Heard("pt a/model", "fake")


@pytest.mark.parametrize(
    ("does", "code"),
    [("3", "not-installed"), ("4", "bad-model"), ("5", "unreadable"), ("1", "crashed"), ("empty", "crashed"),
     ("list", "crashed"), ("half", "crashed")],
)  # fmt: skip
async def test_each_end_has_its_reason(tmp_path: Path, does: str, code: str) -> None:
    """What is wrong with the machine is told apart from what is wrong with the recording."""
    with pytest.raises(NoDraft) as refused:
        await whisper(tmp_path).heard(does.encode(), "en")
    assert refused.value.code == code


async def test_one_that_hangs_is_ended(tmp_path: Path) -> None:
    """After its time the child is killed."""
    with pytest.raises(NoDraft, match="timed-out"):
        await whisper(tmp_path, 0.5).heard(b"hang", "en")


async def test_a_program_that_is_not_there_is_a_reason(tmp_path: Path) -> None:
    """Where no child can be started, that is told as a crash, not a traceback."""
    with pytest.raises(NoDraft, match="crashed"):
        await Whisper(command=(str(tmp_path / "nothing"),)).heard(b"", "en")


REAL = pytest.mark.skipif(bool(missing()), reason="plainsay[transcribe] is not installed")


@REAL
async def test_it_really_hears() -> None:
    """With the extra installed, a voice note in Opus is written down."""
    sound = await EspeakSpeaker(timeout_seconds=PATIENT_SECONDS).speak("I like to work in the garden.", "en", 120)
    heard = await Whisper().heard(encoded(sound, OGG_OPUS).data, "en")
    assert "garden" in heard.words.lower()
    assert heard.by == "whisper base"


@REAL
async def test_silence_is_no_sentence() -> None:
    """In silence the model would hear sentences that nobody said; silence is cut out first."""
    assert (await Whisper().heard(wav(Sound(np.zeros(48_000, dtype=np.float32), 24_000)), "en")).words == ""


def test_what_is_no_sound_is_told_from_a_broken_machine() -> None:
    """Whatever the decoder makes of a broken file, it is this recording that cannot be read."""

    class Model:
        supported_languages = ("en",)

        def transcribe(self, sound: io.BytesIO, **options: object) -> None:
            raise EOFError(sound, options)

    with pytest.raises(Stopped) as refused:
        hear(Model(), b"no sound at all", "en")
    assert refused.value.status is Status.UNREADABLE
