"""A report as a tagged PDF (PDF/UA-1), set by typst. docs/decisions/reports.md says why by typst.

The report goes in as data beside the template: no text of anybody is ever read as markup, and the template opens no
file and no address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from easyread import fonts
from evidence.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Heading,
    Line,
    NewPage,
    Paragraph,
    Picture,
    Pictured,
    Report,
    Table,
    as_read,
)
from evidence.reports.pictured import drawn
from evidence.reports.plain import clean, levelled, pattern_of, shown, tones, widest
from evidence.reports.signs import drawable
from evidence.reports.spoken import spoken_once

STANDARD = "ua-1"
SHARP_PPI = 200.0


def write(report: Report, *, base: str | None = None) -> bytes:
    """The report as PDF.

    Args:
        report: The report.
        base: As in the other formats; what is printed has no addresses.
    """
    del base
    made: Any = _compile(report, format="pdf", pdf_standards=[STANDARD])
    return spoken_once(bytes(made))


def drawing(report: Report, block: Bars) -> bytes:
    """One chart of a report as PNG, for formats that cannot draw."""
    made: Any = _compile(report, block, format="png", ppi=SHARP_PPI)
    return bytes(made[0] if isinstance(made, list) else made)


def _compile(report: Report, only: Bars | None = None, **wanted: Any) -> Any:
    inputs = {"report": json.dumps(data(report, only)), "only-drawing": "yes" if only else ""}
    folder = files("evidence.reports") / "templates"
    with as_file(folder) as root:  # the only folder that a template may open files in
        compiler = typst.Compiler(b"", root=root, font_paths=_fonts(), package_path=root, package_cache_path=root)
        return compiler.compile((root / "report.typ").read_bytes(), sys_inputs=inputs, **wanted)


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts, the same on every machine."""
    with as_file(files("easyread.fonts")) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def data(report: Report, only: Bars | None = None) -> dict[str, Any]:
    """The report as the template reads it."""
    made = date.fromisoformat(report.made_on)
    blocks = [(only, 1)] if only else levelled(report)
    return {
        "title": _text(report.title),
        "author": "Plainsay",
        "date": {"year": made.year, "month": made.month, "day": made.day},
        "lang": report.language.partition("-")[0],
        "rtl": report.right_to_left,
        "fonts": [one.name for one in fonts.load().serving(report.language)],
        "easy": report.easy,
        "wide": report.wide,
        "about": [_text(line) for line in report.about],
        "blocks": [{"kind": type(block).__name__.lower(), **_block(block, level)} for block, level in blocks],
    }


def _text(text: str) -> str:
    return drawable(clean(text))


def _block(block: Block, level: int) -> dict[str, Any]:
    match block:
        case Heading():
            # The title is no heading of its own in a PDF but stands above them all.
            found: dict[str, Any] = {"text": _text(block.text), "level": level - 1}
        case Paragraph():
            found = {"lines": _lines(block.lines), "small": block.small}
        case Bullets():
            found = {"lines": _lines(block.items), "numbered": block.numbered}
        case Table():
            found = _table(as_read(block))
        case Bars():
            found = _bars(block)
        case Picture():
            found = _picture(block)
        case Pictured():
            found = {"picture": _picture(block.picture), "lines": _lines(block.lines), "large": block.large}
        case NewPage():
            found = {}
    return found


def _lines(found: tuple[Line, ...]) -> list[dict[str, Any]]:
    return [{"text": _text(one.text), "bold": one.bold, "bullet": one.bullet} for one in found]


def _table(table: Table) -> dict[str, Any]:
    def cells(found: tuple[Cell, ...]) -> Iterator[dict[str, Any]]:
        for cell in found:
            yield {"lines": _lines(cell.lines), "header": cell.header}

    return {
        "caption": _text(table.caption),
        "columns": [{"title": _text(one.title), "share": one.share, "numeric": one.numeric} for one in table.columns],
        "rows": [{"spanning": row.spanning, "cells": list(cells(row.cells))} for row in table.rows],
    }


def _bars(block: Bars) -> dict[str, Any]:
    whole = widest(block)

    def bar(one: Bar) -> dict[str, Any]:
        parts = [{"pattern": pattern_of(part.tone), "share": part.value / whole} for part in one.parts]
        figures = " · ".join(shown(part.value) for part in one.parts)
        return {"name": _text(one.name), "parts": parts, "figures": figures}

    return {
        "title": _text(block.title),
        "says": _text(block.says),
        "bars": [bar(one) for one in block.bars],
        "key": [{"name": _text(name), "pattern": pattern} for name, pattern in tones(block)],
    }


def _picture(picture: Picture) -> dict[str, Any]:
    found = drawn(picture)
    return {"alt": _text(picture.alt), "svg": found.svg, "bytes": list(found.png)}
