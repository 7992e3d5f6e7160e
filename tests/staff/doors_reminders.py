"""What each role gets on the page about reminders."""

from __future__ import annotations

from collections.abc import Mapping

from tests.staff.rows import CARERS, MANAGERS, Row, to

REMINDERS: Mapping[str, Row] = {
    "GET /staff/reminders": to(CARERS),
    "POST /staff/reminders/off": to(MANAGERS, 404),  # the provider's: only for those who work for all services
    "POST /staff/reminders/on": to(MANAGERS, 404),
    "POST /staff/reminders/{person:int}/now": to(CARERS, 303, 404),
}
