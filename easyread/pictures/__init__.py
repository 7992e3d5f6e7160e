"""The picture set: what each picture is called, shows and comes from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

NEEDED = ("file", "sha256", "source", "licence", "owner", "alt_key", "alt")


class PictureError(Exception):
    """The picture folder is not whole. The message says which picture, what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        source: OpenMoji codes that it is made from; empty for a drawing of our own.
        alt_key: Key of its alt text in the translations.
        alt: Its English alt text, eight words or fewer.
    """

    name: str
    file: str
    sha256: str
    source: tuple[str, ...]
    licence: str
    owner: str
    alt_key: str
    alt: str


@dataclass(frozen=True)
class PictureSet:
    """Every picture that texts may name, checked against the manifest."""

    pictures: Mapping[str, Picture]
    folder: Traversable

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that a text may use."""
        return frozenset(self.pictures)

    def svg(self, name: str) -> bytes:
        """The picture itself. Raises KeyError for an unknown name."""
        return (self.folder / self.pictures[name].file).read_bytes()

    def alt(self, name: str) -> str:
        """English alt text, for where the text gives none of its own. Raises KeyError for an unknown name."""
        return self.pictures[name].alt


def load(folder: Traversable | None = None) -> PictureSet:
    """Reads the manifest and checks every file against it.

    Args:
        folder: Where the manifest is; the built-in pictures when left out.

    Raises:
        PictureError: A file is missing or changed, or a picture lacks its licence, owner or alt text.
    """
    folder = folder or files(__name__)
    try:
        entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["pictures"]
        pictures = {name: _picture(name, entry) for name, entry in entries.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PictureError(f"manifest.json cannot be read ({error}). Rebuild the folder with build.py.") from error
    for picture in pictures.values():
        _check_file(picture, folder)
    return PictureSet(pictures, folder)


def _picture(name: str, entry: Mapping[str, Any]) -> Picture:
    missing = [key for key in NEEDED if key not in entry or (key != "source" and not entry[key])]
    if missing:
        raise PictureError(f"Picture '{name}' has no {', '.join(missing)} in manifest.json. Add it, or rebuild.")
    return Picture(name, **{key: entry[key] for key in NEEDED if key != "source"}, source=tuple(entry["source"]))


def _check_file(picture: Picture, folder: Traversable) -> None:
    try:
        body = (folder / picture.file).read_bytes()
    except OSError as error:
        raise PictureError(f"Picture '{picture.name}' has no file {picture.file}. Put it back, or rebuild.") from error
    if hashlib.sha256(body).hexdigest() != picture.sha256:
        raise PictureError(f"Picture '{picture.name}': {picture.file} is not the file in manifest.json. Rebuild.")
