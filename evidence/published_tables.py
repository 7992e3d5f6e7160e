"""Every table of results that readers can see, each with its one split. A new one is a decision, and is added here.

Two splits of the same people in one table (house by way of answering, say) would let somebody subtract until one
person is left. So each table has one, and what pages and reports show is compared with this list by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Split(StrEnum):
    """By what the parts of a table differ."""

    SERVICE = "service"
    SUPPORT = "support"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One table, for each source apart.

    Attributes:
        of: What its results are about, such as a `standard`, or the `core` of one.
        supports: The ways of telling that it holds, each a table of its own where the split is another one.
        frozen: Its counts stay once the round has ended.
        shown_by: What shows it, so that whoever changes that finds this list.
    """

    name: str
    of: str
    split: Split
    supports: tuple[str, ...]
    frozen: bool
    shown_by: str


OWN = ("alone", "interpreted", "supported")
APART = ("observed", "proxy")

PUBLISHED: tuple[PublishedTable, ...] = (
    PublishedTable("standards", "standard", Split.SERVICE, ("all",), frozen=True, shown_by="areas.area_evidence"),
    PublishedTable("told-by-others", "standard", Split.SERVICE, APART, frozen=True, shown_by="areas.area_evidence"),
    PublishedTable("ways-of-answering", "standard", Split.SUPPORT, OWN, frozen=True, shown_by="areas.area_evidence"),
    PublishedTable("core", "core", Split.SERVICE, ("all",), frozen=True, shown_by="comparison.comparison"),
    PublishedTable("people-heard", "area", Split.SERVICE, ("all", *APART), frozen=False, shown_by="areas.heard_on"),
    PublishedTable("progress", "round", Split.SERVICE, (), frozen=False, shown_by="progress.progress"),
    PublishedTable("questions", "question", Split.NONE, (), frozen=False, shown_by="question_quality.qualities"),
    PublishedTable("ladders", "ladder", Split.SERVICE, (), frozen=True, shown_by="ladders.scores"),
    PublishedTable("answers", "question", Split.SERVICE, (), frozen=True, shown_by="reports.answers.make"),
    PublishedTable("worries", "worry", Split.NONE, (), frozen=False, shown_by="worry_numbers.worry_numbers"),
    PublishedTable("better", "change", Split.NONE, (), frozen=False, shown_by="changes.better"),
)
"""Highlights, changes and every report show results of these tables, and no others.

The names stand on every page and in every report beside the table: `data-table` there, `Table.id` here.
In one service a standard that the core asks about is told by the core alone, so `standards` and `core` are one table
there (`evidence.table`). A whole area has people who were heard, and no results (`evidence.core`)."""
