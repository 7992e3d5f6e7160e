"""What each role gets on the page behind a number."""

from __future__ import annotations

from collections.abc import Mapping

from tests.staff.rows import READERS, Row, to

NUMBERS: Mapping[str, Row] = {"GET /staff/numbers/{place}": to(READERS)}  # without a service, each their own
