"""Every report made from the sample is opened by another office program, which reads the same words and cells.

One start of LibreOffice serves all Word files, and one all workbooks. What is compared is what that program saved
itself, as text and as CSV.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.app import open_rooms
from bot.clock import utc_now
from bot.config import read_config
from evidence.reports import REPORTS, Asked, Reader
from evidence.reports.document import Report
from evidence.reports.formats import write
from tests.support.sample import make_once, shared_folder
from tools.office import ADVICE, find_office

NOW = utc_now()
SECONDS = 180
TEXT = "txt:Text (encoded):UTF8"
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Comma, quotes, UTF-8, all sheets, and each cell as its value and not as it is shown."""
FEWEST_WORDS = 20
SLACK = 1e-6


async def every_report(folder: Path) -> dict[str, Report]:
    """Each report in each of its layouts, for the whole provider's manager, by a name for its file."""
    made: dict[str, Report] = {}
    async with open_rooms(read_config({"PLAINSAY_DATA": str(folder)}), lambda: NOW) as rooms:
        for kind in REPORTS:
            for layout in kind.layouts or ("",):
                asked = Asked(rooms.pack, NOW.date(), Reader(manages=True), layout=layout)
                found = await rooms.database.read(lambda tx, kind=kind, asked=asked: kind.make(tx, asked))
                assert found is not None, (kind.name, layout)
                made[f"{kind.name}{'-' if layout else ''}{layout}"] = found
    return made


def converted(folder: Path, wanted: str, files: list[Path]) -> None:
    """LibreOffice opens all of some files and saves each in another form; one start."""
    office = find_office()
    assert office, ADVICE
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    steps = [office, profile, "--headless", "--convert-to", wanted, "--outdir", folder, *files]
    done = subprocess.run(steps, capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr


def squeezed(text: str) -> str:
    """A text without spaces and signs of lists: programs break lines and number items in their own ways."""
    return re.sub(r"[\s\u00a0\u200b\ufeff]|^[•\u2022-]", "", text)


def words_missing(report: Report, text: str) -> list[str]:
    """The texts of a report that another program's text does not hold, in the order in which they should come."""
    bare, at, missing = squeezed(text), 0, []
    for one in filter(None, map(squeezed, report.texts())):
        found = bare.find(one, at)
        if found < 0:
            missing.append(one)
        else:
            at = found
    return missing


def cells_of(content: bytes) -> dict[str, list[list[str]]]:
    """Our workbook: name of a sheet → its rows, each cell as a program's CSV has it."""
    book: Any = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[_text(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def _text(cell: Any) -> str:
    if cell.value is None:
        return ""
    if cell.is_date:
        return str(cell.value.date().isoformat())
    return f"{cell.value:.10g}" if isinstance(cell.value, int | float) else str(cell.value)


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Rows without empty cells at their end, and without empty rows at the end."""
    cut = [row[: max((at for at, text in enumerate(row, 1) if text), default=0)] for row in rows]
    return cut[: max((at for at, row in enumerate(cut, 1) if row), default=0)]


def differing(ours: list[list[str]], theirs: list[list[str]]) -> Iterator[tuple[str, str]]:
    """The cells that are not the same; numbers as far as a program shows their places."""
    ours, theirs = trimmed(ours), trimmed(theirs)
    if [len(row) for row in ours] != [len(row) for row in theirs]:
        yield f"{len(ours)} rows", f"{len(theirs)} rows, or other widths"
        return
    for first, second in zip(ours, theirs, strict=True):
        yield from ((a, b) for a, b in zip(first, second, strict=True) if not same(a, b))


def same(ours: str, theirs: str) -> bool:
    """Whether two cells are the same text, or the same number."""
    if ours.replace("\r\n", "\n") == theirs.replace("\r\n", "\n"):
        return True
    try:
        share = 100 if theirs.endswith("%") else 1
        return abs(float(ours) - float(theirs.removesuffix("%")) / share) < SLACK
    except ValueError:
        return False


async def test_another_office_program_reads_every_report_the_same(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Word: every text in order. Excel: every cell of every sheet, texts as texts and numbers as numbers."""
    sample = shutil.copytree(make_once(shared_folder(tmp_path_factory)), tmp_path / "data")
    reports = await every_report(Path(sample))
    files: dict[str, list[Path]] = {"docx": [], "xlsx": []}
    for name, report in reports.items():
        kind = next(one for one in REPORTS if name.startswith(one.name))
        for form in set(kind.formats or files) & set(files):
            files[form].append(tmp_path / f"{name}.{form}")
            files[form][-1].write_bytes(write(report, form))
    converted(tmp_path, TEXT, files["docx"])
    converted(tmp_path, EVERY_SHEET, files["xlsx"])
    for file in files["docx"]:
        text = file.with_suffix(".txt").read_text(encoding="utf-8-sig")
        assert words_missing(reports[file.stem], text) == [], file.name
        assert len(text.split()) > FEWEST_WORDS, file.name
    for file in files["xlsx"]:
        for sheet, rows in cells_of(file.read_bytes()).items():
            theirs = tmp_path / f"{file.stem}-{sheet}.csv"
            with theirs.open(encoding="utf-8-sig", newline="") as opened:
                assert list(differing(rows, list(csv.reader(opened)))) == [], (file.name, sheet)


def test_a_word_or_a_cell_that_is_lost_is_found() -> None:
    """The control."""
    report = Report("x", "Title", (), "2026-11-29", about=("One", "Two"))
    assert words_missing(report, "Title\nTwo\nOne") == ["Two"]
    assert words_missing(report, "Title One\nTwo") == []
    assert list(differing([["a", "1"], ["", ""]], [["a", "1.0"]])) == []
    assert list(differing([["a", "1"]], [["a", "2"]])) == [("1", "2")]
    assert list(differing([["=1+1"]], [["2"]])) == [("=1+1", "2")]
    assert len(list(differing([["a"], ["b"]], [["a"]]))) == 1
