"""The rows of a file go with the form from page to page: nothing is kept on the way, and all is read anew each time."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import astuple
from typing import Any

from evidence.action_tables.model import Fault, Grid, GridRow
from evidence.action_tables.rows import MOST_COLUMNS, MOST_ROWS

PART = 40_000
"""Letters in one field of the form: none may be long."""
MOST_PARTS = 24
MOST_BYTES = 6_000_000
"""Of the rows, once they are unpacked."""


class NotOurs(Exception):
    """What came back is not what a page sent."""


def carried(grid: Grid) -> list[str]:
    """The rows as texts for hidden fields; an empty list where they are too many for a form."""
    rows = [[one.number, one.place, one.cells, sorted(one.above), one.spanning, one.wrong] for one in grid.rows]
    written = json.dumps([rows, [astuple(one) for one in grid.notices]], ensure_ascii=False).encode()
    packed = base64.b64encode(zlib.compress(written, 9)).decode()
    parts = [packed[start : start + PART] for start in range(0, len(packed), PART)]
    return parts if len(parts) <= MOST_PARTS else []


def brought(packed: str) -> Grid:
    """The rows that came back.

    Raises:
        NotOurs: They were changed on the way.
    """
    try:
        opened = zlib.decompressobj()
        written = opened.decompress(base64.b64decode(packed, validate=True), MOST_BYTES)
        if opened.unconsumed_tail:
            raise NotOurs
        rows, notices = json.loads(written)
        return Grid(
            tuple(_row(one) for one in rows[:MOST_ROWS]),
            notices=tuple(Fault(int(row), *map(str, rest)) for row, *rest in notices),
        )
    except (ValueError, TypeError, zlib.error, binascii.Error, RecursionError) as error:
        raise NotOurs from error


def _row(written: list[Any]) -> GridRow:
    number, place, cells, above, spanning, wrong = written
    return GridRow(
        int(number),
        tuple(str(one) for one in cells[:MOST_COLUMNS]),
        str(place),
        frozenset(int(one) for one in above),
        spanning=bool(spanning),
        wrong=str(wrong),
    )
