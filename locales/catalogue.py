"""One language's translation of one domain, and the list of what there is to translate."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

VITAL: Final = "needs sign-off"
"""Marks a sentence that a named fluent reader must sign off before anybody is invited in its language."""
PLACEHOLDER: Final = re.compile(r"\{\w+\}")


class BadTranslation(Exception):
    """A `.po` file cannot be read (T102). The message says where and how to mend it."""

    code = "T102"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something to translate.

    Attributes:
        places: Where it stands.
        notes: What translators are told about it.
        vital: It is about consent, help or a worry.
    """

    english: str
    places: tuple[str, ...]
    notes: tuple[str, ...]
    vital: bool


def sentences(folder: Traversable, domain: str) -> tuple[Sentence, ...]:
    """Everything there is to translate in a domain, from its `.pot`."""
    return tuple(_sentence(message) for message in read(folder / f"{domain}.pot") if message.id)


def translated(folder: Traversable, domain: str) -> dict[str, str]:
    """English sentence → translation, from a language's `.po`. What is empty, fuzzy or not usable is left out.

    A translation that lost or gained a placeholder could not be filled in, so it is as good as none.
    """
    file = folder / f"{domain}.po"
    if not file.is_file():
        return {}
    said = ((str(one.id), str(one.string)) for one in read(file) if one.id and one.string and not one.fuzzy)
    return {english: other for english, other in said if same_placeholders(english, other)}


def same_placeholders(english: str, other: str) -> bool:
    """Whether both leave the same things open."""
    return sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(other))


def read(file: Traversable) -> Catalog:
    """A `.po` or `.pot` file.

    Raises:
        BadTranslation: It is no gettext file.
    """
    try:
        return read_po(io.BytesIO(file.read_bytes()), abort_invalid=True)
    except (PoFileError, ValueError, LookupError, OSError) as error:
        why = " ".join(str(error).split())
        raise BadTranslation(f"T102 {file}: this is no translation file ({why}). Mend or replace it.") from error


def merged(catalogues: tuple[Mapping[str, str], ...]) -> dict[str, str]:
    """Several translations as one; a later one goes before an earlier."""
    return {english: said for one in catalogues for english, said in one.items()}


def _sentence(message: Message) -> Sentence:
    notes = tuple(note for note in message.auto_comments if note != VITAL)
    places = tuple(place for place, _ in message.locations)
    return Sentence(str(message.id), places, notes, VITAL in message.auto_comments)
