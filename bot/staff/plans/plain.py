"""What layouts and parts of plans are called."""

from __future__ import annotations

from evidence.plan_order import DUDLEY, STOCKTON

LAYOUTS = {
    STOCKTON: "By area: a table for each, with what shows it",
    DUDLEY: "By recommendation: one table, with progress and outcomes",
}
"""Each layout, as it is chosen."""
PARTS = {STOCKTON: ("area", "areas"), DUDLEY: ("recommendation", "recommendations")}
"""What one part, and several, are called in each layout."""


FORMATS = {"html": "Show", "pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV"}
"""Each format in which a plan is printed or handed in, as its link says."""


def parts_of(layout: str) -> tuple[str, str]:
    """What one part, and several, are called in a plan of this layout."""
    return PARTS.get(layout, ("part", "parts"))
