"""What the pages of an expert by experience say to everyone, whoever checks and however an area is rated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from asking.devices import UNKNOWN
from asking.experts import Check
from bot.tablet.expert import PICTURES, Seen
from bot.tablet.pieces import Piece
from bot.tablet.render import Pages
from evidence.self_assessment.declaring import WARMTHS
from evidence.self_assessment.easy import Easy
from locales import Words
from store.assessments import Assessment
from store.experts import Expert

SOMEBODY: Final = Expert(
    id=1, assessment_id=1, version=1, person_id=None, body={}, language="en", large=False, link=1, made_at="",
    made_by="", expires_at="", revoked_at=None, sent_at=None, shows="", back_at=None, published_at=None,
    replied_at=None, replied_by="", asked_out_at=None, out_at=None, out_by="",
)  # fmt: skip
ABOUT = Assessment(1, "", "", 0, "", "", 1, "", "")

PART: Final = {"number": 1, "not_saved": False, "at": "", "back": "", "skip": "", "said": ""}


def pieces_of_experts(pages: Pages, words: Words) -> Iterator[tuple[str, Piece]]:
    """Each template's own sentences; names, and what the provider wrote, are left out."""
    for template, one, values in _pages():
        seen = Seen(Check(one, ABOUT, UNKNOWN, {}), (), "", sample=False)
        page = pages.page(template, words=words, check=seen.check, seen=seen, longest=0, says=(), **PICTURES, **values)
        for piece in page.pieces:
            if not piece.private:
                yield template, piece


def _pages() -> Iterator[tuple[str, Expert, dict[str, Any]]]:
    for note in ("", "stopped", "deleted"):
        yield "expert_start.html", SOMEBODY, {"note": note, "onward": ""}
    for warmth in WARMTHS:
        area = Easy("", "", warmth, ())
        yield "expert_part.html", SOMEBODY, {**PART, "area": area}
    yield "expert_part.html", SOMEBODY, {**PART, "area": None}
    yield "expert_answers.html", SOMEBODY, {"wrong": ""}
    sent = replace(SOMEBODY, sent_at="1")
    for state in (sent, replace(sent, published_at="1"), replace(sent, out_at="1")):
        yield "expert_sent.html", state, {"note": ""}
    yield "expert_staff.html", SOMEBODY, {}
