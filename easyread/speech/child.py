"""Speaks one text with espeak-ng and ends: `child.py VOICE ENGINE_WPM GAP_STEPS`, text on stdin, WAV on stdout.

A program of its own, because espeak-ng crashes or stays silent when one process speaks twice, and because its licence
then stays its own. It imports nothing of Plainsay's, so that it starts fast. Its statuses are in `Status`.
"""

from __future__ import annotations

import ctypes
import io
import os
import sys
import threading
from enum import IntEnum
from typing import Any, BinaryIO

RATE, WORD_GAP = 1, 7  # espeak_PARAMETER in espeak-ng's speak_lib.h
FINISH_SECONDS = 30


class Status(IntEnum):
    """How the child ends."""

    SPOKEN = 0
    NO_ENGINE = 3
    NO_VOICE = 4
    NOT_SET = 5
    NOT_FINISHED = 6


class Stopped(Exception):
    """It cannot go on; the status says why."""

    def __init__(self, status: Status) -> None:
        super().__init__(status.name)
        self.status = status


def main(arguments: list[str], text_in: BinaryIO, wav_out: BinaryIO) -> Status:
    """Speaks the text and writes the WAV only when it is whole."""
    voice, engine_wpm, gap_steps = arguments
    try:
        library, engine, driver = _start()
        _set(library, driver, voice=voice, engine_wpm=int(engine_wpm), gap_steps=int(gap_steps))
        wav = _speak(engine, text_in.read().decode("utf-8"))
    except Stopped as stopped:
        return stopped.status
    wav_out.write(wav)
    wav_out.flush()
    return Status.SPOKEN


def _start() -> tuple[ctypes.CDLL, Any, Any]:
    """The library of the wheel, and pyttsx3 on top of it: it finds by name what is loaded already."""
    try:
        import espeakng_loader  # type: ignore[import-untyped]  # noqa: PLC0415 -- its absence is a status, not a crash

        library = ctypes.CDLL(espeakng_loader.get_library_path())
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        import pyttsx3  # type: ignore[import-untyped]  # noqa: PLC0415 -- only now will it find the library
        from pyttsx3.drivers import espeak  # type: ignore[import-untyped]  # noqa: PLC0415 -- as above

        return library, pyttsx3.init("espeak"), espeak.EspeakDriver
    except (ImportError, OSError, RuntimeError) as error:
        raise Stopped(Status.NO_ENGINE) from error


def _set(library: ctypes.CDLL, driver: Any, *, voice: str, engine_wpm: int, gap_steps: int) -> None:
    """Sets voice and pace, and looks whether they were taken.

    The engine's own `setProperty` only queues them. Its loop may then cancel the queue, and about one sentence in a
    hundred was spoken at the engine's own rate. So they go straight to the driver, and have arrived before it speaks.
    """
    if voice not in {offered.id for offered in driver.getProperty("voices")}:
        raise Stopped(Status.NO_VOICE)
    driver.setProperty("voice", voice)
    driver.setProperty("rate", engine_wpm)
    library.espeak_SetParameter(WORD_GAP, gap_steps, 0)
    library.espeak_Synchronize()
    if driver.getProperty("voice") != voice:
        raise Stopped(Status.NO_VOICE)
    if (library.espeak_GetParameter(RATE, 1), library.espeak_GetParameter(WORD_GAP, 1)) != (engine_wpm, gap_steps):
        raise Stopped(Status.NOT_SET)


def _speak(engine: Any, text: str) -> bytes:
    """The WAV. `runAndWait` does not wait: long sentences come out empty without the wait for the last event."""
    finished = threading.Event()
    completed: list[bool] = []

    def note(name: object, *, completed: bool, whole: list[bool] = completed) -> None:
        del name
        whole.append(completed)
        finished.set()

    engine.connect("finished-utterance", note)
    wav = io.BytesIO()
    engine.save_to_file(text, wav)
    engine.runAndWait()
    if not finished.wait(FINISH_SECONDS) or completed != [True]:
        raise Stopped(Status.NOT_FINISHED)
    return wav.getvalue()


if __name__ == "__main__":
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # pyttsx3 prints there
    # No tidying up at the end: the library's thread may still run, and crashes when Python is taken down around it.
    os._exit(main(sys.argv[1:], sys.stdin.buffer, out))
