"""What each role gets on the pages of reports."""

from __future__ import annotations

from collections.abc import Mapping

from asking.permissions import Role
from tests.staff.rows import CARERS, READERS, Row, to

REPORTS: Mapping[str, Row] = {
    "GET /staff/reports": to({*CARERS, *READERS}),
    # The evidence: what many people say is not for keyworkers, who are told nothing of it.
    "GET /staff/reports/{report}": {**to(READERS), Role.KEYWORKER: (404, 404)},
}
