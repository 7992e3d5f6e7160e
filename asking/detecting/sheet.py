"""The shape of a language's file of phrases. It is data: nobody needs to program to mend or add one."""

from __future__ import annotations

from typing import ClassVar, Final

from pydantic import Field

from dialogs.pack_schema import Sheet

KINDS: Final = (
    "hurt",
    "scared",
    "money",
    "touched",
    "locked_in",
    "not_fed",
    "medicine",
    "wanting_to_die",
    "restraint",
    "threats",
)


class NegationSheet(Sheet):
    """How the language says that something is not so."""

    needed = ("words",)
    words: list[str] = Field(default_factory=list)
    ahead: int = Field(default=4, ge=0, le=8)
    behind: int = Field(default=0, ge=0, le=8)
    stops: list[str] = Field(default_factory=list)
    still: list[str] = Field(default_factory=list)


class SoundSheet(Sheet):
    """Letters that are written for each other."""

    alike: list[str] = Field(default_factory=list)
    silent: str = ""


class PhrasesSheet(Sheet):
    """Phrases for each kind of worry."""

    needed: ClassVar[tuple[str, ...]] = KINDS
    hurt: list[str] = Field(default_factory=list)
    scared: list[str] = Field(default_factory=list)
    money: list[str] = Field(default_factory=list)
    touched: list[str] = Field(default_factory=list)
    locked_in: list[str] = Field(default_factory=list)
    not_fed: list[str] = Field(default_factory=list)
    medicine: list[str] = Field(default_factory=list)
    wanting_to_die: list[str] = Field(default_factory=list)
    restraint: list[str] = Field(default_factory=list)
    threats: list[str] = Field(default_factory=list)


class HarmlessSheet(PhrasesSheet):
    """What looks like a worry and is none: for every kind (`all`) or one."""

    needed: ClassVar[tuple[str, ...]] = ()
    all: list[str] = Field(default_factory=list)


class LanguageSheet(Sheet):
    """A file such as `en.yaml`."""

    needed = ("language", "words", "negation", "phrases")
    language: str = ""
    words: dict[str, list[str]] = Field(default_factory=dict)
    fillers: list[str] = Field(default_factory=list)
    spellings: dict[str, str] = Field(default_factory=dict)
    real: list[str] = Field(default_factory=list)
    sounds: SoundSheet = Field(default_factory=SoundSheet)
    negation: NegationSheet | None = None
    phrases: PhrasesSheet | None = None
    harmless: HarmlessSheet = Field(default_factory=HarmlessSheet)
