"""The fonts that cards are drawn with, and that pages may send: which there are, and which serve a language.

Naskh serves Urdu too: Nastaliq hangs over its line, and what is copied out of a PDF in it comes apart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

LATIN = "Latn"
SCRIPTS = {"ar": "Arab", "ur": "Arab", "bn": "Beng", "pa": "Guru", "gu": "Gujr"}
"""The script of each language that is not written in Latin letters."""

RIGHT_TO_LEFT = frozenset({"Arab"})
NEEDED = ("name", "script", "weight", "file", "sha256", "version", "source", "licence", "owner")


class FontError(Exception):
    """The font folder is not whole. The message says which font, what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Font:
    """One font file.

    Attributes:
        name: Of its family, as CSS names it.
        script: What it is for, by ISO 15924. Digits and common signs are in all, Latin letters in `Latn` only.
        weight: 400 or 700, as in CSS.
        source: npm package and version that it was made from.
        owner: The line of its copyright.
    """

    name: str
    script: str
    weight: int
    file: str
    sha256: str
    version: str
    source: str
    licence: str
    owner: str


@dataclass(frozen=True)
class FontSet:
    """Every font, checked against the manifest."""

    fonts: tuple[Font, ...]
    folder: Traversable

    def body(self, font: Font) -> bytes:
        """The file itself, a TTF."""
        return (self.folder / font.file).read_bytes()

    def serving(self, language: str, weight: int = 400) -> tuple[Font, ...]:
        """The fonts for texts of a language, in order: its own, the Latin one for names, then all others.

        A page needs only the first two. A card takes the first that has a sign.
        """
        order = dict.fromkeys((script_of(language), LATIN, *(font.script for font in self.fonts)))
        return tuple(font for script in order for font in self.fonts if (font.script, font.weight) == (script, weight))


def script_of(language: str) -> str:
    """The script that a language is written in, by ISO 15924: `Arab` for `ur`, `Latn` for `en-GB`."""
    return SCRIPTS.get(language.replace("_", "-").partition("-")[0].casefold(), LATIN)


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return script_of(language) in RIGHT_TO_LEFT


def load(folder: Traversable | None = None) -> FontSet:
    """Reads the manifest and checks every file against it.

    Args:
        folder: Where the manifest is; the built-in fonts when left out.

    Raises:
        FontError: A file is missing or changed, or a font lacks its licence or owner.
    """
    folder = folder or files(__name__)
    try:
        entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["fonts"]
        found = FontSet(tuple(map(_font, entries)), folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FontError(f"manifest.json cannot be read ({error}). Rebuild the folder with build.py.") from error
    for font in found.fonts:
        _check_file(found, font)
    return found


def _font(entry: Mapping[str, Any]) -> Font:
    missing = [key for key in NEEDED if not entry.get(key)]
    if missing:
        raise FontError(f"A font has no {', '.join(missing)} in manifest.json. Add it, or rebuild.")
    return Font(**{key: entry[key] for key in NEEDED})


def _check_file(found: FontSet, font: Font) -> None:
    try:
        body = found.body(font)
    except OSError as error:
        raise FontError(f"{font.name} has no file {font.file}. Put it back, or rebuild.") from error
    if hashlib.sha256(body).hexdigest() != font.sha256:
        raise FontError(f"{font.name}: {font.file} is not the file in manifest.json. Rebuild the folder.")
