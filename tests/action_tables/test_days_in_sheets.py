"""A day in a sheet is read as the sheet shows it: where it shows a month, the last day of that month is meant."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import Workbook

from evidence.action_tables.read import read


def sheet(form: str) -> bytes:
    """A table of one action, whose timescale is 1 March 2027 in this form."""
    book = Workbook()
    page = book.active
    page.append(["No", "Action", "Timescale"])
    page.append(["1", "Fix it.", datetime(2027, 3, 1)])  # noqa: DTZ001 - a sheet knows no zones
    page["C2"].number_format = form
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("form", "said", "due_on"),
    [
        ("mmm-yy", "Mar-27", "2027-03-31"),
        ("[$-809]mmmm yyyy;@", "March 2027", "2027-03-31"),
        ("mmmm\\ yyyy", "March 2027", "2027-03-31"),
        ("mm/yy", "03/2027", "2027-03-31"),
        ("mmm yy", "Mar 2027", "2027-03-31"),
        ("yyyy-mm", "March 2027", "2027-03-31"),
        ("mmmm", "March 2027", "2027-03-31"),
        ("d-mmm-yy", "2027-03-01", "2027-03-01"),
        ("yyyy-mm-dd h:mm", "2027-03-01", "2027-03-01"),
        ("mm-dd-yy", "2027-03-01", "2027-03-01"),
    ],
)
def test_a_month_is_read_as_a_month(form: str, said: str, due_on: str) -> None:
    """Excel makes the first of a month of 'March 2027': it is its last day that was meant."""
    (action,) = read(sheet(form)).actions
    assert (action.timescale.said, action.timescale.due_on, action.timescale.check) == (said, due_on, "")
