"""Whole areas have no results any more: they gave away what was hidden of their standards (`evidence.core`).

An area is a name that is never counted apart for feelings and facts, as each standard is. Who was heard on one stays.
"""

_STANDARDS = "SELECT standard FROM tally WHERE about <> 'all'"
_NO_STANDARD = f"REPLACE(standard, 'core:', '') NOT IN ({_STANDARDS})"

STATEMENTS: tuple[str, ...] = (
    f"DELETE FROM published WHERE {_NO_STANDARD}",
    f"DELETE FROM standing WHERE standard LIKE 'core:%' AND {_NO_STANDARD}",
    f"DELETE FROM tally WHERE standard LIKE 'core:%' AND {_NO_STANDARD}",
)
