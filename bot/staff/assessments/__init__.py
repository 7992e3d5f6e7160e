"""Self-assessments: beginning one, writing it beside its evidence, who took part, signing, and publishing."""

from __future__ import annotations

from asking.declaring import DECLARERS
from asking.permissions import MANAGERS, READERS
from bot.staff import whose
from bot.staff.assessments import (
    acting,
    beginning,
    declaring,
    expert,
    experts,
    framing,
    listing,
    one,
    preview,
    said,
    section,
    signing,
    starting,
    statement,
    who,
)
from bot.staff.guard import Door

__all__ = ["DOORS"]

HERE = "/staff/assessments/{assessment:int}"
PAGE_BYTES = 512 * 1024
"""An area has up to ten responses; each may be long, in any script."""

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/assessments", listing.show, READERS),
    Door("GET", "/staff/assessments/begin", beginning.show, MANAGERS),
    Door("POST", "/staff/assessments/begin", beginning.begin, MANAGERS),
    Door("GET", HERE, one.show, READERS, whose.assessment),
    Door("GET", f"{HERE}/frame", framing.show, MANAGERS, whose.assessment),
    Door("POST", f"{HERE}/frame", framing.save, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/remove", framing.ask, MANAGERS, whose.assessment),
    Door("POST", f"{HERE}/remove", framing.remove, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/{{area}}/questions", section.show, READERS, whose.assessment),
    Door("POST", f"{HERE}/{{area}}/questions", section.save, MANAGERS, whose.assessment, bytes=PAGE_BYTES, fields=400),
    Door("GET", f"{HERE}/{{area}}/action", acting.show, MANAGERS, whose.assessment),
    Door("POST", f"{HERE}/{{area}}/action", acting.open_one, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/start", starting.show, MANAGERS, whose.assessment),
    Door("POST", f"{HERE}/start", starting.act, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/who", who.show, READERS, whose.assessment),
    Door("POST", f"{HERE}/who", who.save, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/statement", statement.show, READERS, whose.assessment),
    Door("POST", f"{HERE}/statement", statement.save, MANAGERS, whose.assessment),
    Door("POST", f"{HERE}/declarer", declaring.act, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/declare", declaring.show, READERS, whose.assessment),
    Door("POST", f"{HERE}/declare", declaring.declare, DECLARERS, whose.assessment),
    Door("GET", f"{HERE}/said", said.show, READERS, whose.assessment),
    Door("POST", f"{HERE}/said", said.act, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/experts", experts.show, READERS, whose.assessment),
    Door("POST", f"{HERE}/experts", experts.act, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/experts/{{expert:int}}", expert.show, READERS, whose.assessment),
    Door("POST", f"{HERE}/experts/{{expert:int}}", expert.act, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/experts/{{expert:int}}/sheet", experts.sheet, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/preview", preview.show, READERS, whose.assessment),
    Door("GET", f"{HERE}/sign", signing.ask, MANAGERS, whose.assessment),
    Door("POST", f"{HERE}/sign", signing.sign, MANAGERS, whose.assessment),
    Door("GET", f"{HERE}/versions", signing.versions, READERS, whose.assessment),
    Door("POST", f"{HERE}/publish", signing.publish, MANAGERS, whose.assessment),
)
"""Every address of the room."""
