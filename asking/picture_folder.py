"""Reads a folder of photos or symbols with a list, `pictures.csv`. Every fault is told at once, with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from asking.errors import PictureListRefused
from asking.picture_faults import Wish
from store.own_pictures import Level

LIST = "pictures.csv"
COLUMNS = ("concept", "file", "owner", "licence", "agreed_by", "until", "alt")
NEEDED = ("concept", "file", "owner", "licence", "alt")
MOST_LINES = 5000
MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One picture of the list.

    Attributes:
        number: In the file, from 1; the heading is line 1.
        data: The file's bytes; empty where it could not be read.
        code, sentence: What is wrong with where the file is; '' where nothing is.
    """

    number: int
    wish: Wish
    data: bytes
    code: str = ""
    sentence: str = ""


def lines_in(folder: Path, level: Level, whose: int) -> Iterator[Line]:
    """The pictures of a folder, one after another, so that not all files are in memory at once.

    Raises:
        PictureListRefused: There is no list, or its heading is wrong.
    """
    seen: dict[str, int] = {}
    for number, row in _rows(folder / LIST):
        values = {name: (row.get(name) or "").strip() for name in COLUMNS}
        wish = Wish(
            concept=values["concept"],
            level=level,
            whose=whose,
            owner=values["owner"],
            licence=values["licence"],
            agreed_by=values["agreed_by"],
            until=values["until"],
            alt=values["alt"],
            shows_person=bool(values["agreed_by"]),
        )
        before = seen.setdefault(wish.concept, number)
        if before != number:
            yield Line(number, wish, b"", "twice", f"Line {before} has a picture for '{wish.concept}' already.")
        else:
            yield _with_file(number, wish, folder, values["file"])


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str | None]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PictureListRefused(f"There is no {LIST} in {path.parent}.") from None
    except (OSError, UnicodeDecodeError):
        raise PictureListRefused(f"{path} cannot be read.", mend="Save it as CSV in UTF-8.") from None
    if len(text) > MOST_CHARACTERS:
        raise PictureListRefused(f"{path} is too large.", mend="Take fewer pictures at a time.")
    reader = csv.DictReader(text.splitlines(), strict=True)
    try:
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise PictureListRefused(f"{path}:1: There is no column {', '.join(missing)}.")
        for count, row in enumerate(reader, 1):
            if count > MOST_LINES:
                raise PictureListRefused(f"{path} has more than {MOST_LINES} lines.", mend="Take fewer at a time.")
            yield reader.line_num, row
    except csv.Error as error:
        raise PictureListRefused(
            f"{path}:{reader.line_num}: This line is no CSV ({error}).", mend="Look at its quotes."
        ) from None


def _with_file(number: int, wish: Wish, folder: Path, name: str) -> Line:
    """The file, from inside the folder only: a list from elsewhere must not fetch this computer's other files."""
    if not name:
        return Line(number, wish, b"", "no-file", "Name a file.")
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        return Line(number, wish, b"", "outside", f"The file '{name}' is not in the folder.")
    try:
        return Line(number, wish, path.read_bytes())
    except OSError:
        return Line(number, wish, b"", "no-file", f"There is no file '{name}' that can be read.")
