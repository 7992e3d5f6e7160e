"""Makes the file: one ZIP that a browser, a program and a person can open."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files as files_of
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from asking.about import Whole
from asking.retention import Rule
from bot.about.plain import Title, title_of
from bot.http.pages import environment
from store.errors import StoreError
from store.holdings import WITHHELD

FORMAT = 1
ENDINGS = {"audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/webm": "webm", "audio/wav": "wav",
           "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf",
           "text/plain": "txt"}  # fmt: skip
HIDDEN = frozenset({"lane", "file", "text_hash", "bot"})
"""Columns that are only for programs: they stand in the data, not on the page."""


@dataclass(frozen=True, slots=True)
class Held:
    """One table, as the page shows it.

    Attributes:
        period: How long it is kept, in words.
    """

    title: Title
    period: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def file_name(person_id: int, today: date) -> str:
    """What the file is called: a number, never a name."""
    return f"about-{person_id}-{today.isoformat()}.zip"


def made(
    whole: Whole, files: Mapping[str, Callable[[], bytes]], *, kept: Mapping[str, Rule], provider: str, today: date
) -> bytes:
    """The ZIP.

    Args:
        whole: All that the database holds.
        files: Name of a file of theirs → gives its content, opened.
        kept: The rules for how long things are kept, by name.
        provider: Who holds it.
        today: The day on which it is made.
    """
    packed = BytesIO()
    stamp = (today.year, today.month, today.day, 0, 0, 0)
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        names, lost = _put_media(archive, whole, files, stamp)
        _put(archive, "about.json", json.dumps(_data(whole, names, lost), indent=2, ensure_ascii=False), stamp)
        _put(archive, "about.css", (files_of("bot.about") / "templates/about.css").read_bytes(), stamp)
        _put(archive, "about.html", _page(whole, names, kept, provider, today), stamp)
    return packed.getvalue()


def _put_media(
    archive: ZipFile, whole: Whole, files: Mapping[str, Callable[[], bytes]], stamp: tuple[int, ...]
) -> tuple[dict[str, str], list[str]]:
    """Name of a sealed file → where it stands in the ZIP; and those that cannot be opened."""
    names: dict[str, str] = {}
    lost: list[str] = []
    for number, (file, mime) in enumerate(_media_of(whole), 1):
        try:
            content = files[file]()
        except (KeyError, StoreError):
            lost.append(file)
            continue
        names[file] = f"media/{number:03}.{ENDINGS.get(mime, 'bin')}"
        _put(archive, names[file], content, stamp)
    return names, lost


def _media_of(whole: Whole) -> list[tuple[str, str]]:
    found = (row for table in ("media", "record", "own_picture") for row in whole.tables.get(table, ()))
    return [(row["file"], row["mime"]) for row in found if row["file"]]


def _put(archive: ZipFile, name: str, content: str | bytes, stamp: tuple[int, ...]) -> None:
    info = ZipInfo(name, stamp)  # type: ignore[arg-type]
    info.compress_type = ZIP_DEFLATED
    archive.writestr(info, content)


def _data(whole: Whole, names: Mapping[str, str], lost: list[str]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "person": whole.person.id,
        "tables": {table: [_with_file(row, names) for row in rows] for table, rows in whole.tables.items()},
        "consent_texts": whole.texts,
        "said_by_others_about_them": whole.by_others,
        "said_by_them_about_others": whole.of_others,
        "left_out": dict(WITHHELD),
        "files_that_cannot_be_opened": lost,
    }


def _with_file(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {**row, "in_this_zip": names[row["file"]]} if row.get("file") in names else dict(row)


def _page(whole: Whole, names: Mapping[str, str], kept: Mapping[str, Rule], provider: str, today: date) -> str:
    held = [_held(table, rows, names, kept) for table, rows in whole.tables.items()]
    return environment("bot.about").get_template("about.html").render(
        whole=whole, held=held, provider=provider, today=today, withheld=WITHHELD, media=sorted(names.values())
    )  # fmt: skip


def _held(table: str, rows: list[dict[str, Any]], names: Mapping[str, str], kept: Mapping[str, Rule]) -> Held:
    title = title_of(table)
    columns = tuple(
        column
        for column in rows[0]
        if column not in HIDDEN | {"id", "person_id"} and any(row[column] not in (None, "") for row in rows)
    )
    shown = tuple(tuple(_said(row[column]) for column in columns) for row in rows)
    if any(row.get("file") in names for row in rows):
        columns += ("in this file",)
        shown = tuple((*one, names.get(row["file"], "")) for one, row in zip(shown, rows, strict=True))
    return Held(title, _period(title, kept), tuple(map(_plain, columns)), shown)


def _period(title: Title, kept: Mapping[str, Rule]) -> str:
    rule = kept.get(title.kept)
    if rule is None:
        return "As a number without a name, for as long as it is of use."
    return f"{rule.days} days after {rule.kind.after}."


def _plain(column: str) -> str:
    return column.replace("_", " ")


def _said(value: object) -> str:
    if value is None:
        return ""
    return str(value)
