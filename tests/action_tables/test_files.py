"""Any file gives a table or a clear fault, and every row of it is accounted for."""

from __future__ import annotations

import io
import random
import time
import zipfile
from datetime import date

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from evidence.action_tables.columns import key
from evidence.action_tables.model import Field, RowKind, Table
from evidence.action_tables.read import read
from evidence.action_tables.rows import grid
from tests.action_tables.councils import FORMATS, as_csv, as_docx, as_xlsx, dudley, saved, stockton

SMALL = "No,Action,Lead,By when\n1,Fix the gate.,Jo,March 2030\n2,Paint it.,Sam,soon\n"


def check_nothing_is_lost(data: bytes, table: Table) -> None:
    """Every row that holds anything is accounted for, once and in order."""
    rows = [(row.place, row.number) for row in grid(data).rows]
    assert [(one.row.place, one.row.number) for one in table.rows] == rows
    used = [number for one in table.actions for number in one.rows]
    assert len(used) == table.count(RowKind.ACTION) + table.count(RowKind.CONTINUES)
    assert len(table.faults) == table.count(RowKind.FAULT) or not table.rows


@pytest.mark.parametrize("build", [stockton, dudley])
@pytest.mark.parametrize("kind", FORMATS)
def test_no_row_is_lost(build: object, kind: str) -> None:
    """Of whole documents."""
    assert callable(build)
    data = FORMATS[kind](build())
    check_nothing_is_lost(data, read(data))


@given(st.binary(max_size=600))
def test_any_bytes_give_a_table_or_a_fault(data: bytes) -> None:
    """And never an error."""
    table = read(data)
    assert table.rows or table.faults
    check_nothing_is_lost(data, table)


CELLS = ["", "1", "1.1", "1.1a", "2.", "Action", "Lead", "When", "No", "Area", "Fix it.", "and so on", "May 2030",
         "Area 2 – Safety", "III ALL", "3. Be kind", "See 1"]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(CELLS), max_size=5), max_size=14))
def test_any_rows_are_accounted_for(rows: list[list[str]]) -> None:
    """Whatever order titles, headings, actions and pieces of them come in."""
    data = "\n".join("\t".join(row) for row in rows).encode()
    check_nothing_is_lost(data, read(data))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["xlsx", "docx"]), st.booleans())
def test_damaged_files_give_a_table_or_a_fault(chance: random.Random, kind: str, cut: bool) -> None:
    """With bytes changed anywhere, and cut off anywhere."""
    data = bytearray(DAMAGED[kind])
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    table = read(bytes(data[: chance.randrange(len(data))]) if cut else bytes(data))
    assert table.rows or table.faults


DAMAGED = {"xlsx": as_xlsx(stockton()[:8]), "docx": as_docx(stockton()[:8])}


def packed(*members: tuple[str, bytes], start: bytes = b"") -> bytes:
    """A packed file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return start + out.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """A packed file in which one member is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for one in old.namelist():
            made.writestr(one, content if one == name else old.read(one))
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData>%b</worksheet>'
JOINED = SHEET.replace(b"%b", b"", 1).replace(b"%b", b'<mergeCells><mergeCell ref="%b"/></mergeCells>')
FAR = SHEET % (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', b"")
W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DEEP = (
    b'<w:document xmlns:w="%b"><w:body>' % W
    + b"<w:p>"
    + b"<w:r>" * 9_000
    + b"</w:r>" * 9_000
    + b"</w:p></w:body></w:document>"
)
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "It is empty."),
        (b"\r\n \n", "It is empty."),
        (b"x" * 2_000_001, "larger than 2 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "locked with a password"),
        (b"%PDF-1.7 ...", "It is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no table"),
        (packed(("content.xml", b"<a/>")), "neither a spreadsheet nor a document"),
        (b"PK\x03\x04 nothing", "damaged"),
        (packed(("word/document.xml", b"0" * 9_000_000)), "too large when it is opened"),
        (packed(("xl/workbook.xml", b"<a/>"), ("xl/media/x.png", b"0" * 30_000_000)), "too large when it is opened"),
        (packed(("word/document.xml", LAUGHS)), "instructions that no table needs"),
        (packed(("word/document.xml", LAUGHS.decode().encode("utf-16"))), "instructions that no table needs"),
        (packed(("word/document.xml", b"<a")), "damaged"),
        (with_member(as_xlsx(stockton()[:8]), "xl/styles.xml", LAUGHS), "instructions that no table needs"),
        (with_member(as_xlsx(stockton()[:8]), "xl/worksheets/sheet1.xml", b"<x"), "cannot be read"),
        (with_member(as_xlsx(stockton()[:8]), "xl/worksheets/sheet1.xml", b"<c " * 70_000), "too many cells"),
        (with_member(as_xlsx(stockton()[:8]), "xl/worksheets/sheet1.xml", JOINED % b"A1:XFD1048576"), "too many cells"),
        (with_member(as_xlsx(stockton()[:8]), "xl/worksheets/sheet1.xml", JOINED % b"&#65;1:XFD1048576"), "many cells"),
        (with_member(as_xlsx(stockton()[:8]), "xl/worksheets/sheet1.xml", b"<\x00x\x00"), "an unusual way"),
        (with_member(as_xlsx(stockton()[:8]), "xl/worksheets/sheet1.xml", FAR), "too long or too wide"),
        (packed(("word/document.xml", DEEP)), "nested too deeply"),
        (("No,Action\n" + "1,x\n" * 3_001).encode(), "more than 3000 rows"),
        (("No,Action\n" + "1,x" + ",y" * 70 + "\n").encode(), "more than 60 columns"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    """In a sentence, with what to do about it, and without being unpacked into the memory."""
    began = time.process_time()
    table = read(data)
    assert table.rows == ()
    (fault,) = table.faults
    assert why in fault.why
    assert fault.mend
    assert time.process_time() - began < 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_is_read_as_programs_save_it(encoding: str, separator: str) -> None:
    """In every encoding and with every separator, the dash of 'Area 1 – ' included."""
    check = read(as_csv(stockton(), separator, encoding))
    assert len(check.actions) == 29
    assert len(check.parts) == 14


def test_rows_between_bars_are_read() -> None:
    """As plain text formats draw tables."""
    table = read(b"| No | Action | Lead | When |\n|----|:--|--|--|\n| 1 | Fix the gate | Jo; Sam | May 2030 |\n")
    (one,) = table.actions
    assert (one.number, one.what, one.leads, one.timescale.due_on) == ("1", "Fix the gate", ("Jo", "Sam"), "2030-05-31")


def test_a_small_table_without_numbers_has_an_action_a_row() -> None:
    """Whether or not its sentences end in a full stop."""
    table = read(b"What needs to be done,Who,By when\nFix the gate,Jo,May 2030\nbuy paint,Sam,June 2030\n,,July 2030\n")
    assert [one.what for one in table.actions] == ["Fix the gate", "buy paint"]
    assert table.actions[1].timescale.due_on == "2030-07-31"


def test_days_and_numbers_of_a_spreadsheet_are_read() -> None:
    """A day is a day, 2.8 is 2.8, and the 4.10 that a spreadsheet made 4.1 is put right and said."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Ref", "Action", "Due date"],
        [2.8, "One.", date(2030, 3, 31)],
        [4.9, "Two.", None],
        [4.1, "Three.", None],
        [5.0, "Four.", None],
    ):
        sheet.append(row)
    table = read(saved(book))
    assert [one.number for one in table.actions] == ["2.8", "4.9", "4.10", "5"]
    assert table.actions[0].timescale.due_on == "2030-03-31"
    assert "it was taken for 4.10" in " ".join(one.why for one in table.notices)


def test_a_formula_that_was_never_worked_out_is_a_fault() -> None:
    """Its row is shown, and nothing of it is guessed."""
    book = Workbook()
    for row in (["No", "Action", "Lead"], [1, "=A1&B1", "Jo"], [2, "Paint.", "Jo"]):
        book.worksheets[0].append(row)
    table = read(saved(book))
    assert [one.number for one in table.actions] == ["2"]
    (fault,) = table.faults
    assert (fault.row, fault.why) == (2, "A formula in it was never worked out.")


def test_a_hidden_sheet_is_said_and_not_read() -> None:
    """Every other sheet is, under its name."""
    book = Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("Two"), book.create_sheet("Old")):
        sheet.append(["No", "Action"])
        sheet.append([1, f"Of {sheet.title}."])
    book["Old"].sheet_state = "hidden"
    table = read(saved(book))
    assert [(one.place, one.what) for one in table.actions] == [("Sheet", "Of Sheet."), ("Two", "Of Two.")]
    assert table.notices[0].what == "The sheet 'Old'"


def test_a_lead_joined_over_several_actions_leads_them_all() -> None:
    """The cell of a numbered row that is joined with the one above says the same."""
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row, cells in enumerate((("No", "Action", "Lead"), ("1", "One.", "Jo"), ("2", "Two.", ""))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Jo"
    out = io.BytesIO()
    document.save(out)
    assert [one.leads for one in read(out.getvalue()).actions] == [("Jo",), ("Jo",)]


def test_a_column_is_chosen_where_its_title_says_nothing() -> None:
    """Until then every row is a fault that says so; afterwards each is an action, and the rest is kept."""
    data = SMALL.replace("Action", "Stuff").replace("By when", "By when,RAG").encode()
    table = read(data)
    assert table.misses_actions
    assert {one.why for one in table.faults} == {"Nobody knows yet which column holds the actions."}
    chosen = read(data, {key("Stuff"): Field.ACTION})
    assert [one.what for one in chosen.actions] == ["Fix the gate.", "Paint it."]
    assert not chosen.faults


def test_columns_without_any_titles_are_chosen() -> None:
    """By their place."""
    table = read(b"Fix the gate;Jo;May 2030\nPaint;Sam;June 2030\n")
    assert table.misses_actions
    chosen = read(
        b"Fix the gate;Jo;May 2030\nPaint;Sam;June 2030\n", {"column 1": Field.ACTION, "column 3": Field.TIMESCALE}
    )
    assert [(one.what, one.timescale.due_on, one.more) for one in chosen.actions] == [
        ("Fix the gate", "2030-05-31", {"Column 2": "Jo"}),
        ("Paint", "2030-06-30", {"Column 2": "Sam"}),
    ]


def test_two_columns_of_one_meaning_are_marked() -> None:
    """The first is taken, the person is asked, and what stands in the second is kept."""
    table = read(b"No,Action,Lead,Owner\n1,Fix it.,Jo,Sam\n")
    assert [one.title for one in table.columns if one.unsure] == ["Owner"]
    assert table.actions[0].more == {"Owner": "Sam"}
    assert read(b"No,Action,Lead,Owner\n1,Fix it.,Jo,Sam\n", {"owner": Field.LEAD, "lead": None}).actions[0].leads == (
        "Sam",
    )


def test_faults_name_their_row() -> None:
    """A number without an action, a word where a number belongs, and a row that goes on with nothing."""
    table = read(b"No,Action,Lead,When\n,,,May 2030\n1,,Jo,\nfirst,Fix it.,Jo,\n2,Paint.,,\n")
    assert [(one.row, one.why) for one in table.faults] == [
        (2, "It goes on with a row before, and there is none."),
        (3, "It has a number and no action."),
        (4, "'first' is no number of an action."),
    ]
    assert [one.number for one in table.actions] == ["2"]
