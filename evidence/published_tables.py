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
        of: What its results are about: `area`, `standard`, or the `core` of either.
        supports: The ways of telling that it holds, each a table of its own where the split is another one.
        frozen: Its counts stay once the round has ended. Sums over a whole year or provider are made of such counts.
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
    PublishedTable("areas by service", "area", Split.SERVICE, ("all",), frozen=True, shown_by="areas.area_evidence"),
    PublishedTable(
        "standards by service", "standard", Split.SERVICE, ("all",), frozen=True, shown_by="areas.area_evidence"
    ),
    PublishedTable(
        "told by others, by service", "standard", Split.SERVICE, APART, frozen=True, shown_by="areas.area_evidence"
    ),
    PublishedTable("ways of answering", "standard", Split.SUPPORT, OWN, frozen=True, shown_by="areas.area_evidence"),
    PublishedTable(
        "the core by service", "core", Split.SERVICE, ("all",), frozen=True, shown_by="comparison.comparison"
    ),
    PublishedTable(
        "twelve months of a small house", "standard", Split.NONE, ("all",), frozen=True, shown_by="areas.area_evidence"
    ),
    PublishedTable(
        "people heard", "area", Split.SERVICE, ("all", *APART), frozen=False, shown_by="areas.area_evidence"
    ),
    PublishedTable("progress of a round", "round", Split.SERVICE, (), frozen=False, shown_by="progress.progress"),
    PublishedTable(
        "how questions work", "question", Split.SERVICE, (), frozen=False, shown_by="question_quality.qualities"
    ),
)
"""Highlights, changes and every report show results of these tables, and no others."""
