"""What the preview calls things: both staff and self-advocates read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from dialogs.pack import Tried

KINDS: Mapping[str, str] = MappingProxyType({
    "choice": "One answer, the same words every time",
    "either_or": "One of two. Half of all people see them the other way round",
    "several": "More than one answer",
    "text": "Own words, written or spoken",
    "voice": "Own words, spoken or written",
})  # fmt: skip

ABOUTS: Mapping[str, str] = MappingProxyType({
    "feeling": "A feeling. Nobody else can answer for the person",
    "fact": "A fact. Someone else can answer for the person",
})  # fmt: skip

VALUES: Mapping[str, str] = MappingProxyType({"good": "good", "mixed": "mixed", "not_good": "not good", "": "nothing"})

VERDICTS: Mapping[str, str] = MappingProxyType({"keep": "Keep", "change": "Change", "leave_out": "Leave out"})

VERDICT_PICTURES: Mapping[str, str] = MappingProxyType({"keep": "thumbs-up", "change": "pencil", "leave_out": "bin"})

SCENE_PARTS: Mapping[str, str] = MappingProxyType({
    "does": "What the person does",
    "means": "What it may mean",
    "do": "What staff must do then",
})  # fmt: skip


def day(value: str) -> str:
    """`2026-11-22` → `22 November 2026`."""
    found = date.fromisoformat(value)
    return f"{found.day} {found:%B %Y}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 question`, `12 questions`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def last_part(prompt_id: str) -> str:
    """`duq.1.person.own-words` → `own-words`."""
    return prompt_id.rpartition(".")[2]


def state(fresh: Sequence[Tried], tried: Sequence[Tried]) -> str:
    """What groups say of a question in a few words: the last verdict on the words that it has now."""
    if fresh:
        return VERDICTS[fresh[-1].verdict]
    return "The words are new" if tried else "Not tried yet"


def file_name(path: str) -> str:
    """`some/where/area-1.yaml` → `area-1.yaml`."""
    return PurePath(path).name


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType({
    "day": day, "counted": counted, "last_part": last_part, "file_name": file_name,
})  # fmt: skip
