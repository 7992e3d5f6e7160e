"""A folder of recordings by real people: `<language>/<name>.wav`, and beside them `index.json` with the words of each.

A recording holds for its words alone. Where the words change it is stale: kept, and no longer played.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from easyread.speech.speaker import Sound
from easyread.speech.take import wav
from easyread.speech.words import speakable

INDEX = "index.json"


class BrokenIndex(Exception):
    """The list of recordings cannot be read or written. Says where, what is wrong, and how to mend it."""

    code = "R101"

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.mend = "Mend the file, or put it back from a backup. The recordings beside it are whole."


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recording.

    Attributes:
        file: Its name in the folder of its language.
        words: What is said in it.
        by: Who says it.
        on: The day, as `2026-11-28`.
    """

    file: str
    words: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Book:
    """The recordings of one language.

    Attributes:
        people: Who agreed to be heard, and on which day.
        pieces: Spoken words → the recording.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    pieces: Mapping[str, Recorded] = field(default_factory=dict)

    def stale(self, wanted: Collection[str]) -> list[Recorded]:
        """Recordings of words that nobody is asked any more."""
        words = {speakable(text) for text in wanted}
        return [one for one in self.pieces.values() if one.words not in words]


class Recordings:
    """The folder.

    Args:
        folder: Made when the first recording is kept. Several programs may read it while one writes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, tuple[tuple[int, int], Book]] = {}

    def languages(self) -> list[str]:
        """Those that have a list of recordings."""
        return sorted(path.parent.name for path in self._folder.glob(f"*/{INDEX}"))

    def book(self, language: str) -> Book:
        """What there is in a language; read again only when the list changed.

        Raises:
            BrokenIndex: The list is not whole.
        """
        path = self._path(language, INDEX)
        try:
            state = path.stat()
            stamp = (state.st_mtime_ns, state.st_size)
            if self._read.get(language, (None, None))[0] != stamp:
                self._read[language] = stamp, _parsed(path, path.read_bytes())
        except FileNotFoundError:
            return Book()
        except OSError as error:
            raise BrokenIndex(path, f"It cannot be read: {error.strerror}.") from None
        return self._read[language][1]

    def find(self, text: str, language: str) -> tuple[Path, Recorded] | None:
        """The recording of these very words, where there is one.

        Raises:
            BrokenIndex: The list is not whole.
        """
        tag = language.lower().replace("_", "-")
        for name in dict.fromkeys((tag, tag.partition("-")[0])):
            found = self.book(name).pieces.get(speakable(text))
            if found is not None:
                return self._path(name, found.file), found
        return None

    def agree(self, language: str, by: str, on: str) -> None:
        """Keeps that someone agreed to be heard.

        Raises:
            BrokenIndex: It cannot be kept.
        """
        book = self.book(language)
        self._write_index(language, replace(book, people={**book.people, by: on}))

    def keep(self, language: str, name: str, recorded: Recorded, sound: Sound) -> Recorded:
        """Keeps a recording, in the place of an earlier one of the same words.

        Args:
            language: Its language.
            name: What its file is called, without the ending, while no other words have this name.
            recorded: What to keep of it; the name of its file is filled in.
            sound: The recording.

        Raises:
            BrokenIndex: It cannot be kept.
        """
        book, words = self.book(language), speakable(recorded.words)
        before = book.pieces.get(words)
        kept = replace(recorded, words=words, file=before.file if before else _free(book, name))
        self._put(self._path(language, kept.file), wav(sound))
        self._write_index(language, replace(book, pieces={**book.pieces, words: kept}))
        return kept

    def remove(self, language: str, by: str) -> int:
        """Removes all that someone said, and that they agreed. Gives how many recordings went.

        Raises:
            BrokenIndex: The list cannot be written.
        """
        book = self.book(language)
        gone = [one for one in book.pieces.values() if one.by == by]
        left = {words: one for words, one in book.pieces.items() if one.by != by}
        people = {name: on for name, on in book.people.items() if name != by}
        if gone or by in book.people:
            self._write_index(language, Book(people, left))
        for one in gone:
            self._path(language, one.file).unlink(missing_ok=True)
        return len(gone)

    def _write_index(self, language: str, book: Book) -> None:
        pieces = {one.file: {k: v for k, v in asdict(one).items() if k != "file"} for one in book.pieces.values()}
        body = json.dumps({"people": dict(book.people), "pieces": pieces}, ensure_ascii=False, indent=1, sort_keys=True)
        self._put(self._path(language, INDEX), body.encode() + b"\n")

    def _put(self, path: Path, body: bytes) -> None:
        """Whole or not at all."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(descriptor, "wb") as file:
                file.write(body)
            Path(temporary).replace(path)
        except OSError as error:
            raise BrokenIndex(path, f"It cannot be written: {error.strerror}.") from None

    def _path(self, language: str, name: str) -> Path:
        return self._folder / language / name


def _parsed(path: Path, body: bytes) -> Book:
    try:
        held = json.loads(body)
        people = {str(name): str(on) for name, on in held["people"].items()}
        found = [_recorded(file, about) for file, about in held["pieces"].items()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenIndex(path, f"It is no list of recordings ({type(error).__name__}).") from None
    return Book(people, {one.words: one for one in found})


def _recorded(file: str, about: Mapping[str, Any]) -> Recorded:
    """A name with a folder in it could lead anywhere, so it is refused."""
    if Path(file).name != file or not file.endswith(".wav"):
        raise ValueError(file)
    return Recorded(file, str(about["words"]), str(about["by"]), str(about["on"]))


def _free(book: Book, name: str) -> str:
    """The name, with a number where a recording of other words has it."""
    taken = {one.file for one in book.pieces.values()}
    file, number = f"{name}.wav", 1
    while file in taken:
        number += 1
        file = f"{name}-{number}.wav"
    return file
