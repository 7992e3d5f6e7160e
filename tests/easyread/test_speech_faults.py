"""A voice that fails is tried once more, and then there is clearly no sound."""

from __future__ import annotations

import asyncio
import contextlib
import os
from pathlib import Path

import pytest

from easyread.speech import NoSound
from easyread.speech.child import Status
from tests.easyread.speech_tools import SENTENCE, FakeVoice

FAULTS = {
    "crash": "crashed",
    str(Status.NOT_SET.value): "crashed",
    str(Status.NOT_FINISHED.value): "crashed",
    "1": "crashed",
    "empty": "broken",
    "text": "broken",
    "cut": "broken",
    "headonly": "silent",
    "silent": "silent",
    "half": "implausible",
    "endless": "implausible",
    "loud": "clipped",
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_second_attempt_helps(tmp_path: Path, fault: str) -> None:
    """One bad child is not noticed: a second one speaks."""
    voice = FakeVoice(tmp_path, fault, "good")
    sound = await voice.speaker.speak(SENTENCE, "en", 120)
    assert sound.seconds == pytest.approx(2.7, abs=0.1)
    assert len(voice.processes) == 2


@pytest.mark.parametrize(("fault", "code"), FAULTS.items())
async def test_two_bad_children_are_no_sound(tmp_path: Path, fault: str, code: str) -> None:
    """After a second bad child there is no third, and the error says in a code what was wrong."""
    voice = FakeVoice(tmp_path, fault)
    with pytest.raises(NoSound) as caught:
        await voice.speaker.speak(SENTENCE, "en", 120)
    assert caught.value.code == code
    assert len(voice.processes) == 2


@pytest.mark.parametrize(("status", "code"), [(Status.NO_ENGINE, "no-engine"), (Status.NO_VOICE, "no-voice")])
async def test_what_will_not_change_is_not_tried_again(tmp_path: Path, status: Status, code: str) -> None:
    """A missing engine or voice is said at once, after one child."""
    voice = FakeVoice(tmp_path, str(status.value))
    with pytest.raises(NoSound) as caught:
        await voice.speaker.speak(SENTENCE, "en", 120)
    assert caught.value.code == code
    assert len(voice.processes) == 1


async def test_a_child_that_hangs_is_killed(tmp_path: Path) -> None:
    """A child that does not end is killed and tried again; when it hangs once more, there is no sound."""
    voice = FakeVoice(tmp_path, "hang", timeout_seconds=0.5)
    with pytest.raises(NoSound) as caught:
        await voice.speaker.speak(SENTENCE, "en", 120)
    assert caught.value.code == "timed-out"
    assert not any(map(is_running, voice.processes))


async def test_a_caller_who_gives_up_leaves_no_child(tmp_path: Path) -> None:
    """Cancelling while a child speaks ends the child too."""
    voice = FakeVoice(tmp_path, "hang")
    speaking = asyncio.create_task(voice.speaker.speak(SENTENCE, "en", 120))
    await started(voice, 1)
    speaking.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await speaking
    assert not any(map(is_running, voice.processes))


async def test_two_children_at_most_run_at_once(tmp_path: Path) -> None:
    """Where two children hang, a third is not started before one of them is gone."""
    voice = FakeVoice(tmp_path, "hang")
    speaking = [asyncio.create_task(voice.speaker.speak(SENTENCE, "en", 120)) for _ in range(4)]
    await started(voice, 2)
    for _ in range(1_000):
        await asyncio.sleep(0)
    assert len(voice.processes) == 2
    for task in speaking:
        task.cancel()
    await asyncio.gather(*speaking, return_exceptions=True)


async def test_a_program_that_is_missing_is_no_sound(tmp_path: Path) -> None:
    """Where the child cannot be started at all, that is no sound too, and no crash."""
    voice = FakeVoice(tmp_path, "good")
    voice.speaker._command = (str(tmp_path / "nothing"),)
    with pytest.raises(NoSound) as caught:
        await voice.speaker.speak(SENTENCE, "en", 120)
    assert caught.value.code == "crashed"


async def started(voice: FakeVoice, children: int) -> None:
    """Goes on when so many children have been started."""
    while len(voice.processes) < children:  # noqa: ASYNC110 -- another process tells, and it knows no Event
        await asyncio.sleep(0)


def is_running(process: int) -> bool:
    """Whether a child of ours is still there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
