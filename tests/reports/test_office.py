"""Word and Excel files: nothing in them ever runs, and another office program reads the same out of them."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from pathlib import Path
from typing import Any

import docx as python_docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.reports import csv as as_csv
from evidence.reports import docx, xlsx
from evidence.reports.document import Column, Line, Report, Row, Table, cell
from evidence.reports.plain import clean
from tests.reports.sample import a_chart, a_report
from tools.office import ADVICE, find_office

BEGINS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    " =",
    "\u00a0=",
    "＝",
    "|",
    "%",
    "'=",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(",
)
bad = st.builds(lambda begin, rest: begin + rest, st.sampled_from(BEGINS), st.text(max_size=12))
FORMULA = re.compile(r"[=+\-@\t\r\n|%＝＋－＠]")
SECONDS = 120


def a_table_of(*texts: str) -> Report:
    """A report with one table, of one column."""
    rows = tuple(Row((cell(Line(text)),)) for text in texts)
    return Report("bad", "Bad", (Table("Texts", (Column("Text"),), rows),), "2026-11-29")


@given(bad)
def test_no_formula_lives_in_a_workbook(text: str) -> None:
    """XLSX: whatever a text begins with, it is opened as that text, and marked as text for whoever edits it."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(a_table_of(text, "=1+1"))))
    found = book["Texts"]["A3"]
    assert (found.data_type, book["Texts"]["A4"].data_type) in {("s", "s"), ("n", "s")}
    assert found.number_format == "@" or found.value is None
    assert str(found.value or "").split() == clean(text).split()
    assert book["Texts"]["A4"].value == "=1+1"


@given(bad)
def test_no_formula_lives_in_csv(text: str) -> None:
    """CSV: no field begins with what a spreadsheet program runs; all that is added is an apostrophe before it."""
    written = as_csv.write(a_table_of(text)).decode("utf-8-sig")
    field = list(csv.reader(io.StringIO(written, newline="")))[1][0]
    number = re.fullmatch(r"-\d+\.?\d*|-\.\d+", field)
    assert number or not FORMULA.match(field.lstrip(" \u00a0\u3000"))
    assert field.removeprefix("'") in {clean(text), clean(text).removeprefix("'")}


@given(st.lists(st.text(max_size=50), max_size=12))
def test_sheets_have_names_of_their_own(captions: list[str]) -> None:
    """Any captions, the same ones too, give sheets that a spreadsheet program opens: short, allowed, each its own."""
    taken = {xlsx.ABOUT.casefold()}
    names = [xlsx.name_for(caption, taken) for caption in captions]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= xlsx.LONGEST_NAME and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_numbers_are_numbers() -> None:
    """XLSX: counts and shares can be calculated with, titles stay in sight, and the chart is the program's own."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(a_report())))
    sheet: Any = book.worksheets[1]
    assert (sheet["B4"].value, sheet["C4"].value, sheet["C4"].number_format) == (12, 0.4567, "0%")
    assert sheet.freeze_panes == "A3"
    assert sheet["A4"].value == "Bold\nListed\nListed too"
    chart: Any = book.worksheets[2]
    assert len(chart._charts) == 1
    assert [chart.cell(5, place).value for place in range(2, 6)] == [5, 3, 2, 4]
    assert book.sheetnames[0] == "About"


def test_word_has_a_real_structure() -> None:
    """DOCX: headings, a list, a title row that repeats, the language, and words for each picture."""
    document: Any = python_docx.Document(io.BytesIO(docx.write(a_report("ur"))))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert [name for name in styles if name.startswith("Heading")] == ["Heading 1", "Heading 2"]
    assert "List Bullet" in styles
    xml = document.element.xml
    assert xml.count("<w:tblHeader") == 1
    assert "<w:bidiVisual" in xml
    assert re.findall(r'descr="([^"]*)"', xml) == ["Most say good things.", "A house", ""]
    assert (document.core_properties.title, document.core_properties.language) == ("What people say", "ur")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both files, opened by LibreOffice and written again as text and as CSV. One start serves both."""
    office, folder = find_office(), tmp_path_factory.mktemp("office")
    assert office, ADVICE
    nasty = a_report(say=lambda text: {"Row": "=1+1", "Bold": "@SUM(1)"}.get(text, text))
    (folder / "a.docx").write_bytes(docx.write(nasty))
    (folder / "b.xlsx").write_bytes(xlsx.write(nasty))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    for wanted, file in (("txt:Text (encoded):UTF8", "a.docx"), (every_sheet, "b.xlsx")):
        steps = [*command, wanted, "--outdir", folder, folder / file]
        done = subprocess.run(steps, capture_output=True, timeout=SECONDS, check=False)
        assert done.returncode == 0, done.stderr
    return folder


def test_libreoffice_reads_the_words(opened: Path) -> None:
    """DOCX: every text that a reader meets, in order."""
    found = (opened / "a.txt").read_text(encoding="utf-8-sig")
    report = a_report(say=lambda text: {"Row": "=1+1", "Bold": "@SUM(1)"}.get(text, text))
    at = 0
    for text in report.texts():
        at = found.find(text, at)
        assert at >= 0, text


def test_libreoffice_reads_the_cells(opened: Path) -> None:
    """XLSX: every cell of the table as it was, formulas as text; the chart's numbers beside it."""
    table, chart = (next(opened.glob(f"b-{name}*.csv")).read_text(encoding="utf-8-sig") for name in ("Table", "Chart"))
    rows = list(csv.reader(io.StringIO(table)))
    assert rows[:2] == [["Table: who/what?", "", ""], ["Name", "People", "Share"]]
    assert rows[3] == ["@SUM(1)\nListed\nListed too", "12", "46%"]
    assert [row[:2] for row in rows[4:]] == [["=1+1", str(number)] for number in range(40)]
    numbers = ["5", "3", "2", "4"]
    names = [part.name for part in a_chart().bars[0].parts]
    assert list(csv.reader(io.StringIO(chart)))[3:6] == [["", *names], ["Families", *numbers], ["Staff", *numbers]]
