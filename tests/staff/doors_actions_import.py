"""What each role gets on the pages that read actions from a file."""

from __future__ import annotations

from collections.abc import Mapping

from tests.staff.rows import MANAGERS, Row, to

ACTIONS_IMPORT: Mapping[str, Row] = {
    "GET /staff/actions/import": to(MANAGERS),
    "POST /staff/actions/import": to(MANAGERS, 400),  # the form again: it has no file
    "POST /staff/actions/import/add": to(MANAGERS, 400),  # there are no rows
}
