"""What our own printed layouts hold beyond a council's table, so that what was printed is read back as it was.

How far an action is stands under its timescale: that is where such tables say 'Completed' and 'Commenced'.
"""

from __future__ import annotations

from evidence.action_tables.columns import key
from store.action import Status

STATUS = {
    Status.IN_PROGRESS: "Status: under way",
    Status.DONE: "Status: completed",
    Status.NO_LONGER_NEEDED: "Status: no longer needed",
}
"""The line under a timescale; nothing for what has not begun."""
BEFORE = frozenset({"in progress.", "done.", "no longer needed."})
"""The same as it was printed once, as a line of the progress."""
WORKED = "Did it work?"
"""The title of a column that is made anew each time, so that it is never read."""
_SAID = {words.casefold(): status for status, words in STATUS.items()}


def is_ours(title: str) -> bool:
    """Whether a column is one that only we print."""
    return key(title) == key(WORKED)


def apart(timescale: str) -> tuple[str, Status | None]:
    """A timescale without our line, and what that line said; None where it is not there."""
    lines = timescale.splitlines()
    found = [_SAID[one.strip().casefold()] for one in lines if one.strip().casefold() in _SAID]
    if not found:
        return timescale, None
    return "\n".join(one for one in lines if one.strip().casefold() not in _SAID), found[-1]
