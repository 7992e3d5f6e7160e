"""The tests' small vocabulary for self-assessments over the web."""

from __future__ import annotations

import re
from typing import Any

from tests.staff.office import Office

BEGIN = {"service": "0", "since": "2025-11-23", "until": "2026-11-22", "route": "areas", "scale": "lights", "words": ""}
AREA = "/staff/assessments/1/duq.1/questions"


async def begun(office: Office, **changes: str) -> None:
    """A manager of everything is signed in, and has begun one."""
    await office.sign_in("Mo", "manager")
    made = await office.post("/staff/assessments/begin", **{**BEGIN, **changes})
    assert made.status_code == 303, made.text[-3000:]
    assert made.headers["location"] == "/staff/assessments/1?done=begun"


async def saved(office: Office, **fields: Any) -> None:
    """The first area is saved with these fields, on what is there."""
    page = (await office.get(AREA)).text
    edit = re.search(r'name="edit" value="(\d+)"', page)
    assert edit
    answer = await office.post(AREA, edit=edit[1], **fields)
    assert answer.status_code == 303, answer.text[-3000:]
