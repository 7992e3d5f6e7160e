"""Reading a table of people from CSV or XLSX, as people really save it; and a template to fill in."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass

from asking.errors import SheetRefused

MOST_BYTES = 2_000_000
MOST_ROWS = 1_000
MOST_UNPACKED = 30_000_000
"""Of an XLSX, which is a packed file: a small one can unpack to fill the memory."""
COLUMNS = ("name", "service", "who", "language", "family of", "e-mail")
ALSO = {
    "email": "e-mail",
    "mail": "e-mail",
    "audience": "who",
    "who they are": "who",
    "role": "who",
    "house": "service",
}
EXAMPLES = (
    ("Ada Example", "", "person", "English", "", ""),
    ("May Example", "", "family", "Polish", "Ada Example", "may@example.org"),
)
LIVE = ("=", "+", "-", "@", "\t", "\r")
"""What makes a cell of CSV a formula in a spreadsheet program."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was written.

    Attributes:
        number: Its number in the file, from 1, the heading included.
        cells: By column; '' where it is empty.
        wrong: Why it cannot be read; '' where it can.
    """

    number: int
    cells: dict[str, str]
    wrong: str = ""


def read(data: bytes) -> tuple[Row, ...]:
    """The rows of a file.

    Raises:
        SheetRefused: It is too large, no table, or has no column of names.
    """
    if len(data) > MOST_BYTES:
        raise SheetRefused("The file is larger than 2 MB.", mend="Split it into two.")
    if not data.strip(b"\x00 \r\n\t"):
        raise SheetRefused("Choose a file that is not empty.", mend="The template shows what it can hold.")
    found = _from_xlsx(data) if data[:4] == b"PK\x03\x04" else _from_csv(data)
    filled = [(number, cells) for number, cells in enumerate(found, 1) if any(cells)]
    if not filled:
        raise SheetRefused("The file has no rows.", mend="The template shows what it can hold.")
    if len(filled) - 1 > MOST_ROWS:
        raise SheetRefused(f"The file has more than {MOST_ROWS} rows.", mend="Split it into two.")
    heads = [ALSO.get(one.strip().casefold(), one.strip().casefold()) for one in filled[0][1]]
    if "name" not in heads:
        mend = f"Put these words into the first row: {', '.join(COLUMNS)}."
        raise SheetRefused("The first row has no column called name.", mend=mend)
    return tuple(_row(number, heads, cells) for number, cells in filled[1:])


def _row(number: int, heads: list[str], cells: list[str]) -> Row:
    named = dict.fromkeys(COLUMNS, "") | {
        head: " ".join(cell.split())[:200] for head, cell in zip(heads, cells, strict=False) if head in COLUMNS
    }
    if any(cell.startswith("=") for cell in named.values()):
        return Row(number, named, "A cell has a formula. Type what it shows.")
    return Row(number, named)


def _from_csv(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise SheetRefused("This is no table that we can read.", mend="Save it as CSV or XLSX.") from error


def _decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 say what they are; what is neither is what Windows used to write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").replace("\x00", "")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\x00" in text:
        raise SheetRefused("This is no table that we can read.", mend="Save it as CSV or XLSX.")
    return text


def _from_xlsx(data: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - it loads numpy, which few starts need

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
        sheet = load_workbook(io.BytesIO(data)).worksheets[0] if unpacked <= MOST_UNPACKED else None
    except Exception as error:  # openpyxl raises many things of its own, and of what it is built on
        raise SheetRefused("This spreadsheet cannot be read.", mend="Save it again as XLSX, or as CSV.") from error
    if sheet is None:
        raise SheetRefused("The file is too large when it is opened.", mend="Copy the rows into a new file.")
    if sheet.merged_cells.ranges:
        raise SheetRefused("Some cells are joined into one.", mend="Undo 'merge cells': each row is one person.")
    if sheet.max_row > MOST_ROWS * 2 or sheet.max_column > len(COLUMNS) * 10:
        raise SheetRefused(f"The file has more than {MOST_ROWS} rows.", mend="Copy the rows into a new file.")
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def inert(cell: str) -> str:
    """A cell of CSV that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(LIVE) else cell


def template_csv(service: str) -> bytes:
    """A table with the headings and two examples, for spreadsheet programs on any computer."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([COLUMNS, *([inert(cell) for cell in row] for row in _examples(service))])
    return made.getvalue().encode("utf-8-sig")


def template_xlsx(service: str) -> bytes:
    """The same as XLSX. What is written is text: a name that looks like a formula stays one."""
    from openpyxl import Workbook  # noqa: PLC0415 - it loads numpy, which few starts need

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(COLUMNS))
    for number, row in enumerate(_examples(service), 2):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = text
            cell.data_type = "s"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _examples(service: str) -> list[tuple[str, ...]]:
    return [(name, service, *rest) for name, _, *rest in EXAMPLES]
