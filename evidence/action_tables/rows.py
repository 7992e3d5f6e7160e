"""The rows of a file: CSV, tab-separated text, XLSX or DOCX, told apart by what is in it and not by its name."""

from __future__ import annotations

from dataclasses import replace

from evidence.action_tables import rows_docx, rows_text, rows_xlsx
from evidence.action_tables.model import Fault, Grid, GridRow
from evidence.action_tables.ours import without_chart
from evidence.action_tables.packed import Packed, Refused, unpacked

MOST_BYTES = 2_000_000
MOST_ROWS = 3_000
MOST_COLUMNS = 60
MOST_LETTERS = 800_000
PACKED = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"


def grid(data: bytes) -> Grid:
    """The rows of a file that hold anything. Bytes that are no table give a fault, never an error."""
    try:
        found = _read(data)
    except RecursionError:
        return Grid(fault=Fault(0, "The file", "It is nested too deeply.", "Copy the table into a new file."))
    except Refused as refused:
        return Grid(fault=Fault(0, "The file", refused.why, refused.mend))
    if found.fault is not None:
        return found
    rows = tuple(without_chart(_clean(row) for row in found.rows))
    return _within(replace(found, rows=tuple(row for row in rows if row.filled or row.wrong)))


def _read(data: bytes) -> Grid:
    if len(data) > MOST_BYTES:
        raise Refused("It is larger than 2 MB.", "Save the table alone, without pictures, or split it into two.")
    if not data.strip(b"\x00 \r\n\t"):
        raise Refused("It is empty.", "Choose the file that holds the table.")
    if data[:4] == OLD:
        raise Refused("It is locked with a password, or it is in an old format (.doc, .xls).",
                      "Open it, take the password away, and save it as DOCX, XLSX or CSV.")  # fmt: skip
    if data[:5] == b"%PDF-":
        raise Refused("It is a PDF: its tables cannot be told from its text.", "Choose the DOCX, XLSX or CSV.")
    if data[:4] != PACKED:
        return rows_text.read(data)
    return _of_packed(unpacked(data))


def _of_packed(packed: Packed) -> Grid:
    if packed.has("xl/workbook.xml"):
        return rows_xlsx.read(packed)
    document = packed.document
    if document:
        return rows_docx.read(packed.text(document))
    raise Refused("It is neither a spreadsheet nor a document that we can read.", "Save it as DOCX, XLSX or CSV.")


def _clean(row: GridRow) -> GridRow:
    """Without spaces around lines, and without empty lines and signs that nobody sees."""
    return replace(row, cells=tuple(_clean_cell(cell) for cell in row.cells))


def _clean_cell(text: str) -> str:
    text = "".join(char if char.isprintable() or char == "\n" else " " for char in _lines(text))
    return "\n".join(one for one in (" ".join(line.split()) for line in text.split("\n")) if one)


def _lines(text: str) -> str:
    return "\n".join(text.replace("\u200b", "").replace("\ufeff", "").splitlines())


def _within(found: Grid) -> Grid:
    if len(found.rows) > MOST_ROWS:
        why, mend = f"It has more than {MOST_ROWS} rows.", "Split it into two."
    elif any(len(row.cells) > MOST_COLUMNS and max(row.filled, default=0) >= MOST_COLUMNS for row in found.rows):
        why, mend = f"It has more than {MOST_COLUMNS} columns.", "Leave out the columns that are not about actions."
    elif sum(len(cell) for row in found.rows for cell in row.cells) > MOST_LETTERS:
        why, mend = "It holds too much text for a table of actions.", "Split it into two."
    elif not found.rows:
        why, mend = "It has no rows.", "Choose the file that holds the table."
    else:
        return replace(found, rows=tuple(replace(row, cells=row.cells[:MOST_COLUMNS]) for row in found.rows))
    return Grid(fault=Fault(0, "The file", why, mend))
