"""The built-in voice: espeak-ng through pyttsx3, in a child process for each sentence."""

from __future__ import annotations

import asyncio
import io
import sys
import wave
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from easyread.speech.child import Status
from easyread.speech.pace import pace, plausible_seconds
from easyread.speech.samples import check_voice, trimmed
from easyread.speech.speaker import FASTEST_WPM, SLOWEST_WPM, NoSound, Sound
from easyread.speech.voices import VOICES, check_vowels, voice_for
from easyread.speech.words import speakable

# By its path and without its folder on the path: as a module, it would first import all of this package.
CHILD = (sys.executable, "-P", str(Path(__file__).with_name("child.py")))
TIMEOUT_SECONDS = 10.0
CHILDREN_AT_ONCE = 2
ATTEMPTS = 2
LONGEST_CHARACTERS = 2_000
# Trying again changes nothing about these.
FINAL = frozenset({"no-voice", "no-engine", "no-words", "too-long"})
SAMPLE_BYTES = 2
FULL_SCALE = np.float32(32_768)


class EspeakSpeaker:
    """The voice that comes with Plainsay. It needs no internet and no model."""

    def __init__(
        self,
        *,
        command: Sequence[str] = CHILD,
        voices: Mapping[str, str] = VOICES,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        """Starts nothing yet.

        Args:
            command: The program that speaks; `child.py` says how it is called.
            voices: Language → the engine's name of its voice.
            timeout_seconds: After this long, a child is killed.
        """
        self._command = tuple(command)
        self._voices = voices
        self._timeout_seconds = timeout_seconds
        self._places = asyncio.Semaphore(CHILDREN_AT_ONCE)

    def voice(self, text: str, language: str, rate_wpm: int) -> str:
        """See `Speaker.voice`. Whether the engine has this voice shows when it speaks."""
        del text, rate_wpm
        return voice_for(language, self._voices)

    async def speak(self, text: str, language: str, rate_wpm: int) -> Sound:
        """See `Speaker.speak`. The sound has no silence around it; two are spoken at once, others wait.

        Raises:
            NoSound: `no-voice`, `no-engine`, `no-words` and `too-long` at once; `crashed`, `timed-out`, `broken`,
                `silent`, `clipped` and `implausible` after a second attempt.
            ValueError: The rate is out of bounds.
        """
        if not SLOWEST_WPM <= rate_wpm <= FASTEST_WPM:
            raise ValueError(f"{rate_wpm} words a minute is not between {SLOWEST_WPM} and {FASTEST_WPM}.")
        voice, words = self.voice(text, language, rate_wpm), spoken_words(text)
        check_vowels(words, language)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._attempt(words, voice, language, rate_wpm)
            except NoSound as no_sound:
                if no_sound.code in FINAL or attempt == ATTEMPTS:
                    raise
        raise AssertionError("The last attempt returns or raises.")

    async def _attempt(self, words: str, voice: str, language: str, rate_wpm: int) -> Sound:
        settings = pace(rate_wpm, language)
        async with self._places:
            wav = await self._run_child(words, voice, str(settings.engine_wpm), str(settings.gap_steps))
        sound = trimmed(_read(wav))
        check_voice(sound, *plausible_seconds(words, rate_wpm, language))
        return sound

    async def _run_child(self, words: str, *arguments: str) -> bytes:
        child = await self._start_child(arguments)
        try:
            async with asyncio.timeout(self._timeout_seconds):
                wav, _ = await child.communicate(words.encode())
        except TimeoutError as error:
            raise NoSound("timed-out", f"The voice took longer than {self._timeout_seconds:g} s.") from error
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        _check_status(child.returncode)
        return wav

    async def _start_child(self, arguments: Sequence[str]) -> asyncio.subprocess.Process:
        # The words go through a pipe: arguments can be read by every user of the machine.
        try:
            return await asyncio.create_subprocess_exec(
                *self._command,
                *arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            raise NoSound("crashed", f"The voice cannot be started: {type(error).__name__}.") from error


def speak(text: str, language: str, rate_wpm: int) -> Sound:
    """The built-in voice for scripts. It waits; inside an event loop, use `EspeakSpeaker`.

    Raises:
        NoSound: It could not be spoken.
        ValueError: The rate is out of bounds.
    """
    return asyncio.run(EspeakSpeaker().speak(text, language, rate_wpm))


def spoken_words(text: str) -> str:
    """What a voice is given to say.

    Raises:
        NoSound: `no-words` or `too-long`.
    """
    words = speakable(text)
    if not words:
        raise NoSound("no-words", "There is nothing in the text that can be spoken.")
    if len(words) > LONGEST_CHARACTERS:
        raise NoSound("too-long", f"The text has more than {LONGEST_CHARACTERS} characters.")
    return words


def _check_status(status: int | None) -> None:
    if status == Status.NO_ENGINE:
        raise NoSound("no-engine", "espeak-ng or pyttsx3 does not start on this machine.")
    if status == Status.NO_VOICE:
        raise NoSound("no-voice", "espeak-ng does not have the voice of this language.")
    if status != Status.SPOKEN:
        raise NoSound("crashed", f"The voice ended with status {status}.")


def _read(wav: bytes) -> Sound:
    try:
        with wave.open(io.BytesIO(wav)) as file:
            kind, sample_rate_hz = (file.getnchannels(), file.getsampwidth()), file.getframerate()
            promised, frames = file.getnframes(), file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise NoSound("broken", "What the voice wrote is no WAV file.") from error
    if kind != (1, SAMPLE_BYTES) or len(frames) != promised * SAMPLE_BYTES:
        raise NoSound("broken", "What the voice wrote is not whole.")
    return Sound(np.frombuffer(frames, dtype="<i2").astype(np.float32) / FULL_SCALE, sample_rate_hz)
