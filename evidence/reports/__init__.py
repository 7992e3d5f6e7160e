"""Every report that can be made, by its name. `plainsay report` and the page of reports read this list."""

from __future__ import annotations

from evidence.reports.actions import ACTIONS
from evidence.reports.answers import ANSWERS
from evidence.reports.easy_summary import EASY_SUMMARY
from evidence.reports.evidence import EVIDENCE
from evidence.reports.kinds import Asked, Reader, ReportKind
from evidence.reports.progress import PROGRESS
from evidence.reports.public_statement import PUBLIC_STATEMENT
from evidence.reports.self_assessment import SELF_ASSESSMENT
from evidence.reports.you_said import YOU_SAID

__all__ = ["REPORTS", "Asked", "Reader", "ReportKind", "kind_named"]

REPORTS: tuple[ReportKind, ...] = (
    EVIDENCE,
    SELF_ASSESSMENT,
    PUBLIC_STATEMENT,
    EASY_SUMMARY,
    PROGRESS,
    ACTIONS,
    YOU_SAID,
    ANSWERS,
)
"""All of them, in the order in which a page lists them. Each module names its own: see evidence/reports/evidence.py."""


def kind_named(name: str) -> ReportKind | None:
    """The kind of report that is called so."""
    return next((one for one in REPORTS if one.name == name), None)
